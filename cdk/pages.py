"""Build the site's pages and their assets with Vite: `build/site`, again only when their inputs changed."""

import subprocess
from pathlib import Path

from cdk.inputs import BUILD, ROOT, SITE_INPUTS, announce, digest

SITE = BUILD / "site"
STAMP = BUILD / "site.inputs"


class PagesError(Exception):
    """The pages could not be built; the message says what Vite said."""


def built_site() -> Path:
    """The folder of the site: pages at its root, everything that they name under `assets` with a hash in its name."""
    inputs = digest(SITE_INPUTS)
    if SITE.is_dir() and STAMP.is_file() and STAMP.read_text() == inputs:
        return SITE
    announce("Building the pages")
    STAMP.unlink(missing_ok=True)
    try:
        finished = subprocess.run(
            ["npm", "run", "--silent", "build"], cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise PagesError("The pages are built by npm, which comes with Node.js, and it is not here.") from error
    if finished.returncode:
        raise PagesError(f"The pages cannot be built: {finished.stderr.strip() or finished.stdout.strip()}")
    STAMP.write_text(inputs)
    return SITE

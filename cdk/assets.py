"""Folders that become assets: copies of exactly the files that are meant to be deployed, and nothing else."""

import json
import shutil
from pathlib import Path

from cdk.bytecode import add_bytecode
from cdk.inputs import BUILD, ROOT, matching
from cdk.pages import built_site
from cdk.stage import Stage

FUNCTIONS = ("functions/**/*.json", "functions/**/*.py", "interview/**/*.py", "interview/**/*.typ")
VOICE_PROXY = (
    "voice_proxy_container/Dockerfile",
    "voice_proxy_container/requirements.txt",
    "voice_proxy_container/**/*.py",
    "interview/**/*.py",
)
NOT_FOUND = "not-found"
PAGE_REWRITES = Path(__file__).parent / "page_rewrites.js"


def _copied(name: str, patterns: tuple[str, ...], root: Path = ROOT) -> Path:
    target = BUILD / "assets" / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in matching(patterns, root):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target / path)
    return target


def functions_code(stage: Stage) -> Path:
    """The one code asset of all functions."""
    code = _copied("functions", FUNCTIONS)
    add_bytecode(stage, code, "/var/task")
    return code


def voice_proxy_image() -> Path:
    """The build context of the voice proxy's image."""
    return _copied("voice_proxy", VOICE_PROXY)


def voice_proxy_image_handler() -> Path:
    """The code of the function that has the image built."""
    return _copied("voice_proxy_image_handler", ("voice_proxy_image_handler.py",), Path(__file__).parent)


def site_pages() -> Path:
    """What the site serves under its own paths, always revalidated by browsers."""
    pages = _copied("site_pages", ("**/*",), built_site())
    shutil.rmtree(pages / "assets")
    shutil.rmtree(pages / NOT_FOUND)
    return pages


def page_rewrites() -> str:
    """The code of the function that answers for addresses where no page is, with the page that says so."""
    site = built_site()
    missing = (site / NOT_FOUND / "index.html").read_text()
    folders = sorted(page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
    pages = ["" if folder == "." else f"/{folder}" for folder in folders if folder != NOT_FOUND]
    told = f"var PAGES = {json.dumps(pages)};\nvar NOT_FOUND = {json.dumps(missing)};\n"
    return told + PAGE_REWRITES.read_text()


def site_assets() -> Path:
    """What the site serves under /assets: files whose names change with their content."""
    return _copied("site_assets", ("**/*",), built_site() / "assets")

"""Folders that become assets: copies of exactly the files that are meant to be deployed, and nothing else."""

import shutil
from pathlib import Path

from cdk.inputs import BUILD, ROOT, matching

FUNCTIONS = ("functions/**/*.py", "interview/**/*.py")
VOICE_PROXY = (
    "voice_proxy_container/Dockerfile",
    "voice_proxy_container/requirements.txt",
    "voice_proxy_container/**/*.py",
    "interview/**/*.py",
)
FONT = ROOT / "node_modules" / "@fontsource-variable" / "sora"
FONT_SUBSETS = ("latin", "latin-ext")


def _copied(name: str, patterns: tuple[str, ...], root: Path = ROOT) -> Path:
    target = BUILD / "assets" / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for path in matching(patterns, root):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target / path)
    return target


def functions_code() -> Path:
    """The one code asset of all functions."""
    return _copied("functions", FUNCTIONS)


def voice_proxy_image() -> Path:
    """The build context of the voice proxy's image."""
    return _copied("voice_proxy", VOICE_PROXY)


def site_pages() -> Path:
    """What the site serves under its own path, always revalidated by browsers."""
    return _copied("site_pages", ("**/*.html",), ROOT / "static_site")


def site_assets() -> Path:
    """What the site serves under /assets: its own files, and the font of the locked package."""
    folder = _copied("site_assets", ("**/*",), ROOT / "static_site" / "assets")
    for subset in FONT_SUBSETS:
        shutil.copyfile(FONT / "files" / f"sora-{subset}-wght-normal.woff2", folder / f"sora-{subset}.woff2")
    shutil.copyfile(FONT / "LICENSE", folder / "sora-LICENSE.txt")
    return folder

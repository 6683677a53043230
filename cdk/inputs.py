"""What a synthesized template and the layers are made from, as one hash: equal inputs need no second build."""

import fcntl
import hashlib
import platform
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"

SITE_INPUTS = ("package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "static_site/**/*")
TEMPLATE_INPUTS = (
    "cdk.json",
    "requirements/run.txt",
    "cdk/**/*",
    "layers/**/*",
    "functions/**/*.json",
    "functions/**/*.py",
    "interview/**/*.py",
    "interview/**/*.typ",
    "voice_proxy_container/**/*",
    *SITE_INPUTS,
)


def matching(patterns: Iterable[str], root: Path = ROOT) -> list[Path]:
    """The files that match, relative to the root, sorted, without bytecode."""
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return sorted(path.relative_to(root) for path in found if "__pycache__" not in path.parts)


def digest(patterns: Iterable[str], *settings: str, root: Path = ROOT) -> str:
    """SHA-256 over names and content of the files that match, the settings, and this machine's kind."""
    hashed = hashlib.sha256()
    for word in (*settings, sys.version, platform.machine(), sys.platform):
        hashed.update(f"{len(word)}:{word}".encode())
    for path in matching(patterns, root):
        content = (root / path).read_bytes()
        hashed.update(f"{path.as_posix()}:{len(content)}:".encode() + content)
    return hashed.hexdigest()


def announce(work: str) -> None:
    """Say what begins and takes a while, for whoever waits."""
    print(work, file=sys.stderr, flush=True)


@contextmanager
def exclusive() -> Iterator[None]:
    """One build at a time in this checkout; the others wait."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

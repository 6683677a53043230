"""Room on disk for one piece of work."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

__all__ = ["working_folder"]


@contextmanager
def working_folder(prefix: str) -> Iterator[Path]:
    """A folder of one's own, gone afterwards. What killed processes left under the same prefix goes first.

    Lambda keeps /tmp when a function runs out of time, and it holds no more than one merge.
    """
    root = Path(tempfile.gettempdir())
    with ExitStack() as stack:
        with _locked(root):
            for leftover in root.glob(f"{prefix}*"):
                with suppress(OSError), _locked(leftover, fcntl.LOCK_NB):
                    shutil.rmtree(leftover)
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=prefix)))
            stack.enter_context(_locked(folder))
        yield folder


@contextmanager
def _locked(folder: Path, flags: int = 0) -> Iterator[None]:
    """Raises BlockingIOError for LOCK_NB where somebody has it. The kernel unlocks what a killed process held."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | flags)
        yield
    finally:
        os.close(descriptor)

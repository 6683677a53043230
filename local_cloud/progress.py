"""What takes long says so: a line when it is over, and one every few seconds until then."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

__all__ = ["Say", "step"]

Say = Callable[[str], None]

_EVERY_S = 4.0


@contextmanager
def step(
    say: Say, name: str, *, width: int = 58, doing: Callable[[], str] = lambda: "", every_s: float = _EVERY_S
) -> Iterator[None]:
    """Time what is done inside; while it lasts, `doing` tells what is being done, where that is known."""
    began = time.monotonic()
    over = Event()

    def tell() -> None:
        while not over.wait(every_s):
            say(f"    … {doing() or name}, {time.monotonic() - began:.0f} s")

    telling = Thread(target=tell, daemon=True)
    telling.start()
    try:
        yield
    finally:
        over.set()
        telling.join()
    say(f"  {name:<{width}}{time.monotonic() - began:7.2f} s")

"""How a mend takes hold of ministack: by name and parameters, so that a changed version is noticed, not guessed at."""

import inspect
from collections.abc import Callable
from typing import Any

__all__ = ["EmulatorChangedError", "Patch", "existing", "wrap"]

Patch = Callable[[], None]
"""Changes the imported ministack; its docstring is the reason. EmulatorChangedError when it cannot."""


class EmulatorChangedError(Exception):
    """This version of ministack is not the one the patches were written for."""


def existing(owner: Any, name: str, parameters: str | None = None) -> Any:
    """The attribute `name` of a module or class, whose parameters must be these, written "a b c"."""
    found = getattr(owner, name, None)
    if found is None:
        raise EmulatorChangedError(f"{owner.__name__}.{name} is gone")
    if parameters is not None and (actual := " ".join(inspect.signature(found).parameters)) != parameters:
        raise EmulatorChangedError(f"{owner.__name__}.{name} takes ({actual}), not ({parameters})")
    return found


def wrap(owner: Any, name: str, parameters: str, make: Callable[[Any], Any]) -> None:
    """Replace a function or method by `make(original)`."""
    setattr(owner, name, make(existing(owner, name, parameters)))

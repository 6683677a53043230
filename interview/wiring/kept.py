"""What is built once a process."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar

from interview.adapters import secrets
from interview.settings import StageSettings

SettingsType = TypeVar("SettingsType", bound=StageSettings)
Built = TypeVar("Built")


class kept(Generic[SettingsType, Built]):  # noqa: N801 (a decorator)
    """Build once for the same settings, and again when a secret has another value: a key that was exchanged is used
    within minutes. What is at work with the old one goes on with it."""

    def __init__(self, build: Callable[[SettingsType], Built]) -> None:
        self._build = build
        self._built: dict[SettingsType, tuple[int, Built]] = {}
        update_wrapper(self, build)

    def __call__(self, settings: SettingsType) -> Built:
        changes = secrets.changes()
        before = self._built.get(settings)
        if before and before[0] == changes:
            return before[1]
        built = self._build(settings)
        self._built[settings] = (changes, built)
        return built

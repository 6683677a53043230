"""What a person before a page can say, by name: the answer of a kept recording, or a spoken fixture."""

from local_cloud.simulation.recordings import recording
from local_cloud.simulation.spoken import FOLDER, spoken

__all__ = ["sound_of", "text_of"]


def sound_of(name: str) -> bytes:
    """A file with its sound, of whatever format."""
    return spoken(name).file.read_bytes() if _is_fixture(name) else b"".join(recording(name).chunks.values())


def text_of(name: str) -> str:
    return spoken(name).text if _is_fixture(name) else recording(name).answer


def _is_fixture(name: str) -> bool:
    return (FOLDER / f"{name}.json").is_file()

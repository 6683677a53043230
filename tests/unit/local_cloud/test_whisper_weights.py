"""Which of Whisper's weights are used."""

import hashlib
from pathlib import Path

import pytest

from local_cloud.stand_ins.whisper_weights import Weights, WeightsError, find


def package(folder: Path, name: str, content: bytes) -> Weights:
    """A package with weights in two parts, as installed in `folder`."""
    for path, part in (("config.json", b"{}"), ("model.1", content[:3]), ("model.2", content[3:])):
        file = folder / name / "data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(part)
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    return Weights(
        name=name,
        languages=frozenset({"en"}),
        sha256=hashlib.sha256(content).hexdigest(),
        parts=((name, "data/model.1"), (name, "data/model.2")),
        folder=(name, "data"),
        files=("config.json",),
    )


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Weights]:
    monkeypatch.syspath_prepend(tmp_path)
    return [package(tmp_path, "large_ears", b"many weights"), package(tmp_path, "small_ears", b"few weights")]


def test_are_put_together_from_their_parts(known: list[Weights]) -> None:
    best = find(known)
    assert best.name == "large_ears"
    assert best.read() == {"config.json": b"{}", "model.bin": b"many weights"}


def test_that_are_others_than_those_tried_give_way_to_the_next(
    known: list[Weights], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "large_ears" / "data" / "model.2").write_bytes(b"other weights")
    assert find(known).name == "small_ears"
    assert "large_ears is not used" in caplog.text


def test_that_are_missing_are_asked_for(known: list[Weights], tmp_path: Path) -> None:
    for name in ("large_ears", "small_ears"):
        (tmp_path / name / "data" / "model.1").unlink()
    with pytest.raises(WeightsError, match="make setup"):
        find(known)

"""The support command, as an operator calls it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from interview.domain.recordings import webm
from interview.entrypoints import recover
from local_cloud.simulation.recordings import Recording, chunk_name, recording

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

SEVEN, TWO_RUNS, MP4 = recording("seven-chunks"), recording("two-runs"), recording("mp4")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEVEN.folder, tmp_path / "chunks"))


def recovered(folder: Path, *options: str) -> dict[str, Any]:
    out, report = folder.parent / "out.webm", folder.parent / "report.json"
    assert recover.main([str(folder), "--out", str(out), "--report", str(report), *options]) == 0
    told: dict[str, Any] = json.loads(report.read_text())
    if told["container"] == "webm":
        with out.open("rb") as file:
            assert webm.read_contents(file).duration_ms == told["duration_ms"]
    return told


def test_a_torn_recording_is_recovered_from_the_command_line(folder: Path) -> None:
    (folder / "chunk_003.webm").unlink()
    out, report = folder.parent / "out.webm", folder.parent / "report.json"
    module = "interview.entrypoints.recover"
    command = [sys.executable, "-m", module, str(folder), "--out", str(out), "--report", str(report)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "kept of 31.0 s recorded" in result.stdout
    assert "chunk 3 never arrived" in result.stdout
    told = json.loads(report.read_text())
    assert [gap["reason"] for gap in told["gaps"]] == ["chunk 3 never arrived"]
    assert told["kept_ms"] + told["gaps"][0]["end_ms"] - told["gaps"][0]["start_ms"] == pytest.approx(31_000, abs=200)
    assert (told["chunks"], told["with_manifest"]) == (6, True)
    with out.open("rb") as file:
        assert webm.read_contents(file).packets == told["packets"]


def test_without_a_manifest_what_is_no_recording_is_refused_and_said(folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "chunk_004.webm").write_bytes(b"<html>503 Service Unavailable</html>" * 20)
    (folder / "notes.txt").write_text("from the candidate's disk")
    (folder / "chunk_002.mp4").write_bytes(b"\0")
    told = recovered(folder)
    assert told["recorded_ms"] == pytest.approx(31_000, abs=300)
    assert len(told["gaps"]) == 1
    assert told["refused_bytes"] > 500
    assert sum(told["refused_places"].values()) == 1
    assert told["refused_files"].keys() == {"notes.txt", "answer.txt", "chunk_002.mp4"}
    assert not told["with_manifest"]


def test_a_folders_manifest_that_is_none_is_done_without(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"runs": [{"run": -1}]}')
    told = recovered(folder)
    assert told["refused_files"]["manifest.json"].startswith("no manifest: runs.0.run: ")
    assert told["kept_ms"] > 30_900


def test_a_manifest_from_elsewhere_is_heeded(folder: Path) -> None:
    manifest = folder.parent / "posted.json"
    shutil.move(folder / "manifest.json", manifest)
    (folder / "chunk_006.webm").unlink()
    told = recovered(folder, "--manifest", str(manifest))
    assert [gap["reason"] for gap in told["gaps"]] == ["chunk 6 never arrived"]
    manifest.write_text("[]")
    assert recover.main([str(folder), "--out", str(folder / "x.webm"), "--manifest", str(manifest)]) == 1


@pytest.mark.parametrize("other", [TWO_RUNS, MP4], ids=["webm", "mp4"])
def test_a_lost_beginning_needs_the_header_of_another_question(other: Recording, tmp_path: Path) -> None:
    source = SEVEN if other is TWO_RUNS else MP4
    folder = tmp_path / "chunks"
    folder.mkdir()
    mime = source.manifest["runs"][0]["mime"]
    for index, body in source.chunks.items():
        if 0 < index < 1000:
            (folder / chunk_name(index, mime)).write_bytes(body)
    out = tmp_path / f"out{Path(chunk_name(0, mime)).suffix}"
    assert recover.main([str(folder), "--out", str(out)]) == 1
    lender = other.folder / chunk_name(1000, mime)
    told = recovered(folder, "--header", str(lender))
    assert told["kept_ms"] > 10_000
    assert told["gaps"][0]["reason"] == "chunk 0 never arrived"


@pytest.mark.parametrize(
    ("chunks", "complaint"),
    [
        ({}, "holds no chunk_NNN.webm or chunk_NNN.mp4"),
        (
            {"chunk_000.webm": b"<html>" * 50},
            "no chunk of this question holds a recording: bytes that are no element of a recording",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    chunks: dict[str, bytes], complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "chunks"
    folder.mkdir()
    for name, body in chunks.items():
        (folder / name).write_bytes(body)
    assert recover.main([str(folder), "--out", str(tmp_path / "out.webm")]) == 1
    assert capsys.readouterr().err.endswith(f"{complaint}\n")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert recover.main([str(tmp_path / "nowhere"), "--out", str(tmp_path / "out.webm")]) == 1
    assert capsys.readouterr().err == f"recover: {tmp_path / 'nowhere'} is no folder\n"


def test_a_header_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(folder), "--out", str(folder / "x.webm"), "--header", str(folder / "chunk_001.webm")]
    assert recover.main(arguments) == 1
    assert "does not begin with a webm header" in capsys.readouterr().err

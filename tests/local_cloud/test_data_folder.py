"""A data folder serves one cloud at a time, and only what is a cloud's own is ever deleted."""

import shutil
from pathlib import Path

import pytest

from local_cloud.cloud import prerequisites
from local_cloud.cloud.data_folder import DataFolder
from local_cloud.errors import LocalCloudError


def test_second_cloud_is_told_where_the_first_is(tmp_path: Path) -> None:
    first, second = DataFolder(tmp_path), DataFolder(tmp_path)
    first.take()
    first.write_state({"edge_url": "http://localhost:8000"})
    assert second.is_taken()
    with pytest.raises(LocalCloudError, match=r"running already, at http://localhost:8000\."):
        second.take()
    first.release()
    assert not second.is_taken()
    assert second.state() == {}


def test_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("irreplaceable")
    with pytest.raises(LocalCloudError, match="holds other things"):
        DataFolder(tmp_path).take()
    assert (tmp_path / "thesis.txt").read_text() == "irreplaceable"


def test_wiping_empties_the_folder_and_follows_no_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").touch()
    folder = DataFolder(tmp_path / "data")
    folder.take()
    (folder.path / "mongodb").mkdir()
    (folder.path / "link").symlink_to(outside)
    folder.wipe()
    folder.release()
    assert sorted(path.name for path in folder.path.iterdir()) == ["lock", "logs"]
    assert (outside / "kept").exists()


def test_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=300_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(LocalCloudError, match=r"needs 1 GB of free disk, and .* has 0\.3 GB: make room"):
        prerequisites.check_machine(tmp_path / "not" / "yet" / "there")


def test_missing_node_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalCloudError, match=r"Node\.js 20\.19 or newer, and there is none: get it from nodejs\.org"):
        prerequisites.check_machine(tmp_path)


def test_old_node_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "node"
    old.write_text("#!/bin/sh\necho v20.18.3\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LocalCloudError, match=r"and this is v20\.18\.3"):
        prerequisites.check_machine(tmp_path)

from io import BytesIO
from pathlib import Path

from interview.domain.recordings.webm import read_contents
from local_cloud.simulation.examples.recorded import damaged, recorded


def test_a_voice_with_a_face_is_a_recording_as_a_browser_makes_one(tmp_path: Path) -> None:
    made = recorded("outage", "good", "en_US-joe-medium", tmp_path)
    assert made.content_type == "video/webm"
    assert [chunk["size"] for chunk in made.manifest["runs"][0]["chunks"]] == [
        len(body) for body in made.chunks.values()
    ]
    contents = read_contents(BytesIO(b"".join(made.chunks.values())))
    assert len(contents.packets) == 2
    assert all(count > 0 for count in contents.packets.values())
    assert len(made.chunks) == -(-made.duration_ms // 5000)
    assert recorded("outage", "good", "en_US-joe-medium", tmp_path).manifest == made.manifest


def test_a_damaged_one_is_none(tmp_path: Path) -> None:
    assert not damaged(tmp_path).chunks[0].startswith(b"\x1aE\xdf\xa3")

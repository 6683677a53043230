"""Files that other recorders write: phones that are turned, finished files, tracks that no player asked for, pauses."""

import re
import struct
import subprocess
from collections.abc import Generator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from interview.domain.recordings import mp4, webm
from interview.domain.recordings.chunks import Chunk, Manifest
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.object_keys import Container
from interview.domain.recordings.webm import ebml
from interview.entrypoints import recover
from interview.errors import NothingRecordedError
from interview.use_cases.recordings.stitch_recording import Merged, StitchRecording
from local_cloud.simulation.recordings import recording
from tests.deliveries import registered
from tests.media.decoding import decoded_frames
from tests.mp4_writers import Style, written

pytestmark = pytest.mark.usefixtures("ffmpeg_on_path")

MP4 = b"".join(body for index, body in recording("mp4").chunks.items() if index < 1000)
SECOND = b"".join(body for index, body in recording("mp4").chunks.items() if index >= 1000)
WEBM = [recording("two-runs").chunks[0], recording("two-runs").chunks[1]]
TURNED = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
UPRIGHT = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)


def merged(bodies: Mapping[int, bytes], folder: Path, container: Container, manifest: Manifest | None = None) -> Merged:
    def fetched(chunks: Sequence[Chunk]) -> Generator[bytes | None, None, None]:
        yield from (bodies[chunk.chunk_index] for chunk in chunks)

    folder.mkdir(exist_ok=True)
    return StitchRecording()(plan_merge(manifest, registered(bodies, container=container)), fetched, folder)


def manifest_of(bodies: Mapping[int, bytes], mime: str, chunk_ms: int = 5000) -> Manifest:
    """One that vouches for these chunks of one run."""
    chunks = [
        {
            "index": index,
            "size": len(body),
            "sha256": sha256(body).hexdigest(),
            "start_ms": index * chunk_ms,
            "duration_ms": chunk_ms,
        }
        for index, body in bodies.items()
    ]
    return Manifest.model_validate({"runs": [{"run": 0, "mime": mime, "chunks": chunks}]})


STYLES = {
    "several runs of frames a track": Style(frames_a_run=7, interleaved=True),
    "a fragment a track": Style(a_moof_each=True),
    "sound first, short times": Style(a_moof_each=True, sound_first=True, times=32, positions="nothing"),
    "positions in the file": Style(positions="file", given="tfhd"),
    "defaults in the header": Style(given="trex", frames_a_run=5, free=True),
    "an edit list": Style(edit=512),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_another_writers_fragments_show_the_same_pictures(style: Style, tmp_path: Path) -> None:
    """Two runs of it, and a fragment in the middle lost."""
    results = []
    for name, each in (("usual", Style()), ("other", style)):
        bodies = {place: piece for place, piece in enumerate(written(MP4, each)) if place != 2}
        bodies |= {1000 + place: piece for place, piece in enumerate(written(SECOND, each))}
        results.append(merged(bodies, tmp_path / name, "mp4"))
    frames = [list(decoded_frames(result.files.video).values()) for result in results]
    assert frames[0] == frames[1]
    assert len(frames[0]) > 180
    assert results[0].files.contents.packets == results[1].files.contents.packets
    assert [str(gap.reason) for gap in results[1].gaps] == ["chunk 2 never arrived"]


def encoded_sizes(video: Path) -> list[tuple[int, int]]:
    """Width and height of each VP8 keyframe."""
    keyframes = re.findall(rb"\x9d\x01\x2a(....)", video.read_bytes(), re.DOTALL)
    return [(width & 0x3FFF, height & 0x3FFF) for width, height in (struct.unpack("<HH", size) for size in keyframes)]


@pytest.mark.parametrize("turned_run", [0, 1])
def test_a_phone_that_was_turned_shows_both_runs_upright(turned_run: int, tmp_path: Path) -> None:
    assert MP4.count(UPRIGHT) >= 2
    header, _ = mp4.read_header(MP4)
    tkhd = MP4.index(header.tracks[next(iter(header.tracks))].shape or UPRIGHT)
    turned = MP4[:tkhd] + TURNED + MP4[tkhd + len(TURNED) :]
    bodies = {0: MP4, 1000: MP4}
    bodies[1000 * turned_run] = turned
    result = merged(bodies, tmp_path, "mp4")
    assert (result.container, result.transcoded, result.gaps) == ("webm", True, ())
    whole = len(decoded_frames(merged({0: MP4}, tmp_path / "alone", "mp4").files.video))
    sizes = set(encoded_sizes(result.files.video))
    assert {tuple(reversed(size)) for size in sizes} == sizes
    assert len(sizes) == 2
    assert result.files.contents.packets["video"] == 2 * whole


def test_a_part_of_other_pixels_is_as_wide_as_it_is_meant_to_be_seen(tmp_path: Path) -> None:
    """Its pixels are no squares, those of the part before are; the video's header tells one shape of pixels."""
    (tmp_path / "square.mp4").write_bytes(MP4)
    wide = [*("-c", "copy", "-aspect", "5:2"), *("-movflags", "empty_moov+frag_keyframe+default_base_moof")]
    subprocess.run(["ffmpeg", "-v", "error", "-i", "square.mp4", *wide, "wide.mp4"], cwd=tmp_path, check=True)
    result = merged({0: MP4, 1000: (tmp_path / "wide.mp4").read_bytes()}, tmp_path / "merged", "mp4")
    assert (result.container, result.transcoded, result.gaps) == ("webm", True, ())
    sizes = list(dict.fromkeys(encoded_sizes(result.files.video)))
    assert len(sizes) == 2
    square, stretched = sizes
    assert square[1] == stretched[1]
    assert stretched[0] / stretched[1] == pytest.approx(5 / 2, rel=0.02)
    assert stretched[0] > square[0]


@pytest.fixture
def finished(tmp_path: Path) -> bytes:
    (tmp_path / "fragments.mp4").write_bytes(MP4)
    command = ["ffmpeg", "-v", "error", "-i", "fragments.mp4", "-c", "copy", "finished.mp4"]
    subprocess.run(command, cwd=tmp_path, check=True)
    return (tmp_path / "finished.mp4").read_bytes()


def test_a_finished_file_cut_by_bytes_is_read(finished: bytes, tmp_path: Path) -> None:
    size = len(finished) // 3
    bodies = {place: finished[place * size : (place + 1) * size if place < 2 else None] for place in range(3)}
    result = merged(bodies, tmp_path / "merged", "mp4", manifest_of(bodies, "video/mp4"))
    whole = decoded_frames(merged({0: MP4}, tmp_path / "alone", "mp4").files.video)
    assert list(decoded_frames(result.files.video).values()) == list(whole.values())
    assert (result.gaps, result.kept_ms) == ((), result.recorded_ms)


def test_a_finished_file_without_its_index_is_said_to_be_one(
    finished: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "chunks"
    folder.mkdir()
    (folder / "chunk_000.mp4").write_bytes(finished[: len(finished) // 2])
    assert recover.main([str(folder), "--out", str(tmp_path / "out.mp4")]) == 1
    assert "a finished MP4 file, of which every byte is needed, and " in capsys.readouterr().err


def listing(stream: bytes, frames: int) -> bytes:
    """The same, whose tracks say that they have so many frames of one byte."""
    for at in (found.start() for found in re.finditer(b"stsz", stream)):
        stream = stream[: at + 8] + struct.pack(">II", 1, frames) + stream[at + 16 :]
    return stream


@pytest.mark.parametrize("is_finished", [True, False])
def test_an_index_that_claims_more_frames_than_there_is_room_for_is_not_read(
    is_finished: bool, finished: bytes, tmp_path: Path
) -> None:
    """A few kilobytes can make FFmpeg claim gigabytes."""
    bomb = listing(finished if is_finished else MP4, 70_000_000)
    with pytest.raises(NothingRecordedError, match="more frames than a recording has" if is_finished else None):
        merged({0: bomb}, tmp_path / "bomb", "mp4", manifest_of({0: bomb}, "video/mp4"))


def with_track(stream: bytes, kind: int) -> bytes:
    """A WebM with one more track, of that kind, and a block of it in the first cluster."""
    tracks = stream.index(ebml.encode_id(ebml.TRACKS))
    size, body = ebml.read_size(stream, tracks + 4)
    assert size is not None
    numbered = ebml.element(ebml.TRACK_NUMBER, b"\x09") + ebml.element(ebml.TRACK_UID, b"\x09")
    entry = ebml.element(
        ebml.TRACK_ENTRY,
        numbered + ebml.element(ebml.TRACK_TYPE, bytes([kind])) + ebml.element(ebml.CODEC_ID, b"S_TEXT/UTF8"),
    )
    stream = stream[:tracks] + ebml.element(ebml.TRACKS, stream[body : body + size] + entry) + stream[body + size :]
    cluster = webm.joiner.CLUSTER.search(stream)
    assert cluster is not None
    at = cluster.end() + (stream[cluster.end() - 1] & 0x0F)
    block = ebml.element(ebml.SIMPLE_BLOCK, b"\x89\0\0\x80" + b"a subtitle")
    return stream[:at] + block + stream[at:]


@pytest.mark.parametrize("with_manifest", [True, False])
@pytest.mark.parametrize(("kind", "what"), [(0x11, "a track that is no picture or sound"), (1, "another video track")])
def test_a_track_more_costs_a_webm_nothing(kind: int, what: str, with_manifest: bool, tmp_path: Path) -> None:
    bodies = {0: with_track(WEBM[0], kind), 1: WEBM[1]}
    vouching = manifest_of(bodies, "video/webm", 3700) if with_manifest else None
    result = merged(bodies, tmp_path, "webm", vouching)
    assert result.files.contents.packets == {"audio": 121, "video": 111}
    assert result.refused == {what: 1}
    assert result.gaps == ()


@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_track_more_costs_an_mp4_nothing(with_manifest: bool, tmp_path: Path) -> None:
    header, end = mp4.read_header(MP4)
    ftyp_end = int.from_bytes(MP4[:4], "big")
    trak = MP4.index(b"trak") - 4
    text = (
        MP4[trak : trak + int.from_bytes(MP4[trak : trak + 4], "big")]
        .replace(b"vide", b"text")
        .replace(b"soun", b"text")
    )
    tkhd = text.index(b"tkhd")
    number = tkhd + (24 if text[tkhd + 4] else 16)
    text = text[:number] + struct.pack(">I", 9) + text[number + 4 :]
    moov = MP4[ftyp_end + 8 : end] + text
    stream = MP4[:ftyp_end] + struct.pack(">I", len(moov) + 8) + b"moov" + moov + MP4[end:]
    assert mp4.read_header(stream)[0].tracks == header.tracks
    bodies = {0: stream}
    result = merged(bodies, tmp_path, "mp4", manifest_of(bodies, "video/mp4", 11_000) if with_manifest else None)
    alone = merged({0: MP4}, tmp_path / "alone", "mp4")
    assert result.files.contents.packets == alone.files.contents.packets
    assert result.refused == {"a track that is no picture or sound": 1}


def later(stream: bytes, by_ms: int) -> bytes:
    """The same clusters, so much later."""
    start = ebml.encode_id(ebml.CLUSTER) + ebml.UNKNOWN_SIZE + b"\xe7"
    times = re.escape(start) + b"[\x81-\x84](?:(?<=\x81).|(?<=\x82)..|(?<=\x83)...|(?<=\x84)....)"

    def moved(found: re.Match[bytes]) -> bytes:
        time = int.from_bytes(found[0][len(start) + 1 :], "big")
        return start + b"\x84" + (time + by_ms).to_bytes(4, "big")

    return re.sub(times, moved, stream, flags=re.DOTALL)


def test_a_pause_of_twenty_minutes_is_named_and_costs_nothing(tmp_path: Path) -> None:
    """The last cluster alone comes after it: nothing but the manifest's hash speaks for its time."""
    whole = b"".join(WEBM)
    last = [found.start() for found in webm.joiner.CLUSTER.finditer(whole)][-1]
    bodies = {0: whole[:last] + later(whole[last:], 1_200_000)}
    result = merged(bodies, tmp_path, "webm", manifest_of(bodies, "video/webm"))
    assert result.files.contents.packets == {"audio": 121, "video": 111}
    (gap,) = result.gaps
    assert str(gap.reason) == "the recorder stood still here"
    assert 1_190_000 < gap.end_ms - gap.start_ms < 1_201_000


def test_a_recording_whose_clock_does_not_begin_at_0_is_whole(tmp_path: Path) -> None:
    result = merged({0: later(b"".join(WEBM), 100_000)}, tmp_path, "webm")
    assert result.files.contents.packets == {"audio": 121, "video": 111}
    assert result.offset_ms == 100_000
    assert [str(gap.reason) for gap in result.gaps] == ["the recorder stood still here"]

"""Fragments as other writers lay them out: the same frames, said in another way that the standard allows."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interview.domain.recordings import mp4
from interview.domain.recordings.mp4.boxes import box, boxes
from interview.domain.recordings.mp4.fragments import read_frames

KEYFRAME, OTHER = 0x02000000, 0x01010000


@dataclass(frozen=True)
class Frame:
    """`time` is when it is decoded, `offset` by how much later it is shown, in the track's units."""

    time: int
    duration: int
    is_keyframe: bool
    offset: int
    data: bytes


Tracks = dict[int, list[Frame]]


@dataclass(frozen=True)
class Style:
    """What writers differ in.

    `together` fragments are one; a `trun` holds at most `frames_a_run`. `times` of a fragment are 64 or 32 bits, or not
    there. `positions` count from the `moof`, the file, or from where the standard has them if nothing is said. `given`
    is where durations and flags stand that most frames share. `edit` is where the edit list begins.
    """

    together: int = 1
    frames_a_run: int = 1000
    a_moof_each: bool = False
    sound_first: bool = False
    interleaved: bool = False
    times: int | None = 64
    positions: str = "moof"
    given: str = "each"
    free: bool = False
    edit: int = 0
    offset: int = 0


def frames_of(stream: bytes, header: mp4.Header | None = None) -> Iterator[Tracks]:
    """Each fragment's frames by track number; `stream` begins with a header, unless one is given."""
    at = 0
    if header is None:
        header, at = mp4.read_header(stream)
    while at < len(stream):
        moof_end = at + int.from_bytes(stream[at : at + 4], "big")
        if stream[at + 4 : at + 8] != b"moof":
            at = moof_end
            continue
        end = moof_end + int.from_bytes(stream[moof_end : moof_end + 4], "big")
        tracks: Tracks = {}
        for found in read_frames(stream[at:moof_end], moof_end - at + 8, end - at, header.defaults):
            data, taken = found.data(stream[at:end]), 0
            for place, size in enumerate(found.sizes):
                time = (found.time or 0) + found.starts[place]
                keyframe = not found.flags[place] & 0x10000
                frame = Frame(time, found.durations[place], keyframe, found.offsets[place], data[taken : taken + size])
                tracks.setdefault(found.number, []).append(frame)
                taken += size
        yield tracks
        at = end


def steady(data: bytes) -> list[Tracks]:
    """A run's fragments; each track begins at 0 and its frames last until the next, so that `tfdt` adds nothing."""
    fragments = list(frames_of(data))
    for number in {number for fragment in fragments for number in fragment}:
        frames = [frame for fragment in fragments for frame in fragment.get(number, [])]
        times = [frame.time - frames[0].time for frame in frames]
        times.append(times[-1] + frames[-1].duration)
        moved = iter(
            [
                replace(frame, time=times[place], duration=times[place + 1] - times[place])
                for place, frame in enumerate(frames)
            ]
        )
        for fragment in fragments:
            fragment[number] = [next(moved) for _ in fragment.get(number, [])]
    return fragments


def written(data: bytes, style: Style) -> list[bytes]:
    """A run's stream as a writer of that style has it: its header, and then what each fragment has become."""
    _, end = mp4.read_header(data)
    fragments = list(_grouped(steady(data), style))
    pieces = [_header(data[:end], style, fragments)]
    position = len(pieces[0])
    for sequence, tracks in enumerate(fragments):
        piece = b""
        numbers = sorted(tracks, reverse=style.sound_first)
        for group in [[number] for number in numbers] if style.a_moof_each else [numbers]:
            part = {number: tracks[number] for number in group}
            piece += fragment_of(part, style, sequence, position + len(piece))
        position += len(piece)
        pieces.append(piece)
    return pieces


def _grouped(fragments: Sequence[Tracks], style: Style) -> Iterator[Tracks]:
    for start in range(0, len(fragments), style.together):
        tracks: Tracks = {}
        for fragment in fragments[start : start + style.together]:
            for number, frames in fragment.items():
                moved = [replace(frame, time=frame.time + style.edit, offset=style.offset) for frame in frames]
                tracks.setdefault(number, []).extend(moved)
        yield tracks


def _header(data: bytes, style: Style, fragments: Sequence[Tracks]) -> bytes:
    """The header with an edit list and with defaults, where the style has them."""
    parts = b""
    for position, body in boxes(data):
        kind = data[position + 4 : position + 8]
        parts += box(kind, _moov(body, style, fragments) if kind == b"moov" else body)
        parts += box(b"free", bytes(5)) if style.free else b""
    return parts


def _moov(moov: bytes, style: Style, fragments: Sequence[Tracks]) -> bytes:
    parts = b""
    for position, body in boxes(moov):
        kind = moov[position + 4 : position + 8]
        if kind == b"trak" and style.edit:
            elst = struct.pack(">IIIiI", 0, 1, 0, style.edit, 1 << 16)
            kept = [(body[at + 4 : at + 8], inner) for at, inner in boxes(body)]
            body = box(kept[0][0], kept[0][1]) + box(b"edts", box(b"elst", elst))
            body += b"".join(box(name, inner) for name, inner in kept[1:] if name != b"edts")
        if kind == b"mvex" and style.given == "trex":
            first = fragments[0]
            body = b"".join(
                box(b"trex", struct.pack(">6I", 0, number, 1, frames[0].duration, 0, _usual(frames)))
                for number, frames in sorted(first.items())
            )
        parts += box(kind, body)
    return parts


def _usual(frames: Sequence[Frame]) -> int:
    return KEYFRAME if all(frame.is_keyframe for frame in frames) else OTHER


def fragment_of(tracks: Tracks, style: Style, sequence: int = 1, position: int = 0) -> bytes:
    runs = {
        number: [frames[at : at + style.frames_a_run] for at in range(0, len(frames), style.frames_a_run)]
        for number, frames in tracks.items()
    }
    order = [(number, place) for number, listed in runs.items() for place in range(len(listed))]
    if style.interleaved:
        order.sort(key=lambda run: run[1])
    moof = _moof(sequence, tracks, runs, dict.fromkeys(order, 0), style, position)
    at, places = len(moof) + 8, {}
    for number, place in order:
        places[number, place] = at
        at += sum(len(frame.data) for frame in runs[number][place])
    data = b"".join(frame.data for number, place in order for frame in runs[number][place])
    return _moof(sequence, tracks, runs, places, style, position) + box(b"mdat", data)


def _moof(
    sequence: int,
    tracks: Tracks,
    runs: dict[int, list[list[Frame]]],
    places: dict[tuple[int, int], int],
    style: Style,
    position: int,
) -> bytes:
    """`places` are where each run's frames stand, counted from the `moof`, which is at `position`."""
    moof = box(b"mfhd", struct.pack(">II", 0, sequence))
    base = 0  # where positions count from: behind the frames of the track before, if nothing is said
    for number, frames in tracks.items():
        flags, given = 0, b""
        if style.positions == "file":
            flags, given = 0x1, struct.pack(">Q", position)
        elif style.positions == "moof":
            flags = 0x20000
        if style.given == "tfhd":
            flags |= 0x28
            given += struct.pack(">II", frames[0].duration, _usual(frames))
        traf = box(b"tfhd", struct.pack(">II", flags, number) + given)
        if style.times:
            is_long = style.times == 64
            traf += box(b"tfdt", struct.pack(">IQ" if is_long else ">II", is_long << 24, frames[0].time))
        for place, run in enumerate(runs[number]):
            traf += _trun(run, places[number, place] - (base if style.positions == "nothing" else 0), frames, style)
        if style.positions == "nothing":
            base = places[number, len(runs[number]) - 1] + sum(len(frame.data) for frame in runs[number][-1])
        moof += box(b"traf", traf)
    return box(b"moof", moof)


def _trun(run: Sequence[Frame], data_offset: int, frames: Sequence[Frame], style: Style) -> bytes:
    flags, head = 0x201, struct.pack(">i", data_offset)
    is_short = style.given != "each"
    if not is_short:
        flags |= 0x500
    elif _usual(frames) == OTHER and run[0].is_keyframe:
        flags |= 0x4
        head += struct.pack(">I", KEYFRAME)
    if is_short and any(frame.duration != frames[0].duration for frame in frames):
        flags |= 0x100
    if is_short and any(frame.is_keyframe for frame in run[1:]) and _usual(frames) == OTHER:
        flags = flags & ~0x4 | 0x400
        head = head[:4]
    if any(frame.offset for frame in run):
        flags |= 0x800
    body = b""
    for frame in run:
        if flags & 0x100:
            body += struct.pack(">I", frame.duration)
        body += struct.pack(">I", len(frame.data))
        if flags & 0x400:
            body += struct.pack(">I", KEYFRAME if frame.is_keyframe else OTHER)
        if flags & 0x800:
            body += struct.pack(">i", frame.offset)
    return box(b"trun", struct.pack(">II", 1 << 24 | flags, len(run)) + head + body)

"""What came of a recording: recorded, delivered, merged, named missing; and what is gone without a word.

The judge trusts neither the merge nor its report. It has the bytes that the browser recorded, counts the packets in
them (FFmpeg over the plain bytes of each recorder run), and looks for each of them, by its hash, in the video. The time
of a packet that is not there must lie in a gap that the session names.
"""

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import connect
from interview.domain.recordings.chunks import RUN_LENGTH, ManifestRun
from interview.domain.recordings.gap_reasons import BROKE_OFF
from interview.domain.recordings.object_keys import chunk_prefix, parse_chunk_key
from interview.domain.recordings.videos import Gap
from interview.domain.sessions.answer import Answer
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.fault_trials.packets import decoded_pictures, packets_of

__all__ = ["TOLERANCE_MS", "UNSAVED_MS", "BrokenOff", "Outcome", "Recorded", "judge"]

TOLERANCE_MS = 200
"""How far a gap's ends and the harness's own clock may be off. Chunks end by the recorder's clock, packets by the
camera's and the microphone's; in a complete recording the two differ by as much (`clock_ms` of an outcome tells)."""
UNSAVED_MS = 2000
"""What a gap says at the end of a run that broke off: how much is missing there nobody knows, but its last two
slices at most."""
PLACE_MS = 500
"""How far such a gap may be from where the run's chunks end."""

Interval = tuple[int, int]


@dataclass(frozen=True)
class BrokenOff:
    """A page that recorded from some moment until it was ended by force, by the harness's clock."""

    began_at: datetime
    ended_at: datetime


@dataclass(frozen=True)
class Recorded:
    """What the harness knows of one question: the chunks as the browser sent them, by index, and what broke off."""

    session_id: UUID
    question: int
    bodies: Mapping[int, bytes]
    broken_off: Sequence[BrokenOff] = ()
    faults: int = 0
    """How often something was done to it."""


@dataclass(frozen=True)
class Outcome:
    """Milliseconds of one recording. Nothing is lost where `lost_ms` is 0."""

    recorded_ms: int
    """By the page's manifest, and by the harness's clock for what a killed page could not save."""
    delivered_ms: int
    """In chunks that are in the bucket as they were recorded."""
    merged_ms: int
    """Of which both are in the video, sound and picture. A busy machine's pictures lag: a lost chunk lacks them at
    other times than its sound."""
    named_ms: int
    """The session's gaps."""
    unsaved_ms: int = 0
    """Recorded by killed pages and in none of their chunks; part of what is recorded."""
    unnamed_ms: int = 0
    """Recorded, not merged, and in no gap; the worse of sound and picture."""
    foreign: int = 0
    """Packets in the video that are in no recording, or stand in another order."""
    bad_pictures: int | None = None
    """Pictures that decode to what the recording does not show; None where it was not decoded."""
    clock_ms: int = 0
    """How far the recorder's clock and the end of the last packet differ, at most, of all runs."""
    faults: int = 0
    gaps: list[str] = field(default_factory=list)

    @property
    def lost_ms(self) -> int:
        """Unnamed beyond what clocks explain."""
        return self.unnamed_ms if self.unnamed_ms > TOLERANCE_MS * (1 + len(self.gaps)) else 0


@dataclass
class _Track:
    """What a video kept of the packets of one kind."""

    lost: list[Interval] = field(default_factory=list)
    foreign: int = 0


def judge(cloud: LocalCloud, recorded: Recorded, *, decode: bool = False) -> Outcome:
    """Compare; the session must have been processed."""
    answer = _answer(cloud, recorded)
    runs = {run.run: run for run in answer.manifest.runs} if answer.manifest else {}
    video = _video(cloud, answer)
    spans: dict[int, Interval] = {}
    reference: dict[str, list[tuple[Interval, str]]] = {"audio": [], "video": []}
    gone: list[Interval] = []
    clock_ms = now = 0
    for number in sorted({*runs, *(index // RUN_LENGTH for index in recorded.bodies)}):
        known = _known(runs.get(number), recorded.bodies, number)
        packets = packets_of(b"".join(known.bodies)) if known.bodies else {}
        for kind, own in packets.items():
            reference[kind] += [((now + p.start_ms, now + p.end_ms), p.hash) for p in own]
        if known.unknown_from_ms is not None:
            gone.append((now + known.unknown_from_ms, now + _length_ms(runs[number])))
        last_ms = max((own[-1].end_ms for own in packets.values() if own), default=0)
        length_ms = _length_ms(runs[number]) if number in runs else last_ms
        if known.unknown_from_ms is None and number in runs:
            clock_ms = max(clock_ms, abs(length_ms - last_ms))
        spans[number] = (now + last_ms, now + length_ms)
        now += length_ms
    gaps = answer.video.gaps if answer.video else ()
    kept = packets_of(video) if video else {"audio": [], "video": []}
    tracks = [_compare(reference[kind], [packet.hash for packet in kept[kind]]) for kind in ("audio", "video")]
    lost = [[*track.lost, *gone] for track in tracks]
    unsaved = [_unsaved(page, runs, spans, gaps) for page in recorded.broken_off]
    saved_ms = now - sum(page.empty_ms for page in unsaved)
    return Outcome(
        recorded_ms=saved_ms + sum(page.ms for page in unsaved),
        delivered_ms=_delivered_ms(cloud, recorded, answer) - sum(page.empty_ms for page in unsaved),
        merged_ms=saved_ms - _total(interval for track in lost for interval in track),
        named_ms=sum(gap.end_ms - gap.start_ms for gap in gaps),
        unsaved_ms=sum(page.ms for page in unsaved),
        unnamed_ms=max(_total(_outside(track, gaps)) for track in lost) + sum(page.unnamed_ms for page in unsaved),
        foreign=sum(track.foreign for track in tracks),
        bad_pictures=_bad_pictures(video, recorded) if decode and video else None,
        clock_ms=clock_ms,
        faults=recorded.faults,
        gaps=[f"{gap.start_ms}–{gap.end_ms} ms: {gap.reason}" for gap in gaps],
    )


@dataclass(frozen=True)
class _Known:
    """The chunks of a run up to the first whose bytes nobody saw, which lies at `unknown_from_ms` of the run."""

    bodies: list[bytes]
    unknown_from_ms: int | None


def _known(run: ManifestRun | None, bodies: Mapping[int, bytes], number: int) -> _Known:
    known: list[bytes] = []
    for chunk in run.chunks if run else ():
        if chunk.index not in bodies:
            return _Known(known, chunk.start_ms)
        known.append(bodies[chunk.index])
    named = {chunk.index for chunk in run.chunks} if run else set()
    return _Known(known + [bodies[i] for i in sorted(bodies) if i // RUN_LENGTH == number and i not in named], None)


def _compare(reference: Sequence[tuple[Interval, str]], kept: Sequence[str]) -> _Track:
    """Match each packet with one of the same bytes; repeats are matched in their order."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, md5 in enumerate(kept):
        places[md5].append(place)
    track = _Track()
    matched: list[int] = []
    for interval, md5 in reference:
        if places[md5]:
            matched.append(places[md5].popleft())
        else:
            track.lost.append(interval)
    disordered = sum(1 for before, after in pairwise(matched) if after < before)
    track.foreign = len(kept) - len(matched) + disordered
    return track


@dataclass(frozen=True)
class _Unsaved:
    """What the run of a page that was ended by force lacks at its end, and how much of that is not named.

    `empty_ms` is what its chunks claim by the recorder's clock and hold no packet of: a busy machine's encoder lags.
    """

    ms: int
    unnamed_ms: int
    empty_ms: int = 0


def _unsaved(
    page: BrokenOff, runs: Mapping[int, ManifestRun], spans: Mapping[int, Interval], gaps: Sequence[Gap]
) -> _Unsaved:
    run = next((run for run in runs.values() if _is_of(run, page)), None)
    if run is None or run.started_at is None:
        recorded_ms = _milliseconds(page.ended_at - page.began_at)
        return _Unsaved(recorded_ms, recorded_ms)
    last_ms, end_ms = spans[run.run]
    empty_ms = max(0, end_ms - last_ms)
    kept_ms = _length_ms(run) - empty_ms
    unsaved_ms = max(0, _milliseconds(page.ended_at - run.started_at) - kept_ms)
    is_named = any(gap.reason == BROKE_OFF and last_ms - PLACE_MS <= gap.end_ms <= end_ms + PLACE_MS for gap in gaps)
    return _Unsaved(unsaved_ms, max(0, unsaved_ms - UNSAVED_MS) if is_named else unsaved_ms, empty_ms)


def _milliseconds(span: timedelta) -> int:
    return round(span.total_seconds() * 1000)


def _is_of(run: ManifestRun, page: BrokenOff) -> bool:
    slack = timedelta(seconds=3)
    return run.started_at is not None and page.began_at - slack <= run.started_at <= page.ended_at


def _outside(intervals: Iterable[Interval], gaps: Sequence[Gap]) -> list[Interval]:
    """What of the intervals lies in no gap."""
    left = list(intervals)
    for gap in gaps:
        cut: list[Interval] = []
        for start, end in left:
            cut += [(start, min(end, gap.start_ms)), (max(start, gap.end_ms), end)]
        left = [(start, end) for start, end in cut if start < end]
    return left


def _total(intervals: Iterable[Interval]) -> int:
    """The length of their union."""
    total = reached = 0
    for start, end in sorted(intervals):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _length_ms(run: ManifestRun) -> int:
    return sum(chunk.duration_ms for chunk in run.chunks)


def _answer(cloud: LocalCloud, recorded: Recorded) -> Answer:
    database = connect(cloud.mongodb_uri, seed.DATABASE)
    with database.client:
        return AnswerRepository(database).get(recorded.session_id, recorded.question)


def _video(cloud: LocalCloud, answer: Answer) -> bytes | None:
    if answer.video is None:
        return None
    found = cloud.client("s3").get_object(Bucket=cloud.outputs["MergedBucket"], Key=answer.video.key)
    body: bytes = found["Body"].read()
    return body


def _delivered_ms(cloud: LocalCloud, recorded: Recorded, answer: Answer) -> int:
    s3, bucket = cloud.client("s3"), cloud.outputs["RawBucket"]
    prefix = chunk_prefix(recorded.session_id, recorded.question)
    listed: list[dict[str, Any]] = s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])
    delivered = {
        parse_chunk_key(item["Key"]).chunk_index: hashlib.sha256(
            s3.get_object(Bucket=bucket, Key=item["Key"])["Body"].read()
        ).hexdigest()
        for item in listed
    }
    chunks = answer.manifest.chunks() if answer.manifest else ()
    return sum(chunk.duration_ms for chunk in chunks if delivered.get(chunk.index) == chunk.sha256)


def _bad_pictures(video: bytes, recorded: Recorded) -> int:
    numbers = sorted({index // RUN_LENGTH for index in recorded.bodies})
    runs = [b"".join(recorded.bodies[i] for i in sorted(recorded.bodies) if i // RUN_LENGTH == n) for n in numbers]
    shown = Counter(picture for run in runs for picture in decoded_pictures(run))
    return (Counter(decoded_pictures(video)) - shown).total()

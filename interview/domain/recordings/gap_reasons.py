"""Why a part of a recording is not in its video: a code and its parameters, which the page words.

`str` of a reason is plain English, for logs and terminals. Reasons were stored as these sentences once, which are read
for ever; what chunks lack is a part of a merge's digest by its sentence, which therefore stays as it is.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from interview.domain.values import Value

__all__ = [
    "BROKE_OFF",
    "BUILDS_ON_LOST",
    "CAMERA_OFF",
    "CAME_LATER",
    "CUT_OFF",
    "FORMAT_CHANGED",
    "PAUSED",
    "REST_ON_DEVICE",
    "TOO_MANY_PIECES",
    "UNVOUCHED",
    "ChunkCode",
    "ChunkReason",
    "ClockReason",
    "GapReason",
    "LeftOutReason",
    "PlaceCode",
    "PlaceReason",
    "ProblemCode",
    "ProblemReason",
    "SummedUpReason",
    "chunk_reason",
    "clock_reason",
    "left_out_reason",
    "problem_reason",
    "read_reason",
    "summed_up_reason",
]

ChunkCode = Literal[
    "never_arrived",
    "deleted",
    "content_differs",
    "size_differs",
    "not_webm",
    "not_mp4",
    "copy_of_earlier",
    "copy_of_other",
]
PlaceCode = Literal[
    "broke_off",
    "rest_on_device",
    "paused",
    "cut_off",
    "format_changed",
    "camera_off",
    "builds_on_lost",
    "too_many_pieces",
    "unvouched",
    "came_later",
]
ProblemCode = Literal["unreadable", "not_converted", "frames_lost"]

CHUNKS: Mapping[ChunkCode, str] = {
    "never_arrived": "never arrived",
    "deleted": "is gone from the bucket",
    "content_differs": "is not what was recorded",
    "size_differs": "is not of the size that was recorded",
    "not_webm": "is not webm, as the chunks before it",
    "not_mp4": "is not mp4, as the chunks before it",
    "copy_of_earlier": "is a copy of one before it",
    "copy_of_other": "is a copy of another",
}
PLACES: Mapping[PlaceCode, str] = {
    "broke_off": "the recording broke off here; up to two seconds are missing",
    "rest_on_device": "the recording broke off here; what came after may still be on the device that it was made with",
    "paused": "the recorder stood still here",
    "cut_off": "the bytes break off inside a frame",
    "format_changed": "the recorder changed its format",
    "camera_off": "the camera was off",
    "builds_on_lost": "the picture builds on one that is missing",
    "too_many_pieces": "more pieces than a recording has",
    "unvouched": "the manifest fits none of the chunks, which were taken as they are",
    "came_later": "what was recorded later is not in this video: what is in it was gone from the bucket by then",
}
PROBLEMS: Mapping[ProblemCode, str] = {
    "not_converted": "recorded in another format that could not be converted: {problem}",
    "frames_lost": "{problem}; nobody vouched for these chunks",
    "unreadable": "{problem}",
}
"""In this order they are tried on a sentence."""

ONCE_SAID: Mapping[str, PlaceCode] = {
    "the bytes break off inside a fragment": "cut_off",
    "the recorder changed its codec": "format_changed",
}
"""Sentences that are no longer made."""

TRACKS: Mapping[Literal["video", "audio"], str] = {"video": "picture", "audio": "sound"}


class ChunkParams(Value):
    """The first and the last of some chunks."""

    first: int
    last: int


class PlaceParams(Value):
    """There is nothing more to say."""


# Not checked, as all places are below: to do so is to work out how the model is read, wherever this is imported.
PLACE_PARAMS = PlaceParams.model_construct()


class ProblemParams(Value):
    """`problem` is for support, in English."""

    problem: str


class LeftOutParams(Value):
    """So many frames of a track; `problem` is for support, in English."""

    count: int
    track: Literal["video", "audio"]
    problem: str


class SummedUpParams(Value):
    """So many gaps, the one that stands for them among them."""

    count: int


class ClockParams(Value):
    """How much longer the device recorded than what arrived lasts."""

    more_ms: int


class ChunkReason(Value):
    """What is wrong with chunks."""

    code: ChunkCode
    params: ChunkParams

    def __str__(self) -> str:
        first, last = self.params.first, self.params.last
        return f"chunk{f' {first}' if first == last else f's {first} to {last}'} {CHUNKS[self.code]}"


class PlaceReason(Value):
    """What happened at a place."""

    code: PlaceCode
    params: PlaceParams = PLACE_PARAMS

    def __str__(self) -> str:
        return PLACES[self.code]


class ProblemReason(Value):
    """What kept a part from being read, converted or written."""

    code: ProblemCode
    params: ProblemParams

    def __str__(self) -> str:
        return PROBLEMS[self.code].format(problem=self.params.problem)


class LeftOutReason(Value):
    """Single frames are not in the video, wherever they were."""

    code: Literal["left_out"] = "left_out"
    params: LeftOutParams

    def __str__(self) -> str:
        track = TRACKS[self.params.track]
        return f"{self.params.count} packets of the {track} were left out: {self.params.problem}"


class SummedUpReason(Value):
    """This gap is as long as all from here on together."""

    code: Literal["summed_up"] = "summed_up"
    params: SummedUpParams

    def __str__(self) -> str:
        return f"{self.params.count} gaps from here on, as long as this one together"


class ClockReason(Value):
    """The device recorded more than arrived."""

    code: Literal["clock_ahead"] = "clock_ahead"
    params: ClockParams

    def __str__(self) -> str:
        return f"the recorder's clock counted {self.params.more_ms / 1000:.1f} s more than its chunks hold"


Reason = ChunkReason | PlaceReason | ProblemReason | LeftOutReason | SummedUpReason | ClockReason


def read_reason(said: object) -> object:
    """The reason behind a sentence of `str`; one that is unknown is a problem. What is no sentence stays as it is."""
    return _read(said) if isinstance(said, str) else said


GapReason = Annotated[Reason, Field(discriminator="code"), BeforeValidator(read_reason)]


def chunk_reason(code: ChunkCode, first: int, last: int | None = None) -> ChunkReason:
    return ChunkReason(code=code, params=ChunkParams(first=first, last=first if last is None else last))


def problem_reason(code: ProblemCode, problem: str) -> ProblemReason:
    return ProblemReason(code=code, params=ProblemParams(problem=problem))


def left_out_reason(count: int, track: Literal["video", "audio"], problem: str) -> LeftOutReason:
    return LeftOutReason(params=LeftOutParams(count=count, track=track, problem=problem))


def summed_up_reason(count: int) -> SummedUpReason:
    return SummedUpReason(params=SummedUpParams(count=count))


def clock_reason(more_ms: int) -> ClockReason:
    return ClockReason(params=ClockParams(more_ms=more_ms))


def _place(code: PlaceCode) -> PlaceReason:
    return PlaceReason.model_construct(code=code)


BROKE_OFF = _place("broke_off")
"""The second that was being recorded, and on a busy machine the one before it, which was not on the disk yet."""
REST_ON_DEVICE = _place("rest_on_device")
"""Its page never said how much it recorded, and the answer went on in another."""
PAUSED = _place("paused")
CUT_OFF = _place("cut_off")
"""The bytes end too early."""
FORMAT_CHANGED = _place("format_changed")
CAMERA_OFF = _place("camera_off")
BUILDS_ON_LOST = _place("builds_on_lost")
TOO_MANY_PIECES = _place("too_many_pieces")
UNVOUCHED = _place("unvouched")
CAME_LATER = _place("came_later")

_PLACE_OF = {**{said: code for code, said in PLACES.items()}, **ONCE_SAID}
_CHUNK_OF = {said: code for code, said in CHUNKS.items()}
# Compiled when such a sentence is first read: few are left.
_CHUNKS = r"chunks? (\d+)(?: to (\d+))? (.+)"
_LEFT_OUT = r"(\d+) packets of the (picture|sound) were left out: (.*)"
_SUMMED_UP = r"(\d+) gaps from here on, as long as this one together"
_CLOCK = r"the recorder's clock counted ([\d.]+) s more than its chunks hold"
_PROBLEMS = [(code, re.escape(said).replace(re.escape("{problem}"), "(?s:(.*))")) for code, said in PROBLEMS.items()]


def _read(said: str) -> Reason:
    if said in _PLACE_OF:
        return PlaceReason(code=_PLACE_OF[said])
    if (found := re.fullmatch(_CHUNKS, said)) and found[3] in _CHUNK_OF:
        return chunk_reason(_CHUNK_OF[found[3]], int(found[1]), int(found[2] or found[1]))
    if found := re.fullmatch(_LEFT_OUT, said):
        return left_out_reason(int(found[1]), "video" if found[2] == "picture" else "audio", found[3])
    if found := re.fullmatch(_SUMMED_UP, said):
        return summed_up_reason(int(found[1]))
    if found := re.fullmatch(_CLOCK, said):
        return clock_reason(round(float(found[1]) * 1000))
    return next(problem_reason(code, found[1]) for code, form in _PROBLEMS if (found := re.fullmatch(form, said)))

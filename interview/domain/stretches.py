"""Stretches: consecutive runs that one stream can hold. A recorder that changed its codec begins another one."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from interview.domain import mp4, webm
from interview.domain.containers import Incomplete, Malformed
from interview.domain.merging import Run
from interview.domain.object_keys import Container

Header = webm.Header | mp4.Header
Target = Literal["V_VP8", "V_VP9"]
"""What a stretch can be converted to."""

COPIED: frozenset[str | None] = frozenset({"V_VP8", "V_VP9", "V_AV1", None})
"""Codecs that a WebM file may hold; None is sound alone, or unknown."""

CODECS_BY_NAME = {"vp8": "V_VP8", "vp9": "V_VP9", "vp09": "V_VP9", "av1": "V_AV1", "av01": "V_AV1"}


@dataclass(frozen=True)
class Stretch:
    """`codec` is that of the picture, None where no run tells it."""

    container: Container
    codec: str | None
    runs: tuple[Run, ...]

    @property
    def length_ms(self) -> int:
        """By the manifest."""
        return sum(run.length_ms for run in self.runs)

    def fits(self, target: Target | None) -> bool:
        """Whether its blocks can be passed on as they are."""
        return target is None or (self.container == "webm" and self.codec in (target, None))


def read_beginning(body: bytes, container: Container) -> Header | None:
    """The header of a run by its first chunk, None where that does not begin with one."""
    try:
        header: Header = (mp4.read_header(body) if container == "mp4" else webm.read_header(body))[0]
    except (Incomplete, Malformed):
        return None
    return header


def stretches(runs: Sequence[Run], headers: Mapping[int, Header]) -> list[Stretch]:
    """Split runs where what they were recorded as changes; `headers` are those at hand, by the runs' numbers.

    A run of which nobody knows goes on with the stretch before it.
    """
    found: list[Stretch] = []
    setups: list[Hashable | None] = []
    for run in runs:
        codec, setup = _setup(run, headers.get(run.number))
        last = found[-1] if found else None
        if last and last.container == run.container and (setup is None or setups[-1] in (setup, None)):
            setups[-1] = setups[-1] or setup
            found[-1] = Stretch(run.container, last.codec or codec, (*last.runs, run))
        else:
            setups.append(setup)
            found.append(Stretch(run.container, codec, (run,)))
    return found


def target_of(found: Sequence[Stretch]) -> Target | None:
    """What all stretches have to become: the codec of most WebM chunks. None where they are one that stays as it is."""
    if len(found) == 1 and (found[0].container == "mp4" or found[0].codec in COPIED):
        return None
    lengths = Counter[str]()
    for stretch in found:
        if stretch.container == "webm" and stretch.codec is not None:
            lengths[stretch.codec] += sum(len(run.pieces) for run in stretch.runs)
    return "V_VP9" if lengths["V_VP9"] > lengths["V_VP8"] else "V_VP8"


def _setup(run: Run, header: Header | None) -> tuple[str | None, Hashable | None]:
    """The picture's codec, and all that must be the same for runs to go on in one stream; None where unknown."""
    match header:
        case webm.Header():
            picture = next((track for track in header.tracks if track.kind == "video"), None)
            return (picture.codec, picture.setup) if picture else (None, None)
        case mp4.Header():
            pictures = [track.codec for track in header.tracks.values() if track.kind == "video"]
            setups = frozenset((track.kind, track.timescale, track.setup) for track in header.tracks.values())
            return (pictures[0] if pictures else None), setups
    if run.container == "mp4":
        return None, None
    names = run.mime.partition("codecs=")[2].strip("\" '").lower().split(",")
    codecs = (CODECS_BY_NAME.get(name.partition(".")[0].strip()) for name in names)
    codec = next((codec for codec in codecs if codec is not None), None)
    return codec, (codec, b"") if codec else None

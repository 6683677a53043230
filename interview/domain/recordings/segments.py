"""Stretches: consecutive runs that one stream can hold. A recorder that changed its codec begins another one."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Literal, NamedTuple

from interview.domain.recordings import mp4, webm
from interview.domain.recordings.containers import Incomplete, Malformed
from interview.domain.recordings.merging import Run
from interview.domain.recordings.object_keys import Container

Header = webm.Header | mp4.Header
Target = Literal["V_VP8", "V_VP9"]
"""What a stretch can be converted to."""

COPIED: frozenset[str | None] = frozenset({"V_VP8", "V_VP9", "V_AV1", None})
"""Codecs that a WebM file may hold; None is sound alone, or unknown."""

CODECS_BY_NAME = {"vp8": "V_VP8", "vp9": "V_VP9", "vp09": "V_VP9", "av1": "V_AV1", "av01": "V_AV1"}


SOUND = "A_OPUS"
"""What the sound of a stretch is converted to."""


class Segment(NamedTuple):
    """`codec` is that of the picture, `sound` that of the sound, None where no run tells it."""

    container: Container
    codec: str | None
    runs: tuple[Run, ...]
    sound: str | None = None

    @property
    def length_ms(self) -> int:
        """By the manifest."""
        return sum(run.length_ms for run in self.runs)

    def fits(self, target: Target | None) -> bool:
        """Whether its blocks can be passed on as they are."""
        webm_fits = self.codec in (target, None) and self.sound in (SOUND, None)
        return target is None or (self.container == "webm" and webm_fits)


def read_beginning(body: bytes, container: Container) -> Header | None:
    """The header of a run by its first chunk, None where that does not begin with one."""
    try:
        header: Header = (mp4.read_header(body) if container == "mp4" else webm.read_header(body))[0]
    except (Incomplete, Malformed):
        return None
    return header


def segments(runs: Sequence[Run], headers: Mapping[int, Header]) -> list[Segment]:
    """Split runs where what they were recorded as changes; `headers` are those at hand, by the runs' numbers.

    A run of which nobody knows goes on with the stretch before it.
    """
    found: list[Segment] = []
    setup: _Setup | None = None
    for run in runs:
        own = _setup(run, headers.get(run.number))
        last = found[-1] if found else None
        together = _together(setup, own) if last and last.container == run.container else None
        if last and together is not None:
            setup, before = together, last.runs
            found.pop()
        else:
            setup, before = own, ()
        found.append(Segment(run.container, setup.codec, (*before, run), setup.sound))
    return found


def target_of(found: Sequence[Segment]) -> Target | None:
    """What all stretches have to become: the codec of most WebM chunks. None where they are one that stays as it is."""
    if len(found) == 1 and (found[0].container == "mp4" or found[0].codec in COPIED):
        return None
    lengths = Counter[str]()
    for stretch in found:
        if stretch.container == "webm" and stretch.codec is not None:
            lengths[stretch.codec] += sum(len(run.pieces) for run in stretch.runs)
    return "V_VP9" if lengths["V_VP9"] > lengths["V_VP8"] else "V_VP8"


class _Setup(NamedTuple):
    """What runs must agree in to go on in one stream: `picture` and `audio` are all that a decoder is told of them,
    None where a run has none or nobody knows. `has_all` says that what is None is not there.
    """

    codec: str | None = None
    sound: str | None = None
    picture: Hashable | None = None
    audio: Hashable | None = None
    has_all: bool = False


def _together(one: _Setup | None, other: _Setup) -> _Setup | None:
    """What both agree in, or None. An MP4 has the tracks of its first run."""
    if one is None:
        return other
    pairs = (one.picture, other.picture), (one.audio, other.audio)
    if any(a != b and (None not in (a, b) or (one.has_all and other.has_all)) for a, b in pairs):
        return None
    return _Setup(
        one.codec or other.codec,
        one.sound or other.sound,
        one.picture or other.picture,
        one.audio or other.audio,
        one.has_all or other.has_all,
    )


def _setup(run: Run, header: Header | None) -> _Setup:
    match header:
        case webm.Header():
            tracks = {track.kind: track for track in header.tracks}
            picture, sound = tracks.get("video"), tracks.get("audio")
            return _Setup(
                picture.codec if picture else None,
                sound.codec if sound else None,
                picture.setup if picture else None,
                sound.setup if sound else None,
            )
        case mp4.Header():
            forms = {track.kind: track for track in header.tracks.values()}
            shown, heard = forms.get("video"), forms.get("audio")
            return _Setup(
                shown.codec if shown else None,
                heard.codec if heard else None,
                shown.form if shown else None,
                heard.form if heard else None,
                has_all=True,
            )
    if run.container == "mp4":
        return _Setup()
    names = run.mime.partition("codecs=")[2].strip("\" '").lower().split(",")
    codecs = (CODECS_BY_NAME.get(name.partition(".")[0].strip()) for name in names)
    codec = next((codec for codec in codecs if codec is not None), None)
    return _Setup(codec, picture=(codec, b"") if codec else None)

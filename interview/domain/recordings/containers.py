"""What all containers have in common: how reading one ends early, and what a finished file holds."""

from dataclasses import dataclass, field


class Incomplete(Exception):  # noqa: N818 - not an error: more bytes are to come
    """The element goes on behind the bytes at hand."""


class Malformed(Exception):  # noqa: N818 - says what the bytes are
    """These bytes are not what should stand here; the message says in what way."""


@dataclass(frozen=True)
class Contents:
    """Times are in milliseconds from the file's start.

    `duration_ms` is what the file's header says, None where it does not (a player then cannot seek); `cues_first` says
    whether its index stands before the frames; `packets` are counted, by track kind ("video", "audio"), and `last_ms`
    is the time of each kind's last one, where the container tells it packet by packet.
    """

    duration_ms: int | None
    cues_first: bool
    packets: dict[str, int]
    last_ms: dict[str, int] = field(default_factory=dict)

"""One try at answering a question: what the recogniser heard, as lines, and whether anything was missed. No I/O."""

from collections import deque
from uuid import UUID

from interview.domain.clock import Clock
from interview.domain.text import normalised
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.domain.transcripts.transcript import Word
from voice_proxy_container.protocol import recognition
from voice_proxy_container.protocol.frames import Wire, binary, payloads
from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["AnswerTranscript"]

KEPT_BYTES = 12_000 * BYTES_A_MS
"""Sound of which no word came yet waits for a socket that opens, or opens again."""
KEPT_QUIET_BYTES = 1_000 * BYTES_A_MS
"""As long as none of it is loud."""
MAX_LINES = 2_000
MAX_LINE = 20_000
MAX_S = 24 * 3600.0
"""Whatever the recogniser says: a time beyond is none that the database could hold."""


class AnswerTranscript:
    """Times count from the take's start, by the sound that came: a socket's own clock starts with its first sound.

    `question` is None for a take of which nothing is stored. Sound is kept as the browser's frames, unopened.
    """

    def __init__(self, session_id: UUID, question: int | None, stream: str, clock: Clock) -> None:
        self.question = question
        self.complete = True
        self.request_id: str | None = None
        self.stream = stream
        self._session_id = session_id
        self._clock = clock
        self._lines: list[TranscriptLine] = []
        self._earlier_text = ""
        """Of all lines but the last."""
        self._turn: int | None = None
        """The turn that the last line belongs to, while it may still change."""
        self._ended: int | None = None
        self._reported: list[recognition.Word] = []
        self._words: list[Word] = []
        """What was made of the turn's words when they were last reported."""
        self._bytes = 0
        self._offset_ms = 0
        self._kept: deque[tuple[bytes, int, bool]] = deque()
        """Frames, the size of their sound, and whether it is loud."""
        self._kept_bytes = self._kept_loud = 0
        self._heard_to = 0
        """How many bytes are accounted for, by words or by a turn's end."""
        self._forgotten_to = 0
        """Where the last loud sound ended that is no longer kept."""
        self._over_to: int | None = None
        """Where the recogniser took the last turn for over; None since it heard more of it, or of the next."""
        self._at_end = self._kept.copy(), 0, 0
        """What was kept when the take was finished, and how much was accounted for and forgotten."""

    @property
    def duration_ms(self) -> int:
        return self._bytes // BYTES_A_MS

    @property
    def unheard_ms(self) -> int:
        """How much loud sound came since the last word, as far as it is kept."""
        return self._kept_loud // BYTES_A_MS

    @property
    def in_turn(self) -> bool:
        """Whether more words may come of the turn that is being heard."""
        return self._turn is not None

    @property
    def seems_over(self) -> bool:
        """Whether the recogniser takes the last turn for over, and nothing loud came since."""
        if self._over_to is None or self._forgotten_to > self._over_to:
            return False
        ends_at = self._bytes - self._kept_bytes
        for _, size, loud in self._kept:
            ends_at += size
            if loud and ends_at > self._over_to:
                return False
        return True

    @property
    def lines(self) -> tuple[TranscriptLine, ...]:
        """In their newest wording."""
        return tuple(self._lines)

    @property
    def text(self) -> str:
        last = self._lines[-1].text if self._lines else ""
        return f"{self._earlier_text} {last}" if self._earlier_text else last

    def hears(self, wire: Wire, size: int, *, loud: bool) -> None:
        """Sound for the recogniser, whether it can be sent now or not: `size` bytes in these binary frames."""
        self._bytes += size
        self._kept.append((bytes(wire), size, loud))
        self._kept_bytes += size
        self._kept_loud += size * loud
        most = KEPT_BYTES if self._kept_loud else KEPT_QUIET_BYTES
        while self._kept_bytes > most and len(self._kept) > 1:
            self._forget_oldest()

    def replay(self) -> list[bytes]:
        """A socket is open: the frames to send first, which are those that nothing was heard of."""
        self._forget_heard()
        if self._forgotten_to > self._heard_to:
            self.complete = False
        start = self._bytes - self._kept_bytes
        wires = [wire for wire, _, _ in self._kept]
        if (already := self._heard_to - start) > 0 and wires:
            sound = b"".join(payloads(wires[0]))[already - already % 2 :]
            wires[0] = binary(sound, masked=True)
            start += already - already % 2
        self._offset_ms = start // BYTES_A_MS
        self._turn = self._ended = None
        return wires

    def finish(self) -> None:
        """No more sound comes of the take, unless it goes on."""
        self._at_end = self._kept.copy(), self._heard_to, self._forgotten_to

    def go_on(self) -> None:
        """It was not the end. Who went on speaking just then was cut off in a word: what came after the last one is to
        be heard again, though the recogniser has accounted for all that it was given."""
        self._kept, heard_to, self._forgotten_to = self._at_end
        self._heard_to = min(self._bytes, max(heard_to, self._lines[-1].end_ms * BYTES_A_MS if self._lines else 0))
        self._kept_bytes = sum(size for _, size, _ in self._kept)
        self._kept_loud = sum(size * loud for _, size, loud in self._kept)
        self._forget_heard()

    def heard(self, info: recognition.TurnInfo) -> TranscriptLine | None:
        """The line that a report adds or changes; None where nothing new was heard."""
        if self.is_past(info):
            return None
        over = info.event == "EndOfTurn"
        line = None
        if info.transcript.strip():
            line = self._write(info, final=over)
        up_to_ms = self._offset_ms + _ms(info.audio_window_end)
        if over or info.event == "EagerEndOfTurn":
            self._over_to = up_to_ms * BYTES_A_MS
        elif line or info.event != "Update":
            self._over_to = None
        if over:
            self._turn, self._ended = None, info.turn_index
            self._account_for(up_to_ms)
        return line

    def is_past(self, info: recognition.TurnInfo) -> bool:
        """Whether the turn that this reports was over before."""
        return self._ended is not None and info.turn_index <= self._ended

    def broke_off(self) -> TranscriptLine | None:
        """The socket or the page is gone: the turn has no more words. Returns the line that this ends."""
        if self._turn is None:
            return None
        # What the recogniser still reports of this turn would be the same words again.
        self._turn, self._ended = None, self._turn
        self._lines[-1] = self._lines[-1].model_copy(update={"final": True})
        return self._lines[-1]

    def _write(self, info: recognition.TurnInfo, *, final: bool) -> TranscriptLine | None:
        known = self._lines[-1] if self._turn == info.turn_index else None
        if known is None and len(self._lines) >= MAX_LINES:
            self.complete = False
            return None
        if known is None:
            self._reported, self._words = [], []
        words = self._made_of(info)
        text = normalised(info.transcript[:MAX_LINE]).strip()
        if known and not final and (known.text, known.words) == (text, words):
            return None
        line = TranscriptLine(
            session_id=self._session_id,
            question_index=self.question or 0,
            stream=self.stream,
            seq=known.seq if known else len(self._lines),
            text=text,
            words=words,
            start_ms=words[0].start_ms if words else self._offset_ms + _ms(info.audio_window_start),
            end_ms=words[-1].end_ms if words else self._offset_ms + _ms(info.audio_window_end),
            final=final,
            at=known.at if known else self._clock(),
        )
        if known:
            self._lines[-1] = line
        else:
            self._earlier_text = self.text
            self._lines.append(line)
            self._turn = info.turn_index
        self._account_for(line.end_ms)
        return line

    def _made_of(self, info: recognition.TurnInfo) -> tuple[Word, ...]:
        """With times on the take's clock; where the model gives none, the turn's time is shared out evenly.

        Every report brings all words of the turn again: what did not change is not made again.
        """
        same = 0
        for before, now in zip(self._reported, info.words, strict=False):
            if before != now or now.get("end") is None:
                break
            same += 1
        share_s = max(0.0, info.audio_window_end - info.audio_window_start) / max(1, len(info.words))
        words = self._words[:same]
        earliest_ms = words[-1].start_ms if words else self._offset_ms
        for at, heard in enumerate(info.words[same:], start=same):
            start_s, end_s = heard.get("start"), heard.get("end")
            start_s = info.audio_window_start + at * share_s if start_s is None else start_s
            end_s = start_s + share_s if end_s is None else end_s
            start_ms = max(earliest_ms, self._offset_ms + _ms(start_s))
            end_ms = max(start_ms, self._offset_ms + _ms(end_s))
            confidence = min(1.0, max(0.0, heard.get("confidence", 0.0)))
            word = normalised(heard["word"])
            words.append(Word(text=word, start_ms=start_ms, end_ms=end_ms, confidence=confidence))
            earliest_ms = start_ms
        self._reported, self._words = info.words, words
        return tuple(words)

    def _account_for(self, up_to_ms: int) -> None:
        self._heard_to = min(self._bytes, max(self._heard_to, up_to_ms * BYTES_A_MS))
        self._forget_heard()

    def _forget_heard(self) -> None:
        while self._kept and self._bytes - self._kept_bytes + self._kept[0][1] <= self._heard_to:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        _, size, loud = self._kept.popleft()
        self._kept_bytes -= size
        self._kept_loud -= size * loud
        if loud:
            self._forgotten_to = self._bytes - self._kept_bytes


def _ms(seconds: float) -> int:
    return round(min(seconds, MAX_S) * 1000)

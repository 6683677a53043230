"""One try at answering a question: what the recogniser heard, as lines, and whether anything was missed. No I/O."""

from collections import deque
from uuid import UUID

from interview.domain.clock import Clock
from interview.domain.live_transcripts import TranscriptLine
from interview.domain.transcripts import Word
from voice_proxy_container.protocol import recognition
from voice_proxy_container.protocol.page import BYTES_A_MS

__all__ = ["Take"]

BACKLOG_BYTES = 5_000 * BYTES_A_MS
"""Five seconds of sound wait for a socket that is still opening."""
MOST_LINES = 2_000
LONGEST_LINE = 20_000


class Take:
    """Times count from the take's start, by the sound that came: a socket's own clock starts with its first sound."""

    def __init__(self, session_id: UUID, question: int, stream: str, clock: Clock) -> None:
        self.question = question
        self.complete = True
        self.request_id: str | None = None
        self._session_id = session_id
        self._stream = stream
        self._clock = clock
        self._lines: list[TranscriptLine] = []
        self._turn: int | None = None
        """The turn that the last line belongs to, while it may still change."""
        self._ended: int | None = None
        self._bytes = 0
        self._offset_ms = 0
        self._backlog: deque[bytes] = deque()
        self._backlog_bytes = 0

    @property
    def duration_ms(self) -> int:
        return self._bytes // BYTES_A_MS

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self._lines)

    def sent(self, size: int) -> None:
        """So many bytes of sound go to the recogniser."""
        self._bytes += size

    def keep(self, sound: bytes) -> None:
        """Sound that has to wait for a socket. The oldest is lost where there is too much of it."""
        self._bytes += len(sound)
        self._backlog.append(sound)
        self._backlog_bytes += len(sound)
        while self._backlog_bytes > BACKLOG_BYTES:
            self._backlog_bytes -= len(self._backlog.popleft())
            self.complete = False

    def opened(self) -> list[bytes]:
        """A socket is open: the sound to send first."""
        waiting = list(self._backlog)
        self._offset_ms = (self._bytes - self._backlog_bytes) // BYTES_A_MS
        self._backlog.clear()
        self._backlog_bytes = 0
        self._turn = self._ended = None
        return waiting

    def heard(self, info: recognition.TurnInfo) -> TranscriptLine | None:
        """The line that a report adds or changes; None where nothing new was heard."""
        if self._ended is not None and info.turn_index <= self._ended:
            return None
        over = info.event == "EndOfTurn"
        line = None
        if info.transcript.strip():
            line = self._write(info, final=over)
        if over:
            self._turn, self._ended = None, info.turn_index
        return line

    def broke_off(self) -> TranscriptLine | None:
        """The socket is gone: what was heard of the turn is all that will be. Returns the line that this ends."""
        if self._turn is None:
            return None
        self._turn = None
        self._lines[-1] = self._lines[-1].model_copy(update={"final": True})
        return self._lines[-1]

    def _write(self, info: recognition.TurnInfo, *, final: bool) -> TranscriptLine | None:
        known = self._lines[-1] if self._turn == info.turn_index else None
        if known is None and len(self._lines) >= MOST_LINES:
            self.complete = False
            return None
        words = self._words(info)
        line = TranscriptLine(
            session_id=self._session_id,
            question_index=self.question,
            stream=self._stream,
            seq=known.seq if known else len(self._lines),
            text=info.transcript.strip()[:LONGEST_LINE],
            words=words,
            start_ms=words[0].start_ms if words else self._offset_ms + round(info.audio_window_start * 1000),
            end_ms=words[-1].end_ms if words else self._offset_ms + round(info.audio_window_end * 1000),
            final=final,
            at=known.at if known else self._clock(),
        )
        if known:
            self._lines[-1] = line
        else:
            self._lines.append(line)
            self._turn = info.turn_index
        return line

    def _words(self, info: recognition.TurnInfo) -> tuple[Word, ...]:
        """With times on the take's clock; where the model gives none, the turn's time is shared out evenly."""
        share_s = max(0.0, info.audio_window_end - info.audio_window_start) / max(1, len(info.words))
        words: list[Word] = []
        earliest_ms = self._offset_ms
        for at, heard in enumerate(info.words):
            start_s = heard.start if heard.start is not None else info.audio_window_start + at * share_s
            end_s = heard.end if heard.end is not None else start_s + share_s
            start_ms = max(earliest_ms, self._offset_ms + round(start_s * 1000))
            end_ms = max(start_ms, self._offset_ms + round(end_s * 1000))
            words.append(
                Word(text=heard.word, start_ms=start_ms, end_ms=end_ms, confidence=min(1.0, max(0.0, heard.confidence)))
            )
            earliest_ms = start_ms
        return tuple(words)

"""The recogniser during one take: opened, watched, called back with the sound of which no word came. No I/O.

Seen in the field: speech goes in, and neither words nor an error nor an end come out. So whoever hears nothing of loud
sound for some seconds is replaced.
"""

from collections.abc import Callable
from functools import partial
from math import inf

from interview.domain.transcripts.live_transcripts import TranscriptLine
from voice_proxy_container.conversation.answer_transcript import AnswerTranscript
from voice_proxy_container.conversation.effects import (
    CloseRecognition,
    Effect,
    Log,
    OpenRecognition,
    SoundToRecognition,
    StoreLine,
    StoreWords,
    ToPage,
    ToRecognition,
)
from voice_proxy_container.protocol import page, recognition
from voice_proxy_container.protocol.frames import Wire, binary

__all__ = ["RecognitionSession", "Tell"]

Tell = Callable[..., page.Message]
"""Makes the page's message of all that was heard so far, at every change: `tell(text, final=…)`, `final` at a turn's
end."""

LAST_WORDS_TIMEOUT_S = 2.0
"""Or as long after the last that came,"""
END_TIMEOUT_S = 6.0
"""but no longer than this in all."""
SILENCE_EVERY_S = 8.0
TRIES_AGAIN_AFTER_S = (0.25, 0.5, 1.0)
TRIES_LATER_AFTER_S = 10.0
STEADY_S = 10.0
"""A socket that held so long, and brought words, earns a full set of tries again."""
LOUD_ENOUGH_MS = 1500
"""Of loud sound, to expect a word of it."""
UNHEARD_MS = 1000
"""Of loud sound at an answer's end, to call it a hole that no word came of it."""
HEARS_NOTHING_S = 6.0
"""Without any report of it."""
SURE = 0.7
"""Of confidence in a turn's end: the page then ends the answer after 0.7 s of silence,"""
SEEMS_OVER_AFTER_S = 0.3
LIKELY_OVER_AFTER_S = 2.0
"""and otherwise after 3 s."""
NO_WORDS_S = 15.0
"""With reports that hold no words: noise, or a recogniser that has lost its mind. It is replaced once."""
MAX_GARBLED = 3
"""Messages in a row that are none."""
CHANGES_BY = 0.05
"""The confidence in a turn's end, for the page to be told of it."""
TOLD_AS: dict[str, page.TurnEvent] = {
    "EagerEndOfTurn": "eager_end",
    "TurnResumed": "resumed",
    "EndOfTurn": "end",
}

DOWN = "Your words cannot be shown at the moment. Go on speaking: your recording goes on."


class RecognitionSession:
    """One take at a time, from `begin` until `ended` hands it out."""

    def __init__(self) -> None:
        self.refused = False
        """Whether another call is useless: a bad key."""
        self._take: AnswerTranscript | None = None
        self._ended: AnswerTranscript | None = None
        self._tell: Tell = partial(page.Transcript, question=None)
        self._listening = False
        self.seems_over_at = inf
        """When nothing will have been said for a while after a turn's end, if nothing is."""
        self._finish_by = inf
        self._ends_by = 0.0
        self._down = self._noisy = False
        self._tries = self._garbled = 0
        self._opened_at = self._last_sound = self._last_report = 0.0
        self._waits_since = 0.0
        """When there was nothing to wait for: at the last new word, or before the first loud sound after it."""
        self._confidence = 0.0
        """In the turn's end, as the page was told it last."""
        self._owed: page.Turn | None = None
        """What it is told of the turn once the words are stored."""

    @property
    def take(self) -> AnswerTranscript | None:
        """That is being heard, or whose last words are waited for."""
        return self._take

    @property
    def question(self) -> int | None:
        return self._take.question if self._take else None

    @property
    def finishing(self) -> bool:
        return self._finish_by < inf

    @property
    def pauses(self) -> bool:
        """Whether nobody is in mid-sentence: of all loud sound there are words, and their turn is over."""
        return self._take is None or not (self._take.in_turn or self._take.unheard_ms)

    def begin(self, take: AnswerTranscript, tell: Tell) -> list[Effect]:
        """Listen to a take, or to the rest of one that was finished too soon."""
        self._take, self._tell = take, tell
        self.seems_over_at = inf
        self._tries = self._garbled = 0
        self._down = self._noisy = False
        self._confidence, self._owed = 0.0, None
        if self.refused:
            return self.lost(0.0, refused=True)
        return [OpenRecognition()]

    def sound(self, wire: Wire, size: int, now: float, *, loud: bool) -> bool:
        """Count sound of the take; whether it is to be sent. What is not, waits here."""
        if self._take is None or self.finishing:
            return False
        if loud and not self._take.unheard_ms:
            self._waits_since = now
        self._take.hears(wire, size, loud=loud)
        self._last_sound = now
        return self._listening

    def opened(self, now: float) -> list[Effect]:
        if self._take is None:
            return [CloseRecognition()]
        self._listening = True
        self._garbled = 0
        self._opened_at = self._last_sound = self._last_report = self._waits_since = now
        effects: list[Effect] = [SoundToRecognition(wire) for wire in self._take.replay()]
        if self.finishing:
            effects.append(ToRecognition(recognition.close_stream()))
        return effects

    def says(self, text: str, now: float) -> list[Effect]:
        take = self._take
        if take is None:
            return []
        message = recognition.parse(text)
        self._garbled = self._garbled + 1 if isinstance(message, recognition.Garbled) else 0
        match message:
            case recognition.Connected(request_id=request_id):
                take.request_id = request_id[:100] or None
                return []
            case recognition.TurnInfo():
                return self._heard(take, message, now)
            case recognition.Error(code=code):
                return self._replace("voice_agent_error", now, code=code[:100])
            case recognition.Garbled():
                take.complete = False  # whatever it said, nobody knows
                return self._replace("voice_agent_garbled", now) if self._garbled >= MAX_GARBLED else []
            case _:
                return []

    def words_stored(self, turn: page.Turn) -> list[Effect]:
        """All words up to this are in the database."""
        return self._told(turn) if turn is self._owed else []

    def lost(self, now: float, *, clean: bool = False, refused: bool = False, full: bool = False) -> list[Effect]:
        """The socket closed, or did not open; `clean` where it closed as it does after the last words, `full` where
        the vendor's account has no room."""
        steady = self._listening and now - self._opened_at >= STEADY_S
        self._listening = False
        self.refused |= refused
        if self._take is None:
            return []
        if self.finishing:
            return self._end(clean=clean)
        if steady and self._last_report > self._opened_at:
            self._tries = 0
        effects = self._keep_last_line()
        if effects:
            self._take.complete = False  # a turn was cut: its last words may be wrong
        if not refused and self._tries < len(TRIES_AGAIN_AFTER_S):
            self._tries += 1
            return [*effects, OpenRecognition(TRIES_AGAIN_AFTER_S[self._tries - 1])]
        if not self._down:
            self._down = True
            effects.append(
                ToPage(page.VoiceError(code="recognition_full" if full else "recognition_down", message=DOWN))
            )
        return effects if refused else [*effects, OpenRecognition(TRIES_LATER_AFTER_S)]

    def finish(self, now: float) -> list[Effect]:
        """The take is over but for its last words, or with them where the recogniser had noticed its end."""
        self._owed = None
        if self._take:
            self._take.finish()
        if self._take and self._take.seems_over:
            return [CloseRecognition(), *self._end(clean=True)]
        if self._take and not self._listening and (self._down or not self._take.complete):
            return [CloseRecognition(), *self._end(clean=False)]
        self._finish_by = now + LAST_WORDS_TIMEOUT_S
        self._ends_by = now + END_TIMEOUT_S
        return [ToRecognition(recognition.close_stream())] if self._listening else []

    def left(self) -> list[Effect]:
        """The page is gone: what was heard is kept."""
        return self._end(clean=False) if self.finishing else self._keep_last_line()

    def ended(self) -> AnswerTranscript | None:
        """The take that has ended since this was last asked."""
        take, self._ended = self._ended, None
        return take

    def deadline(self) -> float:
        """When `due` has something to do at the latest."""
        if self.finishing:
            return self._finish_by
        if self._take is None or not self._listening:
            return inf
        return min(self._last_sound + SILENCE_EVERY_S, self._stalled_at(self._take))

    def due(self, now: float) -> list[Effect]:
        if self.finishing:
            return [CloseRecognition(), *self._end(clean=False)] if now >= self._finish_by else []
        if self._take is None or not self._listening:
            return []
        if now >= self._stalled_at(self._take):
            self._noisy |= now < self._last_report + HEARS_NOTHING_S
            return self._replace("voice_agent_stalled", now)
        if now < self._last_sound + SILENCE_EVERY_S:
            return []
        silence = binary(recognition.SILENCE, masked=True)
        self._take.hears(silence, len(recognition.SILENCE), loud=False)
        self._last_sound = now
        return [SoundToRecognition(silence)]

    def _stalled_at(self, take: AnswerTranscript) -> float:
        if take.unheard_ms < LOUD_ENOUGH_MS:
            return inf
        nothing_at = max(self._waits_since, self._last_report) + HEARS_NOTHING_S
        return nothing_at if self._noisy else min(nothing_at, self._waits_since + NO_WORDS_S)

    def _heard(self, take: AnswerTranscript, info: recognition.TurnInfo, now: float) -> list[Effect]:
        effects: list[Effect] = []
        self._last_report = now
        if info.event == "EndOfTurn":
            self.seems_over_at = now + SEEMS_OVER_AFTER_S
        elif info.event == "EagerEndOfTurn":
            is_sure = info.end_of_turn_confidence >= SURE
            self.seems_over_at = now + (SEEMS_OVER_AFTER_S if is_sure else LIKELY_OVER_AFTER_S)
        elif info.event != "Update":
            self.seems_over_at = inf
        if info.event == "StartOfTurn" and not self.finishing:
            effects.append(ToPage(page.SpeechStarted()))
        is_past = take.is_past(info)
        line = take.heard(info)
        if line:
            self._waits_since = now
            if self.finishing:
                self._finish_by = min(now + LAST_WORDS_TIMEOUT_S, self._ends_by)
            effects += [ToPage(self._tell(text=take.text, final=line.final)), *self._stored(line)]
        if info.event == "EndOfTurn":
            effects += _counted(line)
            effects += [] if self.finishing else [ToPage(page.SpeechEnded())]
        return effects if self.finishing or is_past else [*effects, *self._turn(info)]

    def _turn(self, info: recognition.TurnInfo) -> list[Effect]:
        confidence = min(1.0, max(0.0, info.end_of_turn_confidence))
        turn = page.Turn(question=self.question, event=TOLD_AS.get(info.event, "update"), confidence=confidence)
        if turn.event == "update":
            # Before its first word the next turn says nothing about the one that is over.
            has_begun = info.event == "StartOfTurn" or info.transcript.strip()
            changed = abs(confidence - self._confidence) >= CHANGES_BY
            return self._told(turn) if has_begun and changed and self._owed is None else []
        if turn.event == "resumed" or turn.question is None:
            return self._told(turn)
        self._owed = turn
        return [StoreWords(turn)]

    def _told(self, turn: page.Turn) -> list[Effect]:
        self._confidence, self._owed = turn.confidence, None
        return [ToPage(turn)]

    def _replace(self, event: str, now: float, **fields: str) -> list[Effect]:
        return [Log(event, {"upstream": "recognition", **fields}), CloseRecognition(), *self.lost(now)]

    def _keep_last_line(self) -> list[Effect]:
        line = self._take.broke_off() if self._take else None
        return [*self._stored(line), *_counted(line)] if line else []

    def _stored(self, line: TranscriptLine) -> list[Effect]:
        return [] if self.question is None else [StoreLine(line)]

    def _end(self, *, clean: bool) -> list[Effect]:
        """No more words are coming."""
        take = self._take
        if take is None:
            return []
        effects = self._keep_last_line()
        take.complete &= clean and take.unheard_ms < UNHEARD_MS
        self._listening = False
        self._finish_by = inf
        self._take, self._ended = None, take
        return effects


def _counted(line: TranscriptLine | None) -> list[Effect]:
    if line is None:
        return []
    counts = {"questionIndex": line.question_index, "line": line.seq, "words": len(line.words)}
    return [Log("voice_agent_transcript_received", counts)]

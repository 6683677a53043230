"""One candidate's conversation as a state machine without I/O: what happened comes in, what is to be done goes out.

    talking ──answer_started──▶ answering ──answer_finished──▶ finishing ──stored──▶ talking

The microphone is routed by phase: to the recogniser while answering, to the agent while talking, nowhere while the
last words of an answer are waited for. The sound itself does not pass through here, only the question where it goes.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from uuid import uuid4

from interview.domain.clock import Clock, utc_now
from interview.domain.live_transcripts import TranscriptLine
from interview.domain.sessions import Session
from voice_proxy_container.effects import (
    CloseRecognition,
    Effect,
    End,
    FindReview,
    Log,
    OpenRecognition,
    SoundToRecognition,
    StoreAnswer,
    StoreLine,
    ToPage,
    ToRecognition,
)
from voice_proxy_container.protocol import agent, page, recognition
from voice_proxy_container.sentences import GOODBYE, MORE_TIME, greeting
from voice_proxy_container.speech import Link, Speech
from voice_proxy_container.take import Take

__all__ = ["Conversation", "Route"]

LAST_WORDS_WITHIN_S = 2.0
SILENCE_EVERY_S = 8.0
TRIES_AGAIN_AFTER_S = (0.25, 0.5, 1.0)
MOST_REFUSALS = 20
IDLE_S = 300.0
"""A page that lives says so every 8 s; a browser may let a hidden one speak once a minute."""
LASTS_S = 2 * 3600.0
"""The vendor closes its own socket after two hours."""

NORMAL = 1000
POLICY_VIOLATION = 1008
SERVICE_RESTART = 1012

REFUSALS = {
    "unknown_message": "This message is not of the vocabulary.",
    "too_long": "This message is too long.",
    "bad_sound": "Sound comes in frames of 16-bit samples.",
    "no_such_question": "There is no such question.",
    "wrong_order": "Not at this point of the interview.",
}


class Phase(Enum):
    TALKING = "talking"
    ANSWERING = "answering"
    FINISHING = "finishing"


class Route(Enum):
    """Where the microphone's sound goes. What is KEPT waits for a socket that is opening."""

    AGENT = "agent"
    RECOGNITION = "recognition"
    KEPT = "kept"
    NOWHERE = "nowhere"


class Conversation:
    """`now` is everywhere seconds of one monotonic clock; `clock` dates what is stored."""

    def __init__(
        self,
        session: Session,
        models: agent.Models,
        *,
        now: float,
        clock: Clock = utc_now,
        new_stream: Callable[[], str] = lambda: uuid4().hex,
    ) -> None:
        self.phase = Phase.TALKING
        self._session = session
        self._clock = clock
        self._new_stream = new_stream
        self._speech = Speech(models, now)
        self._take: Take | None = None
        self._listening = False
        self._tries = 0
        self._recognition_refused = False
        self._last_sound = now
        self._last_heard = now
        self._ends_by = now + LASTS_S
        self._finish_by: float | None = None
        self._ready = False
        self._refusals = 0
        self._ended = False

    def begin(self) -> list[Effect]:
        return self._speech.begin()

    # The browser

    def microphone(self, size: int, now: float) -> Route:
        """Count so many bytes of the microphone and say where they go; what is KEPT is to be given to `keep`."""
        self._last_heard = now
        if self.phase is Phase.TALKING:
            if not self._speech.answers:
                return Route.NOWHERE
            self._speech.sound_sent(now)
            return Route.AGENT
        if self.phase is Phase.FINISHING or self._take is None:
            return Route.NOWHERE
        self._last_sound = now
        if self._listening:
            self._take.sent(size)
            return Route.RECOGNITION
        return Route.KEPT

    def keep(self, sound: bytes) -> None:
        """Sound of the answer that waits for the recogniser's socket."""
        if self._take:
            self._take.keep(sound)

    def command(self, text: str, now: float) -> list[Effect]:
        """A text frame of the browser."""
        self._last_heard = now
        try:
            return self._obey(page.parse(text), now)
        except page.CommandError as refused:
            return self.refuse(refused.code)

    def refuse(self, code: str) -> list[Effect]:
        """Answer what the browser may not send; who goes on with it is sent away."""
        self._refusals += 1
        effects: list[Effect] = [
            Log("voice_agent_message_refused", {"code": code}),
            ToPage(page.error(code, REFUSALS[code])),
        ]
        if self._refusals >= MOST_REFUSALS:
            effects += self._end(POLICY_VIOLATION, "refused")
        return effects

    def left(self) -> list[Effect]:
        """The browser is gone: what was heard is kept."""
        if self.phase is Phase.FINISHING and self._finish_by is not None:
            return self._finish(clean=False)
        return self._keep_last_line() if self._take else []

    def restart(self) -> list[Effect]:
        """The task ends: the page comes back with a new ticket."""
        return self._end(SERVICE_RESTART, "restarting")

    # The agent

    def agent_opened(self, now: float) -> list[Effect]:
        return self._speech.opened(now)

    def agent_sound(self, now: float) -> bool:
        """Whether sound of the agent goes to the browser."""
        return self._speech.sound(now)

    def agent_says(self, text: str, now: float) -> list[Effect]:
        return self._with_ready(self._speech.message(agent.parse(text), now))

    def agent_lost(self, now: float, *, refused: bool = False) -> list[Effect]:
        """The agent's socket closed, or did not open; `refused` where another try is useless: a bad key."""
        if refused:
            self._recognition_refused = True
        return self._with_ready(self._speech.lost(now, refused=refused))

    # Recognition

    def recognition_opened(self, now: float) -> list[Effect]:
        if self._take is None:
            return [CloseRecognition()]
        self._listening = True
        self._last_sound = now
        effects: list[Effect] = [SoundToRecognition(sound) for sound in self._take.opened()]
        if self.phase is Phase.FINISHING:
            effects.append(ToRecognition(recognition.close_stream()))
        return effects

    def recognition_says(self, text: str) -> list[Effect]:
        take = self._take
        if take is None:
            return []
        match recognition.parse(text):
            case recognition.Connected(request_id=request_id):
                take.request_id = request_id[:100] or None
                return []
            case recognition.TurnInfo() as info:
                return self._heard(take, info)
            case recognition.Error(code=code):
                log = Log("voice_agent_error", {"upstream": "recognition", "code": code[:100]})
                return [log, CloseRecognition(), *self.recognition_lost()]
            case _:
                return []

    def recognition_lost(self, *, clean: bool = False, refused: bool = False) -> list[Effect]:
        """The recogniser's socket closed, or did not open; `clean` where it closed as it does after the last words."""
        self._listening = False
        if self._take is None:
            return []
        if self.phase is Phase.FINISHING:
            return self._finish(clean=clean)
        self._take.complete = False
        effects = self._keep_last_line()
        if refused or self._tries >= len(TRIES_AGAIN_AFTER_S):
            message = "Your words cannot be shown at the moment. Your recording goes on."
            return [*effects, ToPage(page.error("recognition_down", message))]
        after_s = TRIES_AGAIN_AFTER_S[self._tries]
        self._tries += 1
        return [*effects, OpenRecognition(after_s)]

    # What was looked up and stored

    def review_found(self, spoken: str | None, now: float) -> list[Effect]:
        if self.phase is not Phase.TALKING:
            return []
        if spoken is None:
            return [ToPage(page.error("no_review", "There is no review to say.")), ToPage(page.audio_done())]
        return self._speech.say(spoken, now)

    def answer_stored(self, question: int, text: str) -> list[Effect]:
        self._talk()
        return [ToPage(page.answer_stored(question, text))]

    def answer_not_stored(self) -> list[Effect]:
        """The database would not take it, however often it was asked: the recording is what is left."""
        self._talk()
        return [ToPage(page.error("not_stored", "Your words could not be stored. Your recording is safe."))]

    # Time

    def deadline(self) -> float | None:
        """When `due` has something to do at the latest; None when nothing is left to do."""
        if self._ended:
            return None
        moments = [self._speech.deadline(), self._finish_by, self._ends_by, self._last_heard + IDLE_S]
        if self.phase is Phase.ANSWERING and self._listening:
            moments.append(self._last_sound + SILENCE_EVERY_S)
        return min(moment for moment in moments if moment is not None)

    def due(self, now: float) -> list[Effect]:
        if self._ended:
            return []
        for reason, by in (("time_limit", self._ends_by), ("idle", self._last_heard + IDLE_S)):
            if now >= by:
                return self._end(NORMAL, reason)
        effects = self._with_ready(self._speech.due(now))
        if self._finish_by is not None and now >= self._finish_by:
            effects += [CloseRecognition(), *self._finish(clean=False)]
        silent = self.phase is Phase.ANSWERING and self._listening and self._take
        if silent and now >= self._last_sound + SILENCE_EVERY_S:
            silent.sent(len(recognition.SILENCE))
            self._last_sound = now
            effects.append(SoundToRecognition(recognition.SILENCE))
        return effects

    def _obey(self, command: page.Command, now: float) -> list[Effect]:
        if isinstance(command, page.KeepAlive):
            return []
        question = getattr(command, "question", 0)
        if question >= len(self._session.questions):
            raise page.CommandError("no_such_question")
        match command:
            case page.AnswerStarted():
                return self._start_answer(question)
            case page.AnswerFinished():
                return self._finish_answer(question, now)
            case page.MoreTime() if self.phase is not Phase.FINISHING:
                return self._speech.say(MORE_TIME, now)
        if self.phase is not Phase.TALKING:
            raise page.CommandError("wrong_order")
        match command:
            case page.Greet():
                return self._speech.say(greeting(self._session.candidate_name), now)
            case page.Ask():
                return self._speech.say(self._session.questions[question].text, now)
            case page.SpeakReview():
                return [FindReview(question)]
            case _:
                return self._speech.say(GOODBYE, now)

    def _start_answer(self, question: int) -> list[Effect]:
        if self.phase is Phase.ANSWERING and self._take and self._take.question == question:
            return []
        if self.phase is not Phase.TALKING:
            raise page.CommandError("wrong_order")
        self.phase = Phase.ANSWERING
        self._take = Take(self._session.id, question, self._new_stream(), self._clock)
        self._tries = 0
        effects = self._speech.mute()
        if self._recognition_refused:
            return [*effects, *self.recognition_lost(refused=True)]
        return [*effects, OpenRecognition()]

    def _finish_answer(self, question: int, now: float) -> list[Effect]:
        if self.phase is not Phase.ANSWERING or self._take is None or self._take.question != question:
            raise page.CommandError("wrong_order")
        self.phase = Phase.FINISHING
        if not self._listening and not self._take.complete:
            return [CloseRecognition(), *self._finish(clean=False)]
        self._finish_by = now + LAST_WORDS_WITHIN_S
        return [ToRecognition(recognition.close_stream())] if self._listening else []

    def _heard(self, take: Take, info: recognition.TurnInfo) -> list[Effect]:
        effects: list[Effect] = []
        answering = self.phase is Phase.ANSWERING
        if info.event == "StartOfTurn" and answering:
            effects.append(ToPage(page.speech_started()))
        line = take.heard(info)
        if line:
            effects += [ToPage(page.transcript(take.question, take.text, final=line.final)), StoreLine(line)]
        if info.event == "EndOfTurn":
            effects += self._counted(line)
            effects += [ToPage(page.speech_ended())] if answering else []
        return effects

    def _keep_last_line(self) -> list[Effect]:
        line = self._take.broke_off() if self._take else None
        return [StoreLine(line), *self._counted(line)] if line else []

    def _counted(self, line: TranscriptLine | None) -> Sequence[Effect]:
        if line is None:
            return []
        counts = {"questionIndex": line.question_index, "line": line.seq, "words": len(line.words)}
        return [Log("voice_agent_transcript_received", counts)]

    def _finish(self, *, clean: bool) -> list[Effect]:
        """No more words are coming: have the answer stored."""
        take = self._take
        if take is None:
            return []
        self._finish_by = None
        self._listening = False
        effects = self._keep_last_line()
        self._take = None
        answer = StoreAnswer(take.question, take.complete and clean, take.duration_ms, take.request_id)
        return [*effects, ToPage(page.transcript(take.question, take.text, final=True)), answer]

    def _end(self, code: int, reason: str) -> list[Effect]:
        self._ended = True
        return [ToPage(page.closing(reason)), End(code, reason)]

    def _talk(self) -> None:
        self.phase = Phase.TALKING
        self._speech.unmute()

    def _with_ready(self, effects: list[Effect]) -> list[Effect]:
        """`ready` goes out as soon as it is known whether the agent speaks."""
        if self._ready or self._speech.link is Link.CONNECTING:
            return effects
        self._ready = True
        up = self._speech.link is Link.UP
        return [ToPage(page.ready(agent=up, recognition=not self._recognition_refused)), *effects]

"""One candidate's conversation as a state machine without I/O: what happened comes in, what is to be done goes out.

    talking ──answer_started──▶ answering ──answer_finished──▶ finishing ──stored──▶ talking
                                answering ◀──answer_resumed──── finishing, talking

The microphone is routed by phase: to the recogniser while answering, to the agent while talking, nowhere while the
last words of an answer are waited for; what it hears in the first seconds after an answer is kept as well, for the
answer may go on. Sound passes through here as frames that stay closed. Practising goes the same way, and nothing of it
is stored.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from math import inf
from uuid import uuid4

from interview.domain.clock import Clock, utc_now
from interview.domain.languages import vocabulary
from interview.domain.languages.contents import Phrases
from interview.domain.sessions.follow_ups import known_words
from interview.domain.sessions.session import ConversationOver, Session
from voice_proxy_container.conversation.agent_session import AgentSession, Link
from voice_proxy_container.conversation.answer_transcript import AnswerTranscript
from voice_proxy_container.conversation.barge_in import BargeIn
from voice_proxy_container.conversation.effects import (
    BeginTake,
    CloseRecognition,
    CountSpeech,
    Effect,
    End,
    FindFeedback,
    FindQuestion,
    Log,
    SoundToAgent,
    StoreAnswer,
    ToPage,
)
from voice_proxy_container.conversation.finished_answer import FinishedAnswer
from voice_proxy_container.conversation.reading import Reading
from voice_proxy_container.conversation.recognition_session import RecognitionSession, Tell
from voice_proxy_container.conversation.sentences import greeting
from voice_proxy_container.conversation.voice_activity import VoiceActivity
from voice_proxy_container.protocol import agent, page
from voice_proxy_container.protocol.frames import Wire

__all__ = ["Conversation", "Phase", "Route"]

MAX_REFUSALS = 20
MAX_RESUMPTIONS = 8
"""Of one try at answering: each calls the recogniser once more."""
MAX_HELD = 10
"""Commands that wait while a question is looked up."""
IDLE_S = 300.0
"""A page that lives says so every few seconds; a browser may let a hidden one speak once a minute."""
MAX_LENGTH_S = 2 * 3600.0
"""The vendor closes its own socket after two hours."""
PAUSE_TIMEOUT_S = 30.0
"""Before a conversation must move: from then on a pause in an answer will do, which costs it a second take."""
LOOK_EVERY_S = 0.25
"""For a moment to move in."""

OVERTAKEN = -1
"""In the place of a question."""

NORMAL = 1000
POLICY_VIOLATION = 1008
SERVICE_RESTART = 1012

REFUSALS: dict[page.Refusal, str] = {
    "unknown_message": "This message is not of the vocabulary.",
    "too_long": "This message is too long.",
    "bad_sound": "Sound comes in frames of 16-bit samples.",
    "no_such_question": "There is no such question.",
    "wrong_order": "Not at this point of the interview.",
    "too_many": "Too much at once.",
    "not_resumed": "This answer does not go on.",
}


class Phase(Enum):
    TALKING = "talking"
    ANSWERING = "answering"
    FINISHING = "finishing"


class Route(Enum):
    """Where the microphone's frames go. KEPT ones wait here; at RELEASE, `release` says what goes out now."""

    AGENT = "agent"
    RECOGNITION = "recognition"
    KEPT = "kept"
    RELEASE = "release"
    NOWHERE = "nowhere"


class Conversation:
    """`now` is everywhere seconds of one monotonic clock; `clock` dates what is stored. `said_before` is what the
    candidate heard in an earlier conversation of this interview, oldest first."""

    def __init__(
        self,
        session: Session,
        think: agent.ThinkModel,
        *,
        now: float,
        said_before: Sequence[str] = (),
        clock: Clock = utc_now,
        new_stream: Callable[[], str] = lambda: uuid4().hex,
        max_length_s: float = MAX_LENGTH_S,
        converses: bool = True,
    ) -> None:
        """`converses`: by the vendor's agent; else our sentences are read aloud, and nobody answers."""
        self.phase = Phase.TALKING
        self._session_id = session.id
        self._candidate_name = session.candidate_name
        self._language = session.language
        self._words = known_words(session.questions, session.current_question_index)
        """Of the questions that the candidate may know; another one is looked up when it is to be asked."""
        self._questions = len(session.questions)
        self._looked_up: page.Request | None = None
        """What waits for a question that is being looked up: follow-ups come while the interview goes on."""
        self._held: list[page.Request] = []
        self._early: list[tuple[bytes, int]] = []
        """Sound of an answer whose question is being looked up; the rate at which a page is read bounds it."""
        self._feedback_wanted: int | None = None
        """The answer whose feedback was asked for last,"""
        self._feedback_sought: int | None = None
        """and the one whose is being looked up; OVERTAKEN where the words have changed meanwhile."""
        self._clock = clock
        self._new_stream = new_stream
        self._speech = (AgentSession if converses else Reading)(think, session.language, now, said_before)
        self._hearing = RecognitionSession()
        self._finished: FinishedAnswer | None = None
        """The answer that was finished last."""
        self._going_on: FinishedAnswer | None = None
        """The answer that goes on as soon as its last words have come, which were asked for."""
        self._storing: StoreAnswer | None = None
        self._begun: set[int] = set()
        """Questions whose stored words were said not to be all."""
        self._used_up = False
        """Whether the interview has had its time of the vendor, or its takes of an answer: what is not heard then
        is not stored either."""
        self._resumptions = 0
        self._loudness = VoiceActivity()
        self._barge_in = BargeIn()
        self._last_heard = now
        self._ends_by = now + max_length_s
        self._restart_by = self._look_at = inf
        self._ready = False
        self._refusals = 0
        self._answer_bytes = 0
        """How much sound of the answer came that is being given, or was given last."""
        self._ended = False

    @property
    def _phrases(self) -> Phrases:
        return vocabulary(self._language).phrases

    def begin(self) -> list[Effect]:
        return self._speech.begin()

    # The browser

    def microphone(self, wire: Wire, size: int, now: float) -> Route:
        """Count binary frames with `size` bytes of the microphone's sound, and say where they go."""
        self._last_heard = now
        if self._finished:
            self._finished.hears(wire, size, now)
        if self.phase is Phase.TALKING and isinstance(self._looked_up, page.AnswerStarted):
            self._early.append((bytes(wire), size))
            return Route.KEPT
        if self.phase is Phase.TALKING:
            return self._talk_into(wire, size, now)
        if self.phase is Phase.FINISHING:
            return Route.NOWHERE
        if self._going_on:
            self._going_on.hears(wire, size, now)
            return Route.KEPT
        self._answer_bytes += size
        loud = self._loudness.hears_all(wire, size, now)
        return Route.RECOGNITION if self._hearing.sound(wire, size, now, loud=loud) else Route.KEPT

    def release(self, now: float) -> list[Effect]:
        """What goes to the agent after RELEASE."""
        self._speech.sound_sent(now, loud=True)
        return [SoundToAgent(wire) for wire in self._barge_in.release()]

    def command(self, text: str, now: float) -> list[Effect]:
        """A text frame of the browser."""
        self._last_heard = now
        try:
            command = page.parse(text)
        except page.CommandError as refused:
            return self.refuse(refused.code)
        if isinstance(command, page.KeepAlive):
            return [ToPage(page.Alive())]
        if self._looked_up is None:
            return self._follow(command, now)
        if len(self._held) >= MAX_HELD:
            return self.refuse("too_many")
        self._held.append(command)
        return []

    def refuse(self, code: page.Refusal) -> list[Effect]:
        """Answer what the browser may not send; who goes on with it is sent away."""
        self._refusals += 1
        effects: list[Effect] = [
            Log("voice_agent_message_refused", {"code": code}),
            ToPage(page.VoiceError(code=code, message=REFUSALS[code])),
        ]
        if self._refusals >= MAX_REFUSALS:
            effects += self._end(POLICY_VIOLATION, "refused")
        return effects

    def left(self) -> list[Effect]:
        """The browser is gone: what was heard is kept."""
        self._going_on = None
        return self._after_hearing(self._hearing.left(), self._last_heard)

    def dismiss(self, reason: ConversationOver) -> list[Effect]:
        """The interview is over, its link was replaced, or a newer conversation of it was begun: nothing more is done
        for this page."""
        return [] if self._ended else [*self.left(), *self._end(POLICY_VIOLATION, reason)]

    def restart(self, now: float, by: float) -> list[Effect]:
        """The task ends: the page comes back with a new ticket, and goes on where it was. What is being said is said
        to its end first, and an answer is heard to its end and stored, as far as there is time for it."""
        self._restart_by = by
        return self._restart_where_it_fits(now)

    # The agent

    def agent_opened(self, now: float) -> list[Effect]:
        return self._with_ready(self._speech.opened(now))

    def agent_sound(self, now: float) -> bool:
        """Whether sound of the agent goes to the browser."""
        return self._speech.sound(now)

    def agent_says(self, text: str, now: float) -> list[Effect]:
        return self._with_ready(self._speech.says(text, now))

    def agent_lost(
        self, now: float, *, refused: bool = False, full: bool = False, used_up: bool = False
    ) -> list[Effect]:
        """The agent's socket closed, or did not open; `refused` where another try is useless: a bad key, or an
        interview that has `used_up` its time; `full` where the vendor's account has no room."""
        self._hearing.refused |= refused
        self._used_up |= used_up
        return self._with_ready(self._speech.lost(now, refused=refused, full=full, used_up=used_up))

    # Recognition

    def recognition_opened(self, now: float) -> list[Effect]:
        return self._hearing.opened(now)

    def recognition_says(self, text: str, now: float) -> list[Effect]:
        effects = self._after_hearing(self._hearing.says(text, now), now)
        if self.phase is Phase.ANSWERING:
            effects += self._speech.expect(self._hearing.seems_over_at, now)
        return effects

    def recognition_lost(
        self, now: float, *, clean: bool = False, refused: bool = False, full: bool = False, used_up: bool = False
    ) -> list[Effect]:
        """The recogniser's socket closed, or did not open; `clean` where it closed as it does after the last words."""
        self._used_up |= used_up
        return self._after_hearing(self._hearing.lost(now, clean=clean, refused=refused, full=full), now)

    def hear_no_more(self, now: float) -> list[Effect]:
        """Too many takes were begun of an answer."""
        self._hearing.refused = True
        return [CloseRecognition(), *self.recognition_lost(now, refused=True, used_up=True)]

    # What was looked up and stored

    def question_found(self, text: str | None, now: float) -> list[Effect]:
        """The next question's text, or None where there is none; what waited for it is done now."""
        command, self._looked_up = self._looked_up, None
        if command is None:
            return []
        if text is None:
            effects = self.refuse("no_such_question")
        else:
            question = getattr(command, "question", 0)
            self._words[question] = text
            self._questions = max(self._questions, question + 1)
            effects = self._follow(command, now)
            if self.phase is Phase.ANSWERING:
                self._hear(self._early, now)
        self._early = []
        while self._held and self._looked_up is None:
            effects += self._follow(self._held.pop(0), now)
        return effects

    def feedback_found(self, question: int, spoken: str | None, now: float) -> list[Effect]:
        """What may be said of the answer to that question, None where there is no feedback."""
        sought, self._feedback_sought = self._feedback_sought, None
        wanted, self._feedback_wanted = self._feedback_wanted, None
        if wanted is None or self.phase is not Phase.TALKING:
            return []
        if not wanted == question == sought:
            return self._find_feedback(wanted)
        if spoken is None:
            return [
                ToPage(page.VoiceError(code="no_feedback", message="There is no feedback to say.")),
                ToPage(page.AudioDone()),
            ]
        return self._speech.say(spoken, now)

    def speech_counted(self, speech: CountSpeech, now: float, *, allowed: bool) -> list[Effect]:
        return self._speech.counted(speech, now, allowed=allowed)

    def awaits(self, answer: StoreAnswer) -> bool:
        """Whether it matters how it goes with the storing: not where the answer went on meanwhile."""
        return answer is self._storing

    def words_stored(self, turn: page.Turn) -> list[Effect]:
        """All lines are stored that were heard before that."""
        return self._hearing.words_stored(turn)

    def answer_stored(self, question: int, text: str, *, complete: bool) -> list[Effect]:
        return self._talk_again(page.AnswerStored(question=question, text=text, complete=complete))

    def answer_not_stored(self) -> list[Effect]:
        """The database would not take it, however often it was asked: the recording is what is left."""
        return self._talk_again(page.VoiceError(code="not_stored", message="Your words could not be stored."))

    # Time

    def deadline(self) -> float:
        """When `due` has something to do at the latest; `inf` when nothing is left to do."""
        if self._ended:
            return inf
        own = min(self._ends_by, self._last_heard + IDLE_S, self._look_at)
        return min(own, self._speech.deadline(), self._hearing.deadline())

    def due(self, now: float) -> list[Effect]:
        if self._ended:
            return []
        if now >= self._ends_by:
            return self._end(NORMAL, "time_limit")
        if now >= self._last_heard + IDLE_S:
            return self._end(NORMAL, "idle")
        effects = self._with_ready(self._speech.due(now))
        effects += self._after_hearing(self._hearing.due(now), now)
        return [*effects, *self._restart_where_it_fits(now)]

    def _talk_into(self, wire: Wire, size: int, now: float) -> Route:
        if not self._speech.answers:
            return Route.NOWHERE
        speaking = self._speech.saying_ours
        loudness = self._loudness
        closely = speaking and not self._barge_in.meant
        loud = loudness.hears_all(wire, size, now, closely=True) if closely else loudness.hears(wire, now)
        if self._barge_in.holds(wire, size, loud=loud, speaking=speaking):
            return Route.KEPT
        if self._barge_in.waiting:
            return Route.RELEASE
        self._speech.sound_sent(now, loud=loud)
        return Route.AGENT

    def _follow(self, command: page.Request, now: float) -> list[Effect]:
        question = getattr(command, "question", 0)
        is_unknown = isinstance(command, page.Ask | page.AnswerStarted) and question not in self._words
        if question == self._questions or (is_unknown and question < self._questions):
            self._looked_up = command
            return [FindQuestion(question)]
        try:
            if question > self._questions:
                raise page.CommandError("no_such_question")
            return self._obey(command, now)
        except page.CommandError as refused:
            return self.refuse(refused.code)

    def _obey(self, command: page.Request, now: float) -> list[Effect]:
        question = getattr(command, "question", 0)
        match command:
            case page.AnswerStarted():
                return self._start(question, partial(page.Transcript, question=question))
            case page.AnswerFinished():
                return self._finish(question, now, in_part=command.in_part)
            case page.AnswerResumed():
                return self._resume(question, now)
            case page.PracticeStarted():
                return self._start(None, lambda text, **_: page.PracticeHeard(text=text, final=False))
            case page.PracticeFinished():
                return self._finish(None, now)
            case page.MoreTime():
                if self.phase is Phase.FINISHING:
                    raise page.CommandError("wrong_order")
                return self._speech.say(self._phrases.more_time, now)
        if self.phase is not Phase.TALKING:
            raise page.CommandError("wrong_order")
        match command:
            case page.Greet():
                return self._speech.say(greeting(self._candidate_name, self._language), now)
            case page.Ask():
                return self._speech.say(self._words[question], now)
            case page.SpeakFeedback():
                return self._find_feedback(question)
            case page.Practise():
                return self._speech.say(self._phrases.practice_question, now)
            case page.Goodbye():
                return self._speech.say(self._phrases.goodbye, now)

    def _find_feedback(self, question: int) -> list[Effect]:
        """One look-up at a time: of all that are asked for meanwhile the last counts."""
        self._feedback_wanted = question
        if self._feedback_sought is not None:
            return []
        self._feedback_sought = question
        return [FindFeedback(question)]

    def _start(self, question: int | None, tell: Tell) -> list[Effect]:
        """Listen to an answer; to one that is practised on, `question` is None."""
        if self.phase is Phase.ANSWERING and self._hearing.question == question:
            return []
        if self.phase is not Phase.TALKING:
            raise page.CommandError("wrong_order")
        self.phase = Phase.ANSWERING
        self._finished = None
        self._resumptions = self._answer_bytes = 0
        self._barge_in.release()
        take = AnswerTranscript(self._session_id, question, self._new_stream(), self._clock)
        return [*self._begin_take(question), *self._speech.mute(), *self._hearing.begin(take, tell)]

    def _begin_take(self, question: int | None) -> list[Effect]:
        """What was stored of the answer is not all of it any more; said once until it is stored again."""
        if question is None or question in self._begun:
            return []
        self._begun.add(question)
        return [BeginTake(question)]

    def _finish(self, question: int | None, now: float, *, in_part: bool = False) -> list[Effect]:
        if self.phase is not Phase.ANSWERING or self._hearing.question != question:
            raise page.CommandError("wrong_order")
        self.phase = Phase.FINISHING
        if self._hearing.take and question is not None:
            self._hearing.take.complete &= not in_part
            self._finished = FinishedAnswer(self._hearing.take, now)
        expected = self._speech.expect(now, now)
        return expected if self._going_on else [*expected, *self._after_hearing(self._hearing.finish(now), now)]

    def _resume(self, question: int, now: float) -> list[Effect]:
        """The answer that was finished last goes on, with all that was said since."""
        if self.phase is Phase.ANSWERING and self._hearing.question == question:
            return []
        finished = self._finished
        if finished is None or not finished.may_go_on(question, now) or self._resumptions >= MAX_RESUMPTIONS:
            raise page.CommandError("not_resumed")
        self._finished = None
        self.phase = Phase.ANSWERING
        self._resumptions += 1
        self._storing = self._feedback_wanted = None
        self._feedback_sought = None if self._feedback_sought is None else OVERTAKEN
        self._barge_in.release()
        resumed = {"questionIndex": question, "afterMs": round((now - finished.at) * 1000)}
        hushed = [*self._begin_take(question), Log("voice_agent_answer_resumed", resumed), *self._speech.mute()]
        if not self._hearing.finishing:
            return [*hushed, *self._go_on(finished, now)]
        if self._going_on:
            self._going_on.go_on_with(finished)
        else:
            self._going_on = finished
        return hushed

    def _go_on(self, finished: FinishedAnswer, now: float) -> list[Effect]:
        take = finished.take
        take.go_on()
        effects = self._hearing.begin(take, partial(page.Transcript, question=take.question))
        self._hear(finished.heard(), now)
        return effects

    def _hear(self, frames: Sequence[tuple[bytes, int]], now: float) -> None:
        """Sound of the answer that came before it could be heard; the recogniser's socket is not open yet."""
        for wire, size in frames:
            self._answer_bytes += size
            self._hearing.sound(wire, size, now, loud=self._loudness.hears_all(wire, size, now, closely=True))

    def _after_hearing(self, effects: list[Effect], now: float) -> list[Effect]:
        """Have the answer stored whose last words were heard, unless it goes on."""
        take = self._hearing.ended()
        if take is None:
            return effects
        going_on, self._going_on = self._going_on, None
        if going_on:
            effects = [*effects, *self._go_on(going_on, now)]
            is_over = self.phase is Phase.FINISHING
            return self._after_hearing([*effects, *self._hearing.finish(now)], now) if is_over else effects
        if take.question is None:
            return [*effects, *self._talk_again(page.PracticeHeard(text=take.text, final=True))]
        heard = ToPage(page.Transcript(question=take.question, text=take.text, final=True))
        if self._used_up and not take.text:
            return [*effects, heard, *self.answer_not_stored()]
        self._storing = StoreAnswer(
            take.question, take.stream, take.complete, take.duration_ms, take.request_id, take.lines
        )
        self._begun.discard(take.question)
        return [*effects, heard, self._storing]

    def _talk_again(self, message: page.Message) -> list[Effect]:
        self.phase = Phase.TALKING
        self._storing = None
        return [ToPage(message), *self._speech.unmute()]

    def _restart_where_it_fits(self, now: float) -> list[Effect]:
        if self._ended or self._restart_by == inf:
            return []
        if now < self._restart_by and not self._may_move(now):
            self._look_at = now + LOOK_EVERY_S
            return []
        heard_ms = 0 if self.phase is Phase.TALKING else self._answer_bytes // page.BYTES_A_MS
        told = [*self._speech.leave(), *self.left(), ToPage(page.Restarting(heard_ms=heard_ms))]
        return [*told, *self._end(SERVICE_RESTART, "restarting")]

    def _may_move(self, now: float) -> bool:
        """Between two sentences, and between two answers while there is time for one."""
        if self.phase is Phase.TALKING:
            may_go_on = self._finished and now <= self._finished.resumable_until
            owed = may_go_on or self._looked_up or self._feedback_sought is not None
            return self._speech.rests and not owed
        late = now >= self._restart_by - PAUSE_TIMEOUT_S
        return late and self.phase is Phase.ANSWERING and self._going_on is None and self._hearing.pauses

    def _end(self, code: int, reason: page.ClosingReason) -> list[Effect]:
        self._ended = True
        return [ToPage(page.Closing(reason=reason)), End(code, reason)]

    def _with_ready(self, effects: list[Effect]) -> list[Effect]:
        """`ready` goes out as soon as it is known whether the agent speaks."""
        if self._ready or self._speech.link is Link.CONNECTING:
            return effects
        self._ready = True
        up = self._speech.link is Link.UP
        return [ToPage(page.Ready(agent=up, recognition=not self._hearing.refused)), *effects]

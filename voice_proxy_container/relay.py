"""The sockets of one conversation: the browser's, the agent's and the recogniser's. What to do, `Conversation` says."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, TypeVar

from interview.domain.engines import made_by
from interview.domain.languages import vocabulary
from interview.domain.sessions.session import ConversationOver, Session
from interview.entrypoints import metrics
from interview.errors import ColloquyError, QuotaExceededError, RetryableError
from interview.wiring.voice import Voice
from voice_proxy_container.conversation import effects as do
from voice_proxy_container.conversation.conversation import Conversation, Route
from voice_proxy_container.conversation.rate_limit import Rate, RateLimit
from voice_proxy_container.conversation.recognition_only import RecognitionOnly
from voice_proxy_container.handshake_pace import HandshakePace
from voice_proxy_container.logs import SessionLog
from voice_proxy_container.protocol import agent, recognition, speaking
from voice_proxy_container.protocol.frames import Binary
from voice_proxy_container.protocol.page import MAX_FRAME, Turn
from voice_proxy_container.samples import Samples
from voice_proxy_container.storage.group_commit import StoreLines
from voice_proxy_container.storage.line_writer import LineWriter
from voice_proxy_container.threads import LOOKING_UP, STORING, run_in
from voice_proxy_container.transport.sockets import SocketEvents, WebSocket
from voice_proxy_container.transport.upstream import VENDOR, MissingChunks, Upstream, UpstreamEvents
from voice_proxy_container.vendor_time import VendorTime

__all__ = ["Deepgram", "Relay"]

STORE_AGAIN_AFTER_S = (0.5, 1.0, 3.0)
SOONEST_WAKE_S = 0.02
PING_EVERY_S = 20.0
"""The load balancer closes a socket that was silent for 60 s."""
CUT_AFTER_S = 5.0
"""A browser that takes so long to take what waits for it misses what the agent says meanwhile."""
BYTES_OF_A_TEXT = 3200
"""What a text or a ping costs of the browser's allowance."""
UNEXPECTED = 1011


@dataclass(frozen=True)
class Deepgram:
    """Where the vendor is, with what key, and what its agent thinks with. `interviewer_url` is the agent's, or
    its HTTP API's, whose voice reads aloud."""

    key: str
    interviewer_url: str
    listen_url: str
    think: agent.ThinkModel
    converses: bool = True


class Relay:
    """Sound goes straight on, as it came; text goes through the conversation. Whoever is slow is fed by nobody who is
    faster: then the other side is not read, and no queue grows."""

    def __init__(
        self,
        session: Session,
        voice: Voice,
        deepgram: Deepgram,
        store_lines: StoreLines,
        rate: Rate,
        ended: Callable[["Relay"], None],
        *,
        said_before: Sequence[str] = (),
        recognition_only: bool = False,
        vendor_time: VendorTime | None = None,
        pace: HandshakePace | None = None,
    ) -> None:
        self.permit = session.permit
        self._language = session.language
        self._speech = vocabulary(session.language).speech
        self._named_voice = False
        self._voice = voice
        self._deepgram = deepgram
        self._report_ended = ended
        self._loop = asyncio.get_running_loop()
        self._log = SessionLog(session.id)
        now = self._loop.time()
        self._conversation = (
            RecognitionOnly(session, deepgram.think, now=now)
            if recognition_only
            else Conversation(session, deepgram.think, now=now, said_before=said_before, converses=deepgram.converses)
        )
        self._allowance = RateLimit(rate, now)
        self._vendor_time = vendor_time or VendorTime()
        pace = pace or HandshakePace()
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._storing: tuple[asyncio.Task[None], ...] = ()
        """Tuples, as `_holding` is: mostly nothing is in them, and an empty set takes 216 bytes a conversation."""
        self._samples = Samples()
        self._lines = LineWriter(store_lines, self._spawn, self._log, self._samples)
        self._timer: asyncio.TimerHandle | None = None
        self._beat_at = now + PING_EVERY_S
        self._holding: tuple[str, ...] = ()
        """Why the browser is not read at the moment."""
        self._patience: asyncio.TimerHandle | None = None
        self._cut = False
        self._over = False
        self._page: WebSocket
        self._agent = Upstream(
            "agent" if deepgram.converses else "speech",
            deepgram.interviewer_url
            if deepgram.converses
            else speaking.url(deepgram.interviewer_url, session.language),
            deepgram.key,
            session.language,
            UpstreamEvents(
                self._agent_opened, self._agent_text, self._agent_sound, self._agent_slow, self._agent_lost, self._fail
            ),
            self._spawn,
            self._log,
            self._vendor_time,
            pace,
        )
        self._recognition = Upstream(
            "recognition",
            recognition.url(deepgram.listen_url, session.language),
            deepgram.key,
            session.language,
            UpstreamEvents(
                self._recognition_opened,
                self._recognition_text,
                self._ignore,
                self._recognition_slow,
                self._recognition_lost,
                self._fail,
            ),
            self._spawn,
            self._log,
            self._vendor_time,
            pace,
        )

    def begin(self, transport: asyncio.Transport) -> None:
        """Converse with the browser behind this transport, until it leaves."""
        self._log("voice_agent_client_connected")
        events = SocketEvents(
            self._page_sound,
            self._page_text,
            self._page_slow,
            self._page_closed,
            self._fail,
            self._page_pinged,
            self._page_continued,
        )
        self._page = WebSocket(transport, events, to_server=False, largest=MAX_FRAME)
        try:
            self._perform(self._conversation.begin())
        except Exception as error:  # noqa: BLE001 - then it ends as any other
            self._fail(error)

    def dismiss(self, reason: ConversationOver) -> None:
        """Send the browser away for good. The vendor is let go at once, however long the browser takes to leave."""
        try:
            self._perform(self._conversation.dismiss(reason))
        except Exception as error:  # noqa: BLE001 - others are sent away after this one
            self._fail(error)
        self._agent.close()
        self._recognition.close()

    def restart(self, by: float) -> None:
        """Send the browser away at a fitting moment, by then at the latest; it comes back to another task."""
        try:
            self._perform(self._conversation.restart(self._loop.time(), by))
        except Exception as error:  # noqa: BLE001 - others are sent away after this one
            self._fail(error)

    def abort(self) -> None:
        """End it at once, whatever the browser does. What was heard is kept."""
        self._page.abort()

    def uncounted_s(self) -> int:
        """Whole seconds of the vendor's time since this was last called."""
        return self._vendor_time.uncounted_s(self._loop.time())

    # The browser

    def _page_sound(self, sound: Binary) -> None:
        now = self._loop.time()
        wire, size, messages = sound
        self._spend(size, messages, now)
        if size & 1:
            self._perform(self._conversation.refuse("bad_sound"))
            return
        if not size:
            return
        route = self._conversation.microphone(wire, size, now)
        if route is Route.AGENT:
            self._agent.forward(wire)
        elif route is Route.RECOGNITION:
            self._recognition.forward(wire)
        elif route is Route.RELEASE:
            self._perform(self._conversation.release(now))

    def _page_text(self, text: str) -> None:
        self._page_pinged()
        self._perform(self._conversation.command(text, self._loop.time()))

    def _page_pinged(self) -> None:
        self._spend(BYTES_OF_A_TEXT, 1, self._loop.time())

    def _page_continued(self, frames: int) -> None:
        """The rest of a message in pieces: each takes as long to look at as a message."""
        self._spend(0, frames, self._loop.time())

    def _spend(self, size: int, messages: int, now: float) -> None:
        """Let a browser wait that sends more than a microphone makes."""
        wait_s = self._allowance.spend(size, messages, now)
        if wait_s > 0 and "allowance" not in self._holding:
            self._hold_page("allowance", True)
            self._loop.call_later(wait_s, self._read_on)

    def _read_on(self) -> None:
        """Unless more came, in what was read at once, than made the browser wait at first."""
        wait_s = self._allowance.spend(0, 0, self._loop.time())
        if wait_s > 0:
            self._loop.call_later(wait_s, self._read_on)
        else:
            self._hold_page("allowance", False)

    def _hold_page(self, why: str, held: bool) -> None:
        if held:
            self._holding = (*_without(self._holding, why), why)
            self._page.pause_reading()
        elif why in self._holding:
            self._holding = _without(self._holding, why)
            if not self._holding:
                self._page.resume_reading()

    def _page_slow(self, is_slow: bool) -> None:
        """Leave the agent unread while the browser is slow; drop what it says where that takes too long."""
        if self._patience:
            self._patience.cancel()
        self._patience = self._loop.call_later(CUT_AFTER_S, self._cut_agent) if is_slow else None
        self._cut = False
        self._agent.hold(is_slow)

    def _cut_agent(self) -> None:
        self._log("voice_agent_sound_cut")
        self._cut = True
        self._agent.hold(False)

    def _page_closed(self, code: int) -> None:
        self._spawn(self._finish(code))

    # The agent

    def _agent_opened(self) -> None:
        if not self._named_voice:
            self._named_voice = True
            self._spawn(self._name_voice(made_by(self._agent.served_by, VENDOR, self._speech.voice)))
        self._perform(self._conversation.agent_opened(self._loop.time()))

    async def _name_voice(self, voice: str) -> None:
        try:
            await run_in(STORING, self._voice.name_voice, self.permit, voice)
        except Exception as error:  # noqa: BLE001 - nobody's interview ends for it
            self._log("voice_not_named", error=type(error).__name__)

    def _agent_text(self, text: str) -> None:
        self._perform(self._conversation.agent_says(text, self._loop.time()))

    def _agent_sound(self, sound: Binary) -> None:
        if self._conversation.agent_sound(self._loop.time()) and not self._cut:
            self._page.forward(sound.wire)

    def _agent_slow(self, is_slow: bool) -> None:
        self._hold_page("agent", is_slow)

    def _agent_lost(self, end: MissingChunks) -> None:
        now = self._loop.time()
        self._perform(self._conversation.agent_lost(now, refused=end.refused, full=end.full, used_up=end.used_up))

    # The recogniser

    def _recognition_opened(self) -> None:
        self._perform(self._conversation.recognition_opened(self._loop.time()))

    def _recognition_text(self, text: str) -> None:
        came = self._loop.time()
        self._perform(self._conversation.recognition_says(text, came))
        self._samples.add("TranscriptToPage", self._loop.time() - came)

    def _ignore(self, sound: Binary) -> None:
        """The recogniser sends none."""

    def _recognition_slow(self, is_slow: bool) -> None:
        self._hold_page("recognition", is_slow)

    def _recognition_lost(self, end: MissingChunks) -> None:
        now = self._loop.time()
        self._perform(
            self._conversation.recognition_lost(
                now, clean=end.clean, refused=end.refused, full=end.full, used_up=end.used_up
            )
        )

    def _perform(self, effects: Sequence[do.Effect]) -> None:
        for effect in effects:
            match effect:
                case do.ToPage(message):
                    self._page.send_text(message.encode())
                case do.ToAgent(text):
                    self._agent.send_text(text)
                case do.ToRecognition(text):
                    self._recognition.send_text(text)
                case do.SoundToAgent(wire):
                    self._agent.forward(wire)
                case do.SoundToRecognition(wire):
                    self._recognition.forward(wire)
                case do.OpenAgent(after_s):
                    self._agent.open(after_s)
                case do.CloseAgent():
                    self._agent.close()
                case do.OpenRecognition(after_s):
                    self._recognition.open(after_s)
                case do.CloseRecognition():
                    self._recognition.close()
                case do.StoreLine(line):
                    self._lines.put(line)
                case do.StoreWords(turn):
                    self._spawn(self._store_words(turn))
                case do.BeginTake(question):
                    self._store_in_turn(partial(self._begin_take, question))
                case do.StoreAnswer():
                    self._store_in_turn(partial(self._store_answer, effect))
                case do.FindQuestion(question):
                    self._spawn(self._find_question(question))
                case do.FindFeedback(question):
                    self._spawn(self._find_feedback(question))
                case do.CountSpeech():
                    self._spawn(self._count_speech(effect))
                case do.Log(event, fields):
                    self._log(event, **fields)
                case do.Measure(milliseconds):
                    metrics.measure(milliseconds)
                case do.Count(name):
                    metrics.count(name)
                case do.End(code, reason):
                    self._spawn(self._keep_lines())  # the page may be back before this socket is closed
                    self._page.close(code, reason)
        self._arm()

    async def _store_words(self, turn: Turn) -> None:
        try:
            await self._lines.flush()
        except ColloquyError as error:  # they wait on, and the page for a silence that is long enough
            self._log("transcript_lines_not_stored", error=type(error).__name__)
        else:
            self._perform(self._conversation.words_stored(turn))

    def _store_in_turn(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """After what was to be stored before: an answer that went on is stored in its order."""
        earlier = self._storing

        async def store() -> None:
            if earlier:
                await asyncio.wait(earlier)
            await work()

        self._storing = (*earlier, self._spawn(store()))

    async def _begin_take(self, question: int) -> None:
        for after_s in (*STORE_AGAIN_AFTER_S, None):
            try:
                await run_in(STORING, self._voice.begin_take, self.permit, question)
            except QuotaExceededError:
                self._log("voice_agent_takes_used_up", questionIndex=question)
                self._perform(self._conversation.hear_no_more(self._loop.time()))
                return
            except Exception as error:  # noqa: BLE001 - the answer is stored all the same, at its end
                self._log("take_not_begun", questionIndex=question, error=type(error).__name__)
                if after_s is None or not isinstance(error, RetryableError):
                    return
                await asyncio.sleep(after_s)
            else:
                return

    async def _store_answer(self, answer: do.StoreAnswer) -> None:
        for after_s in (*STORE_AGAIN_AFTER_S, None):
            try:
                # Side by side: the candidate waits for both.
                (transcript, is_whole), _ = await asyncio.gather(
                    run_in(
                        STORING,
                        self._voice.store_live_transcript,
                        self.permit,
                        answer.question,
                        answer.stream,
                        heard=self._lines.storable(answer.lines),
                        unwritten=self._lines.unwritten(answer.question),
                        complete=answer.complete and answer.question not in self._lines.holed,
                        duration_ms=answer.duration_ms,
                        language=self._language,
                        source=made_by(self._recognition.served_by, VENDOR, self._speech.listen_model),
                        request_id=answer.request_id,
                    ),
                    self._lines.flush(),
                )
            except Exception as error:  # noqa: BLE001 - the candidate is told, and goes on
                self._log("transcript_not_stored", questionIndex=answer.question, error=type(error).__name__)
                if after_s is None or not isinstance(error, RetryableError) or not self._conversation.awaits(answer):
                    break
                await asyncio.sleep(after_s)
            else:
                self._samples.write()
                if self._conversation.awaits(answer):
                    self._perform(self._conversation.answer_stored(answer.question, transcript.text, complete=is_whole))
                return
        if self._conversation.awaits(answer):
            self._perform(self._conversation.answer_not_stored())

    async def _find_question(self, question: int) -> None:
        try:
            text = await run_in(LOOKING_UP, self._voice.find_question, self.permit.session_id, question)
        except ColloquyError as error:
            self._log("question_not_found", questionIndex=question, error=type(error).__name__)
            text = None
        self._perform(self._conversation.question_found(text, self._loop.time()))

    async def _find_feedback(self, question: int) -> None:
        try:
            spoken = await run_in(LOOKING_UP, self._voice.find_spoken_feedback, self.permit.session_id, question)
        except ColloquyError as error:
            self._log("feedback_not_found", questionIndex=question, error=type(error).__name__)
            spoken = None
        self._perform(self._conversation.feedback_found(question, spoken, self._loop.time()))

    async def _count_speech(self, speech: do.CountSpeech) -> None:
        allowed = True
        try:
            await run_in(LOOKING_UP, self._voice.meter.take_characters, self.permit.session_id, len(speech.text))
        except QuotaExceededError:
            self._log("speech_used_up")
            allowed = False
        except Exception as error:  # noqa: BLE001 - then it is said all the same
            self._log("speech_not_counted", error=type(error).__name__)
        self._perform(self._conversation.speech_counted(speech, self._loop.time(), allowed=allowed))

    async def _finish(self, code: int) -> None:
        """The browser is gone: keep what was heard, let go of the rest."""
        try:
            self._perform(self._conversation.left())
            if self._storing:
                await asyncio.wait(self._storing)
            await self._keep_lines()
        finally:
            self._end()
            self._log("voice_agent_client_disconnected", code=code)
            self._report_ended(self)

    async def _keep_lines(self) -> None:
        self._lines.close()
        try:
            await self._lines.flush()
        except ColloquyError as error:
            self._log("transcript_lines_lost", error=type(error).__name__)

    def _end(self) -> None:
        self._over = True
        for timer in (self._timer, self._patience):
            if timer:
                timer.cancel()
        self._agent.close()
        self._recognition.close()
        for task in _without(self._tasks, asyncio.current_task()):
            task.cancel()

    def _arm(self) -> None:
        """Wake when the conversation next has something to do. A wake too early does no harm."""
        deadline = self._conversation.deadline()
        if deadline == inf or self._over:
            return
        deadline = min(deadline, self._beat_at)
        if self._timer and self._timer.when() <= deadline:
            return
        if self._timer:
            self._timer.cancel()
        self._timer = self._loop.call_at(max(deadline, self._loop.time() + SOONEST_WAKE_S), self._wake)

    def _wake(self) -> None:
        self._timer = None
        try:
            now = self._loop.time()
            if now >= self._beat_at:
                self._beat_at = now + PING_EVERY_S
                for socket in (self._page, self._agent, self._recognition):
                    socket.beat()
                if not self._vendor_time.has_room(now):
                    self._agent.use_up()
                    self._recognition.use_up()
            self._perform(self._conversation.due(now))
        except Exception as error:  # noqa: BLE001 - as wherever the conversation is asked
            self._fail(error)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = self._loop.create_task(work)
        self._tasks = (*self._tasks, task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks = _without(self._tasks, task)
        self._storing = _without(self._storing, task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        """Whatever it is, it ends this conversation and no other."""
        self._log("voice_agent_client_failed", error=type(error).__name__)
        self._page.close(UNEXPECTED)


_Item = TypeVar("_Item")


def _without(items: tuple[_Item, ...], left_out: object) -> tuple[_Item, ...]:
    return tuple(item for item in items if item != left_out)

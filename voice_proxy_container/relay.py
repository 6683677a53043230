"""The sockets of one conversation: the browser's, the agent's and the recogniser's. What to do, `Conversation` says."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from interview.domain.sessions import Session
from interview.errors import ColloquyError
from interview.wiring import Voice
from voice_proxy_container import effects as do
from voice_proxy_container.conversation import Conversation, Route
from voice_proxy_container.line_writer import LineWriter
from voice_proxy_container.logs import bound
from voice_proxy_container.protocol import agent, page, recognition
from voice_proxy_container.upstream import Events, Upstream

__all__ = ["Deepgram", "Relay"]

STORE_AGAIN_AFTER_S = (0.5, 1.0, 3.0)
SOONEST_WAKE_S = 0.02
SESSION_LASTS_S = 2 * 3600
"""The vendor closes its own socket after two hours."""
NORMAL = 1000
UNEXPECTED = 1011
LANGUAGE = "en"


@dataclass(frozen=True)
class Deepgram:
    """Where the vendor is, and with what key and models."""

    key: str
    agent_url: str
    listen_url: str
    models: agent.Models


class Relay:
    """Frames of sound go straight on; text goes through the conversation. Sending is awaited, so that whoever is slow
    slows down who feeds it, and no queue grows."""

    def __init__(self, browser: ServerConnection, session: Session, voice: Voice, deepgram: Deepgram) -> None:
        self._browser = browser
        self._session = session
        self._voice = voice
        self._deepgram = deepgram
        self._loop = asyncio.get_running_loop()
        self._log = bound(sessionId=str(session.id))
        self._conversation = Conversation(session, deepgram.models, now=self._loop.time())
        self._lines = LineWriter(voice.store_transcript_lines, self._log)
        self._timer: asyncio.TimerHandle | None = None
        self._ended = False
        self._storing: set[asyncio.Task[None]] = set()
        self._tasks: asyncio.TaskGroup
        self._agent: Upstream
        self._recognition: Upstream

    async def run(self) -> None:
        """Carry the conversation until the browser leaves."""
        self._log("voice_agent_client_connected")
        try:
            async with asyncio.timeout(SESSION_LASTS_S), asyncio.TaskGroup() as self._tasks:
                await self._converse()
        except TimeoutError:
            await self._perform([do.ToPage(page.closing("time_limit")), do.End(NORMAL, "time_limit")])
        except ExceptionGroup as errors:
            # Whatever it is, it ends this conversation and no other.
            names = sorted({type(error).__name__ for error in errors.exceptions})
            self._log("voice_agent_client_failed", error=",".join(names))
            await self._browser.close(UNEXPECTED)
        finally:
            self._sleep_for_good()
            await self._keep_lines()
            self._log("voice_agent_client_disconnected", code=self._browser.close_code)

    async def restart(self) -> None:
        """Send the browser away; it comes back to another task."""
        await self._perform(self._conversation.restart())

    async def _converse(self) -> None:
        self._agent = self._upstream(
            "agent",
            self._deepgram.agent_url,
            Events(self._agent_opened, self._agent_text, self._agent_sound, self._agent_lost),
        )
        self._recognition = self._upstream(
            "recognition",
            recognition.url(self._deepgram.listen_url, self._deepgram.models.listen),
            Events(self._recognition_opened, self._recognition_text, self._ignore, self._recognition_lost),
        )
        writing = self._tasks.create_task(self._lines.run())
        await self._perform(self._conversation.begin())
        await self._read_browser()
        await self._perform(self._conversation.left())
        if self._storing:
            await asyncio.wait(self._storing)
        self._sleep_for_good()
        self._agent.close()
        self._recognition.close()
        writing.cancel()

    def _upstream(self, name: str, url: str, events: Events) -> Upstream:
        return Upstream(name, url, self._deepgram.key, events, self._tasks, self._log)

    async def _read_browser(self) -> None:
        with suppress(ConnectionClosed):
            async for frame in self._browser:
                if isinstance(frame, str):
                    await self._perform(self._conversation.command(frame, self._loop.time()))
                elif len(frame) % 2:
                    await self._perform(self._conversation.refuse("bad_sound"))
                elif frame:
                    await self._pass_on(frame)

    async def _pass_on(self, sound: bytes) -> None:
        match self._conversation.microphone(sound, self._loop.time()):
            case Route.AGENT:
                await self._agent.send(sound)
            case Route.RECOGNITION:
                await self._recognition.send(sound)

    async def _agent_opened(self) -> None:
        await self._perform(self._conversation.agent_opened(self._loop.time()))

    async def _agent_text(self, text: str) -> None:
        await self._perform(self._conversation.agent_says(text, self._loop.time()))

    async def _agent_sound(self, sound: bytes) -> None:
        if self._conversation.agent_sound(self._loop.time()):
            await self._to_browser(sound)

    async def _agent_lost(self, clean: bool, refused: bool) -> None:  # noqa: ARG002
        await self._perform(self._conversation.agent_lost(self._loop.time(), refused=refused))

    async def _recognition_opened(self) -> None:
        await self._perform(self._conversation.recognition_opened(self._loop.time()))

    async def _recognition_text(self, text: str) -> None:
        await self._perform(self._conversation.recognition_says(text))

    async def _recognition_lost(self, clean: bool, refused: bool) -> None:
        await self._perform(self._conversation.recognition_lost(clean=clean, refused=refused))

    async def _ignore(self, sound: bytes) -> None:
        """The recogniser sends none."""

    async def _to_browser(self, frame: str | bytes) -> None:
        with suppress(ConnectionClosed):  # its reader notices
            await self._browser.send(frame)

    async def _perform(self, effects: Sequence[do.Effect]) -> None:
        for effect in effects:
            match effect:
                case do.ToPage(text):
                    await self._to_browser(text)
                case do.ToAgent(text):
                    await self._agent.send(text)
                case do.ToRecognition(text):
                    await self._recognition.send(text)
                case do.SoundToRecognition(sound):
                    await self._recognition.send(sound)
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
                case do.StoreAnswer():
                    storing = self._tasks.create_task(self._store_answer(effect))
                    self._storing.add(storing)
                    storing.add_done_callback(self._storing.discard)
                case do.FindReview(question):
                    self._tasks.create_task(self._find_review(question))
                case do.Log(event, fields):
                    self._log(event, **fields)
                case do.End(code, reason):
                    await self._browser.close(code, reason)
        self._arm()

    async def _store_answer(self, answer: do.StoreAnswer) -> None:
        for after_s in (*STORE_AGAIN_AFTER_S, None):
            try:
                await self._lines.flush()
                transcript = await asyncio.to_thread(
                    self._voice.store_live_transcript,
                    self._session.id,
                    answer.question,
                    complete=answer.complete,
                    duration_ms=answer.duration_ms,
                    language=LANGUAGE,
                    source=f"deepgram {self._deepgram.models.listen}",
                    request_id=answer.request_id,
                )
            except ColloquyError as error:
                self._log("transcript_not_stored", questionIndex=answer.question, error=type(error).__name__)
                if after_s is not None:
                    await asyncio.sleep(after_s)
            else:
                await self._perform(self._conversation.answer_stored(answer.question, transcript.text))
                return
        await self._perform(self._conversation.answer_not_stored())

    async def _find_review(self, question: int) -> None:
        try:
            spoken = await asyncio.to_thread(self._voice.find_spoken_review, self._session.id, question)
        except ColloquyError as error:
            self._log("review_not_found", questionIndex=question, error=type(error).__name__)
            spoken = None
        await self._perform(self._conversation.review_found(spoken, self._loop.time()))

    async def _keep_lines(self) -> None:
        try:
            await self._lines.flush()
        except ColloquyError as error:
            self._log("transcript_lines_lost", error=type(error).__name__)

    def _arm(self) -> None:
        """Wake when the conversation next has something to do. A wake too early does no harm."""
        deadline = None if self._ended else self._conversation.deadline()
        if deadline is None or (self._timer and self._timer.when() <= deadline):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = self._loop.call_at(max(deadline, self._loop.time() + SOONEST_WAKE_S), self._wake)

    def _sleep_for_good(self) -> None:
        self._ended = True
        if self._timer:
            self._timer.cancel()

    def _wake(self) -> None:
        self._timer = None
        self._tasks.create_task(self._on_time())

    async def _on_time(self) -> None:
        await self._perform(self._conversation.due(self._loop.time()))

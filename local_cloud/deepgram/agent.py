"""`GET /v1/agent/converse`: a voice agent that hears, answers every turn with a few words, and says what it is given.

The order of messages is the vendor's: `Welcome` ▶ `Settings` ▶ `SettingsApplied` ▶ the greeting, sound and injections.
An `Error` is fatal: the socket closes after it. `UserStartedSpeaking` stops what is being said and forgets what was
queued; no `AgentAudioDone` follows for what was stopped.
"""

import asyncio
from typing import Any
from uuid import uuid4

from aiohttp import web
from pydantic import ValidationError

from local_cloud.deepgram.agent_messages import (
    ClientMessage,
    FunctionCallResponse,
    InjectAgentMessage,
    InjectUserMessage,
    KeepAlive,
    Settings,
    UpdateListen,
    UpdatePrompt,
    UpdateSpeak,
    UpdateThink,
    client_message,
)
from local_cloud.deepgram.doors import Connection, Limits, authorised, connect, refusal
from local_cloud.deepgram.mouth import Mouth, Utterance
from local_cloud.deepgram.voice import Voice
from local_cloud.stand_in import NAME, FailureQueue

__all__ = ["REPLIES", "THINKING_S", "AgentDoor"]

THINKING_S = 0.2
"""What the language model would take to answer: the stand-in's own delay."""
REPLIES = ("Thank you.", "I see, thank you.", "All right.")
"""What it answers, one after the other, whatever was said."""


class AgentDoor:
    def __init__(self, failures: FailureQueue, limits: Limits, voice: Voice) -> None:
        self._failures = failures
        self._limits = limits
        self._voice = voice

    async def converse(self, request: web.Request) -> web.StreamResponse:
        if not authorised(request):
            return refusal(401, "INVALID_AUTH", "Invalid credentials.")
        failure = self._failures.take("agent")
        if failure and failure.kind == "refuse":
            return refusal(failure.status, "REFUSED", "The connection was refused.")
        connection = await connect(request, failure)
        await _Conversation(connection, self._voice, self._limits.model_copy()).run()
        return connection.response


class _FatalError(Exception):
    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code


class _Conversation:
    """One socket's conversation, from `Welcome` to the end."""

    def __init__(self, connection: Connection, voice: Voice, limits: Limits) -> None:
        self._connection = connection
        self._voice = voice
        self._limits = limits
        self._history = True
        self._mouth: Mouth | None = None
        self._user_speaking = False
        self._replies = 0

    async def run(self) -> None:
        try:
            async with asyncio.timeout(self._limits.session_s):
                await self._converse()
        except _FatalError as error:
            await self._send("Error", code=error.code, description=str(error))
        except TimeoutError:
            await self._send("Error", code="SESSION_TIMEOUT", description="The session has reached its longest time.")
        finally:
            if self._mouth:
                await self._mouth.hush()
            await self._connection.close()

    async def _converse(self) -> None:
        await self._send("Welcome", request_id=f"{NAME}-{uuid4()}")
        settings = await self._settings()
        if settings is None:
            return
        mouth = self._begin(settings)
        await self._send("SettingsApplied")
        if settings.agent.greeting:
            mouth.say(Utterance(settings.agent.greeting))
        await self._attend(mouth)

    async def _settings(self) -> Settings | None:
        received = await self._receive()
        if isinstance(received, Settings | None):
            return received
        raise _FatalError("SETTINGS_EXPECTED", "The first message must be Settings.")

    def _begin(self, settings: Settings) -> Mouth:
        self._history = settings.flags.history
        self._mouth = Mouth(self._voice, self, sample_rate=settings.audio.output.sample_rate)
        return self._mouth

    async def _attend(self, mouth: Mouth) -> None:
        """Do what the client says until it leaves, or is silent for too long."""
        loop = asyncio.get_running_loop()
        last_sign = loop.time()
        while True:
            try:
                async with asyncio.timeout_at(last_sign + self._limits.idle_s):
                    received = await self._receive()
            except TimeoutError:
                description = f"Neither audio nor KeepAlive came for {self._limits.idle_s:g} s."
                raise _FatalError("CLIENT_MESSAGE_TIMEOUT", description) from None
            if received is None:
                return
            if isinstance(received, bytes | KeepAlive):
                last_sign = loop.time()
            if isinstance(received, bytes):
                continue
            await self._obey(received, mouth)

    async def _obey(self, message: ClientMessage, mouth: Mouth) -> None:
        match message:
            case InjectAgentMessage():
                await self._inject(message, mouth)
            case InjectUserMessage(content=content):
                await self._text("user", content)
                self._reply(mouth)
            case UpdatePrompt():
                await self._send("PromptUpdated")
            case UpdateListen():
                await self._send("ListenUpdated")
            case UpdateThink():
                await self._send("ThinkUpdated")
            case UpdateSpeak():
                await self._send("SpeakUpdated")
            case FunctionCallResponse(name=name):
                warning = {"code": "FUNCTION_CALL_UNKNOWN", "description": f"No call of {name} was asked for."}
                await self._send("Warning", **warning)
            case Settings():
                raise _FatalError("SETTINGS_ALREADY_APPLIED", "Settings are sent once; use the Update messages.")

    async def _inject(self, message: InjectAgentMessage, mouth: Mouth) -> None:
        if message.behavior == "default" and (self._user_speaking or mouth.busy):
            who = "user" if self._user_speaking else "agent"
            await self._send("InjectionRefused", message=f"The {who} is in the middle of a turn.")
            return
        if message.behavior == "interrupt":
            await mouth.hush()
        mouth.say(Utterance(message.message))

    def _reply(self, mouth: Mouth) -> None:
        text = REPLIES[self._replies % len(REPLIES)]
        self._replies += 1
        mouth.say(Utterance(text, THINKING_S, since=asyncio.get_running_loop().time()))

    async def _receive(self) -> ClientMessage | bytes | None:
        try:
            received = await self._connection.receive()
            return (
                received
                if received is None or isinstance(received, bytes)
                else client_message.validate_python(received)
            )
        except ValidationError as error:
            raise _FatalError("UNPARSABLE_CLIENT_MESSAGE", _first_fault(error)) from None
        except ValueError as error:
            raise _FatalError("UNPARSABLE_CLIENT_MESSAGE", f"Error parsing client message: {error}.") from None

    async def thinking(self) -> None:
        await self._send("AgentThinking", content="A short acknowledgement will do.")

    async def started(self, utterance: Utterance, synthesis_s: float) -> None:
        since = utterance.since
        total_s = synthesis_s if since is None else asyncio.get_running_loop().time() - since
        latencies = {"total_latency": round(total_s, 4), "tts_latency": round(synthesis_s, 4)}
        await self._send("AgentStartedSpeaking", **latencies, ttt_latency=utterance.thinking_s)
        await self._text("assistant", utterance.text)
        if since is not None:
            await self._send("LatencyReport", **latencies, ttt_text_latency=utterance.thinking_s)

    async def sound(self, pcm: bytes) -> None:
        await self._connection.send(pcm)

    async def done(self) -> None:
        await self._send("AgentAudioDone")

    async def _text(self, role: str, content: str) -> None:
        await self._send("ConversationText", role=role, content=content)
        if self._history:
            await self._send("History", role=role, content=content)

    async def _send(self, kind: str, **fields: Any) -> None:
        await self._connection.send({"type": kind, **fields})


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"]) or "type"
    return f"Error parsing client message. Check the {place} field against the API spec: {fault['msg']}."

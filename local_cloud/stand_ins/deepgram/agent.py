"""`GET /v1/agent/converse`: a voice agent that hears, answers every turn with a few words, and says what it is given.

The order of messages is the vendor's: `Welcome` ▶ `Settings` ▶ `SettingsApplied` ▶ the greeting, sound and injections.
An `Error` is fatal: the socket closes after it. `UserStartedSpeaking` stops what is being said and forgets what was
queued; no `AgentAudioDone` follows for what was stopped.
"""

import asyncio
from itertools import cycle
from typing import Any
from uuid import uuid4

from aiohttp import web
from pydantic import ValidationError

from local_cloud.stand_ins.deepgram.agent_messages import (
    ClientMessage,
    FunctionCallResponse,
    InjectAgentMessage,
    InjectUserMessage,
    ListenProvider,
    Settings,
    UpdateListen,
    UpdatePrompt,
    UpdateSpeak,
    UpdateThink,
    client_message,
)
from local_cloud.stand_ins.deepgram.endpoints import (
    Connection,
    FatalError,
    Limits,
    Message,
    Session,
    connect,
    fault,
    turned_away,
)
from local_cloud.stand_ins.deepgram.hearing import Hearing, Recogniser
from local_cloud.stand_ins.deepgram.speech import SpeechModel
from local_cloud.stand_ins.deepgram.speech_queue import Mouth, Utterance
from local_cloud.stand_ins.deepgram.text_normalisation import punctuated
from local_cloud.stand_ins.deepgram.turn_recogniser import Ear, TurnInfo
from local_cloud.stand_ins.deepgram.turns import Thresholds
from local_cloud.stand_ins.deepgram.voice import Voice
from local_cloud.stand_ins.recogniser import ENGLISH
from local_cloud.stand_ins.stand_in import NAME, FailureQueue, Usage

__all__ = ["REPLIES", "THINKING_S", "AgentEndpoint"]

THINKING_S = 0.2
"""What the language model would take to answer: the stand-in's own delay."""
REPLIES = ("Thank you.", "I see, thank you.", "All right.")
GERMAN_REPLIES = ("Vielen Dank.", "Verstehe, danke.", "In Ordnung.")
"""What it answers, one after the other, whatever was said."""


class AgentEndpoint:
    def __init__(
        self,
        failures: FailureQueue,
        usage: Usage,
        limits: Limits,
        model: SpeechModel,
        hearing: Hearing,
        voice: Voice,
    ) -> None:
        self._failures = failures
        self._usage = usage
        self._limits = limits
        self._model = model
        self._hearing = hearing
        self._voice = voice

    async def converse(self, request: web.Request) -> web.StreamResponse:
        failure = self._failures.take("agent")
        if refused := turned_away(request, failure):
            return refused
        with self._usage.open_socket("agent"):
            language = request.headers.get("Accept-Language", ENGLISH)
            connection = await connect(request, failure, await self._voice.name(language))
            recogniser = self._hearing.recogniser
            return await _Conversation(connection, self._limits, self._model, recogniser, self._voice).run()


class _Conversation(Session):
    """One socket's conversation, from `Welcome` to the end."""

    def __init__(
        self, connection: Connection, limits: Limits, model: SpeechModel, recogniser: Recogniser, voice: Voice
    ) -> None:
        super().__init__(connection, limits)
        self._model = model
        self._recogniser = recogniser
        self._voice = voice
        self._history = True
        self._ear: Ear | None = None
        self._mouth: Mouth | None = None
        self._user_speaking = False
        self._replies = cycle(REPLIES)

    async def converse(self) -> None:
        await self.send("Welcome", request_id=f"{NAME}-{uuid4()}")
        async for message in self.messages():
            said = message if isinstance(message, bytes) else _parsed(message)
            if self._ear and self._mouth:
                await self._heed(said, self._ear, self._mouth)
            elif isinstance(said, Settings):
                await self._begin(said)
            else:
                raise FatalError("SETTINGS_EXPECTED", "The first message must be Settings.")

    async def send(self, kind: str, **fields: Any) -> None:
        await self.connection.send({"type": kind, **fields})

    async def leave(self) -> None:
        if self._mouth:
            await self._mouth.hush()
        if self._ear:
            await self._ear.close()

    async def _begin(self, settings: Settings) -> None:
        self._history = settings.flags.history
        speak = settings.agent.speak
        voice = (speak[0] if isinstance(speak, list) else speak).provider.model
        self._replies = cycle(GERMAN_REPLIES if voice.endswith("-de") else REPLIES)
        self._mouth = Mouth(self._voice, self, voice, sample_rate=settings.audio.output.sample_rate)
        thresholds = _thresholds(settings.agent.listen.provider)
        hints = settings.agent.listen.provider.language_hints
        language = hints[0] if hints else ENGLISH
        self._ear = Ear(self._model.stream(), self._recogniser, thresholds, self._tell, language)
        await self.send("SettingsApplied")
        if settings.agent.greeting:
            self._mouth.say(Utterance(settings.agent.greeting))

    async def _heed(self, said: ClientMessage | bytes, ear: Ear, mouth: Mouth) -> None:
        match said:
            case bytes():
                await ear.hear(said)
            case InjectAgentMessage():
                await self._inject(said, mouth)
            case InjectUserMessage(content=content):
                await self._answer(content)
            case UpdateListen(listen=listen):
                ear.thresholds = _thresholds(listen.provider)
                await self.send("ListenUpdated")
            case UpdatePrompt() | UpdateThink() | UpdateSpeak():
                await self.send(said.type.removeprefix("Update") + "Updated")
            case FunctionCallResponse(name=name):
                await self.send(
                    "Warning", code="FUNCTION_CALL_UNKNOWN", description=f"No call of {name} was asked for."
                )
            case Settings():
                raise FatalError("SETTINGS_ALREADY_APPLIED", "Settings are sent once; use the Update messages.")

    async def _inject(self, message: InjectAgentMessage, mouth: Mouth) -> None:
        if message.behavior == "default" and (self._user_speaking or mouth.busy):
            who = "user" if self._user_speaking else "agent"
            await self.send("InjectionRefused", message=f"The {who} is in the middle of a turn.")
            return
        if message.behavior == "interrupt":
            await mouth.hush()
        mouth.say(Utterance(message.message))

    async def _tell(self, turn: TurnInfo) -> None:
        if turn.event == "StartOfTurn":
            self._user_speaking = True
            if self._mouth:
                await self._mouth.hush()
            await self.send("UserStartedSpeaking")
        elif turn.event == "EndOfTurn":
            self._user_speaking = False
            if turn.words:
                await self._answer(" ".join(punctuated(turn.words)))

    async def _answer(self, said: str) -> None:
        """Answer what the user said, whatever it was."""
        await self._text("user", said)
        if self._mouth:
            self._mouth.say(Utterance(next(self._replies), THINKING_S, since=asyncio.get_running_loop().time()))

    async def thinking(self) -> None:
        await self.send("AgentThinking", content="A short acknowledgement will do.")

    async def started(self, utterance: Utterance, synthesis_s: float) -> None:
        since = utterance.since
        total_s = synthesis_s if since is None else asyncio.get_running_loop().time() - since
        latencies = {"total_latency": round(total_s, 4), "tts_latency": round(synthesis_s, 4)}
        await self.send("AgentStartedSpeaking", **latencies, ttt_latency=utterance.thinking_s)
        await self._text("assistant", utterance.text)
        if since is not None:
            await self.send("LatencyReport", **latencies, ttt_text_latency=utterance.thinking_s)

    async def sound(self, pcm: bytes) -> None:
        await self.connection.send(pcm)

    async def done(self) -> None:
        await self.send("AgentAudioDone")

    async def _text(self, role: str, content: str) -> None:
        await self.send("ConversationText", role=role, content=content)
        if self._history:
            await self.send("History", role=role, content=content)


def _parsed(message: Message) -> ClientMessage:
    try:
        return client_message.validate_python(message)
    except ValidationError as error:
        raise FatalError("UNPARSABLE_CLIENT_MESSAGE", f"Error parsing client message. {fault(error)}") from None


def _thresholds(provider: ListenProvider) -> Thresholds:
    return Thresholds(provider.eot_threshold, provider.eot_timeout_ms, provider.eager_eot_threshold)

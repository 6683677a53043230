"""`GET /v1/speak`: texts as sound over a WebSocket, faster than it is heard.

`Speak` gathers, `Flush` has it said and is answered with `Flushed` after the sound, `Clear` forgets what is gathered or
being said and is answered with `Cleared`, `Close` ends. What the vendor cannot read ends the socket.
"""

from typing import Annotated, Any, Literal
from uuid import uuid4

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from local_cloud.stand_ins.deepgram.endpoints import Connection, Message, connect, fault, refusal, turned_away
from local_cloud.stand_ins.deepgram.speech_queue import Mouth, Utterance
from local_cloud.stand_ins.deepgram.voice import Voice
from local_cloud.stand_ins.stand_in import NAME, FailureQueue, Usage

__all__ = ["SpeakingDoor"]

PACE = 10.0
"""Seconds of sound sent a second."""
UNREADABLE = 1008


class _Query(BaseModel):
    """Of the forms of sound the stand-in has one."""

    model_config = ConfigDict(extra="forbid")

    model: str = Field(pattern=r"^aura(-2)?-[a-z]+-(en|es|de)$")
    encoding: Literal["linear16"] = "linear16"
    sample_rate: Literal["8000", "16000", "24000", "32000", "48000"] = "24000"
    mip_opt_out: Literal["true", "false"] = "false"


class _Speak(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["Speak"]
    text: str = Field(max_length=2000)


class _Control(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["Flush", "Clear", "Close"]


_MESSAGE: TypeAdapter[_Speak | _Control] = TypeAdapter(Annotated[_Speak | _Control, Field(discriminator="type")])


class SpeakingDoor:
    def __init__(self, failures: FailureQueue, usage: Usage, voice: Voice) -> None:
        self._failures = failures
        self._usage = usage
        self._voice = voice

    async def speak(self, request: web.Request) -> web.StreamResponse:
        failure = self._failures.take("speaking")
        if refused := turned_away(request, failure):
            return refused
        try:
            query = _Query.model_validate(dict(request.query))
        except ValidationError as error:
            return refusal(400, "INVALID_QUERY_PARAMETER", fault(error))
        with self._usage.open_socket("speaking"):
            name = await self._voice.name(query.model)
            connection = await connect(request, failure, name)
            return await _Reader(connection, self._usage, self._voice, query, name).run()


class _Reader:
    """One socket. What its mouth does, it tells the client."""

    def __init__(self, connection: Connection, usage: Usage, voice: Voice, query: _Query, name: str) -> None:
        self._connection = connection
        self._usage = usage
        self._name = name
        self._mouth = Mouth(voice, self, query.model, sample_rate=int(query.sample_rate), pace=PACE)
        self._gathered = ""
        self._sequence = 0

    async def run(self) -> web.WebSocketResponse:
        ids = {"request_id": str(uuid4()), "model_uuid": str(uuid4())}
        await self._send("Metadata", **ids, model_name=self._name, model_version=NAME)
        code = 1000
        try:
            while (message := await self._connection.receive()) is not None and await self._heed(message):
                pass
        except ValueError:
            code = UNREADABLE
        finally:
            await self._mouth.hush()
            await self._connection.close(code)
        return self._connection.response

    async def _heed(self, message: Message | bytes) -> bool:
        """Whether to go on. `ValueError` for what is no message."""
        match _MESSAGE.validate_python(message):
            case _Speak(text=text):
                self._gathered += text
            case _Control(type="Flush"):
                text, self._gathered = self._gathered, ""
                self._usage.add("speak", characters=len(text))
                self._mouth.say(Utterance(text))
            case _Control(type="Clear"):
                self._gathered = ""
                await self._mouth.hush()
                await self._send("Cleared", sequence_id=self._sequence)
            case _Control():
                return False
        return True

    async def thinking(self) -> None:
        """It does not think."""

    async def started(self, utterance: Utterance, synthesis_s: float) -> None:
        """It tells nobody."""

    async def sound(self, pcm: bytes) -> None:
        await self._connection.send(pcm)

    async def done(self) -> None:
        await self._send("Flushed", sequence_id=self._sequence)
        self._sequence += 1

    async def _send(self, kind: str, **fields: Any) -> None:
        await self._connection.send({"type": kind, **fields})

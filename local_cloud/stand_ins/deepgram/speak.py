"""`POST /v1/speak`: a text as sound, in Deepgram's shape, refusing what Deepgram refuses."""

import io
import wave
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_cloud.stand_ins.deepgram.endpoints import authorised, fault, refusal
from local_cloud.stand_ins.deepgram.prerecorded import failed
from local_cloud.stand_ins.deepgram.voice import Voice
from local_cloud.stand_ins.stand_in import SERVED_BY, FailureQueue, Usage

__all__ = ["SpeakDoor"]


class _Query(BaseModel):
    """Of the forms of sound the stand-in has one, with a WAV header or without."""

    model_config = ConfigDict(extra="forbid")

    model: str = Field(pattern=r"^aura(-2)?-[a-z]+-(en|es)$")
    encoding: Literal["linear16"] = "linear16"
    sample_rate: Literal["8000", "16000", "24000", "32000", "48000"] = "24000"
    container: Literal["wav", "none"] = "wav"
    mip_opt_out: Literal["true", "false"] = "false"


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=2000)


class SpeakDoor:
    def __init__(self, failures: FailureQueue, usage: Usage, voice: Voice) -> None:
        self._failures = failures
        self._usage = usage
        self._voice = voice

    async def speak(self, request: web.Request) -> web.StreamResponse:
        if not authorised(request):
            return refusal(401, "INVALID_AUTH", "Invalid credentials.")
        try:
            query = _Query.model_validate(dict(request.query))
            body = _Body.model_validate_json(await request.read())
        except ValidationError as error:
            return refusal(400, "INVALID_QUERY_PARAMETER", fault(error))
        if failure := await self._failures.next("speak"):
            return failed(request, failure)
        self._usage.add("speak", characters=len(body.text))
        rate = int(query.sample_rate)
        pcm = await self._voice.speak(body.text, rate)
        if query.container == "none":
            return web.Response(body=pcm, content_type="audio/l16", headers=SERVED_BY)
        return web.Response(body=_wav(pcm, rate), content_type="audio/wav", headers=SERVED_BY)


def _wav(pcm: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)
    return file.getvalue()

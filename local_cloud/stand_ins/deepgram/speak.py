"""`POST /v1/speak`: a text as sound, in Deepgram's shape, refusing what Deepgram refuses."""

import io
import wave
from collections.abc import AsyncIterator, Mapping
from typing import Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_cloud.stand_ins.deepgram.endpoints import authorised, fault, refusal
from local_cloud.stand_ins.deepgram.prerecorded import failed
from local_cloud.stand_ins.deepgram.voice import Voice
from local_cloud.stand_ins.stand_in import FailureQueue, Usage

__all__ = ["SpeakDoor"]


class _Query(BaseModel):
    """Of the forms of sound the stand-in has one, with a WAV header or without."""

    model_config = ConfigDict(extra="forbid")

    model: str = Field(pattern=r"^aura(-2)?-[a-z]+-(en|es|de)$")
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
        named = {"x-served-by": await self._voice.name(query.model)}
        parts = self._voice.speak(body.text, rate, query.model)
        if query.container == "none":
            return await _streamed(request, parts, named)
        pcm = b"".join([part async for part in parts])
        return web.Response(body=_wav(pcm, rate), content_type="audio/wav", headers=named)


async def _streamed(
    request: web.Request, parts: AsyncIterator[bytes], headers: Mapping[str, str]
) -> web.StreamResponse:
    response = web.StreamResponse(headers={**headers, "Content-Type": "audio/l16"})
    await response.prepare(request)
    async for part in parts:
        await response.write(part)
    await response.write_eof()
    return response


def _wav(pcm: bytes, rate: int) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(pcm)
    return file.getvalue()

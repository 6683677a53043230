"""`POST /v1/listen`: recognition of finished recordings, in Deepgram's shape, refusing what Deepgram refuses.

Takes audio in any format FFmpeg knows. Names itself in `metadata.model_info` and the header `x-served-by`.
"""

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from aiohttp import web

from local_cloud.stand_ins.deepgram.endpoints import authorised, refusal
from local_cloud.stand_ins.deepgram.hearing import Hearing
from local_cloud.stand_ins.deepgram.text_normalisation import bare, punctuated
from local_cloud.stand_ins.deepgram.transcriber import TranscriberError
from local_cloud.stand_ins.recogniser import ENGLISH, SAMPLE_RATE, HeardWord
from local_cloud.stand_ins.stand_in import NAME, SERVED_BY, Failure, FailureQueue, Usage

__all__ = ["FAILURES", "MODELS", "PrerecordedDoor", "failed"]

LANGUAGES = {ENGLISH, "de"}
MODELS = ("nova-3", "nova-2")
FAILURES = ("rate_limit", "server_error", "slow", "disconnect", "wrong_schema", "garbage")

BYTES_A_SECOND = 2 * SAMPLE_RATE


class _AudioError(Exception):
    """The body is not audio."""


class PrerecordedDoor:
    def __init__(self, failures: FailureQueue, usage: Usage, hearing: Hearing) -> None:
        self._failures = failures
        self._usage = usage
        self._hearing = hearing
        self._one_at_a_time = asyncio.Semaphore()

    async def listen(self, request: web.Request) -> web.StreamResponse:
        if not authorised(request):
            return _error(401, "INVALID_AUTH", "Invalid credentials.")
        if request.query.get("model", "nova-3") not in MODELS:
            return _error(400, "Bad Request", "Bad Request: No such model/language/tier combination found.")
        if (language := request.query.get("language", ENGLISH)) not in LANGUAGES:
            return _error(400, "Bad Request", "Bad Request: No such model/language/tier combination found.")
        if request.content_type == "application/json":
            return _error(400, "Bad Request", "Bad Request: this stand-in fetches no URLs; send the audio itself.")
        with tempfile.TemporaryDirectory(prefix="deepgram-stand-in-") as folder:
            audio = Path(folder) / "audio"
            sha256 = await _receive(request, audio)
            failure = await self._failures.next("prerecorded")
            if failure:
                return failed(request, failure)
            async with self._one_at_a_time:
                return await self._heard(audio, language, sha256)

    async def _heard(self, audio: Path, language: str, sha256: str) -> web.Response:
        recogniser = self._hearing.recogniser
        try:
            pcm = await _decode(audio)
            words = await recogniser.recognise(pcm, language)
        except _AudioError:
            message = "Bad Request: failed to process audio: corrupt or unsupported data"
            return _error(400, "Bad Request", message, sha256)
        except TranscriberError:
            return _error(500, "INTERNAL_SERVER_ERROR", "The recogniser has ended.", sha256)
        duration_s = len(pcm) / BYTES_A_SECOND
        self._usage.add("prerecorded", seconds=duration_s)
        answer = _answer(words, duration_s, sha256, recogniser.name)
        return web.json_response(answer, headers={"x-served-by": recogniser.name})


async def _receive(request: web.Request, audio: Path) -> str:
    """Write the body to a file; its SHA-256."""
    digest = hashlib.sha256()
    with audio.open("wb") as file:
        async for part in request.content.iter_chunked(2**16):
            file.write(part)
            digest.update(part)
    return digest.hexdigest()


async def _decode(audio: Path) -> bytes:
    """The sound as the recogniser takes it. `_AudioError` where FFmpeg finds none."""
    form = ("-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le")
    pcm = await _run(_ffmpeg(), "-v", "error", "-protocol_whitelist", "file,pipe", "-i", str(audio), "-vn", *form, "-")
    if not pcm:
        raise _AudioError
    return pcm


async def _run(*command: str) -> bytes | None:
    """A command's output, or None when it fails. It ends with the request that asked for it."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE
    )
    try:
        output, _ = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    return output if process.returncode == 0 else None


def _ffmpeg() -> str:
    found = shutil.which("ffmpeg")
    if found:
        return found
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def _answer(words: Sequence[HeardWord], duration_s: float, sha256: str, engine: str) -> dict[str, Any]:
    model = str(uuid5(NAMESPACE_OID, NAME))
    shown = punctuated(words)
    return {
        "metadata": {
            "transaction_key": "deprecated",
            "request_id": _request_id(sha256),
            "sha256": sha256,
            "created": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "duration": round(duration_s, 3),
            "channels": 1,
            "models": [model],
            "model_info": {model: {"name": engine, "version": NAME, "arch": engine.partition("-")[0]}},
        },
        "results": {
            "channels": [
                {
                    "alternatives": [
                        {
                            "transcript": " ".join(shown),
                            "confidence": round(sum(word["confidence"] for word in words) / max(1, len(words)), 4),
                            "words": [
                                {**word, "word": bare(text), "punctuated_word": text}
                                for word, text in zip(words, shown, strict=True)
                            ],
                        }
                    ]
                }
            ]
        },
    }


def failed(request: web.Request, failure: Failure) -> web.Response:
    match failure.kind:
        case "rate_limit":
            refused = _error(429, "TOO_MANY_REQUESTS", "Too many requests. Please try again later.")
            if failure.retry_after_s is not None:
                refused.headers["retry-after"] = f"{failure.retry_after_s:g}"
            return refused
        case "wrong_schema":
            return web.json_response({"results": {}}, headers=SERVED_BY)
        case "garbage":
            return web.Response(text="<html>502 Bad Gateway", content_type="application/json", headers=SERVED_BY)
        case "disconnect":
            if request.transport:
                request.transport.close()
            return web.Response()
        case _:
            return _error(500, "INTERNAL_SERVER_ERROR", "Internal server error.")


def _request_id(sha256: str) -> str:
    return str(uuid5(NAMESPACE_OID, sha256))


def _error(status: int, code: str, message: str, sha256: str = "") -> web.Response:
    return refusal(status, code, message, _request_id(sha256))

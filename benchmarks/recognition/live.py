"""A microphone at the stand-in for Deepgram: sound as fast as it is spoken, by the voice proxy's own address."""

import asyncio
import json

from websockets.asyncio.client import ClientConnection, connect

from benchmarks.recognition.reports import Report
from interview.domain.languages import Language
from local_cloud.simulation.spoken import SAMPLE_RATE
from voice_proxy_container.protocol.recognition import close_stream, url

__all__ = ["hear"]

FRAME_BYTES = 2 * SAMPLE_RATE // 10
"""A tenth of a second, as pages send it."""
BYTES_A_SECOND = 2 * SAMPLE_RATE
KEY = {"Authorization": "Token stand-in"}


async def hear(address: str, pcm: bytes, language: Language) -> tuple[str, list[Report]]:
    """Who hears, and everything that is reported while the sound is spoken, and after it until the socket closes."""
    async with connect(url(address, language), additional_headers=KEY, compression=None, proxy=None) as socket:
        clock = asyncio.get_running_loop().time
        began = clock()
        speaking = asyncio.create_task(_speak(socket, pcm, began))
        reports, turns = list[Report](), dict[int, str]()
        async for message in socket:
            told = json.loads(message)
            if told["type"] == "TurnInfo":
                turns[told["turn_index"]] = told["transcript"]
                reports.append(Report(clock() - began, " ".join(turns[index] for index in sorted(turns))))
        await speaking
        assert socket.response
        return socket.response.headers["x-served-by"], reports


async def _speak(socket: ClientConnection, pcm: bytes, began: float) -> None:
    """A frame is sent when its last sample has been spoken."""
    clock = asyncio.get_running_loop().time
    for start in range(0, len(pcm), FRAME_BYTES):
        frame = pcm[start : start + FRAME_BYTES]
        await asyncio.sleep(began + (start + len(frame)) / BYTES_A_SECOND - clock())
        await socket.send(frame)
    await socket.send(close_stream())

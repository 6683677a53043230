"""Speech without a conversation: a question of the interview, or the one to practise on, as a sound file.

The page names what it wants to hear; words of its own it cannot have said.
"""

import asyncio
import http.client
import json
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID
from weakref import WeakValueDictionary

from interview.entrypoints import metrics
from interview.errors import MalformedRequestError, NotFoundError, SpeechUnavailableError
from voice_proxy_container.transport.tls import trust
from voice_proxy_container.transport.upstream import REFUSED, VENDOR
from voice_proxy_container.vendor_time import MIN_OF_A_SOCKET_S

__all__ = ["CONTENT_TYPE", "Speaker", "Speech", "Spoken", "cost_s", "sentence"]

TIMEOUT_S = 8.0
MAX_SPEECH = 8 * 1024 * 1024
"""Bytes: almost three minutes."""
MAX_KEPT = 64 * 1024 * 1024
"""Bytes, that browsers have not taken yet: over a hundred questions of ten seconds."""
THREADS = ThreadPoolExecutor(max_workers=8, thread_name_prefix="speech")
"""Of their own: a slow voice keeps nobody else from the database. Who finds none free waits, and that counts."""
CHARACTERS_A_SECOND = 15
CONTENT_TYPE = "audio/wav"
FORM = {"encoding": "linear16", "sample_rate": "24000", "container": "wav", "mip_opt_out": "true"}


def cost_s(text: str) -> int:
    """Of the vendor's time, before it is known how long it takes to say this."""
    return round(MIN_OF_A_SOCKET_S) + len(text) // CHARACTERS_A_SECOND


def sentence(query: str, words: Mapping[int, str], practice_question: str) -> str:
    """What `question=2` or `question=practice` asks for, of questions whose words may be known.

    Raises MalformedRequestError or NotFoundError.
    """
    asked = parse_qs(query).get("question", [])
    if asked == ["practice"]:
        return practice_question
    if len(asked) != 1 or not (asked[0].isascii() and asked[0].isdigit() and len(asked[0]) <= 3):
        raise MalformedRequestError("Name one question by its number, or `practice`.")
    text = words.get(int(asked[0]))
    if text is None:
        raise NotFoundError("There is no such question, or it has not come yet.")
    return text


@dataclass(frozen=True)
class Speaker:
    """Deepgram's `POST /v1/speak`. `address` is `https://api.deepgram.com`."""

    address: str
    key: str
    model: str

    async def speak(self, text: str, until: float) -> bytes:
        """A WAV file. Raises SpeechUnavailableError."""
        return await asyncio.get_running_loop().run_in_executor(THREADS, self._ask, text, until)

    def _ask(self, text: str, until: float) -> bytes:
        """In a thread, which nobody may wait for any more."""
        address = urlsplit(self.address)
        host, port = address.hostname or "", address.port
        silence_s = max(0.001, until - time.monotonic())
        connection = (
            http.client.HTTPSConnection(host, port, timeout=silence_s, context=trust())
            if address.scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=silence_s)
        )
        path = f"{address.path.rstrip('/')}/v1/speak?{urlencode({'model': self.model, **FORM})}"
        headers = {"Authorization": f"Token {self.key}", "Content-Type": "application/json"}
        try:
            with closing(connection):
                connection.connect()
                vendor = connection.sock
                connection.request("POST", path, json.dumps({"text": text}), headers)
                answer = connection.getresponse()
                sound = _read(answer, vendor, until)
        except (OSError, http.client.HTTPException) as error:
            raise SpeechUnavailableError(f"The voice cannot be reached: {type(error).__name__}.") from None
        if answer.status in REFUSED:
            metrics.count("VendorRefused", vendor=VENDOR, reason=f"HTTP {answer.status}", upstream="speech")
        if answer.status != http.client.OK or not sound.startswith(b"RIFF") or len(sound) > MAX_SPEECH:
            raise SpeechUnavailableError(f"The voice answered HTTP {answer.status}.")
        return sound


def _read(answer: http.client.HTTPResponse, vendor: socket.socket, until: float) -> bytes:
    """All of it, or a byte more than may come. A socket's own timeout is one of silence alone."""
    sound = bytearray()
    while len(sound) <= MAX_SPEECH and (piece := answer.read1(MAX_SPEECH + 1 - len(sound))):
        sound += piece
        left_s = until - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        vendor.settimeout(left_s)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return bytes(sound)


class Speech:
    """What is said to requests for speech alone, and kept until they have it: one sentence of an interview at a time,
    and of all together no more than has room."""

    def __init__(self) -> None:
        self._kept = 0
        self._turns = WeakValueDictionary[UUID, asyncio.Lock]()
        """Here while somebody waits, or has not yet taken what was said."""

    async def say(self, spoken: "Spoken") -> tuple[bytes, Callable[[], None]]:
        """A WAV file, within 8 s; until it is the interview's turn it waits, and that counts. The turn lasts until the
        second is called: whoever takes it slowly hears nothing else meanwhile. Raises SpeechUnavailableError."""
        turn = self._turns.setdefault(spoken.session_id, asyncio.Lock())
        until = time.monotonic() + TIMEOUT_S
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await turn.acquire()
                try:
                    if self._kept >= MAX_KEPT:
                        raise SpeechUnavailableError("Too much is being said at the moment.")
                    sound = await spoken.speaker.speak(spoken.text, until)
                except BaseException:
                    turn.release()
                    raise
        except TimeoutError:
            raise SpeechUnavailableError("It took too long to say this.") from None
        self._kept += len(sound)

        def taken() -> None:
            self._kept -= len(sound)
            turn.release()

        return sound, taken


class Spoken(NamedTuple):
    """What is to be said by whom, and of which interview."""

    session_id: UUID
    speaker: Speaker
    text: str

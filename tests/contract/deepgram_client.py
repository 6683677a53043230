"""A client of Deepgram's sockets that holds all it receives against the vendor's own description, if it is at hand."""

import json
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from functools import cache
from typing import Any, Self
from urllib.parse import urlencode

import httpx
import imageio_ffmpeg
import numpy as np
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from local_cloud.simulation.recordings import recording
from tests.asyncapi import DESCRIPTION, Direction, faults

AGENT = "/v1/agent/converse"
LISTEN = "/v2/listen"
SAMPLE_RATE = 16000
BYTES_A_SECOND = 2 * SAMPLE_RATE
FRAME_BYTES = 3200
"""A tenth of a second."""
LONG_S = 6
"""A silence after which a turn is over, however it sounded: the vendor waits five seconds."""

FLUX: dict[str, Any] = {"model": "flux-general-en", "encoding": "linear16", "sample_rate": SAMPLE_RATE}


class Client:
    """One socket. `received` holds every message, `sound` every byte of sound so far."""

    def __init__(self, url: str, path: str, *, key: str | None = "a key", **query: Any) -> None:
        self._path = path
        headers = {"Authorization": f"Token {key}"} if key is not None else {}
        address = f"{url.replace('http', 'ws', 1)}{path}?{urlencode(query)}"
        self._closing = ExitStack()
        self._socket = self._closing.enter_context(
            connect(address, additional_headers=headers, compression=None, proxy=None)
        )
        self.received: list[dict[str, Any]] = []
        self.sound = b""
        self.close_code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def send(self, kind: str, **fields: Any) -> None:
        message = {"type": kind, **fields}
        self._socket.send(json.dumps(message))

    def send_text(self, text: str) -> None:
        self._socket.send(text)

    @property
    def headers(self) -> Mapping[str, str]:
        """Of the handshake's answer."""
        assert self._socket.response
        return self._socket.response.headers

    def hear(self, pcm: bytes, *, as_it_is_said: bool = False) -> None:
        """Send sound as a microphone's frames, as fast as it is taken, or as somebody speaks."""
        began = time.monotonic()
        for start in range(0, len(pcm), FRAME_BYTES):
            if as_it_is_said:
                time.sleep(max(0, began + start / BYTES_A_SECOND - time.monotonic()))
            self._socket.send(pcm[start : start + FRAME_BYTES])

    def receive_raw(self, *, timeout_s: float = 30) -> str | bytes | None:
        """The next frame as it is; None when the socket has closed. `TimeoutError`."""
        try:
            return self._socket.recv(timeout=timeout_s)
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else None
            return None

    def receive(self, *, timeout_s: float = 30) -> dict[str, Any] | None:
        """The next message; sound is kept. None when the socket has closed. `TimeoutError`."""
        deadline = time.monotonic() + timeout_s
        while True:
            frame = self.receive_raw(timeout_s=max(0, deadline - time.monotonic()))
            if isinstance(frame, bytes):
                self.sound += frame
                continue
            if frame is None:
                return None
            message: dict[str, Any] = json.loads(frame)
            check(self._path, "publish", message)
            self.received.append(message)
            return message

    def until(self, timeout_s: float = 60, **wanted: Any) -> dict[str, Any]:
        """The next message with these fields; what comes before is kept in `received`."""
        deadline = time.monotonic() + timeout_s
        while message := self.receive(timeout_s=max(0, deadline - time.monotonic())):
            if wanted.items() <= message.items():
                return message
        raise AssertionError(f"closed before {wanted}; received {self.received}")

    def until_closed(self) -> None:
        while self.receive():
            pass

    def kinds(self) -> list[str]:
        return [message["type"] for message in self.received]


PATIENCE = {"idle_s": 120.0}
"""Limits for tests that say all at once and then wait for what was heard, on however busy a machine."""


def limit(url: str, **limits: float) -> None:
    """How long the stand-in's sockets may stay; what is not named is as the vendor has it."""
    httpx.put(f"{url}/stand-in/limits", json=limits).raise_for_status()


@cache
def speech(name: str) -> bytes:
    """A kept recording's sound, 16 kHz mono."""
    form = ("-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le")
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-v", "fatal", "-i", "-", "-vn", *form, "-")
    chunks = b"".join(recording(name).chunks.values())
    return subprocess.run(command, input=chunks, capture_output=True, check=True).stdout


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * SAMPLE_RATE))


def hum(seconds: float) -> bytes:
    """A room with a machine in it, and nobody who speaks."""
    at = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    machine = sum(np.sin(2 * np.pi * pitch * at) / part for part, pitch in enumerate((100, 200, 300), 1))
    hiss = np.random.default_rng(1).normal(size=len(at))
    return np.asarray(1500 * machine + 300 * hiss).astype("<i2").tobytes()


def cut(pcm: bytes, from_s: float, to_s: float) -> tuple[bytes, bytes]:
    """`pcm` before and after its quietest moment between these times: no word is cut in two."""
    samples = np.frombuffer(pcm, "<i2").astype(float)
    span = SAMPLE_RATE // 20
    starts = range(round(from_s * SAMPLE_RATE), round(to_s * SAMPLE_RATE), span // 4)
    quietest = min(starts, key=lambda start: float(np.abs(samples[start : start + span]).mean()))
    at = 2 * (quietest + span // 2)
    return pcm[:at], pcm[at:]


def overlap(said: str, heard: str) -> float:
    """The share of the words said that were heard."""
    wanted, given = (Counter(text.lower().replace(".", " ").replace(",", " ").split()) for text in (said, heard))
    return (wanted & given).total() / wanted.total()


def check(path: str, direction: Direction, message: dict[str, Any]) -> None:
    """Fail where `message` is none of those described; `direction` is `publish` for the server's."""
    if DESCRIPTION.is_file():
        assert faults(path, message, direction) == [], message

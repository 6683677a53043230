"""A client of Deepgram's sockets that holds all it receives against the vendor's own description, where that is kept.

The description is an AsyncAPI document, looked for beside the repository in `shared/reference`.
"""

import json
import subprocess
import time
from collections import Counter
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

import httpx
import imageio_ffmpeg
import numpy as np
import yaml
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from local_cloud.recordings import recording

DESCRIPTION = Path(__file__).parents[3] / "shared" / "reference" / "deepgram-asyncapi.yml"

AGENT = "/v1/agent/converse"
LISTEN = "/v2/listen"
SAMPLE_RATE = 16000
BYTES_A_SECOND = 2 * SAMPLE_RATE
FRAME_BYTES = 3200
"""A tenth of a second."""

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

    def hear(self, pcm: bytes) -> None:
        """Send sound as a microphone's frames, as fast as it is taken."""
        for start in range(0, len(pcm), FRAME_BYTES):
            self._socket.send(pcm[start : start + FRAME_BYTES])

    def receive_raw(self, *, within_s: float = 30) -> str | bytes | None:
        """The next frame as it is; None when the socket has closed. `TimeoutError`."""
        try:
            return self._socket.recv(timeout=within_s)
        except ConnectionClosed as closed:
            self.close_code = closed.rcvd.code if closed.rcvd else None
            return None

    def receive(self, *, within_s: float = 30) -> dict[str, Any] | None:
        """The next message; sound is kept. None when the socket has closed. `TimeoutError`."""
        deadline = time.monotonic() + within_s
        while True:
            frame = self.receive_raw(within_s=max(0, deadline - time.monotonic()))
            if isinstance(frame, bytes):
                self.sound += frame
                continue
            if frame is None:
                return None
            message: dict[str, Any] = json.loads(frame)
            check(self._path, "publish", message)
            self.received.append(message)
            return message

    def until(self, within_s: float = 60, **wanted: Any) -> dict[str, Any]:
        """The next message with these fields; what comes before is kept in `received`."""
        deadline = time.monotonic() + within_s
        while message := self.receive(within_s=max(0, deadline - time.monotonic())):
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


def check(path: str, direction: str, message: dict[str, Any]) -> None:
    """Fail where `message` is none of those described; `direction` is `publish` for the server's."""
    if not DESCRIPTION.is_file():
        return
    schema = _described(path, direction).get(message.get("type", ""))
    assert schema, f"{message} is not described"
    faults = _faults(message, schema, "message")
    assert not faults, f"{message}: {faults}"


@cache
def _described(path: str, direction: str) -> dict[str, dict[str, Any]]:
    """Schemas by the type of message."""
    described: dict[str, dict[str, Any]] = {}
    for reference in _document()["channels"][path][direction]["message"]["oneOf"]:
        payload = _resolved(_resolved(reference)["payload"])
        for schema in map(_resolved, payload.get("oneOf", [payload])):
            if "properties" in schema:
                kind = _resolved(schema["properties"]["type"])["enum"][0]
                described.setdefault(kind, schema)
    return described


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.load(DESCRIPTION.read_text(), Loader=yaml.CSafeLoader)
    return document


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        section, name = schema["$ref"].removeprefix("#/components/").split("/", 1)
        schema = _document()["components"][section][name]
    return schema


_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def _faults(value: Any, schema: dict[str, Any], place: str) -> list[str]:
    schema = _resolved(schema)
    if "oneOf" in schema:
        each = [_faults(value, branch, place) for branch in schema["oneOf"]]
        return [] if any(not faults for faults in each) else each[0]
    if "type" in schema and not isinstance(value, _TYPES[schema["type"]]):
        return [f"{place} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place} is none of {schema['enum']}"]
    if isinstance(value, list):
        return [fault for n, item in enumerate(value) for fault in _faults(item, schema["items"], f"{place}[{n}]")]
    if isinstance(value, dict):
        known = schema.get("properties", {})
        missing = [f"{place}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        foreign = [f"{place}.{name} is not described" for name in value if name not in known and known]
        inside = [
            fault for name in value if name in known for fault in _faults(value[name], known[name], f"{place}.{name}")
        ]
        return missing + foreign + inside
    return []

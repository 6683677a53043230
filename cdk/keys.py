"""Whether the database, Groq and Deepgram take what the secrets of a stage hold."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from cdk.stage import Stage

TIMEOUT_S = 20
MIN_SERVER = 6
MIN_TOKENS_A_MINUTE = 30_000
"""Groq's free plan allows 8,000: one answer's feedback and scoring take up to that."""


@dataclass(frozen=True)
class Finding:
    state: Literal["ok", "lacks", "note"]
    what: str
    words: str


def mongodb(_: Stage, uri: str) -> Finding:
    try:
        with MongoClient[dict[str, Any]](uri, serverSelectionTimeoutMS=TIMEOUT_S * 1000) as client:
            version = client.server_info()["version"]
    except (PyMongoError, ValueError) as error:
        # Its words may hold the address, never the password.
        words = f"Does not answer from here ({type(error).__name__}). Look at its access list, and at the secret"
        return Finding("lacks", "mongodb", words)
    if int(version.split(".")[0]) < MIN_SERVER:
        return Finding("lacks", "mongodb", f"The server is {version}, and {MIN_SERVER}.0 or newer is needed")
    return Finding("ok", "mongodb", f"answers, {version}")


def groq(stage: Stage, key: str) -> Finding:
    """A smallest question: only an answer tells the plan."""
    question = {
        "model": stage.score_models[0],
        "messages": [{"role": "user", "content": "Say yes."}],
        "max_completion_tokens": 16,
    }
    address = f"{stage.groq_base_url}/openai/v1/chat/completions"
    try:
        headers = answered(address, {"authorization": f"Bearer {key}"}, question)
    except urllib.error.HTTPError as error:
        return refused("groq", "https://console.groq.com/keys", error)
    except OSError as error:
        return Finding("lacks", "groq", f"Nobody answers at {stage.groq_base_url} ({error})")
    tokens = int(headers.get("x-ratelimit-limit-tokens", 0))
    if 0 < tokens < MIN_TOKENS_A_MINUTE:
        words = f"The key may use {tokens:,} tokens a minute. Upgrade at https://console.groq.com/settings/billing"
        return Finding("lacks", "groq", words)
    return Finding("ok", "groq", f"takes the key; {tokens:,} tokens a minute" if tokens else "takes the key")


def deepgram(stage: Stage, key: str) -> Finding:
    try:
        answered(f"{stage.deepgram_api_url}/v1/auth/token", {"authorization": f"Token {key}"})
    except urllib.error.HTTPError as error:
        return refused("deepgram", "https://console.deepgram.com", error)
    except OSError as error:
        return Finding("lacks", "deepgram", f"Nobody answers at {stage.deepgram_api_url} ({error})")
    return Finding("ok", "deepgram", "takes the key; how many may talk at once is in its plan (docs/operations.md)")


def answered(address: str, headers: Mapping[str, str], body: object = None) -> Mapping[str, str]:
    data = None if body is None else json.dumps(body).encode()
    sent = {"user-agent": "colloquy", "content-type": "application/json", **headers}
    request = urllib.request.Request(address, data, sent)  # noqa: S310 - an address of the stage's settings
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
        return {name.lower(): value for name, value in answer.headers.items()}


def refused(what: str, where: str, error: urllib.error.HTTPError) -> Finding:
    if error.code in (401, 403):
        words = f"The key is refused ({error.code}). Make another at {where}, and put it into the secret"
        return Finding("lacks", what, words)
    return Finding("note", what, f"answered {error.code}: ask again later")

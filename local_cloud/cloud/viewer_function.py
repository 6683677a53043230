"""A CloudFront Function on viewer requests, run by Node.js."""

import asyncio
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

__all__ = ["Answer", "FunctionError", "Request", "ViewerFunction"]

_RUNNER = Path(__file__).with_name("viewer_function.mjs")


class FunctionError(Exception):
    """The function failed; CloudFront answers 503."""


@dataclass(frozen=True)
class Request:
    """What the function may change of a request: `query` without its question mark, headers by lower-case name."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """An answer the function gives itself, instead of the origin."""

    status: int
    headers: Mapping[str, str]
    body: str


class ViewerFunction:
    """One function in one Node.js process, which ends with this one (its input closes)."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._ids = itertools.count()
        self._turn = asyncio.Lock()
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec("node", str(_RUNNER), stdin=pipe, stdout=pipe)
        await self._send(self._code)

    async def stop(self) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
            await self._process.wait()

    async def run(self, request: Request, viewer_ip: str) -> Request | Answer:
        """The request as the function leaves it, or the function's own answer. FunctionError when it fails."""
        async with self._turn:
            await self._send({"id": next(self._ids), "event": _event(request, viewer_ip)})
            assert self._process is not None
            assert self._process.stdout is not None
            line = await self._process.stdout.readline()
        said = json.loads(line) if line else {"error": "the function's process ended"}
        if "error" in said:
            raise FunctionError(said["error"])
        return _read(said["answer"], request)

    async def _send(self, message: Any) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        await self._process.stdin.drain()


def _event(request: Request, viewer_ip: str) -> dict[str, Any]:
    """Event structure 1.0 of CloudFront Functions."""
    cookies = dict(part.strip().split("=", 1) for part in request.headers.get("cookie", "").split(";") if "=" in part)
    return {
        "version": "1.0",
        "context": {"eventType": "viewer-request", "distributionDomainName": "localhost"},
        "viewer": {"ip": viewer_ip},
        "request": {
            "method": request.method,
            "uri": request.path,
            "querystring": {name: {"value": value} for name, value in parse_qsl(request.query, True)},
            "headers": {name: {"value": value} for name, value in request.headers.items() if name != "cookie"},
            "cookies": {name: {"value": value} for name, value in cookies.items()},
        },
    }


def _read(answer: Any, request: Request) -> Request | Answer:
    if not isinstance(answer, dict):
        raise FunctionError("the function returned neither a request nor a response")
    headers = {name: given["value"] for name, given in answer.get("headers", {}).items()}
    if "statusCode" in answer:
        body = answer.get("body", "")
        return Answer(answer["statusCode"], headers, body["data"] if isinstance(body, dict) else body)
    pairs = answer.get("querystring", {}).items()
    query = "&".join(f"{quote(name)}={quote(given['value'])}" for name, given in pairs)
    cookies = "; ".join(f"{name}={given['value']}" for name, given in answer.get("cookies", {}).items())
    same_query = dict(parse_qsl(request.query, True)) == {name: given["value"] for name, given in pairs}
    return Request(
        method=answer["method"],
        path=answer["uri"],
        query=request.query if same_query else query,
        headers=headers | ({"cookie": cookies} if cookies else {}),
    )

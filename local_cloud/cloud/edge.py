"""One address for everything, routed as the stack's CloudFront distribution says.

`python -m local_cloud.cloud.edge --port 8000 --assembly FOLDER --stack NAME --endpoint-url URL`

`--inbox-url` is where mails are read that went to nobody: `/inbox` leads there, beside the distribution.

Like CloudFront it matches behaviours, runs viewer-request functions, adds the origins' secret headers and the answers'
security headers, forwards bodies as they come and WebSockets both ways. Unlike it, it caches and compresses nothing
and speaks plain HTTP.
"""

import argparse
import asyncio
import contextlib
import logging
import secrets
import sys
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
from aiohttp import WSMsgType, web
from multidict import CIMultiDict
from yarl import URL

from local_cloud.cloud.deploy import Assembly
from local_cloud.cloud.distribution import Behaviour, Distribution, HeaderPolicy, read_distribution
from local_cloud.cloud.intrinsics import Resolver
from local_cloud.cloud.origins import RefusedError, Target, Upstream, locate
from local_cloud.cloud.viewer_function import Answer, FunctionError, Request, ViewerFunction
from local_cloud.errors import LocalCloudError

__all__ = ["Edge"]

logger = logging.getLogger("edge")

_HOP_BY_HOP = {
    *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"),
    *("te", "trailer", "transfer-encoding", "upgrade"),
}
_HANDSHAKE = {
    *("sec-websocket-accept", "sec-websocket-extensions", "sec-websocket-key", "sec-websocket-protocol"),
    "sec-websocket-version",
}
_ALWAYS_FORWARDED = {"content-length", "content-type", "if-match", "if-modified-since", "if-none-match", "range"}
"""What reaches an origin without an origin request policy."""

_OF_MAILS = ("Content-Type", "Content-Security-Policy")

_ORIGIN_SILENCE_S = 600
"""CloudFront ends a WebSocket when the origin sends nothing for so long."""

RELAYED = web.RequestKey("relayed", tuple[int, int, int])
"""Bytes that a WebSocket carried from the viewer, and to it, and frames."""

_ANSWER_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=60)


class Edge:
    """The server of one distribution."""

    def __init__(self, distribution: Distribution, endpoint_url: str, inbox_url: str = "") -> None:
        self._distribution = distribution
        self._inbox_url = inbox_url
        self._upstreams: dict[int, Upstream] = {}
        self._functions: dict[str, ViewerFunction] = {}
        for behaviour in distribution.behaviours:
            self._upstreams[id(behaviour)] = locate(behaviour.origin, endpoint_url)
            if behaviour.function:
                self._functions.setdefault(behaviour.function, ViewerFunction(behaviour.function))
        self._session: aiohttp.ClientSession

    def application(self) -> web.Application:
        application = web.Application()
        application.cleanup_ctx.append(self._running)
        if self._inbox_url:
            application.router.add_get(r"/inbox{path:(/.*)?}", self._read_mail)
        application.router.add_route("*", "/{path:.*}", self.handle)
        return application

    async def _running(self, _: web.Application) -> AsyncIterator[None]:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(
            connector=connector, auto_decompress=False, timeout=_ANSWER_TIMEOUT
        ) as session:
            self._session = session
            for function in self._functions.values():
                await function.start()
            yield
            for function in self._functions.values():
                await function.stop()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, and log it without its query string."""
        started = time.monotonic()
        response = await self._answer(request)
        elapsed_ms = (time.monotonic() - started) * 1000
        logger.info(
            "%s %s %d %.0f ms, %d bytes in, %d out, %d frames",
            request.method,
            request.rel_url.raw_path,
            response.status,
            elapsed_ms,
            *request.get(RELAYED, (request.content_length or 0, response.body_length, 0)),
        )
        return response

    async def _read_mail(self, request: web.Request) -> web.Response:
        """The inbox of everybody who was written to here."""
        async with self._session.get(URL(self._inbox_url + request.rel_url.raw_path_qs, encoded=True)) as answered:
            kept = {name: answered.headers[name] for name in _OF_MAILS if name in answered.headers}
            return web.Response(status=answered.status, body=await answered.read(), headers=kept)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        behaviour = self._distribution.behaviour(request.rel_url.raw_path)
        if request.method not in behaviour.methods:
            return _plain(403, f"{request.method} is not allowed here.", behaviour.headers)
        try:
            asked = await self._viewer_request(behaviour, request)
            if isinstance(asked, Answer):
                headers = _with_policy(CIMultiDict(asked.headers), behaviour.headers)
                return web.Response(status=asked.status, headers=headers, text=asked.body)
            query = asked.query if behaviour.passes_viewer_request else ""
            target = self._upstreams[id(behaviour)].target(asked.method, asked.path, query)
            headers = _to_origin(asked.headers, behaviour, request.remote or "")
            if request.headers.get("upgrade", "").lower() == "websocket":
                return await self._relay(request, target, headers, behaviour.headers)
            return await self._forward(request, target, headers, behaviour.headers)
        except RefusedError as refused:
            return _plain(refused.status, refused.body, behaviour.headers, refused.content_type)
        except FunctionError as error:
            logger.error("The viewer-request function of %s failed: %s", behaviour.pattern, error)
            return _plain(503, "The CloudFront function failed.", behaviour.headers)
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            # By its name: its text may hold the address that was asked for, with its query string.
            logger.error("The origin of %s does not answer: %s", behaviour.pattern, type(error).__name__)
            status = 503 if behaviour.origin.load_balancer else 502
            return _plain(status, "The origin does not answer.", behaviour.headers)

    async def _viewer_request(self, behaviour: Behaviour, request: web.Request) -> Request | Answer:
        url = request.rel_url
        path = url.raw_path if url.raw_path != "/" else f"/{self._distribution.root_object}"
        headers = {name.lower(): ", ".join(request.headers.getall(name)) for name in request.headers}
        asked = Request(request.method, path, url.raw_query_string, headers)
        if behaviour.function is None:
            return asked
        return await self._functions[behaviour.function].run(asked, request.remote or "")

    async def _forward(
        self, request: web.Request, target: Target, headers: CIMultiDict[str], policy: HeaderPolicy
    ) -> web.StreamResponse:
        body = request.content if request.can_read_body else None
        async with self._session.request(
            request.method, _url("http", target), headers=headers, data=body, allow_redirects=False
        ) as answered:
            if target.masks_missing and answered.status == 404:
                raise RefusedError(403, "<Error><Code>AccessDenied</Code></Error>", "application/xml")
            response = web.StreamResponse(status=answered.status, reason=answered.reason)
            response.headers.extend(_with_policy(_to_viewer(answered.headers), policy))
            await response.prepare(request)
            with contextlib.suppress(ConnectionResetError):  # the viewer is gone
                async for piece in answered.content.iter_any():
                    await response.write(piece)
                await response.write_eof()
            return response

    async def _relay(
        self, request: web.Request, target: Target, headers: CIMultiDict[str], policy: HeaderPolicy
    ) -> web.StreamResponse:
        protocols = [word.strip() for word in request.headers.get("sec-websocket-protocol", "").split(",") if word]
        try:
            origin = await self._session.ws_connect(
                _url("ws", target), headers=headers, protocols=protocols, autoping=False, max_msg_size=0
            )
        except aiohttp.WSServerHandshakeError as refused:
            return _plain(refused.status, refused.message, policy)
        async with origin:
            viewer = web.WebSocketResponse(
                protocols=[origin.protocol] if origin.protocol else [], autoping=False, compress=False, max_msg_size=0
            )
            await viewer.prepare(request)
            up, down = _Pump(viewer, origin), _Pump(origin, viewer, _ORIGIN_SILENCE_S)
            ends = [asyncio.create_task(up.run()), asyncio.create_task(down.run())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            request[RELAYED] = (up.passed_bytes, down.passed_bytes, up.passed_frames + down.passed_frames)
            for end in ends:
                end.cancel()
            await asyncio.gather(*ends, return_exceptions=True)
            await _close(viewer, origin.close_code)
            await _close(origin, viewer.close_code)
        return viewer


_Socket = web.WebSocketResponse | aiohttp.ClientWebSocketResponse


class _Pump:
    """Passes frames on until one side closes, or `source` says nothing for too long."""

    def __init__(self, source: _Socket, sink: _Socket, silence_s: float | None = None) -> None:
        self.passed_bytes = self.passed_frames = 0
        self._source = source
        self._sink = sink
        self._silence_s = silence_s

    async def run(self) -> None:
        sink = self._sink
        while True:
            message = await self._source.receive(timeout=self._silence_s)
            with contextlib.suppress(ConnectionError):
                match message.type:
                    case WSMsgType.TEXT:
                        await sink.send_str(message.data)
                    case WSMsgType.BINARY:
                        await sink.send_bytes(message.data)
                    case WSMsgType.PING:
                        await sink.ping(message.data)
                    case WSMsgType.PONG:
                        await sink.pong(message.data)
                    case _:
                        return
                self.passed_bytes += len(message.data)
                self.passed_frames += 1
                continue
            return


async def _close(socket: _Socket, code: int | None) -> None:
    sendable = code if code and code not in (1005, 1006, 1015) else 1000
    with contextlib.suppress(ConnectionError):
        await socket.close(code=sendable)


def _to_origin(headers: Mapping[str, str], behaviour: Behaviour, viewer_ip: str) -> CIMultiDict[str]:
    """Headers as CloudFront sends them: never the viewer's Host, and little at all without an origin request policy."""
    dropped = _HOP_BY_HOP | _HANDSHAKE | {"host", "x-forwarded-for"}
    if not behaviour.passes_cookies:
        dropped |= {"cookie"}
    kept = {
        name: value
        for name, value in headers.items()
        if name not in dropped and (behaviour.passes_viewer_request or name in _ALWAYS_FORWARDED)
    }
    passed_on = CIMultiDict(kept)
    if not behaviour.passes_viewer_request:
        passed_on["User-Agent"] = "Amazon CloudFront"
    before = headers.get("x-forwarded-for", "")
    passed_on["X-Forwarded-For"] = f"{before}, {viewer_ip}" if before else viewer_ip
    passed_on["Via"] = "1.1 edge (CloudFront)"
    passed_on["X-Amz-Cf-Id"] = secrets.token_urlsafe(24)
    passed_on.update(behaviour.origin.headers)
    return passed_on


def _to_viewer(headers: Mapping[str, str]) -> CIMultiDict[str]:
    kept = CIMultiDict[str]()
    for name, value in headers.items():
        if name.lower() not in _HOP_BY_HOP and not name.lower().startswith("x-amz-"):
            kept.add(name, value)
    return kept


def _with_policy(headers: CIMultiDict[str], policy: HeaderPolicy) -> CIMultiDict[str]:
    for name in policy.remove:
        headers.popall(name, None)
    for name, value in policy.override.items():
        headers[name] = value
    for name, value in policy.default.items():
        headers.setdefault(name, value)
    return headers


def _plain(status: int, body: str, policy: HeaderPolicy, content_type: str = "text/plain") -> web.Response:
    headers = _with_policy(CIMultiDict({"content-type": content_type}), policy)
    return web.Response(status=status, body=body.encode(), headers=headers)


def _url(scheme: str, target: Target) -> URL:
    return URL(f"{scheme}://{target.address}", encoded=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--assembly", type=Path, required=True, help="folder of the synthesized template")
    options.add_argument("--stack", required=True)
    options.add_argument("--endpoint-url", required=True, help="address of the emulator")
    options.add_argument("--inbox-url", default="", help="where the inbox of this machine is")
    given = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stdout)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
    try:
        template = Assembly(given.assembly, given.stack).template
        resolver = Resolver.of_stack(template, given.stack, given.endpoint_url)
        door = Edge(read_distribution(template, resolver), given.endpoint_url, given.inbox_url)
    except LocalCloudError as error:
        print(error, flush=True)
        return 1
    web.run_app(door.application(), host="127.0.0.1", port=given.port, print=None, access_log=None)
    return 0


if __name__ == "__main__":
    sys.exit(main())

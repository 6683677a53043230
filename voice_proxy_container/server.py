"""The one server: `/voice` is the conversation's WebSocket, `/voice/live` and `/voice/health` speak of the process."""

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit
from weakref import WeakKeyDictionary

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from interview import wiring
from interview.adapters.secrets import secret
from interview.domain.sessions import Session
from interview.errors import ColloquyError, ForbiddenError, RetryableError, SignInRequiredError
from voice_proxy_container import logs
from voice_proxy_container.health import checks, missing
from voice_proxy_container.protocol.agent import Models
from voice_proxy_container.protocol.page import LONGEST_FRAME
from voice_proxy_container.relay import Deepgram, Relay
from voice_proxy_container.settings import VoiceProxySettings

__all__ = ["VoiceServer"]

MOST_CONVERSATIONS = 500
"""Of one task; the service scales long before."""
PING_EVERY_S = 20.0
"""The load balancer closes a socket that was silent for 60 s."""
FRAMES_WAITING = 8
CLOSE_TIMEOUT_S = 2.0
ENDS_WITHIN_S = 30.0


class VoiceServer:
    """Serves from `start` to `stop`. Secrets and database are asked in threads, at the first request that needs them:
    a first deploy starts without either and answers 503 with what is missing."""

    def __init__(self, settings: VoiceProxySettings) -> None:
        self._settings = settings
        self._checks = checks(settings)
        self._admitted: WeakKeyDictionary[ServerConnection, Session] = WeakKeyDictionary()
        self._relays: set[Relay] = set()
        self._server: Server

    async def start(self) -> None:
        self._server = await serve(
            self._converse,
            self._settings.host,
            self._settings.port,
            process_request=self._answer,
            compression=None,
            max_size=LONGEST_FRAME,
            max_queue=FRAMES_WAITING,
            ping_interval=PING_EVERY_S,
            close_timeout=CLOSE_TIMEOUT_S,
            server_header=None,
        )

    async def stop(self) -> None:
        """Take no more, send everybody to another task, keep what was heard."""
        self._server.close(close_connections=False)
        await asyncio.gather(*(relay.restart() for relay in self._relays), return_exceptions=True)
        with suppress(TimeoutError):  # the process ends all the same
            async with asyncio.timeout(ENDS_WITHIN_S):
                await self._server.wait_closed()

    async def _converse(self, browser: ServerConnection) -> None:
        voice = await asyncio.to_thread(wiring.voice, self._settings)
        relay = Relay(browser, self._admitted.pop(browser), voice, await asyncio.to_thread(self._deepgram))
        self._relays.add(relay)
        try:
            await relay.run()
        finally:
            self._relays.discard(relay)

    async def _answer(self, browser: ServerConnection, request: Request) -> Response | None:
        """None lets a WebSocket open."""
        path = urlsplit(request.path).path
        if path == "/voice/live":
            return _response(HTTPStatus.OK, {"live": True})
        if path == "/voice/health":
            reasons = await asyncio.to_thread(missing, self._checks)
            status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
            return _response(status, {"healthy": not reasons, "missing": reasons})
        if path != "/voice":
            return _response(HTTPStatus.NOT_FOUND, {"message": "There is nothing here."})
        try:
            self._admitted[browser] = await asyncio.to_thread(self._admit, request)
        except SignInRequiredError as error:
            logs.event("auth_invalid_token", reason=error.message)
            return _refusal(error)
        except ColloquyError as error:
            logs.event("voice_agent_client_refused", reason=error.code)
            return _refusal(error)
        return None

    def _admit(self, request: Request) -> Session:
        """The session that a request's ticket opens. A ColloquyError where it opens none; `status` is the answer."""
        voice = wiring.voice(self._settings)
        self._deepgram()
        if len(self._relays) >= MOST_CONVERSATIONS:
            raise RetryableError("All places are taken. Try again in a minute.")
        if request.headers.get("Origin") not in self._settings.origins:
            raise ForbiddenError("Only the interview's own pages may open this socket.")
        if request.headers.get("Upgrade", "").lower() != "websocket":
            raise SignInRequiredError("this is no WebSocket handshake")
        (ticket, *_) = parse_qs(urlsplit(request.path).query).get("ticket", [""])
        return voice.redeem_ticket(ticket)

    def _deepgram(self) -> Deepgram:
        settings = self._settings
        return Deepgram(
            key=secret(settings.deepgram_secret_arn, "Deepgram"),
            agent_url=settings.deepgram_agent_url,
            listen_url=settings.deepgram_listen_url,
            models=Models(settings.listen_model, settings.think_model, settings.speak_model),
        )


def _refusal(error: ColloquyError) -> Response:
    return _response(HTTPStatus(error.status), {"code": error.code, "message": error.message})


def _response(status: HTTPStatus, body: dict[str, object]) -> Response:
    content = json.dumps(body).encode()
    headers = Headers(
        {
            "Content-Type": "application/json",
            "Cache-Control": "no-store",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
    )
    return Response(status.value, status.phrase, headers, content)

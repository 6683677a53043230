"""The one server: `/voice` is the conversation's WebSocket, `/voice/recognition` one that only recognises,
`/voice/speech` says one question, `/voice/live` and `/voice/health` speak of the process."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Protocol
from uuid import UUID

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from interview.errors import ColloquyError, RetryableError, SignInRequiredError
from voice_proxy_container import logs
from voice_proxy_container.allowance import Rate
from voice_proxy_container.group_commit import GroupCommit
from voice_proxy_container.handshakes import Door, TakesOver
from voice_proxy_container.reception import Guest
from voice_proxy_container.relay import Relay
from voice_proxy_container.speech_only import CONTENT_TYPE, Speaker
from voice_proxy_container.threads import ADMITTING, LOOKING_UP, run_in

__all__ = ["VoiceServer"]

MOST_CONVERSATIONS = 500
"""Of one task; the service scales long before."""
WAITING_TO_CONNECT = 1024
ENDS_WITHIN_S = 30.0
CHECK_EVERY_S = 15.0
"""How long a conversation may outlive its interview or its link; half a minute at the most, with the query."""


class _Reception(Protocol):
    def missing(self) -> list[str]: ...

    def admit(self, request: Request) -> Guest: ...


class VoiceServer:
    """Serves from `start` to `stop`. `carries` is told how many conversations there are, whenever that
    changes; `speech` knows who says what to a request for speech alone."""

    def __init__(
        self,
        host: str,
        port: int,
        reception: _Reception,
        *,
        rate: Rate | None = None,
        most_conversations: int = MOST_CONVERSATIONS,
        check_every_s: float = CHECK_EVERY_S,
        carries: Callable[[int], None] = lambda _: None,
        speech: Callable[[Request], tuple[Speaker, str]] | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self._reception = reception
        self._rate = rate or Rate()
        self._most_conversations = most_conversations
        self._carries = carries
        self._speech = speech
        self._check_every_s = check_every_s
        self._relays: dict[Relay, Guest] = {}
        self._newest: dict[UUID, Relay] = {}
        """Of each session: there is one conversation of an interview at a time, and only these take a place."""
        self._lines: GroupCommit | None = None
        """Of all conversations; there is no database before the first."""
        self._empty = asyncio.Event()
        self._server: asyncio.Server

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Door(self._answer), self._host, self._port, backlog=WAITING_TO_CONNECT
        )
        self._checking = loop.create_task(self._check())

    async def stop(self) -> None:
        """Take no more, send everybody to another task, keep what was heard."""
        self._server.close()
        self._checking.cancel()
        for relay in tuple(self._relays):
            relay.restart()
        with suppress(TimeoutError):  # the process ends all the same
            async with asyncio.timeout(ENDS_WITHIN_S):
                while self._relays:
                    self._empty.clear()
                    await self._empty.wait()

    async def _answer(self, request: Request) -> Response | TakesOver:
        try:
            return await self._judge(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody is left without an answer
            logs.event("voice_agent_client_failed", error=type(error).__name__)
            return _refusal(ColloquyError("Something went wrong."))

    async def _judge(self, request: Request) -> Response | TakesOver:
        path = request.path.partition("?")[0]
        if path == "/voice/live":
            return _response(HTTPStatus.OK, {"live": True})
        if path == "/voice/health":
            reasons = await run_in(LOOKING_UP, self._reception.missing)
            status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
            return _response(status, {"healthy": not reasons, "missing": reasons})
        if path == "/voice/speech" and self._speech:
            return await self._speak(request, self._speech)
        if path not in ("/voice", "/voice/recognition"):
            return _response(HTTPStatus.NOT_FOUND, {"message": "There is nothing here."})
        try:
            if len(self._newest) >= self._most_conversations:
                raise RetryableError("All places are taken. Try again in a minute.")
            guest = await run_in(ADMITTING, self._reception.admit, request)
        except SignInRequiredError as error:
            logs.event("auth_invalid_token", reason=error.message)
            return _refusal(error)
        except ColloquyError as error:
            logs.event("voice_agent_client_refused", reason=error.code)
            return _refusal(error)
        recognition_only = path == "/voice/recognition"
        return lambda transport: self._converse(guest, transport, recognition_only=recognition_only)

    async def _speak(self, request: Request, wanted: Callable[[Request], tuple[Speaker, str]]) -> Response:
        try:
            speaker, text = await run_in(ADMITTING, wanted, request)
            return _answer_of(HTTPStatus.OK, CONTENT_TYPE, await speaker.speak(text))
        except ColloquyError as error:
            logs.event("speech_refused", reason=error.code)
            return _refusal(error)

    def _converse(self, guest: Guest, transport: asyncio.Transport, *, recognition_only: bool) -> None:
        self._lines = self._lines or GroupCommit(guest.voice.store_transcript_lines)
        relay = Relay(
            guest.session,
            guest.voice,
            guest.deepgram,
            partial(self._lines.store, guest.session.permit),
            self._rate,
            self._left,
            said_before=guest.said_before,
            recognition_only=recognition_only,
        )
        before = self._newest.get(guest.session.id)
        self._relays[relay] = guest
        self._newest[guest.session.id] = relay
        self._carries(len(self._relays))
        relay.begin(transport)
        if before:
            before.dismiss("elsewhere")
        if not self._server.is_serving():  # it was let in while the task began to end
            relay.restart()

    async def _check(self) -> None:
        """Send those away whose interview is over, whose link was replaced, or who converse elsewhere by now."""
        while True:
            await asyncio.sleep(self._check_every_s)
            relays = {guest.conversation: relay for relay, guest in self._relays.items()}
            guest = next(iter(self._relays.values()), None)
            if guest is None:
                continue
            permits = {conversation: relay.permit for conversation, relay in relays.items()}
            try:
                over = await run_in(LOOKING_UP, guest.voice.check_conversations, permits)
            except Exception as error:  # noqa: BLE001 - the next look is soon
                logs.event("conversations_not_checked", error=type(error).__name__)
                continue
            for conversation, reason in over.items():
                relays[conversation].dismiss(reason)

    def _left(self, relay: Relay) -> None:
        guest = self._relays.pop(relay, None)
        if guest and self._newest.get(guest.session.id) is relay:
            del self._newest[guest.session.id]
        self._carries(len(self._relays))
        self._empty.set()


def _refusal(error: ColloquyError) -> Response:
    return _response(HTTPStatus(error.status), {"code": error.code, "message": error.message})


def _response(status: HTTPStatus, body: dict[str, object]) -> Response:
    return _answer_of(status, "application/json", json.dumps(body).encode())


def _answer_of(status: HTTPStatus, content_type: str, content: bytes) -> Response:
    headers = Headers(
        {
            "Content-Type": content_type,
            "Cache-Control": "no-store",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
    )
    return Response(status.value, status.phrase, headers, content)

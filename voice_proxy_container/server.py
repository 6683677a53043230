"""The one server: `/voice` is the conversation's WebSocket, `/voice/recognition` one that only recognises,
`/voice/speech` says one question, `/voice/live` and `/voice/health` speak of the process."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from interview.domain.sessions.session import BegunConversation, Session
from interview.errors import ColloquyError, RetryableError, SignInRequiredError
from interview.wiring.voice import Voice
from voice_proxy_container import logs
from voice_proxy_container.admission import ConversationContext
from voice_proxy_container.conversation.rate_limit import Rate
from voice_proxy_container.handshake_pace import HandshakePace
from voice_proxy_container.health import Health, count_unfinished
from voice_proxy_container.meter import Meter
from voice_proxy_container.relay import Relay
from voice_proxy_container.speech_only import CONTENT_TYPE, Speech, Spoken
from voice_proxy_container.storage.group_commit import GroupCommit
from voice_proxy_container.threads import ADMITTING, LOOKING_UP, run_in
from voice_proxy_container.transport.handshakes import Answered, Door, TakesOver
from voice_proxy_container.vendor_time import VendorTime

__all__ = ["VoiceServer"]

MAX_CONVERSATIONS = 500
"""Of one task; the service scales long before."""
NEARLY_FULL = 0.8
"""Of its places. From there on an organisation that has half of them gets no more: the rest is for the others."""
WAITING_TO_CONNECT = 1024
LEAVE_TIMEOUT_S = 240.0
"""How long conversations look for a moment to move in, while the load balancer lets them go on: for 300 s."""
STOP_TIMEOUT_S = 10.0
"""As long, where the process is told to end."""
END_TIMEOUT_S = 30.0
CHECK_EVERY_S = 15.0
"""How long a conversation may outlive its interview or its link; half a minute at the most, with the query."""
METER_EVERY_S = 60.0
MAX_WAITING = 256
"""Requests that wait to be let in: a second or two of work. Who comes then is told to come back."""
MAX_OF_A_SESSION = 3
"""Sockets of one interview on this task: the conversation, and older ones that are still saying goodbye."""


Admitted = TypeVar("Admitted")


class _Admission(Protocol):
    def missing(self) -> list[str]: ...

    def admit(self, request: Request) -> ConversationContext: ...


class _Place(NamedTuple):
    """What is kept of a guest beside the conversation: not the session, which takes as much memory as all else."""

    conversation: BegunConversation
    organisation_id: UUID


class VoiceServer:
    """Serves from `start` to `stop`. `carries` is told how many conversations there are, whenever that
    changes; `speech` knows who says what to a request for speech alone."""

    def __init__(
        self,
        host: str,
        port: int,
        admission: _Admission,
        *,
        rate: Rate | None = None,
        max_conversations: int = MAX_CONVERSATIONS,
        check_every_s: float = CHECK_EVERY_S,
        carries: Callable[[int], None] = lambda _: None,
        speech: Callable[[Request], Spoken] | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self._admission = admission
        self._health = Health(admission.missing)
        self._rate = rate or Rate()
        self._most_conversations = max_conversations
        self._carries = carries
        self._speech = speech
        self._check_every_s = check_every_s
        self._relays: dict[Relay, _Place] = {}
        self._of_session: dict[UUID, list[Relay]] = {}
        """The last is the session's conversation and takes its place; those before it are saying goodbye."""
        self._voice: Voice | None = None
        self._lines: GroupCommit | None = None
        self._meter: Meter | None = None
        """Of all conversations; there is no database before the first."""
        self._waiting = 0
        self._leaves_by: float | None = None
        self._says = Speech()
        self._paces: dict[UUID, HandshakePace] = {}
        """Of interviews that called the vendor lately: who comes back does not begin anew."""
        self._empty = asyncio.Event()
        self._server: asyncio.Server

    @property
    def _newest(self) -> Voice:
        assert self._voice, "a guest was let in"
        return self._voice

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: Door(self._answer), self._host, self._port, backlog=WAITING_TO_CONNECT
        )
        self._checking = loop.create_task(self._check())
        self._metering = loop.create_task(self._measure())

    def leave(self) -> None:
        """Take no more, and send everybody to another task, each at a fitting moment of their conversation."""
        logs.event("voice_agent_task_leaves", conversations=len(self._relays))
        self._end_within(LEAVE_TIMEOUT_S)

    async def stop(self) -> None:
        """Take no more, send everybody to another task, keep what was heard."""
        self._server.close()
        self._checking.cancel()
        self._metering.cancel()
        self._end_within(STOP_TIMEOUT_S)
        with suppress(TimeoutError):  # the process ends all the same
            async with asyncio.timeout(END_TIMEOUT_S):
                while self._relays:
                    self._empty.clear()
                    await self._empty.wait()
        await self._store_vendor_time()

    def _end_within(self, seconds: float) -> None:
        self._leaves_by = asyncio.get_running_loop().time() + seconds
        for relay in tuple(self._relays):
            relay.restart(self._leaves_by)

    async def _answer(self, request: Request) -> Response | Answered | TakesOver:
        try:
            return await self._judge(request)
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody is left without an answer
            logs.event("voice_agent_client_failed", error=type(error).__name__)
            return _refusal(ColloquyError("Something went wrong."))

    async def _judge(self, request: Request) -> Response | Answered | TakesOver:
        path = request.path.partition("?")[0]
        if path == "/voice/live":
            return _response(HTTPStatus.OK, {"live": True})
        if path == "/voice/health":
            reasons = await self._health.missing()
            status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
            return _response(status, {"healthy": not reasons, "missing": reasons})
        if path == "/voice/speech" and self._speech:
            return await self._speak(request, self._speech)
        if path not in ("/voice", "/voice/recognition"):
            return _response(HTTPStatus.NOT_FOUND, {"message": "There is nothing here."})
        try:
            if self._leaves_by is not None:
                raise RetryableError("This server hands over to another one. Try again.")
            guest = await self._admitted(self._admission.admit, request)
            if not self._has_place_for(guest.session):
                raise RetryableError("All places are taken. Try again in a minute.")
        except SignInRequiredError as error:
            logs.event("auth_invalid_token", reason=error.message)
            return _refusal(error)
        except ColloquyError as error:
            logs.event("voice_agent_client_refused", reason=error.code)
            return _refusal(error)
        recognition_only = path == "/voice/recognition"
        return lambda transport: self._converse(guest, transport, recognition_only=recognition_only)

    def _has_place_for(self, session: Session) -> bool:
        """Whoever has a place may always come back to it."""
        taken, all_ = len(self._of_session), self._most_conversations
        if session.id in self._of_session or taken < NEARLY_FULL * all_:
            return True
        theirs = sum(
            self._relays[newest].organisation_id == session.organisation_id for *_, newest in self._of_session.values()
        )
        return taken < all_ and theirs < all_ / 2

    async def _speak(self, request: Request, wanted: Callable[[Request], Spoken]) -> Response | Answered:
        try:
            sound, taken = await self._says.say(await self._admitted(wanted, request))
            return Answered(_answer_of(HTTPStatus.OK, CONTENT_TYPE, sound), taken)
        except ColloquyError as error:
            logs.event("speech_refused", reason=error.code)
            return _refusal(error)

    async def _admitted(self, ask: Callable[[Request], Admitted], request: Request) -> Admitted:
        """What the reception says to a request, in its turn."""
        if self._waiting >= MAX_WAITING:
            raise RetryableError("Too many are waiting. Try again in a minute.")
        self._waiting += 1
        try:
            return await run_in(ADMITTING, ask, request)
        finally:
            self._waiting -= 1

    def _converse(self, guest: ConversationContext, transport: asyncio.Transport, *, recognition_only: bool) -> None:
        # The newest guest's: the database's address may have been exchanged since the first one's.
        self._voice = guest.voice
        self._lines = self._lines or GroupCommit(lambda spoken: self._newest.store_transcript_lines(spoken))
        self._meter = self._meter or Meter(lambda used: self._newest.meter.add(used))
        relay = Relay(
            guest.session,
            guest.voice,
            guest.deepgram,
            partial(self._lines.store, guest.session.permit),
            self._rate,
            self._left,
            said_before=guest.said_before,
            recognition_only=recognition_only,
            vendor_time=VendorTime(guest.vendor_left_s),
            pace=self._paces.setdefault(guest.session.id, HandshakePace()),
        )
        session_id = guest.session.id
        of_session = self._of_session.setdefault(session_id, [])
        newest = of_session[-1] if of_session else None
        self._relays[relay] = _Place(guest.conversation, guest.session.organisation_id)
        of_session.append(relay)
        self._carries(len(self._relays))
        relay.begin(transport)
        if newest and self._relays[newest].conversation.number > guest.number:
            of_session[-2:] = [relay, newest]  # it was let in later, and came here sooner
        for older in of_session[:-1]:
            older.dismiss("elsewhere")
        for oldest in of_session[:-MAX_OF_A_SESSION]:
            oldest.abort()
        if self._leaves_by is not None:  # it was let in while the task began to leave
            relay.restart(self._leaves_by)

    async def _check(self) -> None:
        """Send those away whose interview is over, whose link was replaced, or who converse elsewhere by now."""
        while True:
            await asyncio.sleep(self._check_every_s)
            self._forget_paces()
            relays = {place.conversation: relay for relay, place in self._relays.items()}
            if not relays:
                continue
            try:
                over = await run_in(LOOKING_UP, self._newest.check_conversations, relays.keys())
            except Exception as error:  # noqa: BLE001 - the next look is soon
                logs.event("conversations_not_checked", error=type(error).__name__)
                continue
            for conversation, reason in over.items():
                relays[conversation].dismiss(reason)

    def _forget_paces(self) -> None:
        now = asyncio.get_running_loop().time()
        self._paces = {
            session_id: pace
            for session_id, pace in self._paces.items()
            if session_id in self._of_session or not pace.is_rested(now)
        }

    async def _measure(self) -> None:
        """Count what conversations use of the vendor's time."""
        while True:
            await asyncio.sleep(METER_EVERY_S)
            await self._store_vendor_time()

    async def _store_vendor_time(self) -> None:
        for relay, place in self._relays.items():
            self._count(relay, place)
        if self._meter:
            await self._meter.store()

    def _count(self, relay: Relay, place: _Place) -> None:
        if self._meter:
            self._meter.count(place.conversation.permit.session_id, relay.uncounted_s())

    def _left(self, relay: Relay) -> None:
        place = self._relays.pop(relay, None)
        if place:
            self._count(relay, place)
            session_id = place.conversation.permit.session_id
            others = self._of_session[session_id]
            others.remove(relay)
            if not others:
                del self._of_session[session_id]
        self._carries(len(self._relays))
        self._empty.set()


def _refusal(error: ColloquyError) -> Response:
    count_unfinished(error)
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

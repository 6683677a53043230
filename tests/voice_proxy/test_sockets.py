"""What crosses the proxy's sockets and what does not, who is slow, who breaks the protocol: the server in this process,
between the `websockets` library as the page and as the vendor."""

import asyncio
import json
import socket
import ssl
import struct
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_OID, uuid5

import httpx
import pytest
import uvloop
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

from interview.wiring.voice import Voice
from local_cloud.cloud.certificates import make_certificate
from tests.builders import a_session
from voice_proxy_container import health, relay, speech_only
from voice_proxy_container.admission import ConversationContext
from voice_proxy_container.conversation import conversation, recognition_only
from voice_proxy_container.conversation.effects import Effect
from voice_proxy_container.conversation.rate_limit import Rate
from voice_proxy_container.protocol.agent import ThinkModel
from voice_proxy_container.relay import Deepgram
from voice_proxy_container.server import VoiceServer
from voice_proxy_container.speech_only import Speaker, Spoken
from voice_proxy_container.threads import LOOKING_UP, run_in
from voice_proxy_container.transport import handshakes, sockets, tls, upstream

TIMEOUT_S = 20
SOUND = b"\x00\x01" * 1600
BEGINNING = b"HTTP/1.1 200 OK\r\nContent-Length: 48000\r\n\r\nRIFF"
"""Of a second of speech."""
THINKS = '{"type":"AgentThinking","content":""}'
SPEAKS = '{"type":"AgentStartedSpeaking"}'
STARTED_SPEAKING = '{"type":"UserStartedSpeaking"}'
"""Which the page is told, whatever the agent says."""
Scenario = Callable[["House"], Awaitable[None]]


class House:
    """The reception and the vendor's agent: the sockets that were opened there, and what was heard on them."""

    def __init__(self) -> None:
        self.agent: asyncio.Queue[ServerConnection] = asyncio.Queue()
        self.heard: asyncio.Queue[str | bytes] = asyncio.Queue()
        self.server: VoiceServer
        self.url = ""
        self.agent_url = ""
        self.speech_url = ""

    def missing(self) -> list[str]:
        return []

    def admit(self, request: Request) -> ConversationContext:
        voice = cast(
            "Voice",
            SimpleNamespace(
                store_transcript_lines=lambda _: set(),
                name_voice=lambda *_: None,
                meter=SimpleNamespace(add=lambda _: None),
            ),
        )
        deepgram = Deepgram(
            "a-key",
            self.agent_url,
            self.agent_url,
            ThinkModel("thinks", "https://groq.example", "its-key"),
        )
        return ConversationContext(a_session(), voice, deepgram)

    def admit_speech(self, request: Request) -> Spoken:
        """Each ticket is another interview's, and its question."""
        (ticket,) = parse_qs(urlsplit(request.path).query)["ticket"]
        return Spoken(uuid5(NAMESPACE_OID, ticket), Speaker(self.speech_url, "a-key", "speaks"), ticket)

    @asynccontextmanager
    async def voice(
        self, speak: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
    ) -> AsyncIterator[Callable[..., Awaitable[tuple[int, str]]]]:
        """A vendor that says single questions so; yields what asks for one, of an interview, and has the answer. Ends
        when the proxy holds no connection any more."""
        url = self.url.replace("ws://", "http://").replace("/voice?ticket=t", "/voice/speech")
        connections: list[asyncio.Task[None]] = []

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            with suppress(ConnectionError):
                await speak(reader, writer)
                await reader.read()
            writer.close()

        async def ask(interview: str = "t") -> tuple[int, str]:
            answer = await http.get(url, params={"ticket": interview})
            return answer.status_code, answer.text if answer.status_code == 200 else answer.json()["code"]

        async with (
            httpx.AsyncClient(timeout=TIMEOUT_S) as http,
            await asyncio.start_server(
                lambda *streams: connections.append(asyncio.create_task(connected(*streams))), "127.0.0.1", 0
            ) as vendor,
        ):
            self.speech_url = f"http://127.0.0.1:{vendor.sockets[0].getsockname()[1]}"
            yield ask
            await asyncio.gather(*connections)

    async def converse(self, connection: ServerConnection) -> None:
        await connection.send('{"type":"Welcome","request_id":"r"}')
        await connection.recv()
        await connection.send('{"type":"SettingsApplied"}')
        self.agent.put_nowait(connection)
        try:
            while True:
                self.heard.put_nowait(await connection.recv())
        except ConnectionClosed:
            return

    async def sound(self, size: int) -> bytes:
        """What the agent heard next, so many bytes of it."""
        heard = b""
        while len(heard) < size:
            frame = await self.heard.get()
            heard += frame if isinstance(frame, bytes) else b""
        return heard

    async def speaks(self, page: ClientConnection, agent: ServerConnection) -> None:
        """The agent says what the page asks for: only that is heard of it."""
        await page.send('{"type":"greet"}')
        while isinstance(text := await self.heard.get(), bytes) or (asked := json.loads(text)).get("message") is None:
            pass
        await agent.send(json.dumps({"type": "ConversationText", "role": "assistant", "content": asked["message"]}))

    @asynccontextmanager
    async def page(self, **options: Any) -> AsyncIterator[ClientConnection]:
        """A page that has been told that the agent listens."""
        async with connect(self.url, **{"compression": None, "proxy": None, **options}) as page:
            await until(page, "ready")
            yield page


async def until(page: ClientConnection, kind: str) -> dict[str, Any]:
    """The next message of a kind."""
    while True:
        frame = await page.recv()
        if isinstance(frame, str) and (message := json.loads(frame))["type"] == kind:
            return cast("dict[str, Any]", message)


def run(scenario: Scenario, *, rate: Rate | None = None, tls: ssl.SSLContext | None = None) -> None:
    async def play() -> None:
        house = House()
        async with (
            asyncio.timeout(TIMEOUT_S),
            serve(house.converse, "127.0.0.1", 0, compression=None, ssl=tls) as vendor,
        ):
            port = next(iter(vendor.sockets)).getsockname()[1]
            house.agent_url = f"{'wss' if tls else 'ws'}://127.0.0.1:{port}/v1/agent/converse?v=1"
            with socket.create_server(("127.0.0.1", 0)) as probe:
                own = probe.getsockname()[1]
            server = VoiceServer("127.0.0.1", own, house, rate=rate, speech=house.admit_speech)
            await server.start()
            house.server = server
            house.url = f"ws://127.0.0.1:{own}/voice?ticket=t"
            try:
                await scenario(house)
            finally:
                await server.stop()

    uvloop.run(play())


async def stalls(send: Callable[[bytes], Awaitable[None]], sound: bytes, enough: int) -> bool:
    """Whether sending has to wait before so many bytes are on their way."""
    try:
        for _ in range(enough // len(sound)):
            async with asyncio.timeout(0.5):
                await send(sound)
    except TimeoutError:
        return True
    return False


class TestSound:
    def test_crosses_in_order_and_as_it_is(self) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                agent = await house.agent.get()
                sent = [struct.pack(">I", number) * size for number, size in enumerate([1, 31, 32, 800, 16000] * 20)]
                for number, sound in enumerate(sent):
                    await page.send(sound)
                    if number % 7 == 0:
                        await page.send('{"type":"keep_alive"}')
                        await (await page.ping())
                assert await house.sound(sum(map(len, sent))) == b"".join(sent)
                await house.speaks(page, agent)
                for sound in sent:
                    await agent.send(sound)
                received: list[str | bytes] = []
                while len(received) < len(sent):
                    frame = await page.recv()
                    received += [frame] if isinstance(frame, bytes) else []
                assert received == sent

        run(scenario)

    def test_crosses_in_fragments(self) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                agent = await house.agent.get()
                await house.speaks(page, agent)
                await page.send([b"abcd", b"", b"efgh"])
                assert await house.sound(8) == b"abcdefgh"
                await agent.send([b"1234", b"56"])
                while isinstance(frame := await page.recv(), str):
                    pass
                assert frame == b"123456"

        run(scenario)

    def test_crosses_with_tls(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        certificate = make_certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
        tls.trust.cache_clear()

        async def scenario(house: House) -> None:
            async with house.page() as page:
                agent = await house.agent.get()
                await house.speaks(page, agent)
                await page.send(SOUND * 15)
                assert await house.sound(15 * len(SOUND)) == SOUND * 15
                await agent.send(SOUND)
                while isinstance(frame := await page.recv(), str):
                    pass
                assert frame == SOUND

        run(scenario, tls=certificate.tls)
        tls.trust.cache_clear()

    def test_goes_to_no_vendor_whom_nobody_vouches_for(self, tmp_path: Path) -> None:
        async def scenario(house: House) -> None:
            async with connect(house.url, proxy=None) as page:
                assert (await until(page, "ready"))["agent"] is False
            assert house.agent.empty()

        run(scenario, tls=make_certificate(tmp_path).tls)


class TestHandshakes:
    def test_agree_on_no_extension_and_pass_on_nothing(self) -> None:
        async def scenario(house: House) -> None:
            headers = {"Cookie": "secret=1", "X-Secret": "2"}
            async with house.page(compression="deflate", additional_headers=headers, subprotocols=["chat"]) as page:
                assert page.response
                assert "Sec-WebSocket-Extensions" not in page.response.headers
                assert page.subprotocol is None
                asked = (await house.agent.get()).request
                assert asked
                assert (asked.path, asked.headers["Authorization"]) == ("/v1/agent/converse?v=1", "Token a-key")
                named = {name.lower() for name, _ in asked.headers.raw_items()}
                assert not named & {
                    "cookie",
                    "x-secret",
                    "origin",
                    "sec-websocket-extensions",
                    "sec-websocket-protocol",
                }

        run(scenario)

    @pytest.mark.parametrize(
        ("asked", "answer"),
        [
            (b"hello\r\n\r\n", b"HTTP/1.1 400 "),
            (b"GET /voice/live HTTP/1.1\r\n\r\n", b"HTTP/1.1 200 "),
            (b"GET /elsewhere HTTP/1.1\r\n\r\n", b"HTTP/1.1 404 "),
            (b"GET //[ HTTP/1.1\r\n\r\n", b"HTTP/1.1 404 "),
            (b"GET /voice HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", b"HTTP/1.1 4"),
            (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", b"HTTP/1.1 414 "),
        ],
    )
    def test_whatever_is_asked_is_answered_once(self, asked: bytes, answer: bytes) -> None:
        async def scenario(house: House) -> None:
            host, port = house.url.split("/")[2].split(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            for byte in (asked[:3], asked[3:]):
                writer.write(byte)
                await writer.drain()
            assert (await reader.read()).startswith(answer)
            writer.close()

        run(scenario)

    def test_whoever_cannot_be_answered_is_told_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(House, "missing", lambda _: 1 / 0)

        async def scenario(house: House) -> None:
            async with httpx.AsyncClient() as http:
                answer = await http.get(house.url.replace("ws://", "http://").replace("/voice?", "/voice/health?"))
            assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")

        run(scenario)

    def test_whoever_asks_for_its_health_however_often_costs_one_look_and_keeps_nobody_waiting(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked, goes_on = threading.Semaphore(0), threading.Event()
        looks = 0

        def look(_: House) -> list[str]:
            nonlocal looks
            looks += 1
            looked.release()
            assert goes_on.wait(TIMEOUT_S)
            return []

        monkeypatch.setattr(House, "missing", look)

        async def scenario(house: House) -> None:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
                url = house.url.replace("ws://", "http://").replace("/voice?", "/voice/health?")
                asking = [asyncio.ensure_future(http.get(url)) for _ in range(40)]
                assert await asyncio.to_thread(looked.acquire, timeout=TIMEOUT_S)
                # What conversations wait for goes on meanwhile, and so do they.
                async with asyncio.timeout(TIMEOUT_S / 2):
                    assert await run_in(LOOKING_UP, lambda: "feedback") == "feedback"
                    async with connect(house.url, proxy=None):
                        await house.agent.get()
                goes_on.set()
                answers = [*await asyncio.gather(*asking), await http.get(url)]
            assert {answer.status_code for answer in answers} == {200}
            assert looks == 1

        try:
            run(scenario)
        finally:
            goes_on.set()

    def test_a_look_at_its_health_that_hangs_is_answered_and_another_follows(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(health, "LOOK_TIMEOUT_S", 0.05)
        monkeypatch.setattr(health, "HOLDS_S", 0.0)
        goes_on = threading.Event()

        def look(_: House) -> list[str]:
            assert goes_on.wait(TIMEOUT_S)
            return []

        monkeypatch.setattr(House, "missing", look)

        async def scenario(house: House) -> None:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
                url = house.url.replace("ws://", "http://").replace("/voice?", "/voice/health?")
                answer = await http.get(url)
                assert (answer.status_code, answer.json()["missing"]) == (503, [health.TOO_SLOW])
                goes_on.set()
                monkeypatch.setattr(health, "LOOK_TIMEOUT_S", TIMEOUT_S)
                assert (await http.get(url)).status_code == 200

        try:
            run(scenario)
        finally:
            goes_on.set()

    def test_of_too_many_who_wait_to_be_let_in_the_last_is_told_to_come_back(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("voice_proxy_container.server.MAX_WAITING", 2)
        asked, opened = threading.Semaphore(0), threading.Event()
        admit = House.admit

        def admit_late(house: House, request: Request) -> ConversationContext:
            asked.release()
            assert opened.wait(TIMEOUT_S)
            return admit(house, request)

        monkeypatch.setattr(House, "admit", admit_late)

        async def scenario(house: House) -> None:
            waiting = [asyncio.ensure_future(connect(house.url, proxy=None)) for _ in range(2)]
            for _ in waiting:
                assert await asyncio.to_thread(asked.acquire, timeout=TIMEOUT_S)
            with pytest.raises(InvalidStatus) as refused:
                await connect(house.url, proxy=None)
            assert refused.value.response.status_code == 503
            opened.set()
            for opening in waiting:
                await until(await opening, "ready")
            async with house.page():
                pass

        run(scenario)

    def test_one_that_cannot_be_sent_away_keeps_no_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        left = conversation.Conversation.left
        failing = [True]

        def left_once(self: conversation.Conversation) -> list[Effect]:
            if failing.pop() if failing else False:
                raise RuntimeError
            return left(self)

        async def scenario(house: House) -> None:
            async with house.page() as first, house.page() as second:
                monkeypatch.setattr(conversation.Conversation, "left", left_once)
                ending = asyncio.ensure_future(house.server.stop())
                for page in (first, second):
                    await page.wait_closed()
                assert {first.close_code, second.close_code} == {1011, 1012}
                await ending

        run(scenario)

    def test_whoever_is_let_in_when_the_task_ends_is_sent_to_another(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked, ended = threading.Event(), threading.Event()
        admit = House.admit

        def admit_late(house: House, request: Request) -> ConversationContext:
            asked.set()
            assert ended.wait(TIMEOUT_S)
            return admit(house, request)

        monkeypatch.setattr(House, "admit", admit_late)

        async def scenario(house: House) -> None:
            opening = asyncio.ensure_future(connect(house.url, proxy=None))
            assert await asyncio.to_thread(asked.wait, TIMEOUT_S)
            await house.server.stop()
            ended.set()
            page = await opening
            await until(page, "restarting")
            await page.wait_closed()
            assert page.close_code == 1012

        run(scenario)

    def test_a_task_that_leaves_takes_nobody_and_lives_on(self) -> None:
        async def scenario(house: House) -> None:
            async with connect(house.url, proxy=None) as page:
                await until(page, "ready")
                house.server.leave()
                with pytest.raises(InvalidStatus) as refused:
                    await connect(house.url, proxy=None)
                assert refused.value.response.status_code == 503
                assert b"another one" in refused.value.response.body
                async with httpx.AsyncClient() as http:
                    alive = await http.get(house.url.replace("ws://", "http://").replace("/voice?", "/voice/live?"))
                assert alive.status_code == 200
                await until(page, "restarting")
                await page.wait_closed()
                assert page.close_code == 1012

        run(scenario)

    def test_an_endless_question_is_not_listened_to(self) -> None:
        async def scenario(house: House) -> None:
            host, port = house.url.split("/")[2].split(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(b"a" * 100_000)
            with suppress(ConnectionError):
                assert await reader.read() == b""
            writer.close()

        run(scenario)


class TestProtocol:
    @pytest.mark.parametrize(
        ("wire", "code"),
        [
            (Frame(Opcode.BINARY, b"ab").serialize(mask=False), 1002),
            (Frame(Opcode.TEXT, b"\xff").serialize(mask=True), 1007),
            (b"\xc2\x80\x00\x00\x00\x00", 1002),
            (Frame(Opcode.CONT, b"ab").serialize(mask=True), 1002),
            (Frame(Opcode.BINARY, bytes(65537)).serialize(mask=True), 1009),
        ],
    )
    def test_a_page_that_breaks_it_is_told_the_code(self, wire: bytes, code: int) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                await house.agent.get()
                page.transport.write(wire)
                await page.wait_closed()
                assert page.close_code == code

        run(scenario)

    def test_a_vendor_that_breaks_it_is_called_again(self) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                agent = await house.agent.get()
                agent.transport.write(Frame(Opcode.BINARY, b"ab").serialize(mask=True))
                await house.agent.get()
                await page.send(SOUND)
                assert await house.sound(len(SOUND)) == SOUND

        run(scenario)

    def test_a_vendor_whose_message_has_no_end_is_told_and_called_again(self) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                agent = await house.agent.get()
                await house.speaks(page, agent)
                await agent.send(bytes(1 << 20))
                while isinstance(frame := await page.recv(), str):
                    pass
                assert len(frame) == 1 << 20
                await agent.send(bytes((1 << 20) + 2))
                await agent.wait_closed()
                assert agent.close_code == 1009
                await house.agent.get()

        run(scenario)

    def test_who_answers_no_ping_is_gone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(relay, "PING_EVERY_S", 0.2)

        async def scenario(house: House) -> None:
            async with house.page(close_timeout=0.1) as page:
                for _ in range(4):
                    await (await page.ping())
                    await asyncio.sleep(0.2)
                page.transport.pause_reading()
                agent = await house.agent.get()
                await agent.wait_closed()

        run(scenario)


class TestTheSlow:
    def test_a_slow_vendor_slows_the_page_and_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(upstream, "STUCK_AFTER_S", 1.0)

        async def scenario(house: House) -> None:
            async with house.page(close_timeout=0.1) as page:
                agent = await house.agent.get()
                agent.transport.pause_reading()
                assert await stalls(page.send, SOUND, 64 << 20)
                await house.agent.get()
                async with asyncio.timeout(5):
                    await page.send(b"\x07\x07" * 1600)
                while b"\x07\x07" not in await house.sound(len(SOUND)):
                    pass

        run(scenario, rate=Rate(1e12, 1e12))

    def test_a_slow_page_slows_the_vendor_then_misses_sound_and_no_text(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(relay, "CUT_AFTER_S", 1.0)

        async def scenario(house: House) -> None:
            async with house.page(max_queue=1, close_timeout=0.1) as page:
                agent = await house.agent.get()
                await house.speaks(page, agent)
                page.transport.pause_reading()
                assert await stalls(agent.send, SOUND * 10, 64 << 20)
                for _ in range(32):
                    await agent.send(bytes(1 << 20))
                await agent.send(STARTED_SPEAKING)
                page.transport.resume_reading()
                received = 0
                while isinstance(frame := await page.recv(), bytes) or json.loads(frame)["type"] != "speech_started":
                    received += len(frame) if isinstance(frame, bytes) else 0
                assert 0 < received < 16 << 20

        run(scenario)

    def test_a_page_that_takes_no_text_either_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(relay, "CUT_AFTER_S", 0.1)
        monkeypatch.setattr(sockets, "MAX_WAITING_BYTES", sockets.WAITING_BYTES + 32 * 1024)

        async def scenario(house: House) -> None:
            async with house.page(max_queue=1, close_timeout=0.1) as page:
                agent = await house.agent.get()
                await house.speaks(page, agent)
                page.transport.pause_reading()
                for _ in range(32):
                    await agent.send(bytes(1 << 20))
                while agent.close_code is None:
                    with suppress(ConnectionClosed):
                        for changed in (THINKS, SPEAKS):  # each is told to the page
                            await agent.send(changed)
                            await asyncio.sleep(0)  # the proxy's turn, which shares the loop

        run(scenario)

    def test_a_page_that_sends_too_much_is_slowed_and_loses_nothing(self) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                began = asyncio.get_running_loop().time()
                for _ in range(60):
                    await page.send(SOUND)
                assert await house.sound(60 * len(SOUND)) == SOUND * 60
                await page.send(SOUND)
                assert await house.sound(len(SOUND)) == SOUND
                assert asyncio.get_running_loop().time() - began > 1.0

        run(scenario, rate=Rate(bytes_a_second=100_000, burst_bytes=32_000))

    @pytest.mark.parametrize("pieces", [["{", *[""] * 1000, "}"], [b"ab", *[b""] * 1000, b"cd"]], ids=["text", "sound"])
    def test_a_message_in_countless_pieces_costs_what_as_many_messages_cost(self, pieces: list[str | bytes]) -> None:
        async def scenario(house: House) -> None:
            async with house.page() as page:
                began = asyncio.get_running_loop().time()
                await page.send(pieces)
                heard = SOUND if isinstance(pieces[0], str) else b"abcd" + SOUND
                for expected in (heard, SOUND):
                    await page.send(SOUND)
                    assert await house.sound(len(expected)) == expected
                assert asyncio.get_running_loop().time() - began > 1.0

        run(scenario, rate=Rate(bytes_a_second=100_000, burst_bytes=32_000))


class TestTime:
    def test_a_page_that_says_nothing_is_sent_away(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(conversation, "IDLE_S", 1.0)

        async def scenario(house: House) -> None:
            async with house.page() as page:
                agent = await house.agent.get()
                assert (await until(page, "closing"))["reason"] == "idle"
                await page.wait_closed()
                assert page.close_code == 1000
                await agent.wait_closed()

        run(scenario)

    def test_recognition_alone_is_over_after_its_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(recognition_only, "MAX_LENGTH_S", 2.0)

        async def scenario(house: House) -> None:
            house.url = house.url.replace("/voice?", "/voice/recognition?")
            async with house.page() as page:
                await page.send(SOUND)
                recogniser = await house.agent.get()
                await page.send(SOUND)
                assert await house.sound(len(SOUND)) == SOUND
                assert (await until(page, "closing"))["reason"] == "time_limit"
                await page.wait_closed()
                assert page.close_code == 1000
                await recogniser.wait_closed()

        run(scenario)

    @pytest.mark.parametrize("drips", [False, True])
    def test_speech_that_takes_too_long_is_not_waited_for(self, monkeypatch: pytest.MonkeyPatch, drips: bool) -> None:
        """Nor is it read on: threads that read are few."""
        monkeypatch.setattr(speech_only, "TIMEOUT_S", 0.5)

        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(BEGINNING if drips else b"")
            end = asyncio.create_task(reader.read())
            while drips and not end.done():
                writer.write(b"0")
                await asyncio.wait([end], timeout=0.05)
            await end

        async def scenario(house: House) -> None:
            async with house.voice(speak) as ask:
                assert await ask() == (503, "speech_unavailable")

        run(scenario)

    def test_many_who_wait_for_speech_keep_nobody_else_waiting(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither who converses, nor who waits for the speech of another interview."""
        monkeypatch.setattr(speech_only, "TIMEOUT_S", 5.0)
        asked: asyncio.Queue[str] = asyncio.Queue()

        async def speak_to_neighbours(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            text = json.loads(await reader.readuntil(b"}"))["text"]
            asked.put_nowait(text)
            if text != "flood":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nRIFF")

        async def scenario(house: House) -> None:
            async with house.voice(speak_to_neighbours) as ask:
                waiting = [asyncio.ensure_future(ask("flood")) for _ in range(64)]
                assert await asked.get() == "flood"
                async with house.page() as page:
                    await page.send(SOUND)
                    assert await house.sound(len(SOUND)) == SOUND
                neighbours = ("Ada's", "Grace's")
                assert await asyncio.gather(*map(ask, neighbours)) == [(200, "RIFF")] * 2
                assert not any(answer.done() for answer in waiting)
                assert {asked.get_nowait() for _ in range(asked.qsize())} == set(neighbours)
                assert await asyncio.gather(*waiting) == [(503, "speech_unavailable")] * 64

        run(scenario)

    def test_questions_of_one_interview_that_are_asked_for_at_once_are_all_said(self) -> None:
        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(BEGINNING + bytes(47_996))

        async def scenario(house: House) -> None:
            async with house.voice(speak) as ask:
                answers = await asyncio.gather(*(ask() for _ in range(12)))
                assert [status for status, _ in answers] == [200] * 12

        run(scenario)

    @pytest.mark.parametrize("method", ["HEAD", "POST"])
    def test_is_asked_for_by_get_alone(self, method: str) -> None:
        async def scenario(house: House) -> None:
            async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:
                url = house.url.replace("ws://", "http://").replace("/voice?ticket=t", "/voice/speech?ticket=t")
                answer = await http.request(method, url)
                assert (answer.status_code, answer.headers["allow"]) == (405, "GET")

        run(scenario)

    def test_who_does_not_take_the_speech_is_hung_up_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(handshakes, "ADMISSION_TIMEOUT_S", 0)
        size = 8_000_000

        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\nRIFF" % size + bytes(size - 4))

        async def scenario(house: House) -> None:
            host, port = house.url.split("/")[2].split(":")
            async with house.voice(speak):
                reader, writer = await asyncio.open_connection(host, int(port))
                writer.write(b"GET /voice/speech?ticket=t HTTP/1.1\r\n\r\n")
                with suppress(ConnectionError):
                    assert 0 < len(await reader.read()) < size
                writer.close()

        run(scenario)

    @pytest.mark.parametrize("max_kept", [1_000, 64_000_000])
    def test_who_takes_the_speech_slowly_hears_no_more_meanwhile(
        self, monkeypatch: pytest.MonkeyPatch, max_kept: int
    ) -> None:
        """Nor do others, where as much is kept for the slow as there is room for."""
        monkeypatch.setattr(speech_only, "TIMEOUT_S", 0.5)
        monkeypatch.setattr(speech_only, "MAX_KEPT", max_kept)
        size = 8_000_000
        asked = 0

        async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            nonlocal asked
            asked += 1
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\nRIFF" % size + bytes(size - 4))

        async def scenario(house: House) -> None:
            host, port = house.url.split("/")[2].split(":")
            async with house.voice(speak) as ask:
                reader, writer = await asyncio.open_connection(host, int(port))
                writer.write(b"GET /voice/speech?ticket=slow HTTP/1.1\r\n\r\n")
                await reader.readexactly(1000)
                assert await ask("slow") == (503, "speech_unavailable")
                status, _ = await ask("another")
                assert (status, asked) == ((503, 1) if max_kept < size else (200, 2))
                writer.transport.abort()
                status, _ = await ask("slow")
                assert status == 200

        run(scenario)


def test_speech_that_is_cut_is_not_passed_on() -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(BEGINNING)
        writer.write_eof()

    async def scenario(house: House) -> None:
        async with house.voice(speak) as ask:
            assert await ask() == (503, "speech_unavailable")

    run(scenario)

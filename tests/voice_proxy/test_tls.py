"""TLS to the vendor: the container's transport on its event loop, against servers of the standard library."""

import asyncio
import random
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from itertools import pairwise

import pytest
import uvloop

from local_cloud.cloud.certificates import Certificate, make_certificate
from voice_proxy_container.transport.tls import TlsTransport

TIMEOUT_S = 20
LOOPBACK = "127.0.0.1"
MEGABYTE = random.Random(7).randbytes(1024 * 1024)

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Spoil = Callable[[bytes, int], list[bytes]]
"""What becomes of bytes that the server sends, and of how many came before them."""


class Client(asyncio.Protocol):
    """What it was told."""

    hello = b""

    def __init__(self) -> None:
        self.received = bytearray()
        self.lost: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()
        self.writable = asyncio.Event()
        self.writable.set()
        self.transport: asyncio.Transport
        self._arrived = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.transport.write(self.hello)

    def data_received(self, data: bytes) -> None:
        self.received += data
        self._arrived.set()

    def pause_writing(self) -> None:
        self.writable.clear()

    def resume_writing(self) -> None:
        self.writable.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set_result(exc)

    async def has(self, count: int) -> bytes:
        """What came, once it is so much."""
        while len(self.received) < count:
            self._arrived.clear()
            await self._arrived.wait()
        return bytes(self.received)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(params=[ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3], ids=["1.2", "1.3"])
def context(request: pytest.FixtureRequest, certificate: Certificate) -> ssl.SSLContext:
    """Of one version of TLS, and trusting the server."""
    context = ssl.create_default_context(cafile=str(certificate.file))
    context.minimum_version = context.maximum_version = request.param
    return context


def meet(
    serve: Serve,
    scenario: Callable[[Client], Awaitable[None]],
    context: ssl.SSLContext,
    *,
    tls: ssl.SSLContext | None,
    host: str = LOOPBACK,
    client: type[Client] = Client,
    spoil: Spoil | None = None,
) -> None:
    """A server on the loopback, a client that is connecting to it, and a wire between them."""

    async def main() -> None:
        async with asyncio.timeout(TIMEOUT_S), AsyncExitStack() as open_servers, asyncio.TaskGroup() as tasks:

            async def listening(answer: Serve, tls: ssl.SSLContext | None) -> int:
                async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                    await answer(reader, writer)
                    writer.close()

                server = await asyncio.start_server(
                    lambda *streams: tasks.create_task(answered(*streams)), LOOPBACK, 0, ssl=tls, limit=len(MEGABYTE)
                )
                await open_servers.enter_async_context(server)
                return int(server.sockets[0].getsockname()[1])

            port = await listening(serve, tls)
            if spoil:
                port = await listening(wire_to(port, spoil), None)
            told = client()
            protocol = TlsTransport(context, host, told)
            await asyncio.get_running_loop().create_connection(lambda: protocol, LOOPBACK, port)
            await scenario(told)
            told.transport.abort()
            await told.lost

    uvloop.run(main())


def wire_to(port: int, spoil: Spoil) -> Serve:
    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection(LOOPBACK, port)

        async def up() -> None:
            with suppress(OSError):
                while data := await reader.read(65_536):
                    forth.write(data)
            forth.close()

        async def down() -> None:
            at = 0
            with suppress(OSError):
                while data := await back.read(65_536):
                    for piece in spoil(data, at):
                        writer.write(piece)
                        await writer.drain()
                    at += len(data)
            writer.close()

        await asyncio.gather(up(), down())

    return between


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):  # the client may be gone
        while data := await reader.read(50_000):
            writer.write(data)
            await writer.drain()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


def test_every_byte_crosses_both_ways_in_order(certificate: Certificate, context: ssl.SSLContext) -> None:
    async def scenario(client: Client) -> None:
        dice = random.Random(1)
        at = 0
        while at < len(MEGABYTE):
            size = dice.choice([0, 1, 125, 3200, 16_384, 16_385, 100_000])
            client.transport.write(memoryview(MEGABYTE)[at : at + size])
            at += size
            await client.writable.wait()
        assert await client.has(len(MEGABYTE)) == MEGABYTE

    meet(echo, scenario, context, tls=certificate.tls)


def test_what_is_written_at_once_leaves_when_the_handshake_is_done(
    certificate: Certificate, context: ssl.SSLContext
) -> None:
    class Hasty(Client):
        hello = b"GET /"

    async def scenario(client: Client) -> None:
        assert await client.has(5) == b"GET /"

    meet(echo, scenario, context, tls=certificate.tls, client=Hasty)


def test_a_server_whom_nobody_vouches_for_is_named(certificate: Certificate) -> None:
    async def scenario(client: Client) -> None:
        assert isinstance(await client.lost, ssl.SSLCertVerificationError)
        assert client.received == b""

    meet(silent, scenario, ssl.create_default_context(), tls=certificate.tls)


def test_a_server_of_another_name_is_refused(certificate: Certificate, context: ssl.SSLContext) -> None:
    async def scenario(client: Client) -> None:
        assert isinstance(await client.lost, ssl.SSLCertVerificationError)

    meet(silent, scenario, context, tls=certificate.tls, host="agent.example.com")


def test_a_server_without_tls_is_an_error(context: ssl.SSLContext) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async def scenario(client: Client) -> None:
        assert isinstance(await client.lost, ssl.SSLError)

    meet(plain, scenario, context, tls=None)


def test_one_that_hangs_up_in_the_handshake_is_lost(context: ssl.SSLContext) -> None:
    async def deaf(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.transport.abort()

    async def scenario(client: Client) -> None:
        await client.lost
        client.transport.write(b"too late")

    meet(deaf, scenario, context, tls=None)


def test_what_came_before_the_other_side_closed_is_passed_on(certificate: Certificate, context: ssl.SSLContext) -> None:
    async def parting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(MEGABYTE[:200_000])
        await writer.drain()

    async def scenario(client: Client) -> None:
        client.transport.write(b"x")
        assert await client.lost is None
        assert bytes(client.received) == MEGABYTE[:200_000]

    meet(parting, scenario, context, tls=certificate.tls)


def test_who_closes_says_so_and_what_was_written_arrives(certificate: Certificate, context: ssl.SSLContext) -> None:
    heard = bytearray()
    ended = asyncio.Event()

    async def listening(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"welcome")
        while data := await reader.read(50_000):  # an error where the end is not announced
            heard.extend(data)
        ended.set()

    async def scenario(client: Client) -> None:
        await client.has(7)
        client.transport.write(MEGABYTE)
        client.transport.close()
        assert client.transport.is_closing()
        assert await client.lost is None
        await ended.wait()

    meet(listening, scenario, context, tls=certificate.tls)
    assert bytes(heard) == MEGABYTE


def test_a_slow_reader_slows_the_writer(certificate: Certificate, context: ssl.SSLContext) -> None:
    async def scenario(client: Client) -> None:
        client.transport.set_write_buffer_limits(high=64 * 1024)
        client.transport.write(b"x")
        await client.has(1)
        client.transport.pause_reading()
        assert not client.transport.is_reading()
        written = 1
        while client.writable.is_set():
            client.transport.write(MEGABYTE)
            written += len(MEGABYTE)
            await asyncio.sleep(0)
        assert client.transport.get_write_buffer_size() > 64 * 1024
        assert client.received == b"x"
        client.transport.resume_reading()
        await client.writable.wait()
        await client.has(written)

    meet(echo, scenario, context, tls=certificate.tls)


def test_records_may_come_in_any_pieces(certificate: Certificate, context: ssl.SSLContext) -> None:
    dice = random.Random(3)

    def pieces(data: bytes, at: int) -> list[bytes]:
        cuts = {0, len(data), *(dice.randrange(len(data)) for _ in range(3 + len(data) // 700))}
        return [data[start:end] for start, end in pairwise(sorted(cuts))]

    async def scenario(client: Client) -> None:
        for _ in range(20):
            client.transport.write(MEGABYTE[:10_000])
            client.transport.write(b"!")
        assert await client.has(200_020) == (MEGABYTE[:10_000] + b"!") * 20

    meet(echo, scenario, context, tls=certificate.tls, spoil=pieces)


def test_a_changed_byte_ends_the_connection_and_is_not_passed_on(
    certificate: Certificate, context: ssl.SSLContext
) -> None:
    def changed(data: bytes, at: int) -> list[bytes]:
        spoilt = bytearray(data)
        if at <= 150_000 < at + len(data):
            spoilt[150_000 - at] ^= 1
        return [bytes(spoilt)]

    async def scenario(client: Client) -> None:
        client.transport.write(MEGABYTE[:300_000])
        assert isinstance(await client.lost, ssl.SSLError)
        assert MEGABYTE.startswith(bytes(client.received))
        assert 100_000 < len(client.received) < 150_000

    meet(echo, scenario, context, tls=certificate.tls, spoil=changed)

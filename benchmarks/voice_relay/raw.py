"""The floor: bytes from one socket to the other, whatever they are. `python -m benchmarks.voice_relay.raw PORT URL`."""

import asyncio
import ssl
import sys
from functools import cache
from typing import cast
from urllib.parse import urlsplit

import uvloop


class End(asyncio.Protocol):
    """One socket of a pair; what it receives, the other sends."""

    def __init__(self, other: "End | None" = None) -> None:
        self.other = other
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self.other:
            self.other.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.other:
            self.other.transport.close()


class PageEnd(End):
    """Connects the other end; what comes earlier waits."""

    def __init__(self, url: str) -> None:
        super().__init__()
        parts = urlsplit(url)
        self._host, self._port = str(parts.hostname), int(parts.port or 0)
        self._tls = trust() if parts.scheme == "wss" else None
        self._early = b""
        self._connecting: asyncio.Task[None]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._connecting = asyncio.get_running_loop().create_task(self._connect())

    def data_received(self, data: bytes) -> None:
        if self.other:
            self.other.transport.write(data)
        else:
            self._early += data

    async def _connect(self) -> None:
        _, self.other = await asyncio.get_running_loop().create_connection(
            lambda: End(self), self._host, self._port, ssl=self._tls
        )
        self.other.transport.write(self._early)


@cache
def trust() -> ssl.SSLContext:
    return ssl.create_default_context()


async def serve(port: int, url: str) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: PageEnd(url), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), sys.argv[2]))

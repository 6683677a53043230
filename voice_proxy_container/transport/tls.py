"""TLS to the vendor, on a TCP transport of asyncio: `ssl.SSLObject` with buffers that all connections share."""

import asyncio
import ssl
from contextlib import suppress
from functools import cache
from typing import Any, cast

__all__ = ["TlsTransport", "trust"]

READ_BYTES = 64 * 1024
_ciphertext = memoryview(bytearray(READ_BYTES))
_plaintext = memoryview(bytearray(2 * READ_BYTES))
"""Every connection's: what one reads is passed on before another one reads. Of a record whose end has not come at most
16 KB wait in OpenSSL."""


class TlsTransport(asyncio.BufferedProtocol, asyncio.Transport):
    """A client's: of the TCP transport it is the protocol, of `protocol` the transport.

    What is written before the handshake is done leaves afterwards. Whatever TLS objects to ends the connection, and is
    what `connection_lost` is told.
    """

    __slots__ = ("_came", "_early", "_error", "_is_open", "_leaves", "_protocol", "_session", "_tcp")

    def __init__(self, context: ssl.SSLContext, host: str, protocol: asyncio.Protocol) -> None:
        self._came, self._leaves = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._session = context.wrap_bio(self._came, self._leaves, server_hostname=host)
        self._protocol = protocol
        self._is_open = False
        self._early = b""
        self._error: ssl.SSLError | None = None
        self._tcp: asyncio.Transport

    # What the TCP transport calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._tcp = cast("asyncio.Transport", transport)
        self._protocol.connection_made(self)
        self._shake_hands()

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002
        return _ciphertext

    def buffer_updated(self, nbytes: int) -> None:
        self._came.write(_ciphertext[:nbytes])
        if not self._is_open:
            self._shake_hands()
        if self._is_open:
            self._read()

    def pause_writing(self) -> None:
        self._protocol.pause_writing()

    def resume_writing(self) -> None:
        self._protocol.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._protocol.connection_lost(self._error or exc)

    # What the protocol calls

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self._protocol = cast("asyncio.Protocol", protocol)

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._is_open:
            self._early += data
            return
        try:
            written = self._session.write(data)
            while written < len(data):
                written += self._session.write(memoryview(data)[written:])
        except ssl.SSLError as error:
            self._fail(error)
        else:
            self._tcp.write(self._leaves.read())

    def close(self) -> None:
        """Say so to the other side, whose answer is not waited for."""
        if self._is_open and not self._tcp.is_closing():
            with suppress(ssl.SSLError):
                self._session.unwrap()
            self._send()
        self._tcp.close()

    def abort(self) -> None:
        self._tcp.abort()

    def is_closing(self) -> bool:
        return self._tcp.is_closing()

    def is_reading(self) -> bool:
        return self._tcp.is_reading()

    def pause_reading(self) -> None:
        self._tcp.pause_reading()

    def resume_reading(self) -> None:
        self._tcp.resume_reading()

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self._tcp.set_write_buffer_limits(high, low)

    def get_write_buffer_size(self) -> int:
        return self._tcp.get_write_buffer_size()

    def can_write_eof(self) -> bool:
        return False

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._tcp.get_extra_info(name, default)

    def _shake_hands(self) -> None:
        try:
            self._session.do_handshake()
        except ssl.SSLWantReadError:
            self._send()
        except ssl.SSLError as error:
            self._fail(error)
        else:
            self._is_open = True
            self._send()
            early, self._early = self._early, b""
            if early:
                self.write(early)

    def _read(self) -> None:
        size = 0
        ended = False
        fault: ssl.SSLError | None = None
        try:
            while self._came.pending and not ended:
                read = cast("int", self._session.read(READ_BYTES, _plaintext[size:]))
                size += read
                ended = read == 0
        except ssl.SSLWantReadError:
            """Of the last record more is to come."""
        except ssl.SSLError as error:
            fault = error
        self._send()
        if size:
            self._protocol.data_received(bytes(_plaintext[:size]))
        if fault:
            self._fail(fault)
        elif ended:
            self.close()

    def _send(self) -> None:
        data = self._leaves.read()
        if data:
            self._tcp.write(data)

    def _fail(self, error: ssl.SSLError) -> None:
        self._error = error
        self._tcp.abort()


@cache
def trust() -> ssl.SSLContext:
    """Whose certificates count, read once: it takes memory and time."""
    context = ssl.create_default_context()
    context.options |= ssl.OP_NO_RENEGOTIATION
    return context

"""A receiver of webhooks on loopback, with a certificate of its own, under a name that leads there."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAME = "hooks.example.com"
LOOPBACK = (ip_network("127.0.0.0/8"),)


@dataclass
class Receiver:
    """What came; `answer` says what is answered to it: a status, and headers."""

    port: int = 0
    came: list[tuple[dict[str, str], str]] = field(default_factory=list)
    answer: Callable[[int], tuple[int, dict[str, str]]] = lambda _: (200, {})
    drips: bool = False

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}/hook"


@contextmanager
def receiver(folder: Path, patch: pytest.MonkeyPatch, name: str = NAME) -> Iterator[Receiver]:
    """Its certificate is for this name, and the one that it is reached by is NAME."""
    received = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            received.came.append(({key.lower(): value for key, value in self.headers.items()}, body))
            if received.drips:
                self._drip()
                return
            status, headers = received.answer(len(received.came))
            self.send_response(status)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def _drip(self) -> None:
            for byte in b"HTTP/1.1 200 OK\r\nx-slow: " + b"a" * 10_000:
                try:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.02)

        def log_message(self, *_: Any) -> None:
            pass

    certificate = certificate_of(folder, name)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.daemon_threads = True
    received.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    patch.setenv("SSL_CERT_FILE", str(certificate))
    leads(patch, NAME, "127.0.0.1")
    try:
        yield received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def leads(patch: pytest.MonkeyPatch, name: str, *addresses: str) -> None:
    """Have a name lead to these addresses: each look-up to the next of them, the last one from then on."""
    look_up, left = socket.getaddrinfo, list(addresses)

    def looked_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host != name:
            return look_up(host, port, *args, **kwargs)
        address = left.pop(0) if len(left) > 1 else left[0]
        return look_up(address, port, *args, **kwargs)

    patch.setattr(socket, "getaddrinfo", looked_up)


def certificate_of(folder: Path, name: str) -> Path:
    """Of itself, for a day: the key and what it signs, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path

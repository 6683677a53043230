"""A provider that signs people in, as a process of its own: OpenID Connect as a library speaks it, by TLS on loopback.

    python -m tests.oidc_provider CERTIFICATE

prints its port.
"""

import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.receivers import certificate_of, leads

NAME = "login.example.com"


class Provider(NamedTuple):
    """`browser` is somebody's, which knows its certificate."""

    issuer: str
    browser: httpx.Client

    def knows(self, subject: str, **claims: object) -> None:
        self.browser.put(f"{self.issuer}/users/{subject}", json=claims).raise_for_status()

    def recognises(self, subject: str, address: str) -> dict[str, str]:
        """What it writes into the address of our page, where somebody signs in there who came from it."""
        answer = self.browser.post(address, data={"sub": subject})
        assert answer.status_code in (302, 303), answer.text
        return {name: value for name, [value] in parse_qs(urlsplit(answer.headers["location"]).query).items()}


@contextmanager
def provider(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Provider]:
    certificate = certificate_of(folder, NAME)
    command = [sys.executable, "-m", "tests.oidc_provider", str(certificate)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline())
            patch.setenv("SSL_CERT_FILE", str(certificate))
            leads(patch, NAME, "127.0.0.1")
            with httpx.Client(verify=ssl.create_default_context(cafile=str(certificate)), timeout=30) as browser:
                yield Provider(f"https://{NAME}:{port}", browser)
        finally:
            process.kill()


def serve(certificate: str) -> None:
    import logging

    import oidc_provider_mock  # type: ignore[import-untyped]
    from werkzeug.serving import make_server

    logging.disable()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = make_server("127.0.0.1", 0, oidc_provider_mock.app(), threaded=True, ssl_context=context)
    print(server.port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1])

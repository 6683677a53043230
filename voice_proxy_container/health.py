"""What the voice proxy says about itself over HTTP."""

import json
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from interview.adapters.mongo import connect, ping
from interview.adapters.secrets import secret
from interview.errors import ColloquyError
from voice_proxy_container.settings import VoiceProxySettings

Check = Callable[[], object]
NOT_YET = "the voice of the interview is not available yet"


def checks(settings: VoiceProxySettings) -> tuple[Check, ...]:
    """What a conversation needs; each raises a ColloquyError that says what is missing."""

    def database() -> None:
        ping(connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database))

    def agent() -> None:
        secret(settings.deepgram_secret_arn, "Deepgram")

    return database, agent


def missing(needed: tuple[Check, ...]) -> list[str]:
    """Why no conversation can be held; empty when one can."""
    reasons = []
    for check in needed:
        try:
            check()
        except ColloquyError as error:
            reasons.append(error.message)
    return reasons


class HealthServer(ThreadingHTTPServer):
    """`/voice/live` answers while the process runs, which is all the load balancer asks; `/voice/health` tells the
    truth: 200, or 503 with what is missing. All else is 503."""

    daemon_threads = True

    def __init__(self, settings: VoiceProxySettings) -> None:
        super().__init__((settings.host, settings.port), _Answer)
        self.needed = checks(settings)


class _Answer(BaseHTTPRequestHandler):
    server: HealthServer
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/voice/live":
            self._answer(HTTPStatus.OK, {"live": True})
        elif path == "/voice/health":
            reasons = missing(self.server.needed)
            status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
            self._answer(status, {"healthy": not reasons, "missing": reasons})
        else:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, {"message": NOT_YET})

    def _answer(self, status: HTTPStatus, body: dict[str, object]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("cache-control", "no-store")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are not logged: their query strings may hold tickets."""

"""One JSON line an event, in the shape that the functions log. What was said, and who said it, never stands in one."""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

__all__ = ["Log", "SessionLog", "configure", "event"]

Log = Callable[..., None]
"""Called with an event's name and its fields."""

SERVICE = "voice_proxy"

_logger = logging.getLogger(SERVICE)


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "service": SERVICE,
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, default=str)


def configure() -> None:
    """Events and warnings go to stdout; the WebSocket library is kept from logging requests, which hold tickets."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("websockets").setLevel(logging.CRITICAL)
    _logger.setLevel(logging.INFO)


def event(name: str, /, **fields: object) -> None:
    """Log an event. One that names an error is a warning."""
    _logger.log(logging.WARNING if "error" in fields else logging.INFO, name, extra={"fields": fields})


class SessionLog:
    """`event` for one session."""

    __slots__ = ("_session_id",)

    def __init__(self, session_id: UUID) -> None:
        self._session_id = session_id

    def __call__(self, name: str, /, **fields: object) -> None:
        event(name, sessionId=str(self._session_id), **fields)

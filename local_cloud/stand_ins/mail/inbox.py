"""The inbox of everybody: a real SMTP server on loopback, what it took, and pages to read it.

GET /inbox                list, newest first
GET /inbox/ID             one mail: its headers, and its HTML in a frame that may run nothing
GET /inbox/ID/html        that HTML
GET /inbox/ID/text        its plain text
GET /inbox/messages.json  all of them, for programs; ?to=ADDRESS those to one
"""

import asyncio
import html
import itertools
from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

__all__ = ["Inbox", "Mailbox"]

KEPT = 2_000
MAX_BYTES = 10 * 2**20
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"
MAY = "allow-popups allow-popups-to-escape-sandbox"
"""What a mail may do: open its links."""
MAIL_POLICY = f"sandbox {MAY}; default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; } li { padding: 0.5rem 0; border-bottom: 1px solid #8884; }
iframe { border: 1px solid #8884; border-radius: 8px; width: 100%; height: 75vh; } dt { font-weight: 600; }
dd { margin: 0 0 0.5rem; } small { opacity: 0.75; } pre { white-space: pre-wrap; }
"""


class Mailbox(NamedTuple):
    """A mail that was taken. `id` counts them."""

    id: int
    to: str
    message: EmailMessage

    def text_of(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""


class Inbox:
    """Takes mail by SMTP on `port`, and keeps the newest in `folder`, a file each."""

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        kept = sorted(int(path.stem) for path in folder.glob("*.eml"))
        self._numbers = itertools.count(kept[-1] + 1 if kept else 1)
        self._controller = Controller(self, hostname="127.0.0.1", port=port, data_size_limit=MAX_BYTES)

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's)
        number = next(self._numbers)
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        addressed = f"X-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n".encode() + raw
        (self._folder / f"{number}.eml").write_bytes(addressed)
        (self._folder / f"{number - KEPT}.eml").unlink(missing_ok=True)
        return "250 taken"

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/inbox", self._list)
        app.router.add_get("/inbox/messages.json", self._messages)
        app.router.add_get(r"/inbox/{id:\d+}", self._show)
        app.router.add_get(r"/inbox/{id:\d+}/{kind:html|text}", self._part)

    def _all(self) -> Sequence[Mailbox]:
        """The newest first."""
        numbers = sorted((int(path.stem) for path in self._folder.glob("*.eml")), reverse=True)
        return [self._read(number) for number in numbers]

    def _read(self, number: int) -> Mailbox:
        try:
            raw = (self._folder / f"{number}.eml").read_bytes()
        except FileNotFoundError:
            raise web.HTTPNotFound(text="No such mail.") from None
        message = message_from_bytes(raw, policy=policy.default)
        return Mailbox(number, str(message["X-Envelope-To"]), message)

    async def _list(self, _: web.Request) -> web.Response:
        mails = await asyncio.to_thread(self._all)
        rows = "".join(
            f'<li><a href="/inbox/{mail.id}">{_safe(mail.message["Subject"])}</a><br>'
            f"<small>{_safe(mail.to)} · {_safe(mail.message['Date'])}</small></li>"
            for mail in mails
        )
        return _page("Inbox", f"<ul>{rows}</ul>" if rows else "<p>No mail yet.</p>")

    async def _show(self, request: web.Request) -> web.Response:
        mail = self._read(int(request.match_info["id"]))
        headers = "".join(
            f"<dt>{_safe(name)}</dt><dd>{_safe(value)}</dd>"
            for name, value in mail.message.items()
            if not name.lower().startswith(("content-", "mime-"))
        )
        frame = f'<iframe title="The mail" sandbox="{MAY}" src="/inbox/{mail.id}/html">'
        links = f'<p><a href="/inbox">All mails</a> · <a href="/inbox/{mail.id}/text">Plain text</a></p>'
        return _page(str(mail.message["Subject"]), f"{links}<dl>{headers}</dl>{frame}</iframe>")

    async def _part(self, request: web.Request) -> web.Response:
        mail, kind = self._read(int(request.match_info["id"])), request.match_info["kind"]
        if kind == "text":
            return web.Response(text=mail.text_of("plain"), content_type="text/plain")
        content = mail.text_of("html").replace("<head>", '<head><base target="_blank">', 1)
        return web.Response(text=content, content_type="text/html", headers={"Content-Security-Policy": MAIL_POLICY})

    async def _messages(self, request: web.Request) -> web.Response:
        mails = await asyncio.to_thread(self._all)
        wanted = request.query.get("to")
        return web.json_response([_described(mail) for mail in mails if wanted in (None, mail.to)])


def _described(mail: Mailbox) -> dict[str, Any]:
    return {
        "id": mail.id,
        "to": mail.to,
        "subject": str(mail.message["Subject"]),
        "headers": {name: str(value) for name, value in mail.message.items()},
        "text": mail.text_of("plain"),
        "html": mail.text_of("html"),
    }


def _page(title: str, body: str) -> web.Response:
    content = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{_safe(title)}</title><style>{STYLE}</style></head>'
        f"<body><main><h1>{_safe(title)}</h1>"
        f"<p><small>A stand-in: no mail leaves this machine.</small></p>{body}</main></body>"
    )
    return web.Response(text=content, content_type="text/html", headers={"Content-Security-Policy": PAGE_POLICY})


def _safe(text: object) -> str:
    return html.escape(str(text or ""), quote=True)

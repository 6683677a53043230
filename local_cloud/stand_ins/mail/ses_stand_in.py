"""Stand-in for Amazon SES: version 2 of its SendEmail, and what became of each mail, as a configuration set tells it.

    python -m local_cloud.stand_ins.mail.ses_stand_in --port 8006 --smtp-port 8007 --folder FOLDER --endpoint-url URL

What it takes it hands to the inbox by SMTP. As SES's mailbox simulator does, it has mails bounce to `bounce@…`, and has
`complaint@…` complain; `refused@…` it does not take. Events go to the topics that the configuration set names, which
the emulator keeps. Failures on request: see `stand_in`, kinds `FAILURES`.
"""

import argparse
import asyncio
import base64
import binascii
import json
import smtplib
import uuid
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import boto3
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_cloud.stand_ins.mail.inbox import Inbox
from local_cloud.stand_ins.stand_in import NAME, SERVED_BY, FailureQueue, Usage, add_health

__all__ = ["FAILURES", "make_app"]

FAILURES = ("throttled", "server_error", "slow", "silent")
"""`silent` takes the mail and answers nothing."""
MAX_BYTES = 40 * 2**20


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Raw(_Closed):
    data: str = Field(alias="Data")


class _Content(_Closed):
    raw: _Raw = Field(alias="Raw")


class _Destination(_Closed):
    to: list[str] = Field(alias="ToAddresses", min_length=1, max_length=50)


class _Tag(_Closed):
    name: str = Field(alias="Name", pattern=r"^[A-Za-z0-9_-]{1,256}$")
    value: str = Field(alias="Value", pattern=r"^[A-Za-z0-9_.@-]{1,256}$")


class _SendEmail(_Closed):
    sender: str = Field(alias="FromEmailAddress")
    destination: _Destination = Field(alias="Destination")
    content: _Content = Field(alias="Content")
    configuration_set: str = Field(default="", alias="ConfigurationSetName")
    tags: list[_Tag] = Field(default_factory=list, alias="EmailTags")


def make_app(folder: Path, smtp_port: int, endpoint_url: str | None) -> web.Application:
    """Without `endpoint_url` nobody is told what became of mails."""
    app = web.Application(client_max_size=MAX_BYTES)
    inbox, failures, usage = Inbox(folder, smtp_port), FailureQueue({"send": FAILURES}), Usage()
    stand_in = _SesStandIn(smtp_port, endpoint_url, failures, usage)
    app.router.add_post("/v2/email/outbound-emails", stand_in.send_email)
    inbox.add_routes(app)
    failures.add_routes(app)
    usage.add_routes(app)
    add_health(app, _no_engines)

    async def running(_: web.Application) -> Any:
        inbox.start()
        yield
        await stand_in.finish()
        inbox.stop()

    app.cleanup_ctx.append(running)
    return app


async def _no_engines() -> dict[str, str]:
    return {}


class _SesStandIn:
    def __init__(self, smtp_port: int, endpoint_url: str | None, failures: FailureQueue, usage: Usage) -> None:
        self._smtp_port = smtp_port
        self._endpoint_url = endpoint_url
        self._failures = failures
        self._usage = usage
        self._telling: set[asyncio.Task[None]] = set()

    async def finish(self) -> None:
        await asyncio.gather(*self._telling, return_exceptions=True)

    async def send_email(self, request: web.Request) -> web.StreamResponse:
        try:
            asked = _SendEmail.model_validate(await request.json())
            raw = base64.b64decode(asked.content.raw.data, validate=True)
        except (ValidationError, ValueError, binascii.Error) as error:
            return _error(400, "BadRequestException", str(error))
        failure = await self._failures.next("send")
        if failure and failure.kind == "throttled":
            return _error(429, "TooManyRequestsException", "Maximum sending rate exceeded.")
        if failure and failure.kind == "server_error":
            return _error(500, "InternalServiceErrorException", "Something went wrong.")
        if problem := _problem(asked, raw):
            return _error(400, "MessageRejected", problem)
        message_id = f"{uuid.uuid4()}-000000"
        bounced = [address for address in asked.destination.to if _user(address) == "bounce"]
        reached = [address for address in asked.destination.to if address not in bounced]
        if reached:
            await asyncio.to_thread(self._deliver, asked.sender, reached, raw)
        self._usage.add("send", bytes=len(raw), recipients=len(asked.destination.to))
        task = asyncio.create_task(self._tell(asked, message_id, bounced))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)
        if failure and failure.kind == "silent":
            assert request.transport
            request.transport.close()
        return web.json_response({"MessageId": message_id}, headers=SERVED_BY)

    def _deliver(self, sender: str, to: list[str], raw: bytes) -> None:
        with smtplib.SMTP("127.0.0.1", self._smtp_port, timeout=10) as server:
            server.sendmail(parseaddr(sender)[1], [parseaddr(address)[1] for address in to], raw)

    async def _tell(self, asked: _SendEmail, message_id: str, bounced: list[str]) -> None:
        if self._endpoint_url is None or not asked.configuration_set:
            return
        complained = any(_user(address) == "complaint" for address in asked.destination.to)
        kinds = ["Bounce"] if bounced else ["Delivery", *(["Complaint"] if complained else [])]
        for kind in kinds:
            await asyncio.to_thread(self._publish, asked, kind, _event(asked, message_id, kind))

    def _publish(self, asked: _SendEmail, kind: str, event: dict[str, Any]) -> None:
        """To the topics that the configuration set names for this kind."""
        destinations = self._client("sesv2").get_configuration_set_event_destinations(
            ConfigurationSetName=asked.configuration_set
        )["EventDestinations"]
        for each in destinations:
            topic = each.get("SnsDestination", {}).get("TopicArn")
            if topic and each.get("Enabled") and kind.upper() in each["MatchingEventTypes"]:
                self._client("sns").publish(TopicArn=topic, Message=json.dumps(event))

    def _client(self, service: str) -> Any:
        return boto3.client(
            service,  # type: ignore[call-overload]
            endpoint_url=self._endpoint_url,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 (the emulator's root key)
        )


def _problem(asked: _SendEmail, raw: bytes) -> str | None:
    """Why SES would not take it."""
    message = message_from_bytes(raw, policy=policy.default)
    if parseaddr(str(message["From"]))[1] != parseaddr(asked.sender)[1]:
        return "The From header is not of the address that sends."
    for address in asked.destination.to:
        name, _, domain = parseaddr(address)[1].rpartition("@")
        if not (name and domain and address.isascii()):
            return "Missing final '@domain'"
    if any(_user(address) == "refused" for address in asked.destination.to):
        return "Email address is not verified."
    return None


def _user(address: str) -> str:
    """Before the @, without what stands behind a plus."""
    return parseaddr(address)[1].rpartition("@")[0].partition("+")[0].lower()


def _event(asked: _SendEmail, message_id: str, kind: str) -> dict[str, Any]:
    """As event publishing writes it."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    tags = {tag.name: [tag.value] for tag in asked.tags} | {"ses:configuration-set": [asked.configuration_set]}
    mail = {"timestamp": at, "messageId": message_id, "source": asked.sender, "destination": asked.destination.to}
    details: dict[str, dict[str, Any]] = {
        "Delivery": {"timestamp": at, "recipients": asked.destination.to, "smtpResponse": "250 taken"},
        "Bounce": {
            "timestamp": at,
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [{"emailAddress": address} for address in asked.destination.to],
        },
        "Complaint": {
            "timestamp": at,
            "complainedRecipients": [{"emailAddress": address} for address in asked.destination.to],
        },
    }
    return {"eventType": kind, "mail": mail | {"tags": tags}, kind.lower(): details[kind]}


def _error(status: int, code: str, message: str) -> web.Response:
    headers = {"x-amzn-errortype": code, "x-served-by": NAME}
    return web.json_response({"message": message}, status=status, headers=headers)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, required=True)
    options.add_argument("--smtp-port", type=int, required=True)
    options.add_argument("--folder", type=Path, required=True, help="where mails are kept")
    options.add_argument("--endpoint-url", help="address of the emulator")
    given = options.parse_args()
    app = make_app(given.folder, given.smtp_port, given.endpoint_url)
    web.run_app(app, host="127.0.0.1", port=given.port, access_log=None, print=None, shutdown_timeout=1)


if __name__ == "__main__":
    main()

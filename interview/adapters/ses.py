"""Mails, by Amazon SES's API version 2."""

import logging
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

from interview.adapters import aws
from interview.domain.mail.letters import tag_of
from interview.domain.mail.rendering import RenderedLetter
from interview.domain.text import is_mailable

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

TIMEOUTS = Config(connect_timeout=3, read_timeout=15, retries={"mode": "standard", "total_max_attempts": 1})
"""Once: a call whose answer did not come may have sent the mail."""
NOT_TAKEN = (ConnectTimeoutError, EndpointConnectionError)
"""Nothing has reached the service."""
REFUSED = frozenset({"BadRequestException", "MessageRejected"})
"""Of this mail: another one may be taken, this one never."""

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    SENT = "sent"
    AWAY = "away"
    """Not taken for now."""
    REFUSED = "refused"
    """This one never is."""
    ADDRESS_INVALID = "address_invalid"
    UNCERTAIN = "uncertain"
    """No answer came: it may have been sent."""


class Sending(NamedTuple):
    """What came of it, and the id that the service gave the mail."""

    outcome: Outcome
    message_id: str = ""


class Mail(NamedTuple):
    """`sender` is the name before our address, `reply_to` who is answered, if that can be, `unsubscribe` what one click
    asks for."""

    letter_id: str
    to: str
    sender: str
    reply_to: str | None
    unsubscribe: str
    content: RenderedLetter


@cache
def _client(url: str) -> "SESV2Client":
    client: SESV2Client = aws.client("sesv2", config=TIMEOUTS, endpoint_url=url or None)
    return client


class Ses:
    def __init__(self, address: str, configuration_set: str, url: str = "") -> None:
        """`address` is whom mails come from; `url` where another server stands in for the region's own."""
        self._address = address
        self._configuration_set = configuration_set
        self._url = url

    def send(self, mail: Mail) -> Sending:
        try:
            message = _message(self._address, mail)
        except (MessageError, ValueError, IndexError):  # the library names none of its own
            return Sending(Outcome.ADDRESS_INVALID)
        try:
            answer = _client(self._url).send_email(
                FromEmailAddress=str(message["From"]),
                Destination={"ToAddresses": [str(message["To"])]},
                Content={"Raw": {"Data": message.as_bytes()}},
                ConfigurationSetName=self._configuration_set,
                EmailTags=[{"Name": "letter", "Value": tag_of(mail.letter_id)}],
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
            logger.warning("mail_not_taken", extra={"fields": {"reason": code}})
            return Sending(Outcome.REFUSED if code in REFUSED else Outcome.AWAY)
        except BotoCoreError as error:
            logger.warning("mail_not_taken", extra={"fields": {"reason": type(error).__name__}})
            return Sending(Outcome.AWAY if isinstance(error, NOT_TAKEN) else Outcome.UNCERTAIN)
        return Sending(Outcome.SENT, answer["MessageId"])


def _message(address: str, mail: Mail) -> EmailMessage:
    """Each header by the library, which refuses line breaks and encodes all else."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = Address(mail.sender, addr_spec=address)
    message["To"] = Address(addr_spec=_in_ascii(mail.to))
    if mail.reply_to and is_mailable(mail.reply_to):
        message["Reply-To"] = Address(addr_spec=_in_ascii(mail.reply_to))
    message["Subject"] = mail.content.subject
    message["Date"] = formatdate()
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.content.text)
    message.add_alternative(mail.content.html, subtype="html")
    return message


def _in_ascii(address: str) -> str:
    """A domain of other letters by its name in DNS. Raises ValueError for what SES takes nowhere."""
    if not is_mailable(address):
        raise ValueError("letters of other alphabets before the @")
    local, _, domain = address.strip().rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"

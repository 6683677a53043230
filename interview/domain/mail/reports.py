"""What became of a mail, as Amazon SES tells it: event publishing of a configuration set."""

from datetime import datetime
from typing import Any, Literal, NamedTuple

from pydantic import AwareDatetime, ConfigDict, Field

from interview.domain.mail.letters import LetterState, id_of
from interview.domain.values import Value

BOUNCED_FOR_GOOD = "Permanent"


class MailReport(NamedTuple):
    letter_id: str
    state: LetterState
    at: datetime


class _Read(Value):
    model_config = ConfigDict(hide_input_in_errors=True)


class _Mail(_Read):
    tags: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class _Delivery(_Read):
    timestamp: AwareDatetime


class _Bounce(_Read):
    bounce_type: str = Field(alias="bounceType")
    timestamp: AwareDatetime


class _Event(_Read):
    event_type: Literal["Delivery", "Bounce", "Complaint"] | str = Field(alias="eventType")
    mail: _Mail
    delivery: _Delivery | None = None
    bounce: _Bounce | None = None
    complaint: _Delivery | None = None


def report_of(stored: Any) -> MailReport | None:
    """None for what says nothing of a letter of ours: one of another sender, or a mailbox that is full for now. Raises
    pydantic's ValidationError for what is no event of SES."""
    event = _Event.model_validate(stored)
    tag = next(iter(event.mail.tags.get("letter", ())), None)
    if tag is None:
        return None
    if event.event_type == "Delivery" and event.delivery:
        return MailReport(id_of(tag), LetterState.DELIVERED, event.delivery.timestamp)
    if event.event_type == "Complaint" and event.complaint:
        return MailReport(id_of(tag), LetterState.COMPLAINED, event.complaint.timestamp)
    if event.event_type == "Bounce" and event.bounce and event.bounce.bounce_type == BOUNCED_FOR_GOOD:
        return MailReport(id_of(tag), LetterState.BOUNCED, event.bounce.timestamp)
    return None

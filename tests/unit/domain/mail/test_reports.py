"""What Amazon SES tells of a mail."""

from typing import Any

import pytest
from pydantic import ValidationError

from interview.domain.mail.letters import LetterState
from interview.domain.mail.reports import report_of

AT = "2026-11-30T10:00:00.123Z"
MAIL = {"messageId": "1", "destination": ["a@example.com"], "tags": {"letter": ["invitation.a-b.0"], "x": ["y"]}}


@pytest.mark.parametrize(
    ("event", "state"),
    [
        ({"eventType": "Delivery", "delivery": {"timestamp": AT}}, LetterState.DELIVERED),
        ({"eventType": "Bounce", "bounce": {"timestamp": AT, "bounceType": "Permanent"}}, LetterState.BOUNCED),
        ({"eventType": "Complaint", "complaint": {"timestamp": AT}}, LetterState.COMPLAINED),
        ({"eventType": "Bounce", "bounce": {"timestamp": AT, "bounceType": "Transient"}}, None),
        ({"eventType": "Open", "open": {}}, None),
    ],
)
def test_what_became_of_a_letter_is_read(event: dict[str, Any], state: LetterState | None) -> None:
    report = report_of({**event, "mail": MAIL})
    assert (report and report.state) == state
    assert report is None or (report.letter_id, report.at.isoformat()) == (
        "invitation:a-b:0",
        "2026-11-30T10:00:00.123000+00:00",
    )


def test_a_mail_that_is_no_letter_of_ours_is_passed_over_and_what_is_no_event_is_refused() -> None:
    assert report_of({"eventType": "Delivery", "delivery": {"timestamp": AT}, "mail": {"tags": {}}}) is None
    with pytest.raises(ValidationError):
        report_of({"eventType": "Delivery"})

"""An interview as Greenhouse's Assessment API asks for it: the answer to its request `test_status`.

https://developers.greenhouse.io/assessment.html; read in its source (grnhse/greenhouse-api-docs) on 1 December 2026.
"""

from collections.abc import Mapping

from pydantic import Field

from interview.domain.applicant_tracking.facts import Primitive, address_of, facts_of, figure_of, is_complete
from interview.domain.exports import ExportedSession
from interview.domain.sessions.session import SessionState
from interview.domain.values import Value

__all__ = ["AssessmentStatus", "assessment_status"]

COMPLETE = "complete"
NOT_YET = {SessionState.COMPLETED: "processing"}
"""What Greenhouse could take for the word that ends its asking."""


class AssessmentStatus(Value):
    """Greenhouse's own names. It asks no more once `partner_status` is `complete`."""

    partner_status: str
    partner_profile_url: str
    partner_score: float | None = Field(description="from 0 to 10; a person's, where one has set one")
    metadata: Mapping[str, Primitive] = Field(description="shown as it is: not nested, names and plain values")


def assessment_status(session: ExportedSession, site: str) -> AssessmentStatus:
    status = COMPLETE if is_complete(session) else NOT_YET.get(session.state, session.state.value)
    return AssessmentStatus(
        partner_status=status,
        partner_profile_url=address_of(session, site),
        partner_score=figure_of(session),
        metadata=facts_of(session),
    )

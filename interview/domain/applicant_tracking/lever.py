"""An interview as the bodies of requests to Lever's API, one for each endpoint.

https://hire.lever.co/developer/documentation: "Create an opportunity", "Update links", "Update tags", "Create a note",
"Create a feedback form". Only its introduction could be read (1 December 2026): the shapes are those that other
programs send, and none was tried with Lever.
"""

from pydantic import Field

from interview.domain.applicant_tracking.facts import address_of, decision_on, facts_of
from interview.domain.decisions.choice import Choice
from interview.domain.exports import ExportedSession
from interview.domain.values import Value

__all__ = ["LeverBodies", "lever_bodies"]

SOURCE = "Colloquy"
RATINGS = {Choice.ADVANCE.value: "3 - Hire", Choice.REJECT.value: "2 - No Hire"}
"""Of Lever's four, the two that claim no more than was decided. Who is put on hold has none."""


class Opportunity(Value):
    """`POST /opportunities`: a candidate who is not in Lever yet. Lever finds its own by the address."""

    name: str
    emails: tuple[str, ...]
    links: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[str, ...] = (SOURCE,)


class Links(Value):
    """`POST /opportunities/:opportunity/addLinks`."""

    links: tuple[str, ...]


class Tags(Value):
    """`POST /opportunities/:opportunity/addTags`."""

    tags: tuple[str, ...]


class LeverNote(Value):
    """`POST /opportunities/:opportunity/notes`."""

    value: str
    secret: bool = False


class FeedbackAnswer(Value):
    """What belongs into a field of a feedback form: `fieldValues` of `POST /opportunities/:opportunity/feedback` name
    fields by ids of the account's own template, so that whoever sends them finds each by its `type` and `text`."""

    type: str
    text: str
    value: str


class LeverBodies(Value):
    """`opportunity` is null while anything is hidden from whoever asks: their name may be."""

    opportunity: Opportunity | None
    links: Links
    tags: Tags
    note: LeverNote
    feedback: tuple[FeedbackAnswer, ...] = Field(description="what a feedback form's fields are filled with")


def lever_bodies(session: ExportedSession, site: str) -> LeverBodies:
    address = address_of(session, site)
    facts = [f"{name}: {value}" for name, value in facts_of(session).items() if value is not None]
    known = Opportunity(
        name=session.candidate_name,
        emails=(session.candidate_email,) if session.candidate_email else (),
        links=(address,),
        tags=session.tags,
    )
    return LeverBodies(
        opportunity=None if session.scores_hidden else known,
        links=Links(links=(address,)),
        tags=Tags(tags=session.tags),
        note=LeverNote(value="\n".join((*facts, address))),
        feedback=_feedback(session, "\n".join(facts)),
    )


def _feedback(session: ExportedSession, summary: str) -> tuple[FeedbackAnswer, ...]:
    rest = FeedbackAnswer(type="textarea", text="Summary", value=summary)
    decision = decision_on(session)
    rating = RATINGS.get(decision.choice) if decision else None
    return (FeedbackAnswer(type="score-system", text="Rating", value=rating), rest) if rating else (rest,)

"""What we make for Lever has the shapes that other programs send to it. Of its documentation
(https://hire.lever.co/developer/documentation) only the introduction could be read, and it was not tried with Lever."""

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter

from interview.domain.applicant_tracking.lever import LeverBodies, lever_bodies
from interview.domain.decisions.choice import Choice
from tests.contract.exported import SITE, an_exported_session, decided

FIELD_TYPES = {"code", "date", "dropdown", "multiple-choice", "multiple-select", "score-system", "score", "scorecard"}
FIELD_TYPES |= {"text", "textarea", "yes-no"}
"""Of feedback forms."""
SCORES = {"4 - Strong Hire", "3 - Hire", "2 - No Hire", "1 - Strong No Hire"}


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CreateOpportunity(Body):
    """Any of them may be left out."""

    name: str | None = None
    headline: str | None = None
    stage: str | None = None
    location: str | None = None
    phones: list[dict[str, str]] | None = None
    emails: list[str] | None = None
    links: list[str] | None = None
    tags: list[str] | None = None
    sources: list[str] | None = None
    origin: str | None = None
    owner: str | None = None
    postings: list[str] | None = None


class AddLinks(Body):
    links: list[str]


class AddTags(Body):
    tags: list[str]


class CreateNote(Body):
    value: str
    secret: bool = False
    score: bool = False
    notifyFollowers: bool = False  # noqa: N815 (Lever's name)
    createdAt: int | None = None  # noqa: N815


@pytest.fixture
def bodies() -> LeverBodies:
    return lever_bodies(an_exported_session(), SITE)


def test_each_body_has_the_documented_shape(bodies: LeverBodies) -> None:
    for shape, body in (
        (CreateOpportunity, bodies.opportunity),
        (AddLinks, bodies.links),
        (AddTags, bodies.tags),
        (CreateNote, bodies.note),
    ):
        assert body
        TypeAdapter(shape).validate_json(body.model_dump_json())
    assert bodies.opportunity
    assert bodies.opportunity.emails == ("ada@example.com",)
    assert bodies.links.links[0] in bodies.note.value


@pytest.mark.parametrize(
    ("choice", "rating"), [(Choice.ADVANCE, "3 - Hire"), (Choice.REJECT, "2 - No Hire"), (Choice.HOLD, None)]
)
def test_a_decision_is_one_of_levers_scores(choice: Choice, rating: str | None) -> None:
    answers = lever_bodies(an_exported_session(findings=(decided(choice),)), SITE).feedback
    assert {answer.type for answer in answers} <= FIELD_TYPES
    rated = [answer.value for answer in answers if answer.type == "score-system"]
    assert rated == ([rating] if rating else [])
    assert set(rated) <= SCORES


def test_nobody_is_made_known_by_whom_they_are_hidden_from() -> None:
    hidden = an_exported_session(scores_hidden=True, scorecard=None, findings=(), candidate_name="#4b4ac4")
    bodies = lever_bodies(hidden, SITE)
    assert bodies.opportunity is None
    assert "hidden" in bodies.note.value
    assert "Overall" not in bodies.note.value

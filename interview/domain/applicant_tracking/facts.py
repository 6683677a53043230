"""What an applicant tracking system is told of an interview: few facts, each of them once."""

from collections.abc import Iterator, Mapping

from interview.domain.decisions.entries import Decision, Override
from interview.domain.exports import ExportedSession
from interview.domain.sessions.session import ENDED_EARLY, FINISHED
from interview.domain.values import Value

__all__ = [
    "HIDDEN",
    "MAX_SITE",
    "SITE",
    "Primitive",
    "address_of",
    "decision_on",
    "facts_of",
    "figure_of",
    "is_complete",
]

Primitive = str | int | float | bool | None
SITE = r"^https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?$"
MAX_SITE = 300
HIDDEN = "hidden until every answer has been judged"


class Standing(Value):
    """A decision as it stands, and who made it."""

    choice: str
    reason: str
    by: str


def address_of(session: ExportedSession, site: str) -> str:
    """Where its result is shown, to whoever may sign in."""
    return f"{site}/dashboard#/sessions/{session.id}"


def is_complete(session: ExportedSession) -> bool:
    """Whether there is no more to come: a result, or none for good."""
    return session.state in (*FINISHED, *ENDED_EARLY)


def figure_of(session: ExportedSession) -> float | None:
    """From 0 to 10: a person's, where one has set one above the scorecard's."""
    if (by_person := _override(session)) is not None:
        return by_person
    return session.scorecard.scorecard.overall if session.scorecard else None


def decision_on(session: ExportedSession) -> Standing | None:
    """They are in the order in which they were made: the newest stands."""
    made = [(each.finding, each.author) for each in session.findings if isinstance(each.finding, Decision)]
    if not made:
        return None
    decision, author = made[-1]
    return Standing(choice=decision.choice.value, reason=decision.reason, by=author.name)


def facts_of(session: ExportedSession) -> Mapping[str, Primitive]:
    """In the order in which somebody reads them. What is hidden from the caller is not among them."""
    return dict(_facts(session))


def _facts(session: ExportedSession) -> Iterator[tuple[str, Primitive]]:
    yield "Interview", session.template_title
    yield "State", session.state.value
    if session.started_at:
        yield "Started at", session.started_at.isoformat()
    if session.completed_at:
        yield "Completed at", session.completed_at.isoformat()
    if session.scores_hidden:
        yield "Scores", HIDDEN
    yield from _scores(session)
    if decision := decision_on(session):
        yield "Decision", decision.choice
        yield "Decided by", decision.by
        yield "Reason", decision.reason


def _scores(session: ExportedSession) -> Iterator[tuple[str, Primitive]]:
    if (by_person := _override(session)) is not None:
        yield "Overall by a person (0 to 10)", by_person
    if session.scorecard is None:
        return
    card = session.scorecard.scorecard
    yield "Overall (0 to 10)", card.overall
    if card.low is not None and card.high is not None:
        yield "Between", f"{card.low:.1f} and {card.high:.1f}"
    yield "Confidence", card.confidence
    yield "Judged by", "; ".join(session.engines) or None
    yield "Scored answers", f"{card.scored_answers} of {card.answers}"
    for criterion in card.criteria:
        yield f"{criterion.title or criterion.name} (0 to 5)", criterion.level


def _override(session: ExportedSession) -> float | None:
    """The newest of people's own figures."""
    return next(
        (each.finding.overall for each in reversed(session.findings) if isinstance(each.finding, Override)), None
    )

"""What the list of interviews knows of one: what it is found, filtered and ordered by.

An interview that is the same to everybody has one entry. One of a blind template has another for each who sees more
of it: so nothing that is hidden from somebody can be found, counted or told from the order by them.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from interview.domain.accounts import User
from interview.domain.decisions.blinding import unnamed
from interview.domain.decisions.entries import Choice, Entry
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.decisions.review import Review, review
from interview.domain.evaluation.scorecard import ScorecardFigure
from interview.domain.search import folded, words_of
from interview.domain.sessions.failures import NOTHING_RECORDED
from interview.domain.sessions.session import FINISHED, Session, SessionState, Source
from interview.domain.templates import Blinding
from interview.domain.values import Value

__all__ = [
    "RULES_VERSION",
    "SHARED",
    "Certainty",
    "Decided",
    "Known",
    "ListedSession",
    "ListedState",
    "Overridden",
    "Reviewing",
    "audiences_of",
    "certainty_of",
    "listed",
    "state_of",
    "who_judged_all",
]

RULES_VERSION = 5
"""Of what this module, and `domain/analytics/facts.py`, make of an interview: another one with every change, so that
all are listed anew."""
MAX_NAME = 100
"""Characters of a name by which it is ordered."""
MAX_SEPARATE = 50
"""People who see more of a blind interview than others do. Who comes later finds it as those who do not."""

UNSCORED = -1.0
EVERYBODY, WHO_DECIDE, WHO_REVIEW = "everybody", "who_decide", "who_review"
SHARED = (EVERYBODY, WHO_DECIDE, WHO_REVIEW)
"""For whom an entry is, beside single people."""


class ListedState(StrEnum):
    """A session's state, but for interviews in which nothing was answered: the session failed then, and nothing of
    ours did."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    PROCESSING = "processing"
    DONE = "done"
    NOTHING_ANSWERED = "nothing_answered"
    FAILED = "failed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Certainty(StrEnum):
    """What a finished interview's figure is worth: a person must judge some or all of it; what judged is no language
    model; or neither."""

    NEEDS_PERSON = "needs_person"
    INDICATIVE = "indicative"
    SCORED = "scored"


class Decided(Value):
    """The decision that holds."""

    choice: Choice
    by: str
    at: datetime


class Overridden(Value):
    """The overall figure that a person gave, which holds in the place of the scorecard's."""

    overall: float
    by: str
    at: datetime


class Reviewing(Value):
    """Somebody who gave levels, as they were called then."""

    id: UUID
    name: str


class ListedSession(Value):
    """An entry, for `audience`: everybody, who decide, who review, or one person by their id; but not for
    `hidden_from`, who have one of their own. `at` is when the candidate finished or else was invited; `name` and
    `words` are folded.

    `overall` is the figure that a person gave, or else the scorecard's, of which alone `certainty` is; `flags` how many
    were not set aside.
    """

    session_id: UUID
    organisation_id: UUID
    audience: str
    hidden_from: tuple[UUID, ...] = ()
    template_id: UUID
    state: ListedState
    created_at: datetime
    finished: bool
    at: datetime
    name: str
    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: Source = Source.INVITED
    decided: Decided | None = None
    reviewers: tuple[Reviewing, ...] = ()
    flags: int = 0
    overall: float | None = None
    overridden: Overridden | None = None
    certainty: Certainty | None = None
    rules_version: int = RULES_VERSION

    @property
    def score(self) -> float:
        """By which it is ordered: those without a number come last."""
        return UNSCORED if self.overall is None else self.overall


class Known(NamedTuple):
    """What is known of an interview beside its session: what people found, what its scorecard comes to, how many flags
    it has and how many of them were not set aside, and which questions were answered."""

    entries: Sequence[Entry]
    figure: ScorecardFigure | None
    flags: int
    flags_left: int
    answered: Collection[int]


def audiences_of(user: User) -> tuple[str, ...]:
    """Whose entries somebody finds."""
    role = WHO_DECIDE if user.role in MAY[Action.DECIDE] else WHO_REVIEW
    return EVERYBODY, role, str(user.id)


def listed(session: Session, known: Known) -> list[ListedSession]:
    """The entries of an interview."""
    stands = review(known.entries)
    everything = _entry(session, known, stands)
    if session.blinding is Blinding.OFF:
        return [everything]
    if not session.is_over:
        everything = everything.model_copy(update={"flags": known.flags})
        if session.blinding is Blinding.SCORES:
            return [everything]
        nobody = everything.model_copy(update={**_found_by(unnamed(session)), "audience": WHO_REVIEW})
        return [everything.model_copy(update={"audience": WHO_DECIDE}), nobody]
    if not known.answered:
        return [everything]
    judges = who_judged_all(stands, known.answered)[:MAX_SEPARATE]
    hidden = everything.model_copy(
        update={
            **(_found_by(unnamed(session)) if session.blinding is Blinding.IDENTITY else {}),
            "decided": None,
            "reviewers": (),
            "flags": known.flags,
            "overall": None,
            "overridden": None,
            "certainty": None,
            "hidden_from": tuple(judges),
        }
    )
    return [hidden, *(everything.model_copy(update={"audience": str(judge)}) for judge in judges)]


def certainty_of(
    session: Session, figure: ScorecardFigure | None, overridden: Overridden | None = None
) -> Certainty | None:
    """None before the end, where nothing was answered, and where a person's figure holds: who gave it knows."""
    if session.state not in FINISHED or overridden or (figure is None and not session.people_only):
        return None
    if state_of(session) is ListedState.NOTHING_ANSWERED:
        return None
    if figure is None or figure.needs_person or figure.overall is None:
        return Certainty.NEEDS_PERSON
    return Certainty.INDICATIVE if figure.indicative else Certainty.SCORED


def state_of(session: Session) -> ListedState:
    """As it is listed."""
    if session.state is SessionState.FAILED and session.failure and session.failure.code == NOTHING_RECORDED.code:
        return ListedState.NOTHING_ANSWERED
    return ListedState(session.state.value)


def _entry(session: Session, known: Known, stands: Review) -> ListedSession:
    decision, override = stands.decision, stands.override
    overridden = override and Overridden(overall=override.finding.overall, by=override.author.name, at=override.at)
    of_scorecard = known.figure.overall if known.figure else None
    return ListedSession(
        session_id=session.id,
        organisation_id=session.organisation_id,
        audience=EVERYBODY,
        template_id=session.template_id,
        state=state_of(session),
        created_at=session.created_at,
        finished=session.completed_at is not None,
        at=session.completed_at or session.created_at,
        tags=session.tags,
        source=session.source,
        decided=decision and Decided(choice=decision.finding.choice, by=decision.author.name, at=decision.at),
        reviewers=tuple(
            Reviewing(id=each.author.id, name=each.author.name) for each in stands.reviewers if each.levels
        ),
        flags=known.flags_left,
        overall=overridden.overall if overridden else of_scorecard,
        overridden=overridden,
        certainty=certainty_of(session, known.figure, overridden),
        **_found_by(session),
    )


def _found_by(session: Session) -> dict[str, Any]:
    """Of an entry, what comes from the name."""
    return {
        "name": folded(session.candidate_name)[:MAX_NAME],
        "words": words_of(
            [session.candidate_name, session.stated_name or "", session.candidate_email or "", *session.tags]
        ),
    }


def who_judged_all(stands: Review, answered: Collection[int]) -> list[UUID]:
    """Who has given levels to each of these questions."""
    return [
        each.author.id
        for each in stands.reviewers
        if set(answered) <= {made.finding.question_index for made in each.levels}
    ]

"""What people find about an interview: each finding is an entry of its own, kept for ever as it was made.

Nothing is changed or taken back: who thinks otherwise adds another entry, and of each person's entries about the same
thing the newest is theirs.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field

from interview.domain.accounts import Role, User
from interview.domain.decisions.choice import Choice
from interview.domain.evaluation.rubric import CONTENT, RUBRIC, Rubric
from interview.domain.sessions.session import Session, require_question, require_standing_by
from interview.domain.values import Value
from interview.errors import MalformedRequestError, NotFinishedError

__all__ = [
    "VIEWER",
    "AnswerLevels",
    "Author",
    "Choice",
    "Decision",
    "Entry",
    "Finding",
    "FlagDismissal",
    "Override",
    "author_of",
    "levels_of",
    "require_finished",
    "rubric_of",
]


VIEWER: Literal["viewer"] = "viewer"
"""Who has no account, and was shown a result by a link."""


class Decision(Value):
    """What becomes of the candidate, and why."""

    kind: Literal["decision"] = "decision"
    choice: Choice
    reason: str


class Override(Value):
    """The interview's overall figure (0 to 10) as a person sees it, and why."""

    kind: Literal["override"] = "override"
    overall: float
    reason: str


class AnswerLevels(Value):
    """A person's level (0 to 5) of each criterion of an answer. `rubric_hash` names what was judged by; `overall` (0 to
    10) follows from both by the rule by which a model's does."""

    kind: Literal["answer_levels"] = "answer_levels"
    question_index: int
    levels: dict[str, int]
    overall: float
    rubric_hash: str


class FlagDismissal(Value):
    """A flag is set aside, or no longer is, and why. It stays where it is, and no score ever knew of it."""

    kind: Literal["flag_dismissal"] = "flag_dismissal"
    flag_id: UUID
    dismissed: bool
    reason: str


Finding: TypeAlias = Annotated[Decision | Override | AnswerLevels | FlagDismissal, Field(discriminator="kind")]


class Author(Value):
    """Who made an entry, as they were called then, and by which right. A viewer is named as the link that they were
    shown the result by, and has its id."""

    id: UUID
    name: str
    role: Role | Literal["viewer"]


class Entry(Value):
    """`id` is of the making of whoever asks, so that what is sent again counts once."""

    id: UUID
    session_id: UUID
    author: Author
    at: datetime
    finding: Finding


def author_of(user: User) -> Author:
    return Author(id=user.id, name=user.name, role=user.role)


def rubric_of(session: Session) -> Rubric:
    """What people judge the answers by: what the interview was issued with, or else the usual."""
    return session.rubric or RUBRIC


def levels_of(session: Session, question_index: int, levels: Mapping[str, int]) -> AnswerLevels:
    """A person's judgement of an answer. Raises NotFoundError for a question that the interview does not have, and
    MalformedRequestError unless exactly the criteria of its rubric are judged."""
    require_question(session, question_index)
    rubric = rubric_of(session)
    if levels.keys() != {criterion.name for criterion in rubric.criteria}:
        raise MalformedRequestError("Give a level for each criterion of this interview's rubric, and for no other.")
    return AnswerLevels(
        question_index=question_index,
        levels=dict(levels),
        overall=_overall(levels, rubric),
        rubric_hash=rubric.hash,
    )


def _overall(levels: Mapping[str, int], rubric: Rubric) -> float:
    """Twice the weighted mean, at most `2 * (content + 1)`: form adds to substance, and stands for none."""
    weight = sum(criterion.weight for criterion in rubric.criteria)
    mean = sum(criterion.weight * levels[criterion.name] for criterion in rubric.criteria) / weight
    return round(2 * min(mean, levels[CONTENT] + 1), 1)


def require_finished(session: Session) -> None:
    """Raise NotFinishedError before the candidate has finished, WithdrawnError where they have withdrawn."""
    require_standing_by(session)
    if not session.is_over:
        raise NotFinishedError("Nobody can judge an interview that is not finished.")

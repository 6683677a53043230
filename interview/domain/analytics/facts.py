"""What is counted of one interview when many are summed up: its times, how far it came, and what it comes to. No name,
no word, and of people only who has judged a blind one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from statistics import fmean
from uuid import UUID

from interview.domain.decisions.entries import Choice, Decision
from interview.domain.decisions.review import Review, review
from interview.domain.evaluation.score import JudgedLevels
from interview.domain.listing.entries import Known, who_judged_all
from interview.domain.sessions.answer import AnswerProgress
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import Blinding
from interview.domain.values import Value

__all__ = ["LevelPairs", "SessionFacts", "as_seen_by", "facts_of"]


class LevelPairs(Value):
    """So often one gave this level of a criterion and the other that one, for the same answer by the same rubric. Of
    two people the lower level comes first, of a person and the model the model's."""

    one: int
    other: int
    many: int


class SessionFacts(Value):
    """An interview, as it is counted. `places` are its main questions, from 0; `reached` and `answered` are those of
    them that were asked, and to which something was said or written. `finished_at` is when the candidate ended it, None
    where its time did. `overall` is the model's figure, `by_people` theirs. What was found of one that `is_blind` is
    told to its `judges` alone, who have judged all of it.
    """

    session_id: UUID
    organisation_id: UUID
    template_id: UUID
    created_at: datetime
    opened_at: datetime | None = None
    begun_at: datetime | None = None
    locked_at: datetime | None = None
    finished_at: datetime | None = None
    is_over: bool = False
    is_cancelled: bool = False
    places: int
    reached: tuple[int, ...] = ()
    answered: tuple[int, ...] = ()
    first_decided_at: datetime | None = None
    decided_at: datetime | None = None
    choice: Choice | None = None
    overall: float | None = None
    indicative: bool = False
    by_people: float | None = None
    between_people: tuple[LevelPairs, ...] = ()
    with_model: tuple[LevelPairs, ...] = ()
    is_blind: bool = False
    judges: tuple[UUID, ...] = ()


NOTHING_FOUND = {
    **dict.fromkeys(("first_decided_at", "decided_at", "choice", "overall", "by_people")),
    "indicative": False,
    "between_people": (),
    "with_model": (),
}


def as_seen_by(reader: UUID, facts: SessionFacts) -> tuple[SessionFacts, bool]:
    """What this person may count of it, and whether something is hidden from them."""
    if not facts.is_blind or reader in facts.judges:
        return facts, False
    return facts.model_copy(update=NOTHING_FOUND), True


def facts_of(
    session: Session,
    known: Known,
    progress: Iterable[AnswerProgress],
    by_model: Mapping[int, JudgedLevels],
) -> SessionFacts:
    """`by_model` are the levels of the scores that hold, by question index."""
    stands = review(known.entries)
    decisions = [entry.at for entry in known.entries if isinstance(entry.finding, Decision)]
    mains = [index for index, question in enumerate(session.questions) if question.follows is None]
    place_of = {index: place for place, index in enumerate(mains)}
    seen = {answer.question_index: answer for answer in progress if answer.question_index in place_of}
    answered = {index for index, answer in seen.items() if answer.recorded_ms is not None or answer.has("text_answer")}
    reached = {index for index, answer in seen.items() if answer.asked_at is not None or answer.next_run > 0}
    is_blind = session.blinding is not Blinding.OFF and session.is_over and bool(known.answered)
    locked_at = session.completed_at
    return SessionFacts(
        session_id=session.id,
        organisation_id=session.organisation_id,
        template_id=session.template_id,
        created_at=session.created_at,
        opened_at=session.opened_at,
        begun_at=session.started_at,
        locked_at=locked_at,
        finished_at=locked_at if locked_at and locked_at < session.expires_at else None,
        is_over=session.is_locked or session.state is SessionState.EXPIRED,
        is_cancelled=session.state is SessionState.CANCELLED,
        places=len(mains),
        reached=tuple(sorted(place_of[index] for index in reached | answered)),
        answered=tuple(sorted(place_of[index] for index in answered)),
        first_decided_at=min(decisions, default=None),
        decided_at=stands.decision.at if stands.decision else None,
        choice=stands.decision.finding.choice if stands.decision else None,
        overall=known.figure.overall if known.figure else None,
        indicative=known.figure.indicative if known.figure else False,
        by_people=_by_people(stands, answered),
        between_people=_counted(_between_people(stands)),
        with_model=_counted(_with_model(stands, by_model)),
        is_blind=is_blind,
        judges=tuple(who_judged_all(stands, known.answered)) if is_blind else (),
    )


def _by_people(stands: Review, answered: Collection[int]) -> float | None:
    """What somebody overrode it with, or else the mean of the answers, each the mean of those who judged it: where
    there is one of every answer."""
    if stands.override:
        return stands.override.finding.overall
    figures: dict[int, list[float]] = {}
    for reviewer in stands.reviewers:
        for made in reviewer.levels:
            figures.setdefault(made.finding.question_index, []).append(made.finding.overall)
    if not figures or not set(answered) <= figures.keys():
        return None
    return round(fmean(fmean(each) for each in figures.values()), 2)


Given = Mapping[str, int]


def _same_criteria(one: Given, other: Given) -> Iterable[tuple[int, int]]:
    return ((one[name], other[name]) for name in one.keys() & other.keys())


def _between_people(stands: Review) -> Iterable[tuple[int, int]]:
    judged: dict[tuple[int, str], list[Given]] = {}
    for reviewer in stands.reviewers:
        for made in reviewer.levels:
            finding = made.finding
            judged.setdefault((finding.question_index, finding.rubric_hash), []).append(finding.levels)
    for levels in judged.values():
        for one, other in combinations(levels, 2):
            yield from ((min(pair), max(pair)) for pair in _same_criteria(one, other))


def _with_model(stands: Review, by_model: Mapping[int, JudgedLevels]) -> Iterable[tuple[int, int]]:
    for reviewer in stands.reviewers:
        for made in reviewer.levels:
            model = by_model.get(made.finding.question_index)
            if model and model.rubric_hash == made.finding.rubric_hash:
                yield from _same_criteria(model.levels, made.finding.levels)


def _counted(pairs: Iterable[tuple[int, int]]) -> tuple[LevelPairs, ...]:
    counted: Sequence[tuple[tuple[int, int], int]] = sorted(Counter(pairs).items())
    return tuple(LevelPairs(one=one, other=other, many=many) for (one, other), many in counted)

"""How an interview stands: how far each answer is, what it scored, and what was noticed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.blinding import as_seen
from interview.domain.decisions.review import review
from interview.domain.evaluation.score import Overall
from interview.domain.evaluation.scorecard import ScorecardVersion
from interview.domain.proctoring import Flag
from interview.domain.question_time import overtimes
from interview.domain.sessions.answer import AnswerProgress
from interview.domain.sessions.session import Session, SessionState, is_there
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.sessions.list_flags import FlagPage, ListFlags

FlagCounts = Mapping[tuple[int | None, str], int]
"""By question and type."""


@dataclass(frozen=True)
class Results:
    """`scores` are by question index and hold what there is so far; `flags` are the first page of them, `flag_counts`
    how many there are of each question and type, and `set_aside` how many of these were set aside. `candidate_seen_at`
    is the last sign of life of an interview that is under way. `scorecard` is there once the interview has finished.

    `scores_hidden`: until this person has judged each answer, there are neither scores nor a scorecard."""

    session: Session
    answers: Sequence[AnswerProgress]
    scores: Mapping[int, Overall]
    flags: FlagPage
    flag_counts: FlagCounts
    set_aside: FlagCounts
    is_candidate_here: bool
    candidate_seen_at: datetime | None
    scorecard: ScorecardVersion | None
    scores_hidden: bool = False


@dataclass(frozen=True)
class ShowResults:
    sessions: SessionRepository
    answers: AnswerRepository
    scores: ScoreRepository
    events: ProctoringEventRepository
    decisions: DecisionRepository
    list_flags: ListFlags
    scorecards: ScorecardRepository
    judge_first: JudgeFirst
    make_scorecard: Callable[[UUID], ScorecardVersion | None]
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID, flags: int) -> Results:
        """With so many flags at most. Raises NotFoundError for a session of another organisation."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        hidden = self.judge_first.hides(user.id, session)
        asked = len(session.questions)
        answers = [answer for answer in self.answers.progress(session_id) if answer.question_index < asked]
        late = overtimes(session, answers)
        flag_counts = _counted(late) + Counter(self.events.counts(session_id))
        return Results(
            as_seen(session, user, hidden=hidden),
            answers,
            scores={} if hidden else self.scores.overalls(session_id, self.answers.scored_hashes(session_id)),
            flags=self.list_flags.page(session, answers, None, None, flags),
            flag_counts=flag_counts,
            set_aside=self._set_aside(session_id, late, user.id if hidden else None) if flag_counts else {},
            is_candidate_here=is_there(session, self.clock()),
            candidate_seen_at=session.last_seen_at if session.state is SessionState.IN_PROGRESS else None,
            # An interview that had finished before there were scorecards gets its own when somebody looks.
            scorecard=None if hidden else self.scorecards.get(session_id) or self.make_scorecard(session_id),
            scores_hidden=hidden,
        )

    def _set_aside(self, session_id: UUID, late: Sequence[Flag], author: UUID | None) -> FlagCounts:
        """By this author alone, or by anybody."""
        entries = self.decisions.dismissals(session_id)
        seen = [entry for entry in entries if author in (None, entry.author.id)]
        flags = {dismissal.finding.flag_id for dismissal in review(seen).dismissals}
        if not flags:
            return {}
        return _counted(flag for flag in late if flag.id in flags) + Counter(self.events.counts(session_id, flags))


def _counted(flags: Iterable[Flag]) -> Counter[tuple[int | None, str]]:
    return Counter((flag.question_index, str(flag.type)) for flag in flags)

"""Keep what a person finds about an interview: a decision, the overall figure, or the levels of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.entries import (
    AnswerLevels,
    Decision,
    Entry,
    Finding,
    FlagDismissal,
    Override,
    author_of,
    levels_of,
    require_finished,
)
from interview.domain.events import (
    DecisionData,
    DecisionMade,
    DismissalData,
    Event,
    FlagDismissed,
    JudgedByPerson,
    JudgementData,
)
from interview.domain.sessions.session import Session
from interview.errors import IdUsedError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

QUOTAS = {
    "decision": (quotas.DECISIONS, quotas.DECISIONS_LATELY),
    "override": (quotas.DECISIONS, quotas.DECISIONS_LATELY),
    "answer_levels": (quotas.JUDGEMENTS, quotas.JUDGEMENTS_LATELY),
    "flag_dismissal": (quotas.DISMISSALS, quotas.DISMISSALS_LATELY),
}
"""What an interview may have of each in all, and what one person may add to it."""


@dataclass(frozen=True)
class RecordFinding:
    """Beside all that there is. A repeat, known by its id, is answered with the first and adds nothing.

    Raises NotFoundError for a session of another organisation or a question that it does not have, NotFinishedError
    before the candidate has finished, MalformedRequestError for criteria of another rubric, TooManyAttemptsError,
    QuotaExceededError, and IdUsedError where the id is of something else that was found, or of another person's.
    """

    sessions: SessionRepository
    decisions: DecisionRepository
    usage: UsageRepository
    publish: Publish = left_to_the_sweeper
    clock: Clock = utc_now

    def decision(self, user: User, session_id: UUID, entry_id: UUID, decision: Decision) -> Entry:
        return self._record(user, self._finished(user, session_id), entry_id, decision)

    def override(self, user: User, session_id: UUID, entry_id: UUID, override: Override) -> Entry:
        return self._record(user, self._finished(user, session_id), entry_id, override)

    def levels(
        self, user: User, session_id: UUID, entry_id: UUID, question_index: int, levels: Mapping[str, int]
    ) -> Entry:
        session = self._finished(user, session_id)
        return self._record(user, session, entry_id, levels_of(session, question_index, levels))

    def dismissal(self, user: User, session: Session, entry_id: UUID, dismissal: FlagDismissal) -> Entry:
        """At any time of an interview."""
        return self._record(user, session, entry_id, dismissal)

    def _finished(self, user: User, session_id: UUID) -> Session:
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        require_finished(session)
        return session

    def _record(self, user: User, session: Session, entry_id: UUID, finding: Finding) -> Entry:
        entry = self.decisions.find(session.id, entry_id) or self._add(user, session, entry_id, finding)
        if (entry.author.id, entry.finding) != (user.id, finding):
            raise IdUsedError("Another entry has this id.")
        return entry

    def _add(self, user: User, session: Session, entry_id: UUID, finding: Finding) -> Entry:
        entry = Entry(id=entry_id, session_id=session.id, author=author_of(user), at=self.clock(), finding=finding)
        of_all, of_person = QUOTAS[finding.kind]
        self.usage.count_of_person(of_person, session.id, user.id, entry.at)
        self.usage.count(of_all, session.id)
        if not self.decisions.add(entry, _event(session, entry)):
            return self.decisions.find(session.id, entry_id) or entry
        self.publish(session.id)
        return entry


def _event(session: Session, entry: Entry) -> Event:
    of_session = {
        "at": entry.at,
        "organisation_id": session.organisation_id,
        "session_id": session.id,
        "session_version": session.version,
    }
    finding = entry.finding
    if isinstance(finding, Decision):
        return DecisionMade(**of_session, data=DecisionData(entry_id=entry.id, choice=finding.choice))
    if isinstance(finding, FlagDismissal):
        of_flag = DismissalData(entry_id=entry.id, flag_id=finding.flag_id, dismissed=finding.dismissed)
        return FlagDismissed(**of_session, data=of_flag)
    index = finding.question_index if isinstance(finding, AnswerLevels) else None
    return JudgedByPerson(**of_session, data=JudgementData(entry_id=entry.id, question_index=index))

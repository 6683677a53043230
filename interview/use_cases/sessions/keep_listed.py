"""Keep the list of interviews as they are, and what is counted of each when many are summed up."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository, Listing
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.analytics.facts import facts_of
from interview.domain.decisions.entries import AnswerLevels
from interview.domain.decisions.review import review
from interview.domain.evaluation.score import JudgedLevels
from interview.domain.listing.entries import Known, listed
from interview.domain.question_time import overtimes
from interview.domain.sessions.answer import AnswerProgress
from interview.domain.sessions.session import Session
from interview.domain.templates import Blinding
from interview.errors import RetryableError
from interview.use_cases.publish_events import Publish


@dataclass(frozen=True)
class KeepListed:
    """Each time all of an interview's entries are made anew of what is stored: twice, late or out of order does no
    harm. Whoever changed an interview asks for it, or an event of the change; the sweeper goes round all of them."""

    sessions: SessionRepository
    answers: AnswerRepository
    events: ProctoringEventRepository
    scorecards: ScorecardRepository
    decisions: DecisionRepository
    listed_sessions: ListedSessionRepository
    scores: ScoreRepository
    facts: SessionFactsRepository

    def __call__(self, session_ids: Collection[UUID]) -> int:
        """How many of them there are. Those that are gone leave the list."""
        turns = self.sessions.listing_turns(session_ids)
        readable = {session_id: (turn, session) for session_id, (turn, session) in turns.items() if session}
        sessions = [session for _, session in readable.values()]
        progress = self.answers.progress_of([session.id for session in sessions]) if sessions else {}
        known = self._known(sessions, progress)
        by_model = self._by_model(known)
        self.listed_sessions.put(
            {
                session_id: Listing(turn, listed(session, known[session_id]))
                for session_id, (turn, session) in readable.items()
            }
        )
        self.facts.put(
            {
                session_id: (
                    turn,
                    facts_of(session, known[session_id], progress.get(session_id, ()), by_model.get(session_id, {})),
                )
                for session_id, (turn, session) in readable.items()
            }
        )
        if gone := set(session_ids) - turns.keys():
            self.listed_sessions.remove(gone)
            self.facts.remove(gone)
        return len(readable)

    def _by_model(self, known: Mapping[UUID, Known]) -> Mapping[UUID, Mapping[int, JudgedLevels]]:
        """The levels of the scores that hold, of those that people judged, too."""
        judged = [
            session_id
            for session_id, each in known.items()
            if any(isinstance(entry.finding, AnswerLevels) for entry in each.entries)
        ]
        return self.scores.levels(self.scorecards.fingerprints(judged)) if judged else {}

    def _known(
        self, sessions: Collection[Session], progress: Mapping[UUID, Sequence[AnswerProgress]]
    ) -> Mapping[UUID, Known]:
        ids = [session.id for session in sessions]
        if not ids:
            return {}
        blind = [session.id for session in sessions if session.blinding is not Blinding.OFF]
        answered = self.answers.answered(blind) if blind else {}
        figures = self.scorecards.figures(ids)
        entries, noticed = self.decisions.of_sessions(ids), self.events.counts_of(ids)
        set_aside = {each: {made.finding.flag_id for made in review(entries[each]).dismissals} for each in entries}
        all_set_aside = set().union(*set_aside.values())
        left = self.events.counts_of(ids, all_set_aside) if all_set_aside else noticed
        known: dict[UUID, Known] = {}
        for session in sessions:
            late = {flag.id for flag in overtimes(session, progress.get(session.id, ()))}
            known[session.id] = Known(
                entries=entries.get(session.id, ()),
                figure=figures.get(session.id),
                flags=noticed.get(session.id, 0) + len(late),
                flags_left=left.get(session.id, 0) + len(late - set_aside.get(session.id, set())),
                answered=answered.get(session.id, ()),
            )
        return known


@dataclass(frozen=True)
class ListAndPublish:
    """Publishes a change of an interview, and lists it at once: whoever made the change looks for it there next. Where
    that does not succeed, the event sees to it."""

    keep_listed: KeepListed
    publish: Publish

    def __call__(self, session_id: UUID) -> None:
        with suppress(RetryableError):
            self.keep_listed([session_id])
        self.publish(session_id)

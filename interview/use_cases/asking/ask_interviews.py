"""Answer a question by what candidates said, and by nothing else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.passages import PassageRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.asking.narrowed import Narrowed
from interview.domain.asking.passages import Passage
from interview.domain.asking.ranking import Hit, best, in_order, reranked
from interview.domain.asking.reranking import MAX_RERANKED
from interview.domain.asking.terms import AskedWord, Part, asked_words, language_of, parts
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.blinding import as_seen
from interview.domain.evaluation.samples import Sample
from interview.domain.sessions.session import Session
from interview.use_cases.asking.rerank import Ranking, Rerank
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.sessions.go_round import GoRound

MOST_READ = 4_000
"""Passages that are compared, those with the rarest words first; of the same word the latest."""


class Quoted(NamedTuple):
    """A passage as it stands in an answer now. `question` is what was asked there."""

    passage: Passage
    question: str
    parts: Sequence[Part]


class Answering(NamedTuple):
    """A candidate's passages, best first. The session is as the reader may see it."""

    session: Session
    quotes: Sequence[Quoted]


@dataclass(frozen=True)
class Answers:
    """Best first. `words` are those of the question that were looked for, `cut` says that more passages have them than
    were compared, `complete` that no interview waits for its passages to be made, of before or by other rules. `sample`
    is the model's, where one was asked."""

    candidates: Sequence[Answering]
    words: Sequence[str]
    cut: bool
    complete: bool
    ranking: Ranking
    sample: Sample | None = None


@dataclass(frozen=True)
class AskInterviews:
    sessions: SessionRepository
    answers: AnswerRepository
    passages: PassageRepository
    passage_round: GoRound
    usage: UsageRepository
    judge_first: JudgeFirst
    rerank: Rerank
    clock: Clock = utc_now

    def __call__(self, user: User, question: str, narrowed: Narrowed) -> Answers:
        """Raises TooManyAttemptsError."""
        self.usage.count_of_user(quotas.QUESTIONS, user.id, self.clock())
        words = asked_words(question)
        hits, cut = self._hits(user.organisation_id, words, narrowed)
        shown = best(hits)
        sessions = {session.id: session for session in self.sessions.those({hit.session_id for hit in shown})}
        passages = self._standing(shown, sessions)
        plain = [hit.id for hit in shown if hit.id in passages]
        hidden = self.judge_first(user.id, sessions.values())
        movable = [each for each in plain if _may_be_told(passages[each], sessions, hidden)][:MAX_RERANKED]
        order = self.rerank(question, [passages[each].text for each in movable])
        named = [movable[place] for place in order.named if place < len(movable)]
        terms = frozenset[str]().union(*(word.forms for word in words))
        by_candidate: dict[UUID, list[Quoted]] = {}
        for each in reranked(plain, movable, named):
            passage = passages[each]
            asked = sessions[passage.session_id].questions[passage.question_index].text
            found = parts(passage.text, language_of(passage.language), terms)
            by_candidate.setdefault(passage.session_id, []).append(Quoted(passage, asked, found))
        return Answers(
            candidates=[
                Answering(as_seen(sessions[session_id], user, hidden=session_id in hidden), quotes)
                for session_id, quotes in by_candidate.items()
            ],
            words=[word.text for word in words],
            cut=cut,
            complete=self.passage_round.is_complete(),
            ranking=order.ranking,
            sample=order.sample,
        )

    def _hits(self, organisation_id: UUID, words: Sequence[AskedWord], narrowed: Narrowed) -> tuple[list[Hit], bool]:
        """What has some of the words, best first, and whether there is more than was compared."""
        counted = {word: self.passages.having(organisation_id, word.forms) for word in words}
        asked = {word: many for word, many in sorted(counted.items(), key=lambda each: each[1]) if many}
        terms = frozenset[str]().union(*(word.forms for word in asked))
        found: dict[object, Hit] = {}
        cut = False
        for word in asked:
            left = MOST_READ - len(found)
            cut = cut or left <= 0
            if left > 0:
                hits = self.passages.hits(organisation_id, word.forms, terms, narrowed, left + 1)
                cut = cut or len(hits) > left
                found |= {hit.id: hit for hit in hits[:left]}
        return in_order(found.values(), asked, self.passages.count()), cut

    def _standing(self, hits: Sequence[Hit], sessions: Mapping[UUID, Session]) -> dict[object, Passage]:
        """Those of them that are of the words as they are by now: what was corrected since is no quote any more."""
        found = self.passages.those([hit.id for hit in hits])
        hashes = self.answers.hashes_of(sessions)
        return {
            each: passage
            for each, passage in found.items()
            if passage.session_id in sessions
            and hashes.get(passage.session_id, {}).get(passage.question_index) == passage.words_hash
        }


def _may_be_told(passage: Passage, sessions: Mapping[UUID, Session], hidden: Collection[UUID]) -> bool:
    """Whether a model may judge it: not where the candidate wants people alone, where this reader judges first, or
    where it speaks to whoever judges."""
    session = sessions[passage.session_id]
    return not (session.is_unjudged or session.id in hidden or passage.addressed)

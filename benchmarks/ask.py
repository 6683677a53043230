"""How long a question across interviews takes, at 10,000 of one organisation: `make bench NAME=ask`.

A MongoDB of its own is filled with their passages. Words are as frequent as in speech (Zipf), so that most questions
have a frequent word and a rarer one. Each question goes through the use case: passages, interviews, names, and whether
each quote still stands; a model is asked for nothing.
"""

import argparse
import random
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from uuid import UUID, uuid4

import pymongo

from benchmarks.database import own_database
from benchmarks.percentiles import percentiles
from benchmarks.reporting import report
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, Document, document
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.indexes import INDEXES
from interview.adapters.mongo.passages import PassageRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import Role, User
from interview.domain.asking.narrowed import Narrowed
from interview.domain.asking.passages import Passage
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import Session, SessionState
from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.transcript import Transcript
from interview.use_cases.asking.ask_interviews import AskInterviews
from interview.use_cases.asking.rerank import Order, Ranking, Rerank
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.wiring.passages import passage_round_of

NOW = datetime.now(UTC).replace(microsecond=0)
WORDS, QUESTIONS, PASSAGES, LENGTH, TEMPLATES, TIMES = 20_000, 8, 5, 30, 20, 50
BATCH, BATCH_TIMEOUT_S = 200, 600


class Unasked(Rerank):
    def __call__(self, question: str, texts: object) -> Order:
        return Order(Ranking.WORDS)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sessions", type=int, default=10_000)
    chosen = options.parse_args()
    with own_database() as database:
        for name in ("users", "sessions", "answers", "decisions"):
            database[name].create_indexes(INDEXES[name])
        print(report("ask", measured(database, chosen.sessions)))


def measured(database: Database, sessions: int) -> Document:
    dice = random.Random(7)  # noqa: S311
    words, weights = [f"w{n}" for n in range(WORDS)], list(accumulate(1 / (n + 10) for n in range(WORDS)))
    user, templates = a_user(), [uuid4() for _ in range(TEMPLATES)]
    AccountRepository(database).add_user(user)

    for first in range(0, sessions, BATCH):
        made: list[Document] = []
        kept: list[Document] = []
        stored: list[Document] = []
        for _ in range(min(BATCH, sessions - first)):
            session = a_session(user, dice, templates)
            stored.append(document(session))
            for index in range(QUESTIONS):
                said = [dice.choices(words, cum_weights=weights, k=LENGTH) for _ in range(PASSAGES)]
                answer = an_answer(session, index, " ".join(" ".join(each) for each in said))
                kept.append(answer.model_dump())
                base = a_passage(session, answer)
                made += [
                    {**base, "number": index * PASSAGES + n, "text": " ".join(each), "terms": sorted(set(each))}
                    for n, each in enumerate(said)
                ]
        for name, documents in (("sessions", stored), ("answers", kept), ("passages", made)):
            with pymongo.timeout(BATCH_TIMEOUT_S):
                database[name].insert_many(documents)
    with pymongo.timeout(BATCH_TIMEOUT_S):
        database.passages.create_indexes(INDEXES["passages"])
    answers_of, all_sessions = AnswerRepository(database), SessionRepository(database)
    judge_first = JudgeFirst(answers_of, DecisionRepository(database))
    passages, usage = PassageRepository(database), UsageRepository(database)
    passage_round, unasked = passage_round_of(database), Unasked(lambda: None)  # type: ignore[arg-type,return-value]
    ask = AskInterviews(all_sessions, answers_of, passages, passage_round, usage, judge_first, unasked)
    stats = database.command("collStats", "passages")
    figures: Document = {}
    for name, narrowed, picks in (
        ("two words as they come", Narrowed(), (weights, 2)),
        ("four words as they come", Narrowed(), (weights, 4)),
        ("two words as they come, one template", Narrowed(templates=(templates[0],)), (weights, 2)),
        ("the two most frequent words", Narrowed(), None),
    ):
        taken: list[float] = []
        for _ in range(TIMES):
            asked = dice.choices(words, cum_weights=picks[0], k=picks[1]) if picks else words[:2]
            database.users.update_many({}, {"$unset": {f"usage.{quotas.QUESTIONS.name}": True}})
            began_s = time.perf_counter()
            ask(user, f"Who did {' '.join(asked)}?", narrowed)
            taken.append(time.perf_counter() - began_s)
        figures[name] = percentiles(taken)
    size = {"passages": stats["size"], "their indexes": stats["totalIndexSize"]}
    each = {name: round(value / sessions) for name, value in size.items()}
    return {"sessions": sessions, "passages": stats["count"], "questions": figures, "bytes an interview": each}


def a_user() -> User:
    fields = {"email": "r@example.com", "name": "Rita", "role": Role.RECRUITER, "password_hash": "", "created_at": NOW}
    return User(id=uuid4(), organisation_id=uuid4(), **fields)


def a_session(user: User, dice: random.Random, templates: list[UUID]) -> Session:
    session_id, at = uuid4(), NOW - timedelta(minutes=dice.randrange(500_000))
    return Session(
        id=session_id,
        organisation_id=user.organisation_id,
        template_id=dice.choice(templates),
        template_title="Backend engineer",
        questions=tuple(AskedQuestion(text=f"Question {n}?") for n in range(QUESTIONS)),
        candidate_name="Ada",
        state=SessionState.DONE,
        link_token_hash=session_id.hex,
        expires_at=NOW,
        created_at=at,
        completed_at=at,
    )


def an_answer(session: Session, index: int, text: str) -> Answer:
    heard = Transcript(text=text, words=(), language="en", duration_ms=60_000, source="bench", made_at=NOW)
    return Answer(session_id=session.id, question_index=index, transcript=heard)


def a_passage(session: Session, answer: Answer) -> Document:
    """But for its words and its number."""
    passage = Passage(
        session_id=session.id,
        number=0,
        organisation_id=session.organisation_id,
        template_id=session.template_id,
        state=session.state,
        at=session.created_at,
        question_index=answer.question_index,
        language="en",
        text="",
        terms=(),
        length=LENGTH,
        start_ms=None,
        end_ms=None,
        words_hash=answer.scored_hash or "",
    )
    return {**passage.model_dump(), "turn": 1}


if __name__ == "__main__":
    main()

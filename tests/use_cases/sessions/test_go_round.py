"""Rounds of all interviews, by which what is kept beside them lacks none."""

from collections.abc import Collection
from uuid import UUID

import pytest

from interview.adapters.mongo.client import Database
from interview.adapters.mongo.rounds import RoundRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.use_cases.sessions.go_round import GoRound
from tests.builders import a_session, stored


def test_a_round_by_other_rules_begins_with_the_first_interview(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.use_cases.sessions.go_round.AT_ONCE", 1)
    made = {stored(database, a_session()).id for _ in range(3)}
    kept: list[UUID] = []

    def keep(session_ids: Collection[UUID]) -> int:
        kept.extend(session_ids)
        return len(session_ids)

    def by(version: int) -> GoRound:
        return GoRound(SessionRepository(database), RoundRepository(database, "a round"), version, keep)

    by(1)()
    by(1)()
    assert not by(2).is_complete()
    kept.clear()
    by(2)()
    assert by(2).is_complete()
    assert made <= set(kept), "of those before where the last round was, too"
    assert len(kept) == database.sessions.count_documents({})

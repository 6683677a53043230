"""The list's counts, on a real MongoDB server."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo import session_counts
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.session_counts import SessionCountRepository
from interview.domain.sessions.session import SessionState
from tests.builders import NOW, a_session, stored

AT_ONCE = timedelta()


@pytest.fixture
def organisation(database: Database) -> UUID:
    organisation = uuid4()
    database.organisations.insert_one({"_id": organisation, "name": organisation.hex})
    return organisation


def counted(database: Database, organisation: UUID, after: timedelta = AT_ONCE) -> int:
    counts = SessionCountRepository(database).of_organisation(organisation, NOW + after)
    assert sum(counts.values()) == counts[SessionState.PENDING]
    return counts[SessionState.PENDING]


def test_what_is_counted_quickly_is_counted_each_time(database: Database, organisation: UUID) -> None:
    for number in range(3):
        assert counted(database, organisation) == number
        stored(database, a_session(organisation_id=organisation))


def test_what_takes_long_is_kept_twenty_times_as_long(
    database: Database, organisation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 0.5, 5.0, 10.0, 20.0, 20.1])
    monkeypatch.setattr(session_counts, "monotonic", lambda: next(times))
    stored(database, a_session(organisation_id=organisation))
    assert counted(database, organisation) == 1
    stored(database, a_session(organisation_id=organisation))
    assert counted(database, organisation, timedelta(seconds=9.9)) == 1
    assert counted(database, organisation, timedelta(seconds=10.1)) == 2
    stored(database, a_session(organisation_id=organisation))
    assert counted(database, organisation, timedelta(seconds=25)) == 2
    assert counted(database, organisation, timedelta(seconds=25.2)) == 3, "however slow it was once"


def test_of_several_who_look_when_it_is_time_one_counts(
    database: Database, organisation: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter([0.0, 1.0, 5.0, 5.0])
    monkeypatch.setattr(session_counts, "monotonic", lambda: next(times))
    assert counted(database, organisation) == 0
    stored(database, a_session(organisation_id=organisation))
    later = timedelta(minutes=1)
    counting = SessionCountRepository(database)
    meanwhile: list[int] = []

    def count(organisation_id: UUID) -> dict[str, int]:
        meanwhile.append(counted(database, organisation, later))
        return {"pending": 1}

    monkeypatch.setattr(counting, "_counted", count)
    assert counting.of_organisation(organisation, NOW + later)[SessionState.PENDING] == 1
    assert meanwhile == [0], "the others see the kept ones"

"""What a browser may tell of itself."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from pydantic import ValidationError

from interview.domain.proctoring import FlagType, ProctoringEvent, flag, in_order, require_watched
from interview.domain.sessions.session import Session, SessionState
from interview.errors import ConflictError, LinkClosedError, MalformedRequestError
from tests.builders import NOW, a_locked_session, a_session

MINUTE = timedelta(minutes=1)


def sent(**fields: Any) -> str:
    event = {"id": str(uuid4()), "type": "COPY", "question_index": 0, "at": NOW.isoformat(), "detail": {}}
    return json.dumps({**event, **fields})


def an_event(at: datetime = NOW, question_index: int | None = 0) -> ProctoringEvent:
    return ProctoringEvent(id=uuid4(), type=FlagType.COPY, question_index=question_index, at=at)


def a_running_session() -> Session:
    return a_session(state=SessionState.IN_PROGRESS, started_at=NOW)


def test_the_largest_event_is_small_in_the_database_and_on_a_socket() -> None:
    """2,000 of them fit anywhere; API Gateway hands on 32 KB a frame."""
    detail = {f"{name}{'_' * 31}": "😀" * 20 for name in "abcd"}
    event = ProctoringEvent.model_validate_json(sent(detail=detail))
    assert len(json.dumps(event.model_dump(mode="json"))) < 1_500


@pytest.mark.parametrize(
    "detail", [{}, {"duration_ms": 3200, "faces": 2, "share": 0.5, "why": "track"}, {"muted": True}]
)
def test_small_flat_details_are_taken(detail: dict[str, object]) -> None:
    assert ProctoringEvent.model_validate_json(sent(detail=detail)).detail == detail


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "1"},
        {"type": "KEY_LOGGER"},
        {"question_index": -1},
        {"question_index": "first"},
        {"at": "2026-11-03T10:00:00"},
        {"at": "yesterday"},
        {"at": None},
        {"question_index": True},
        {"question_index": "1"},
        {"ago_ms": -1},
        {"ago_ms": "5"},
        {"ago_ms": True},
        {"ago_ms": 5.5},
        {"ago_ms": 8 * 24 * 60 * 60 * 1000},
        {"detail": {"image": "x" * 21}},
        {"detail": {"nested": {"a": 1}}},
        {"detail": {"list": [1]}},
        {"detail": {"Bad-Name": 1}},
        {"detail": {"n": 10**12}},
        {"detail": {"n": float("nan")}},
        {"detail": {f"n{n}": n for n in range(5)}},
        {"session_id": str(uuid4())},
    ],
)
def test_anything_else_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProctoringEvent.model_validate_json(sent(**fields))


def test_a_clock_that_is_far_off_is_not_believed() -> None:
    session = a_running_session()
    received = NOW + timedelta(minutes=20)
    for at in (NOW - 4 * MINUTE, NOW + 10 * MINUTE, received + 4 * MINUTE):
        assert flag(an_event(at), session, received).at == at
    for at in (NOW - 6 * MINUTE, received + 6 * MINUTE, datetime.max.replace(tzinfo=NOW.tzinfo)):
        assert flag(an_event(at), session, received).at == received


def test_how_long_ago_is_counted_back_from_the_servers_clock_at_most_to_the_start() -> None:
    session, received = a_running_session(), NOW + timedelta(minutes=20)

    def at(ago: timedelta, **fields: Any) -> datetime:
        text = sent(ago_ms=round(ago.total_seconds() * 1000), **fields)
        return flag(ProctoringEvent.model_validate_json(text), session, received).at

    assert at(5 * MINUTE, at=None) == at(5 * MINUTE, at=(NOW - timedelta(days=900)).isoformat()) == NOW + 15 * MINUTE
    assert at(timedelta(0)) == received
    assert at(timedelta(days=7)) == NOW


def test_an_event_names_a_question_of_the_session_or_none() -> None:
    session = a_running_session()
    assert flag(an_event(question_index=None), session, NOW).question_index is None
    assert flag(an_event(question_index=1), session, NOW).question_index == 1
    with pytest.raises(MalformedRequestError):
        flag(an_event(question_index=2), session, NOW)


def test_events_count_from_the_start_to_a_minute_after_the_lock() -> None:
    require_watched(a_running_session(), NOW)
    require_watched(a_locked_session(), NOW + MINUTE - timedelta(seconds=1))
    with pytest.raises(ConflictError):
        require_watched(a_session(), NOW)
    with pytest.raises(LinkClosedError):
        require_watched(a_locked_session(), NOW + MINUTE)
    with pytest.raises(LinkClosedError):
        require_watched(a_session(state=SessionState.EXPIRED), NOW)
    with pytest.raises(LinkClosedError):
        require_watched(a_locked_session(state=SessionState.WITHDRAWN), NOW)
    with pytest.raises(LinkClosedError):
        require_watched(a_running_session(), NOW + timedelta(days=14))


def test_every_flag_is_sent_by_the_candidates_page() -> None:
    pages = [page for page in Path("static_site/candidate").glob("**/*.ts*") if ".test." not in page.name]
    # Their literal is nowhere else. What the recruiter's page calls them is typed by the API's description.
    sent = {word for page in pages for word in re.findall(r'"([A-Z]+(?:_[A-Z]+)*)"', page.read_text())}
    assert {kind.value for kind in FlagType} - sent == {FlagType.OVERTIME}, "never sent"  # that one the API makes


def test_no_page_measures_time_or_takes_the_place_of_what_the_server_noticed() -> None:
    session = a_running_session()
    made_up = ProctoringEvent(id=uuid4(), type=FlagType.OVERTIME, question_index=0, at=NOW)
    in_its_place = ProctoringEvent(id=uuid5(session.id, "overtime-0"), type=FlagType.COPY, question_index=0, at=NOW)
    for event in (made_up, in_its_place):
        with pytest.raises(MalformedRequestError):
            flag(event, session, NOW)


def test_flags_of_one_moment_and_one_id_have_an_order() -> None:
    """Older versions took an event of any id."""
    session = a_running_session()
    twice = [flag(an_event(), session, NOW).model_copy(update={"id": UUID(int=1)}) for _ in range(2)]
    assert in_order(twice) == twice
    assert in_order(twice, (NOW, UUID(int=1))) == []

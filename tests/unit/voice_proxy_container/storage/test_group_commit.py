"""Lines of many conversations in few writes: all of them, each caller's in order, and nobody fails for another's."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from interview.domain.sessions.session import Permit
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.errors import DatabaseUnavailableError, LinkClosedError, NotConfiguredError
from interview.use_cases.transcripts.store_transcript_lines import Spoken
from voice_proxy_container.storage.group_commit import GroupCommit

SESSION = uuid4()
OPEN = Permit(SESSION, "link", 1)
REPLACED = Permit(SESSION, "older link", 0)


def line(text: str) -> TranscriptLine:
    return TranscriptLine(
        session_id=SESSION,
        question_index=0,
        stream="take",
        seq=0,
        text=text,
        words=(),
        start_ms=0,
        end_ms=0,
        final=False,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )


class Database:
    """Takes lines while it is `open`, refuses some for good, and notes what each write held."""

    def __init__(self, *, refuses: str = "", away: bool = False, away_for: str = "") -> None:
        self.writes: list[list[str]] = []
        self.open = threading.Event()
        self.open.set()
        self.busy = threading.Event()
        self._refuses = refuses
        self._away = away
        self._away_for = away_for

    def store(self, spoken: Sequence[Spoken]) -> set[Permit]:
        texts = [line.text for permit, lines in spoken if permit == OPEN for line in lines]
        self.writes.append(texts)
        self.busy.set()
        assert self.open.wait(5)
        if self._away or texts == [self._away_for]:
            raise DatabaseUnavailableError("away")
        if self._refuses in texts:
            raise ValueError(self._refuses)
        return {permit for permit, _ in spoken} - {OPEN}


async def gathered(database: Database, callers: Sequence[str]) -> list[object]:
    """What becomes of callers who come while a first one's lines are being written."""
    commit = GroupCommit(database.store)
    database.open.clear()
    first = asyncio.create_task(commit.store(OPEN, [line("first")]))
    assert await asyncio.to_thread(database.busy.wait, 5)
    others = [asyncio.create_task(commit.store(OPEN, [line(name), line(f"{name} again")])) for name in callers]
    await asyncio.sleep(0)
    database.open.set()
    return list(await asyncio.gather(first, *others, return_exceptions=True))


def run(work: Callable[[], Awaitable[object]]) -> object:
    return asyncio.run(asyncio.wait_for(work(), 10))


def test_who_comes_while_a_write_is_under_way_shares_the_next() -> None:
    database = Database()
    assert run(lambda: gathered(database, ["a", "b"])) == [[]] * 3
    assert database.writes == [["first"], ["a", "a again", "b", "b again"]]


def test_an_outage_is_told_to_all_and_waited_for_once() -> None:
    database = Database(away=True)
    told = run(lambda: gathered(database, ["a", "b", "c"]))
    assert isinstance(told, list)
    assert [type(error) for error in told] == [DatabaseUnavailableError] * 4
    assert len(database.writes) == 2


def test_while_the_databases_password_is_exchanged_no_line_is_refused_for_good() -> None:
    def exchanged(_: Sequence[Spoken]) -> set[Permit]:
        raise NotConfiguredError("the database refuses the credentials in its connection URI")

    async def stored() -> object:
        return await GroupCommit(exchanged).store(OPEN, [line("a")])

    with pytest.raises(NotConfiguredError):
        run(stored)


def test_a_line_that_is_refused_fails_alone(caplog: pytest.LogCaptureFixture) -> None:
    database = Database(refuses="b")
    told = run(lambda: gathered(database, ["a", "b", "c"]))
    assert isinstance(told, list)
    assert [[refused.text for refused in each] for each in told] == [[], [], ["b"], []]
    assert database.writes[2:] == [["a", "a again"], ["b", "b again"], ["b"], ["b again"], ["c", "c again"]]
    (logged,) = caplog.records
    assert logged.getMessage() == "transcript_line_refused"
    assert vars(logged)["fields"] == {
        "sessionId": str(SESSION),
        "questionIndex": 0,
        "line": 0,
        "error": "ValueError",
    }


def test_an_outage_between_single_lines_has_all_of_them_tried_again() -> None:
    database = Database(refuses="b", away_for="b again")
    told = run(lambda: gathered(database, ["b"]))
    assert isinstance(told, list)
    assert [type(each) for each in told] == [list, DatabaseUnavailableError]


def test_lines_of_a_link_that_was_replaced_fail_their_caller_alone() -> None:
    async def write() -> None:
        database = Database()
        commit = GroupCommit(database.store)
        told = await asyncio.gather(
            commit.store(OPEN, [line("open")]), commit.store(REPLACED, [line("late")]), return_exceptions=True
        )
        assert [type(each) for each in told] == [list, LinkClosedError]
        assert [text for write in database.writes for text in write] == ["open"]

    run(write)


def test_who_leaves_keeps_nobody_from_being_stored() -> None:
    async def leave() -> None:
        database = Database()
        commit = GroupCommit(database.store)
        database.open.clear()
        leaving, staying = (asyncio.create_task(commit.store(OPEN, [line(name)])) for name in ("leaving", "staying"))
        assert await asyncio.to_thread(database.busy.wait, 5)
        leaving.cancel()
        database.open.set()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        await staying
        assert [text for write in database.writes for text in write] == ["leaving", "staying"]

    run(leave)


def test_lines_that_come_later_are_written_too() -> None:
    async def twice() -> None:
        database = Database()
        commit = GroupCommit(database.store)
        await commit.store(OPEN, [line("early")])
        await commit.store(OPEN, [line("late")])
        assert database.writes == [["early"], ["late"]]

    run(twice)

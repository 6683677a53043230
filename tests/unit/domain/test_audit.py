"""The audit log's chain: what was changed, taken out or put in is found."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from interview.domain.audit import (
    FIRST_HEAD,
    Actor,
    ActorKind,
    AuditAction,
    AuditedObject,
    AuditEntry,
    AuditFault,
    Deed,
    ObjectKind,
    entry_after,
    first_fault,
    hash_of,
)
from tests.builders import NOW

FIRM, PERSON, SESSION = UUID(int=1), UUID(int=2), UUID(int=3)
Chain = list[AuditEntry]


def deed(**changed: object) -> Deed:
    usual = {
        "organisation_id": FIRM,
        "at": NOW,
        "actor": Actor(kind=ActorKind.PERSON, id=PERSON),
        "action": AuditAction.RESULT_READ,
        "object": AuditedObject(kind=ObjectKind.SESSION, ids=(SESSION,)),
        "network": "203.0.113.0/24",
    }
    return Deed(**{**usual, **changed})  # type: ignore[arg-type]


def chain(length: int = 4) -> Chain:
    entries: Chain = []
    for number in range(length):
        entries.append(entry_after(entries[-1].head if entries else FIRST_HEAD, deed(at=NOW + timedelta(number))))
    return entries


def changed(entry: AuditEntry) -> AuditEntry:
    return entry.model_copy(update={"action": AuditAction.DECIDED})


def rehashed(entry: AuditEntry) -> AuditEntry:
    return entry.model_copy(update={"hash": hash_of(entry)})


FORGED: dict[str, tuple[Callable[[Chain], Chain], tuple[int, AuditFault]]] = {
    "taken out": (lambda each: [each[0], each[2], each[3]], (2, AuditFault.GAP)),
    "taken off the beginning": (lambda each: each[1:], (1, AuditFault.GAP)),
    "changed": (lambda each: [each[0], changed(each[1]), *each[2:]], (2, AuditFault.CHANGED)),
    "changed and hashed again": (
        lambda each: [each[0], rehashed(changed(each[1])), *each[2:]],
        (3, AuditFault.NOT_LINKED),
    ),
    "put in twice": (lambda each: [each[0], each[0], *each[1:]], (2, AuditFault.GAP)),
}


def test_a_chain_as_it_was_written_is_whole() -> None:
    assert first_fault(FIRST_HEAD, chain()) is None
    assert [entry.number for entry in chain()] == [1, 2, 3, 4]


@pytest.mark.parametrize("how", FORGED)
def test_what_was_done_to_a_chain_is_found(how: str) -> None:
    forge, found = FORGED[how]
    assert first_fault(FIRST_HEAD, forge(chain())) == found


def test_a_clock_that_was_put_back_does_not_change_the_order() -> None:
    first = entry_after(FIRST_HEAD, deed())
    assert entry_after(first.head, deed(at=NOW - timedelta(hours=1))).at == NOW


def test_a_reading_is_one_an_hour_for_each_who_reads_each_thing() -> None:
    begun = NOW.replace(minute=0)
    read = deed(at=begun, is_reading=True).once
    assert read
    assert deed(at=begun + timedelta(minutes=59), is_reading=True).once == read
    assert deed(at=begun + timedelta(minutes=60), is_reading=True).once != read
    assert deed(at=begun, is_reading=True, actor=Actor(kind=ActorKind.PERSON, id=FIRM)).once != read
    other = AuditedObject(kind=ObjectKind.SESSION, ids=(SESSION,), part=1)
    assert deed(at=begun, is_reading=True, object=other).once != read
    assert deed().once is None

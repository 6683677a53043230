"""The erasure of an interview: who asked for it, how far it is, and the report of it, which holds no person."""

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal
from uuid import UUID

from pydantic import Field

from interview.domain.hashing import canonical_hash
from interview.domain.values import Value

SCHEMA: Literal["colloquy-erasure-1"] = "colloquy-erasure-1"
REPORT_KEY = "erasure_reports"
"""The name of the key that signs reports."""
LATE_ROUNDS = (timedelta(0), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""When, after the first time, what came late is erased: no upload policy, socket, function or execution that knew the
session lasts longer than the last."""
LINK_KNOWN_FOR = timedelta(days=90)
"""How long who opens the link of an erased interview is told so."""


class AskedBy(StrEnum):
    RECRUITER = "recruiter"
    CANDIDATE = "candidate"
    OPERATOR = "operator"
    RETENTION = "retention"


class ErasureReason(StrEnum):
    """Codes, so that nobody writes a person into what stays."""

    CANDIDATE_ASKED = "candidate_asked"
    NO_LONGER_NEEDED = "no_longer_needed"
    BY_MISTAKE = "by_mistake"
    OTHER = "other"


class ErasureState(StrEnum):
    ASKED = "asked"
    UNDER_WAY = "under_way"
    DONE = "done"


class Erasure(Value):
    """`documents` are counted by collection, `objects` by bucket, and a file of results as one of `exports`. Where a
    run broke off, what it had just deleted may be missing from the counts."""

    id: UUID
    session_hash: str
    asked_by: AskedBy
    reason: ErasureReason | None = None
    asked_at: datetime
    begun_at: datetime | None = None
    done_at: datetime | None = None
    documents: dict[str, int] = Field(default_factory=dict)
    objects: dict[str, int] = Field(default_factory=dict)

    @property
    def state(self) -> ErasureState:
        if self.done_at:
            return ErasureState.DONE
        return ErasureState.UNDER_WAY if self.begun_at else ErasureState.ASKED


class ErasureReport(Value):
    """What an organisation keeps as proof. `session_hash` is the SHA-256 of the interview's id, so that who still has
    that can tell which interview it was; `signature` is the HMAC-SHA256 of all else, by a key of the stage's own."""

    schema_name: Literal["colloquy-erasure-1"] = Field(default=SCHEMA, alias="schema")
    id: UUID
    organisation_id: UUID
    session_hash: str
    asked_by: AskedBy
    reason: ErasureReason | None
    asked_at: datetime
    begun_at: datetime
    done_at: datetime
    documents: dict[str, int]
    objects: dict[str, int]
    signature: str = ""

    def is_signed_by(self, key: bytes) -> bool:
        return hmac.compare_digest(self.signature, _signature(self, key))


def session_hash(session_id: UUID) -> str:
    """What is kept of the id of an interview that was erased: ids are random, so this cannot be searched back."""
    return hashlib.sha256(str(session_id).encode()).hexdigest()


def marks_of_person(organisation_id: UUID, name: str, email: str | None) -> list[str]:
    """By which rows of lists are found that name somebody, by name or by address. Capitals do not count."""
    named = [["name", name.casefold()]] if name else []
    reached = [["email", email.casefold()]] if email else []
    return [canonical_hash([str(organisation_id), *each]) for each in (*named, *reached)]


def report_of(erasure: Erasure, organisation_id: UUID, key: bytes) -> ErasureReport | None:
    """None until it is done."""
    if erasure.begun_at is None or erasure.done_at is None:
        return None
    report = ErasureReport(organisation_id=organisation_id, **erasure.model_dump())
    return report.model_copy(update={"signature": _signature(report, key)})


def _signature(report: ErasureReport, key: bytes) -> str:
    signed = report.model_dump(mode="json", by_alias=True, exclude={"signature"})
    return hmac.new(key, json.dumps(signed, sort_keys=True, separators=(",", ":")).encode(), "sha256").hexdigest()

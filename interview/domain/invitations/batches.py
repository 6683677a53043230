"""Invitations of many at once: a batch, and a row of it for each person, checked before anybody is invited."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from pydantic import ConfigDict, TypeAdapter, ValidationError

from interview.domain.decisions.notes import MAX_TAGS, Tag
from interview.domain.hashing import canonical_hash
from interview.domain.invitations.table import Column, TableRow
from interview.domain.languages import Language
from interview.domain.sessions.accommodations import Accommodations, AccommodationsRequest
from interview.domain.sessions.erasure import marks_of_person
from interview.domain.templates import Template
from interview.domain.text import Email, Mailable, Name, normalised
from interview.domain.values import Value

__all__ = [
    "BATCHES_LAST",
    "MAX_ATTEMPTS",
    "BatchState",
    "InvitationBatch",
    "InvitationRow",
    "RowFault",
    "RowState",
    "checked",
    "marks_of",
    "same_person",
]

BATCHES_LAST = timedelta(days=14)
"""Then names and addresses of a batch go; interviews stay."""
MAX_ATTEMPTS = 3
"""At a slice of one, as its queue counts them (`cdk/invitations.py`)."""


class BatchState(StrEnum):
    CHECKED = "checked"
    """To be looked at: nobody is invited yet."""
    INVITING = "inviting"
    DONE = "done"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    """It could not go on: whoever made it may let it."""


class RowState(StrEnum):
    READY = "ready"
    FAULTY = "faulty"
    REPEATED = "repeated"
    """The same person stands further up in the file."""
    KNOWN = "known"
    """Was invited to the template before."""
    INVITED = "invited"


class RowFault(StrEnum):
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    EMAIL_MISSING = "email_missing"
    EMAIL_INVALID = "email_invalid"
    LANGUAGE_UNKNOWN = "language_unknown"
    TAGS_INVALID = "tags_invalid"
    TIME_FACTOR_INVALID = "time_factor_invalid"
    YES_OR_NO = "yes_or_no"


class InvitationBatch(Value):
    """`template` is as it was when inviting began, or was checked: all of a batch are asked the same."""

    id: UUID
    organisation_id: UUID
    user_id: UUID
    template: Template
    expires_in_days: int
    by_email: bool = False
    state: BatchState = BatchState.CHECKED
    columns: tuple[Column, ...]
    unknown_columns: tuple[str, ...] = ()
    rows: int
    counted: int = 0
    """Of the organisation's links of a day, when inviting began."""
    created_at: datetime
    began_at: datetime | None = None
    moved_at: datetime | None = None
    """When it last got on: whoever broke off without a word is followed by another."""
    ended_at: datetime | None = None
    expires_at: datetime


class InvitationRow(Value):
    """`id` follows from maker, batch and line, and is that of the interview. `name` and `email` of a faulty one are as
    they were written."""

    id: UUID
    batch_id: UUID
    line: int
    name: str
    email: str | None = None
    language: Language | None = None
    tags: tuple[str, ...] = ()
    accommodations: Accommodations = Accommodations()
    state: RowState = RowState.READY
    fault: RowFault | None = None
    expires_at: datetime


class _RefusedRowError(Exception):
    def __init__(self, fault: RowFault) -> None:
        super().__init__(fault)
        self.fault = fault


_LATER = ConfigDict(defer_build=True)
_NAME: TypeAdapter[str] = TypeAdapter(Name, config=_LATER)
_EMAIL: TypeAdapter[str] = TypeAdapter(Email, config=_LATER)
_MAILABLE: TypeAdapter[str] = TypeAdapter(Mailable, config=_LATER)
_TAG: TypeAdapter[str] = TypeAdapter(Tag, config=_LATER)
_MAX_KEPT = 254
"""Characters of what is kept of a faulty name or address, so that it is found again."""
LANGUAGES: Mapping[str, Language] = {
    **{language.value: language for language in Language},
    **dict.fromkeys(("english", "englisch"), Language.ENGLISH),
    **dict.fromkeys(("german", "deutsch"), Language.GERMAN),
}
YES = frozenset({"yes", "y", "ja", "j", "true", "wahr", "1", "x"})
NO = frozenset({"", "no", "n", "nein", "false", "falsch", "0", "-"})
FACTOR = re.compile(r"(?P<more>\+?)\s*(?P<number>\d{1,3}(?:[.,]\d{1,3})?)\s*(?P<percent>%?)")


def same_person(template_id: UUID, name: str, email: str | None) -> str:
    """By which whoever is invited twice to a template is known: the address or, where there is none, the name.
    Capitals do not count."""
    return canonical_hash([str(template_id), *(["email", email.casefold()] if email else ["name", name.casefold()])])


def marks_of(organisation_id: UUID, row: InvitationRow) -> list[str]:
    """By which a row is found again where somebody is erased whom it names. One with a fault and an address that can be
    read is of whoever has that address, and not of everybody of the same name: it is still to be mended."""
    is_known = bool(row.email) and row.fault is not RowFault.EMAIL_INVALID
    name = "" if row.state is RowState.FAULTY and is_known else row.name
    return marks_of_person(organisation_id, name, row.email)


def checked(
    batch_id: UUID, maker_id: UUID, rows: Iterable[TableRow], *, by_email: bool, expires_at: datetime
) -> list[InvitationRow]:
    """Each row as it is to be invited, or with what is wrong with it. The batch's id is of its maker's making: whoever
    else comes with the same one, once the batch is gone, is not to have the interviews of it."""
    ids = uuid5(maker_id, str(batch_id))
    found, seen = [], set[str]()
    for row in rows:
        made = _checked(batch_id, uuid5(ids, str(row.line)), row, by_email, expires_at)
        if made.state is RowState.READY:
            # Whoever has no address in one of two rows is one with whoever has the same name.
            name, address = f"name {made.name.casefold()}", f"email {(made.email or '').casefold()}"
            nameless = f"{name} without an address"
            repeats = address in seen or nameless in seen if made.email else name in seen
            if repeats:
                made = made.model_copy(update={"state": RowState.REPEATED})
            else:
                seen |= {name, address} if made.email else {name, nameless}
        found.append(made)
    return found


def _checked(batch_id: UUID, row_id: UUID, row: TableRow, by_email: bool, expires_at: datetime) -> InvitationRow:
    cells = row.cells
    parts = (cells.get(column, "") for column in (Column.FIRST_NAME, Column.LAST_NAME))
    name = cells.get(Column.NAME) or " ".join(filter(None, parts))
    email = cells.get(Column.EMAIL, "")
    given = {"id": row_id, "batch_id": batch_id, "line": row.line, "expires_at": expires_at}
    try:
        return InvitationRow(
            **given,
            name=_name(name),
            email=_email(email, by_email),
            language=_language(cells.get(Column.LANGUAGE, "")),
            tags=_tags(cells.get(Column.TAGS, "")),
            accommodations=_accommodations(cells),
        )
    except _RefusedRowError as refused:
        written = {"name": normalised(name)[:_MAX_KEPT], "email": normalised(email)[:_MAX_KEPT] or None}
        return InvitationRow(**given, **written, state=RowState.FAULTY, fault=refused.fault)


def _name(text: str) -> str:
    try:
        return _NAME.validate_python(text)
    except ValidationError:
        is_long = bool(text) and len(normalised(text)) > 200
        raise _RefusedRowError(RowFault.NAME_TOO_LONG if is_long else RowFault.NAME_MISSING) from None


def _email(text: str, is_needed: bool) -> str | None:
    if not text:
        if is_needed:
            raise _RefusedRowError(RowFault.EMAIL_MISSING)
        return None
    try:
        return (_MAILABLE if is_needed else _EMAIL).validate_python(text)
    except ValidationError:
        raise _RefusedRowError(RowFault.EMAIL_INVALID) from None


def _language(text: str) -> Language | None:
    if not text:
        return None
    known = LANGUAGES.get(text.casefold()) or LANGUAGES.get(re.split(r"[-_]", text.casefold())[0])
    if known is None:
        raise _RefusedRowError(RowFault.LANGUAGE_UNKNOWN)
    return known


def _tags(text: str) -> tuple[str, ...]:
    try:
        tags = tuple(dict.fromkeys(_TAG.validate_python(each) for each in re.split(r"[,;|\n]", text) if each.strip()))
    except ValidationError:
        raise _RefusedRowError(RowFault.TAGS_INVALID) from None
    if len(tags) > MAX_TAGS:
        raise _RefusedRowError(RowFault.TAGS_INVALID)
    return tags


def _accommodations(cells: Mapping[Column, str]) -> Accommodations:
    wanted = {
        "captions": _yes(cells.get(Column.CAPTIONS, "")),
        "text_answers": _yes(cells.get(Column.TEXT_ANSWERS, "")),
        "answer_time_factor": _factor(cells.get(Column.TIME_FACTOR, "")),
    }
    try:
        return AccommodationsRequest.model_validate(wanted).accommodations()
    except ValidationError:
        raise _RefusedRowError(RowFault.TIME_FACTOR_INVALID) from None


def _yes(text: str) -> bool:
    word = text.casefold()
    if word not in YES | NO:
        raise _RefusedRowError(RowFault.YES_OR_NO)
    return word in YES


def _factor(text: str) -> float:
    """1.5, 1,5 and 150 % are the same, and so is +50 %."""
    if not text:
        return 1.0
    found = FACTOR.fullmatch(text)
    if found is None or (found["more"] and not found["percent"]):
        raise _RefusedRowError(RowFault.TIME_FACTOR_INVALID)
    number = float(found["number"].replace(",", ".")) / (100 if found["percent"] else 1)
    return round(number + 1, 3) if found["more"] else number

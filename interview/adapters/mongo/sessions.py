"""Sessions. Every change of state is one atomic update whose filter is the precondition. The events that tell of it are
part of that update: what is stored with `unpublished` is published soon (`outbox.py`)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from pymongo import ASCENDING, DESCENDING, ReturnDocument

from interview.adapters.mongo.client import (
    Database,
    Document,
    all_parsed,
    document,
    insert_missing,
    parsed,
    repository,
    stored_event,
)
from interview.adapters.mongo.indexes import ANY_CASE
from interview.adapters.mongo.turns import in_turns
from interview.adapters.mongo.usage import one_more_of, room_for, used_up
from interview.domain import quotas
from interview.domain.languages import Language
from interview.domain.organisations.retention import DEFAULT_RETENTION, KeptKind, Retention
from interview.domain.sessions.failures import Failure
from interview.domain.sessions.session import (
    CANCELLABLE,
    SEEN_EVERY,
    UNDER_WAY,
    AskedAddress,
    Cancellation,
    Consent,
    Contest,
    Ending,
    Execution,
    Permit,
    Session,
    SessionOutline,
    SessionState,
    Standing,
)
from interview.domain.templates import AskedQuestion, Template
from interview.errors import NotFoundError

if TYPE_CHECKING:
    from interview.domain.events import Event, LinkIssued, ResultContested, SessionChanged

SWEEP_BATCH = 100
MAX_REPLACED_LINKS = 20
OUTLINE = {("_id" if name == "id" else name): True for name in SessionOutline.model_fields}
STANDS = {"state": {"$ne": SessionState.CANCELLED.value}}
"""Whoever has such an interview is invited."""
NEXT_VERSION = {"$add": [{"$ifNull": ["$version", 0]}, 1]}


class Whose(NamedTuple):
    """What is known of a session, also of one whose document cannot be read otherwise."""

    organisation_id: UUID
    version: int
    link_token_hash: str | None
    candidate_name: str
    candidate_email: str | None


@repository
class SessionRepository:
    def __init__(self, database: Database) -> None:
        self._sessions = database["sessions"]

    def add(self, session: Session, events: "Sequence[Event]" = ()) -> None:
        """With what is to be told of it."""
        told = {"unpublished": [stored_event(event) for event in events]} if events else {}
        self._sessions.insert_one({**document(session), **told})

    def add_many(self, sessions: "Sequence[tuple[Session, Sequence[Event]]]") -> None:
        """As `add`; one that is there already stays as it is."""
        insert_missing(
            self._sessions,
            [{**document(each), "unpublished": [stored_event(event) for event in events]} for each, events in sessions],
        )

    def get(self, session_id: UUID) -> Session | None:
        return self._parsed(self._sessions.find_one({"_id": session_id}))

    def exists(self, session_id: UUID) -> bool:
        """Also of one whose document cannot be read."""
        return self._sessions.find_one({"_id": session_id}, {"_id": True}) is not None

    def whose(self, session_id: UUID) -> Whose | None:
        """None where there is no session, or nobody knows whose it was."""
        stored = self._sessions.find_one({"_id": session_id}, dict.fromkeys(Whose._fields, True)) or {}
        organisation_id, version = stored.get("organisation_id"), stored.get("version", 0)
        if not isinstance(organisation_id, UUID) or not isinstance(version, int):
            return None
        link, name, email = (
            text if isinstance(text := stored.get(field), str) else None
            for field in ("link_token_hash", "candidate_name", "candidate_email")
        )
        return Whose(organisation_id, version, link, name or "", email)

    def outlines(
        self, session_ids: Collection[UUID], still: Mapping[str, Any] | None = None
    ) -> dict[UUID, SessionOutline]:
        """Those that there are, or of which this is still so, in this order."""
        found = self._sessions.find({"_id": {"$in": list(session_ids)}, **(still or {})}, OUTLINE)
        outlines = {outline.id: outline for outline in all_parsed(SessionOutline, found)}
        return {session_id: outlines[session_id] for session_id in session_ids if session_id in outlines}

    def of_organisation(self, organisation_id: UUID, session_id: UUID) -> Session:
        """Raises NotFoundError for a session of another organisation, and for one that there is not."""
        session = self._parsed(self._sessions.find_one({"_id": session_id, "organisation_id": organisation_id}))
        if session is None:
            raise NotFoundError("No such session.")
        return session

    def of_address(self, organisation_id: UUID, template_id: UUID, email: str, *, cancelled: bool) -> Session | None:
        """The newest of this template that somebody of this address has, `cancelled` ones among them or not. Capitals
        do not count."""
        of_template = {"template_id": template_id, "organisation_id": organisation_id, **({} if cancelled else STANDS)}
        found = self._sessions.find({**of_template, "candidate_email": email}, collation=ANY_CASE)
        return next(all_parsed(Session, found.sort([("created_at", DESCENDING)]).limit(1)), None)

    def invited_among(self, template: Template, people: Mapping[UUID, tuple[str, str | None]]) -> dict[UUID, UUID]:
        """Who has a session of this template that was not cancelled: of the same address or, where one of the two has
        no address, of the same name. Capitals do not count. By the ids of the sessions that these people are to have,
        the others that they have."""
        of_template = {"template_id": template.id, "organisation_id": template.organisation_id, **STANDS}
        emails = [email for _, email in people.values() if email]
        names = [name for name, _ in people.values()]
        there = [
            (stored["_id"], stored["candidate_name"].casefold(), (stored.get("candidate_email") or "").casefold())
            for wanted in ({"candidate_email": {"$in": emails}}, {"candidate_name": {"$in": names}})
            for stored in self._sessions.find(
                {**of_template, **wanted}, {"candidate_name": True, "candidate_email": True}, collation=ANY_CASE
            )
        ]
        others = [each for each in there if each[0] not in people]
        by_email = {email: other for other, _, email in others if email}
        by_name = {name: other for other, name, _ in others}
        nameless = {name: other for other, name, email in others if not email}
        known = {
            session_id: (by_email.get(email.casefold()) if email else None)
            or (nameless if email else by_name).get(name.casefold())
            for session_id, (name, email) in people.items()
        }
        return {session_id: other for session_id, other in known.items() if other}

    def were_made_from(self, organisation_id: UUID, template_id: UUID) -> bool:
        """Whether there is any session of this template."""
        made = {"template_id": template_id, "organisation_id": organisation_id}
        return self._sessions.find_one(made, {"_id": True}, collation=ANY_CASE) is not None

    def by_link(self, link_token_hash: str) -> Session | None:
        return self._parsed(self._sessions.find_one({"link_token_hash": link_token_hash}))

    def was_link(self, link_token_hash: str) -> bool:
        """Whether another link was issued in the place of this one."""
        return self._sessions.find_one({"replaced_link_hashes": link_token_hash}, {"_id": True}) is not None

    def those(self, session_ids: Collection[UUID]) -> list[Session]:
        """Those that there are and that can be read, in no order."""
        return list(all_parsed(Session, self._sessions.find({"_id": {"$in": list(session_ids)}})))

    def listing_turns(self, session_ids: Collection[UUID]) -> dict[UUID, tuple[int, Session | None]]:
        """Of those that there are, the session and the turn in which it is listed: each call begins the next. None for
        one that cannot be read.

        Who has a later turn has read what came before it, so that of two who list at the same time the later one may
        write last or alone.
        """
        wanted = {"_id": {"$in": list(session_ids)}}
        self._sessions.update_many(wanted, {"$inc": {"listings": 1}})
        return {
            stored["_id"]: (stored.get("listings", 0), next(all_parsed(Session, [stored]), None))
            for stored in self._sessions.find(wanted)
        }

    def ids_from(self, first: UUID, most: int) -> list[UUID]:
        """Of all organisations, in order, from this id on."""
        found = self._sessions.find({"_id": {"$gte": first}}, {"_id": True}).sort([("_id", ASCENDING)])
        return [stored["_id"] for stored in found.limit(most)]

    def count_open(self, organisation_id: UUID, *, most: int) -> int:
        """How many interviews of an organisation may still begin or go on; counting ends at `most`."""
        open_ = [SessionState.PENDING.value, SessionState.IN_PROGRESS.value]
        return self._sessions.count_documents({"organisation_id": organisation_id, "state": {"$in": open_}}, limit=most)

    def reissue(
        self,
        session_id: UUID,
        link_token_hash: str,
        expires_at: datetime,
        *,
        replaces: int | None = None,
        by_email: bool | None = None,
    ) -> Session | None:
        """Put another link in the place of the old one, or of that of this number alone; None where the interview is
        over.

        One that expired before it was started becomes pending again; one under way, or cancelled with nothing of it
        erased since, goes on where it was. The old link is remembered beside the session, so that whoever opens it can
        be told.
        """
        this = {"_id": session_id, **_of_number(replaces)}
        whole = {f"erased_at.{kind}": None for kind in KeptKind}
        cancelled = {"state": SessionState.CANCELLED.value, **whole}
        unstarted = {
            "is_locked": False,
            "state": {"$in": [SessionState.PENDING.value, SessionState.EXPIRED.value]},
        }
        under_way = {"is_locked": False, "state": SessionState.IN_PROGRESS.value}
        link = {
            **_another_link(link_token_hash),
            "expires_at": expires_at,
            "is_locked": False,
            **({} if by_email is None else {"by_email": by_email}),
        }

        def put(wanted: Mapping[str, Any], state: SessionState, **more: Any) -> Session | None:
            fields = {**link, "state": state.value, **more}
            return self._update(
                {**this, **wanted},
                fields,
                [_changed(state), _issued(expires_at)],
                over=("lock_began_at", "ending", "erase_at", "cancellation"),
            )

        return put({"$or": [unstarted, cancelled], "started_at": None}, SessionState.PENDING) or put(
            {"$or": [under_way, {**cancelled, "started_at": {"$ne": None}}]},
            SessionState.IN_PROGRESS,
            quiet_since="$$NOW",
        )

    def change(
        self, session: Session, fields: Mapping[str, Any], *, link_token_hash: str | None = None, issues: bool = False
    ) -> Session | None:
        """Change what an invitation says, and put another link in the place of the old one where there is a hash of
        one; None where anything else was changed since the session was read, or it is locked. `issues` has the link
        told of."""
        as_it_was = {
            **_under(session.permit),
            "state": session.state.value,
            "version": session.version or {"$in": [0, None]},
            "lock_began_at": None,
        }
        values = {name: {"$literal": value} for name, value in fields.items()}
        link = _another_link(link_token_hash) if link_token_hash else {}
        state = SessionState(fields.get("state", session.state))
        # Whoever was away until the link's end is waited for anew.
        quiet = {"quiet_since": "$$NOW"} if state is SessionState.IN_PROGRESS else {}
        events = [_changed(state), *([_issued("$expires_at")] if issues else [])]
        return self._update(as_it_was, {**values, **link, **quiet}, events, over=("erase_at",))

    def cancel(self, permit: Permit, cancellation: Cancellation) -> Session | None:
        """pending or in_progress ▶ cancelled and locked, for exactly one caller; None for every other, and where the
        link was replaced."""
        return self._change(
            {**_under(permit), "state": {"$in": list(CANCELLABLE)}},
            SessionState.CANCELLED,
            {"is_locked": True, "cancellation": cancellation.model_dump()},
            over=("lock_began_at", "quiet_since"),
            derived=erased_from(cancellation.at),
        )

    def start(
        self,
        permit: Permit,
        consent: Consent,
        stated_name: str,
        language: Language,
        now: datetime,
        retention: Retention = DEFAULT_RETENTION,
    ) -> Session | None:
        """pending ▶ in_progress; a repeat keeps the first consent, language and start. From here on it is kept as long
        as was promised."""
        started = self._change(
            {**_under(permit), "state": SessionState.PENDING.value},
            SessionState.IN_PROGRESS,
            {
                "consent": consent.model_dump(),
                "stated_name": stated_name,
                "language": language.value,
                "started_at": now,
                "last_seen_at": now,
                "quiet_since": now,
                "retention": retention.model_dump(),
            },
        )
        return started or self._parsed(
            self._sessions.find_one({**_under(permit), "state": SessionState.IN_PROGRESS.value})
        )

    def saw(self, permit: Permit, now: datetime) -> None:
        """Note a sign of life of the candidate, as long as the interview is under way under this link. `quiet_since`,
        beside the session, is when it was, or when another link was issued since."""
        late = {"last_seen_at": {"$not": {"$gt": now - SEEN_EVERY}}}
        self._sessions.update_one(
            {**_under(permit), "state": SessionState.IN_PROGRESS.value, **late},
            {"$set": {"last_seen_at": now, "quiet_since": now}},
        )

    def mark_opened(self, permit: Permit, now: datetime, time_zone: str | None = None) -> bool:
        """Once, with the time zone of where it was."""
        found = {"opened_at": now, **({"time_zone": time_zone} if time_zone else {})}
        opened = self._sessions.update_one({**_under(permit), "opened_at": None}, {"$set": found})
        return bool(opened.matched_count)

    def reach_question(self, permit: Permit, question_index: int, asked_before: Sequence[int]) -> None:
        """Move on to a question, never back: from one of those that are asked before it."""
        self._sessions.update_one(
            {**_under(permit), "current_question_index": {"$in": list(asked_before)}},
            {"$set": {"current_question_index": question_index}},
        )

    def append_question(
        self, permit: Permit, question: AskedQuestion, question_index: int, asked_before: Sequence[int]
    ) -> bool:
        """Add a question under that index; False where it is taken, the candidate has come further than those that are
        asked before it, or the interview is not under way any more or about to be locked: an answer that is added once
        the others are being closed would stay open."""
        changed = self._sessions.update_one(
            {
                **_under(permit),
                "state": SessionState.IN_PROGRESS.value,
                "lock_began_at": None,
                "questions": {"$size": question_index},
                "current_question_index": {"$in": list(asked_before)},
            },
            {"$push": {"questions": question.model_dump()}},
        )
        return bool(changed.matched_count)

    def name_voice(self, permit: Permit, voice: str) -> None:
        """Once."""
        self._sessions.update_one({**_under(permit), "voice": None}, {"$set": {"voice": voice}})

    def begin_conversation(self, permit: Permit) -> int | None:
        """Put a conversation in the place of the one before, and number it; None where the permit does not hold. How
        many there were stands beside the session in its document, and is no part of it."""
        begun = self._sessions.find_one_and_update(
            {**_under(permit), "state": SessionState.IN_PROGRESS.value},
            {"$inc": {"conversations": 1}},
            {"conversations": True},
            return_document=ReturnDocument.AFTER,
        )
        return int(begun["conversations"]) if begun else None

    def standing(self, session_ids: Collection[UUID]) -> dict[UUID, Standing]:
        """Of those that exist. One whose document is not whole takes no answers; the others are read all the same."""
        wanted = dict.fromkeys(("link_token_hash", "is_locked", "state", "expires_at", "conversations"), True)
        return {
            stored["_id"]: Standing(
                stored.get("link_token_hash", ""),
                _takes_answers(stored),
                stored.get("expires_at"),
                stored.get("conversations", 0),
            )
            for stored in self._sessions.find({"_id": {"$in": list(session_ids)}}, wanted)
        }

    def in_progress(self, permit: Permit) -> Session | None:
        """None where the interview is not under way, or not under this link any more."""
        return self._parsed(self._sessions.find_one({**_under(permit), "state": SessionState.IN_PROGRESS.value}))

    def begin_lock(
        self, permit: Permit, now: datetime, ending: Ending | None = None, *, quiet_since: datetime | None = None
    ) -> bool:
        """Note, beside the session, that it is about to be locked, and how it ends; False where it is not under way
        under this link, or the candidate was heard of after `quiet_since`."""
        quiet = {"quiet_since": {"$lte": quiet_since}} if quiet_since else {}
        how = {"ending": ending.value} if ending else {}
        begun = self._sessions.update_one(
            {**_under(permit), "state": SessionState.IN_PROGRESS.value, **quiet},
            {"$set": {"lock_began_at": now, **how}},
        )
        return bool(begun.matched_count)

    def lock(self, permit: Permit, execution: Execution, now: datetime) -> Session | None:
        """in_progress ▶ completed, for exactly one caller; None for every other, and where the link was replaced."""
        return self._change(
            {**_under(permit), "state": SessionState.IN_PROGRESS.value},
            SessionState.COMPLETED,
            {"is_locked": True, "completed_at": now, "execution": execution.model_dump()},
            over=("lock_began_at", "quiet_since"),
            derived=erased_from(now),
        )

    def withdraw(self, permit: Permit, now: datetime) -> Session | None:
        """Any state ▶ withdrawn and locked, for exactly one caller; None for every other, and where the link was
        replaced. One that is over already is kept as long as it was to be."""
        this = {"_id": permit.session_id, "link_token_hash": permit.link_token_hash}
        is_over = {"$eq": [{"$type": "$completed_at"}, "date"]}
        was_begun = {"$eq": [{"$type": "$started_at"}, "date"]}
        ended = {name: {"$cond": [is_over, f"${name}", at]} for name, at in erased_from(now).items()}
        ended["completed_at"] = {"$cond": [is_over, "$completed_at", {"$cond": [was_begun, now, None]}]}
        return self._change(
            {**this, "state": {"$ne": SessionState.WITHDRAWN.value}},
            SessionState.WITHDRAWN,
            {"is_locked": True, "withdrawn_at": now, "ending": Ending.WITHDRAWN.value},
            over=("lock_began_at", "quiet_since"),
            derived=ended,
        )

    def execution_started(self, session_id: UUID, attempt: int, arn: str) -> None:
        self._sessions.update_one({"_id": session_id, "execution.attempt": attempt}, {"$set": {"execution.arn": arn}})

    def begin_processing(self, session_id: UUID, attempt: int) -> Session | None:
        """completed ▶ processing, for the current attempt only; a repeat finds it done."""
        current = {"_id": session_id, "is_locked": True, "execution.attempt": attempt}
        begun = self._change({**current, "state": SessionState.COMPLETED.value}, SessionState.PROCESSING, {})
        return begun or self._parsed(self._sessions.find_one({**current, "state": SessionState.PROCESSING.value}))

    def finish(
        self, session_id: UUID, attempt: int, state: SessionState, failure: Failure | None, now: datetime
    ) -> Session | None:
        """processing ▶ done or failed, for the current attempt only."""
        return self._change(
            {"_id": session_id, "execution.attempt": attempt, "state": {"$in": list(UNDER_WAY)}},
            state,
            {"failure": failure and failure.model_dump(), "processed_at": now},
        )

    def mend(self, session_id: UUID, question_index: int) -> Session | None:
        """Name a question no more among those that failed; failed ▶ done where it was the last one."""
        failed = {"_id": session_id, "state": SessionState.FAILED.value, "failure.code": "questions_failed"}
        self._sessions.update_one(failed, {"$pull": {"failure.params.questions": question_index}})
        return self._change({**failed, "failure.params.questions": []}, SessionState.DONE, {"failure": None})

    def process_again(self, session_id: UUID, ended_attempt: int, execution: Execution) -> Session | None:
        """done or failed ▶ completed with the next attempt, for exactly one caller."""
        ended = [SessionState.DONE.value, SessionState.FAILED.value]
        return self._change(
            {"_id": session_id, "execution.attempt": ended_attempt, "state": {"$in": ended}},
            SessionState.COMPLETED,
            {"failure": None, "processed_at": None, "execution": execution.model_dump()},
        )

    def contest(self, session_id: UUID, contest: Contest, event: "ResultContested") -> tuple[Contest, bool]:
        """Keep what the candidate of a locked session wants a person to look at, with what is to be told of it, and
        count it: the newest words, and when they first wrote. Words that are there already change nothing, also where
        they are sent many times at once: only the one that changes something is counted and told.

        What is on record, and whether that is new. Raises QuotaExceededError, and NotFoundError where the session is
        gone.
        """
        first = {"$ifNull": ["$contest.made_at", contest.made_at]}
        words = {"text": {"$literal": contest.text}, "made_at": first, "changed_at": contest.changed_at}
        told = {"$literal": [stored_event(event)]}
        change: list[Document] = [
            {"$set": {"contest": words, **one_more_of(quotas.CONTESTS)}},
            {"$set": {"unpublished": {"$concatArrays": [{"$ifNull": ["$unpublished", []]}, told]}}},
        ]
        locked = {"_id": session_id, "is_locked": True}
        differs = {"contest.text": {"$ne": contest.text}, **room_for(quotas.CONTESTS)}
        changed = self._sessions.find_one_and_update(
            {**locked, **differs}, change, {"contest": True}, return_document=ReturnDocument.AFTER
        )
        stored = changed or self._sessions.find_one(locked, {"contest": True})
        if stored is None:
            raise NotFoundError("No such interview.")
        kept = parsed(Contest, stored["contest"]) if stored.get("contest") else None
        if kept is None or kept.text != contest.text:
            raise used_up(quotas.CONTESTS)
        return kept, changed is not None

    def state_name(self, permit: Permit, name: str) -> Session | None:
        """None where the link was replaced."""
        this = {"_id": permit.session_id, "link_token_hash": permit.link_token_hash}
        change = {"$set": {"stated_name": name}}
        return self._parsed(self._sessions.find_one_and_update(this, change, return_document=ReturnDocument.AFTER))

    def ask_address(self, permit: Permit, email: str, now: datetime) -> Session | None:
        """Another address than the one asked for before: each has the next number. None where the link was replaced."""
        this = {"_id": permit.session_id, "link_token_hash": permit.link_token_hash}
        number = {"$add": [{"$ifNull": ["$addresses_asked", 0]}, 1]}
        link = {"link_number": permit.link_number}
        asked = {"email": {"$literal": email}, "number": "$addresses_asked", "asked_at": now, **link}
        change: list[Document] = [{"$set": {"addresses_asked": number}}, {"$set": {"asked_address": asked}}]
        return self._parsed(self._sessions.find_one_and_update(this, change, return_document=ReturnDocument.AFTER))

    def confirm_address(self, session_id: UUID, address: AskedAddress, now: datetime) -> Session | None:
        """It becomes the candidate's, once; None where another was asked for since, or another link was issued."""
        confirmed = {"number": address.number, "at": now}
        change: list[Document] = [
            {"$set": {"candidate_email": "$asked_address.email", "confirmed_address": confirmed}},
            {"$unset": "asked_address"},
        ]
        asked = {"_id": session_id, "asked_address.number": address.number, **_of_number(address.link_number)}
        return self._parsed(self._sessions.find_one_and_update(asked, change, return_document=ReturnDocument.AFTER))

    def stop_reminders(self, session_id: UUID, now: datetime) -> bool:
        """Whether there is such an interview. A repeat keeps the first time."""
        stopped = {"reminders_stopped_at": {"$ifNull": ["$reminders_stopped_at", now]}}
        return bool(self._sessions.update_one({"_id": session_id}, [{"$set": stopped}]).matched_count)

    def unused(self, now: datetime) -> list[SessionOutline]:
        """Links whose time ended before anyone started."""
        return self._in_turns({"state": SessionState.PENDING.value, "expires_at": {"$lte": now}}, "expires_at")

    def expire(self, session_id: UUID, now: datetime) -> Session | None:
        """pending ▶ expired where the link's time is over, for exactly one caller."""
        over = {"_id": session_id, "state": SessionState.PENDING.value, "expires_at": {"$lte": now}}
        return self._change(over, SessionState.EXPIRED, {}, derived=erased_from("$expires_at"))

    def abandoned(self, before: datetime) -> list[SessionOutline]:
        """Interviews begun and never finished, whose link's time was over by then."""
        return self._in_turns({"state": SessionState.IN_PROGRESS.value, "expires_at": {"$lte": before}}, "expires_at")

    def left(self, before: datetime) -> list[SessionOutline]:
        """Interviews begun and never finished, whose candidate was not heard of since then."""
        return self._in_turns({"state": SessionState.IN_PROGRESS.value, "quiet_since": {"$lte": before}}, "quiet_since")

    def half_locked(self, before: datetime) -> list[SessionOutline]:
        """Those whose lock was begun before then and broke off."""
        return self._in_turns(
            {"state": SessionState.IN_PROGRESS.value, "lock_began_at": {"$lt": before}}, "lock_began_at"
        )

    def under_way_since(self, before: datetime) -> list[SessionOutline]:
        """Locked sessions whose attempt was asked for before then and has not ended."""
        return self._in_turns(
            {"state": {"$in": list(UNDER_WAY)}, "execution.requested_at": {"$lt": before}}, "execution.requested_at"
        )

    def _in_turns(self, wanted: Document, at: str) -> list[SessionOutline]:
        """With the link that each had while it was `wanted`: one that was reissued since is left alone."""
        found = in_turns(self._sessions, [{"$match": wanted}], at, "$_id", SWEEP_BATCH)
        return list(self.outlines(found, wanted).values())

    def _change(
        self,
        wanted: Mapping[str, Any],
        state: SessionState,
        fields: Mapping[str, Any],
        *,
        over: Sequence[str] = (),
        derived: Mapping[str, Any] | None = None,
    ) -> Session | None:
        """Set this state, these fields and those that follow from what is stored, and remove those that are over."""
        values = {name: {"$literal": value} for name, value in {"state": state.value, **fields}.items()}
        return self._update(wanted, {**values, **(derived or {})}, [_changed(state)], over=over)

    def _update(
        self,
        wanted: Mapping[str, Any],
        fields: Mapping[str, Any],
        events: Sequence[Document],
        *,
        over: Sequence[str] = (),
    ) -> Session | None:
        """One change of a session, and what is to be told of it."""
        change: list[Document] = [
            {"$set": {**fields, "version": NEXT_VERSION}},
            {"$set": {"unpublished": {"$concatArrays": [{"$ifNull": ["$unpublished", []]}, list(events)]}}},
            *([{"$unset": list(over)}] if over else []),
        ]
        return self._parsed(self._sessions.find_one_and_update(wanted, change, return_document=ReturnDocument.AFTER))

    @staticmethod
    def _parsed(stored: dict[str, Any] | None) -> Session | None:
        return parsed(Session, stored) if stored else None


def erased_from(ended_at: Any) -> Document:
    """What a stage sets where an interview ends: when each kind goes, by the days that its session has."""
    return {f"erase_at.{kind}": after(ended_at, f"$retention.{kind}") for kind in KeptKind}


def after(ended_at: Any, days: Any) -> Document:
    return {"$dateAdd": {"startDate": ended_at, "unit": "day", "amount": days}}


def _takes_answers(stored: Mapping[str, Any]) -> bool:
    return stored.get("is_locked") is False and stored.get("state") == SessionState.IN_PROGRESS.value


def _under(permit: Permit) -> dict[str, Any]:
    """Whether it may still be written under this link."""
    return {"_id": permit.session_id, "link_token_hash": permit.link_token_hash, "is_locked": False}


def _of_number(link_number: int | None) -> Document:
    """Whether a session has the link of this number still; sessions of before links were numbered have the first."""
    return {} if link_number is None else {"link_number": {"$in": [link_number, *([None] if link_number == 0 else [])]}}


def _another_link(link_token_hash: str) -> Document:
    """What a stage sets that puts it in the place of the old one, which is remembered."""
    hashes = {"$concatArrays": [{"$ifNull": ["$replaced_link_hashes", []]}, ["$link_token_hash"]]}
    return {
        "link_token_hash": link_token_hash,
        "link_number": {"$add": [{"$ifNull": ["$link_number", 0]}, 1]},
        "replaced_link_hashes": {"$slice": [hashes, -MAX_REPLACED_LINKS]},
    }


def _changed(state: SessionState) -> Document:
    from interview.domain.events import SessionChanged  # whoever changes one publishes too, and has them already

    return _event(SessionChanged, {"state": state.value})


def _issued(expires_at: datetime | str) -> Document:
    """`expires_at` may be where it stands."""
    from interview.domain.events import LinkIssued

    return _event(LinkIssued, {"link_number": "$link_number", "expires_at": expires_at})


def _event(kind: "type[SessionChanged | LinkIssued]", data: Document) -> Document:
    """One as `stored_event` has it, of a session as the stage before has left it. The server's clock dates all."""
    return {
        "type": kind.__name__,
        "schema_version": kind.model_fields["schema_version"].default,
        "at": "$$NOW",
        "organisation_id": "$organisation_id",
        "session_id": "$_id",
        "session_version": "$version",
        "data": data,
    }

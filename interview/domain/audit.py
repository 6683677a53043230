"""The audit log: who did what to what, when and from where. Ids and codes alone: never a name, a word or a score.

The entries of an organisation are numbered from 1 without a gap, and each holds the hash of the one before: what is
changed, taken out or put in afterwards breaks the chain (`docs/integrations.md`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from interview.domain.hashing import canonical_hash
from interview.domain.values import Value

__all__ = [
    "FIRST_HEAD",
    "Actor",
    "ActorKind",
    "AuditAction",
    "AuditEntry",
    "AuditFault",
    "AuditHead",
    "AuditedObject",
    "Deed",
    "ObjectKind",
    "entry_after",
    "first_fault",
    "hash_of",
]


class ActorKind(StrEnum):
    """Whoever acts: somebody with an account, a program with a key, who was given a link to a result, a candidate, or
    the stage itself."""

    PERSON = "person"
    KEY = "key"
    SHARE = "share"
    CANDIDATE = "candidate"
    SYSTEM = "system"


class ObjectKind(StrEnum):
    ORGANISATION = "organisation"
    ACCOUNT = "account"
    MEMBER = "member"
    MEMBER_INVITATION = "member_invitation"
    SESSION = "session"
    TEMPLATE = "template"
    EXPORT = "export"
    INVITATION_BATCH = "invitation_batch"
    KEY = "key"
    WEBHOOK = "webhook"


class AuditAction(StrEnum):
    """What was done. New ones are added, none is renamed: entries are kept."""

    SIGNED_IN = "signed_in"
    ACCOUNT_MADE = "account_made"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (what was done)
    SIGN_INS_ENDED = "sign_ins_ended"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    SIGN_IN_CHANGED = "sign_in_changed"
    MEMBER_INVITED = "member_invited"
    INVITATION_WITHDRAWN = "invitation_withdrawn"
    ROLE_CHANGED = "role_changed"
    MEMBER_REMOVED = "member_removed"
    AUDIT_LOG_READ = "audit_log_read"
    AUDIT_LOG_EXPORTED = "audit_log_exported"
    CANDIDATE_INVITED = "candidate_invited"
    PUBLIC_LINK_CHANGED = "public_link_changed"
    PUBLIC_LINK_REPLACED = "public_link_replaced"
    INTERVIEW_ASKED_FOR = "interview_asked_for"
    PEOPLE_CHECKED = "people_checked"
    PEOPLE_INVITED = "people_invited"
    PEOPLE_CANCELLED = "people_cancelled"
    PEOPLE_READ = "people_read"
    LINKS_READ = "links_read"
    LINK_REISSUED = "link_reissued"
    INVITATION_CANCELLED = "invitation_cancelled"
    CANDIDATE_CHANGED = "candidate_changed"
    LINK_EXTENDED = "link_extended"
    ACCOMMODATIONS_CHANGED = "accommodations_changed"
    CANDIDATE_WRITTEN_TO = "candidate_written_to"
    LIST_READ = "list_read"
    INTERVIEWS_ASKED = "interviews_asked"
    RESULT_READ = "result_read"
    RECORDING_READ = "recording_read"
    TRANSCRIPT_READ = "transcript_read"
    INTERVIEW_WATCHED = "interview_watched"
    RESULT_EXPORTED = "result_exported"
    EXPORT_REQUESTED = "export_requested"
    EXPORT_READ = "export_read"
    BIAS_AUDIT_EXPORTED = "bias_audit_exported"
    RESULT_SHARED = "result_shared"
    SHARE_REVOKED = "share_revoked"
    DECIDED = "decided"
    OVERALL_OVERRIDDEN = "overall_overridden"
    ANSWER_JUDGED = "answer_judged"
    FLAG_DISMISSED = "flag_dismissed"
    NOTE_ADDED = "note_added"
    TAGS_CHANGED = "tags_changed"
    MANY_CHANGED = "many_changed"
    PROCESSING_RESTARTED = "processing_restarted"
    ANSWERS_RESCORED = "answers_rescored"
    SESSION_ERASED = "session_erased"
    RECORDINGS_ERASED = "recordings_erased"
    RESULTS_ERASED = "results_erased"
    FLAGS_ERASED = "flags_erased"
    KEY_MADE = "key_made"
    KEY_REVOKED = "key_revoked"
    RETENTION_CHANGED = "retention_changed"
    CONSENT_TEXT_CHANGED = "consent_text_changed"
    MAIL_TEXT_CHANGED = "mail_text_changed"
    MAIL_TIME_ZONE_CHANGED = "mail_time_zone_changed"
    WEBHOOK_ADDED = "webhook_added"
    WEBHOOK_CHANGED = "webhook_changed"
    WEBHOOK_REMOVED = "webhook_removed"
    WEBHOOK_REPLAYED = "webhook_replayed"
    WEBHOOK_DISABLED = "webhook_disabled"
    LOOK_CHANGED = "look_changed"
    TEMPLATE_CREATED = "template_created"
    TEMPLATE_CHANGED = "template_changed"
    TEMPLATE_ARCHIVED = "template_archived"
    TEMPLATE_DELETED = "template_deleted"
    INTERVIEW_BEGUN = "interview_begun"
    INTERVIEW_FINISHED = "interview_finished"
    INTERVIEW_WITHDRAWN = "interview_withdrawn"
    RESULT_CONTESTED = "result_contested"
    CONTACT_CHANGED = "contact_changed"


HAPPENS_ONCE = frozenset(
    {
        AuditAction.INTERVIEW_ASKED_FOR,
        AuditAction.INTERVIEW_BEGUN,
        AuditAction.INTERVIEW_FINISHED,
        AuditAction.INTERVIEW_WITHDRAWN,
        AuditAction.SESSION_ERASED,
        AuditAction.RECORDINGS_ERASED,
        AuditAction.RESULTS_ERASED,
        AuditAction.FLAGS_ERASED,
    }
)
"""Once to an interview, however often its page, somebody with its link, or a sweep that broke off says so."""


class Actor(Value):
    """Who acted. A program acts with a `key_id` for the person who made the key. None where the stage itself did."""

    kind: ActorKind
    id: UUID | None = None
    key_id: UUID | None = None


class AuditedObject(Value):
    """What something was done to: one thing, or several of a kind. `part` is the question of an answer."""

    kind: ObjectKind
    ids: tuple[UUID, ...] = ()
    part: int | None = None


@dataclass(frozen=True)
class Deed:
    """What is to be recorded. `once` names what is written down once, however often it is done: readings once an hour,
    as a page that is open reads again and again."""

    organisation_id: UUID
    at: datetime
    actor: Actor
    action: AuditAction
    object: AuditedObject
    network: str | None
    is_reading: bool = False

    @property
    def once(self) -> str | None:
        ids = sorted(map(str, self.object.ids))
        if self.action in HAPPENS_ONCE:
            return canonical_hash([self.action, self.object.kind, ids])
        if not self.is_reading:
            return None
        hour = self.at.replace(minute=0, second=0, microsecond=0)
        actor = self.actor.model_dump(mode="json")
        return canonical_hash([actor, self.action, self.object.kind, ids, self.object.part, hour.isoformat()])


class AuditHead(Value):
    """The last entry of a chain, or any that another follows."""

    number: int
    hash: str
    at: datetime | None = None


FIRST_HEAD = AuditHead(number=0, hash="")
"""What the first entry follows."""


class AuditEntry(Value):
    """What was recorded. `at` is never before that of the entry before."""

    organisation_id: UUID
    number: int
    at: datetime
    actor: Actor
    action: AuditAction
    object: AuditedObject
    network: str | None
    previous_hash: str
    hash: str

    @property
    def head(self) -> AuditHead:
        return AuditHead(number=self.number, hash=self.hash, at=self.at)


class AuditFault(StrEnum):
    """What is wrong with a chain."""

    GAP = "gap"
    CHANGED = "changed"
    NOT_LINKED = "not_linked"
    CUT = "cut"


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 of an entry's canonical JSON without the hash itself: times in milliseconds, ids as text."""
    return canonical_hash(
        {
            "organisation_id": str(entry.organisation_id),
            "number": entry.number,
            "at_ms": round(entry.at.timestamp() * 1000),
            "actor": entry.actor.model_dump(mode="json"),
            "action": entry.action.value,
            "object": entry.object.model_dump(mode="json"),
            "network": entry.network,
            "previous_hash": entry.previous_hash,
        }
    )


def entry_after(head: AuditHead, deed: Deed) -> AuditEntry:
    """The entry that follows in the chain."""
    entry = AuditEntry(
        organisation_id=deed.organisation_id,
        number=head.number + 1,
        at=max(deed.at, head.at or deed.at),
        actor=deed.actor,
        action=deed.action,
        object=deed.object,
        network=deed.network,
        previous_hash=head.hash,
        hash="",
    )
    return entry.model_copy(update={"hash": hash_of(entry)})


def first_fault(head: AuditHead, entries: Iterable[AuditEntry]) -> tuple[int, AuditFault] | None:
    """Where the chain that goes on from `head` is broken first, and how: the number that is wrong, or lacking."""
    for entry in entries:
        if entry.number != head.number + 1:
            return head.number + 1, AuditFault.GAP
        if hash_of(entry) != entry.hash:
            return entry.number, AuditFault.CHANGED
        if entry.previous_hash != head.hash:
            return entry.number, AuditFault.NOT_LINKED
        head = entry.head
    return None

"""Which routes are written down in the audit log, as what. This is the one place where that is said, and done.

What a route answers is given only once it is written down. A change that was made while the log could not be written
is answered 503 and logged (`audit_entry_lost`), with all that the entry would have said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from functions.api import acting
from functions.api.callers import VIEWER_ADDRESS
from functions.api.idempotency import was_replayed
from functions.api.service import candidate_api
from interview.domain.audit import ActorKind, AuditAction, AuditedObject, ObjectKind
from interview.domain.networks import neighbourhood_of
from interview.entrypoints.http.application import PREFIX
from interview.errors import ColloquyError

Arguments = Mapping[str, Any]
Ids = Callable[[Arguments, Any], Iterable[UUID]]

logger = Logger()


def in_path(name: str) -> Ids:
    """The id that stands in the route's path, or in its query."""
    return lambda arguments, _: (arguments[name],)


def made(*names: str) -> Ids:
    """The id of what was made, at this place of the answer."""

    def find(_: Arguments, answer: Any) -> Iterable[UUID]:
        for name in names:
            answer = answer[name]
        return (UUID(answer),)

    return find


def asked(name: str) -> Ids:
    """The id that was sent under this name of the body."""

    def find(arguments: Arguments, _: Any) -> Iterable[UUID]:
        return (next(getattr(each, name) for each in arguments.values() if hasattr(each, name)),)

    return find


def changed(_: Arguments, answer: Any) -> Iterable[UUID]:
    """Those of many that were changed."""
    return [UUID(each["session_id"]) for each in answer["results"] if each["error"] is None and not each["was_so"]]


def of_actor(_: Arguments, __: Any) -> Iterable[UUID]:
    who = acting.who()
    return (who.actor.id,) if who and who.actor.id else ()


def nothing(_: Arguments, __: Any) -> Iterable[UUID]:
    """The organisation itself."""
    return ()


@dataclass(frozen=True)
class Audited:
    """What a call of a route is written down as. What `is_reading` is written down once an hour for each who reads."""

    action: AuditAction
    kind: ObjectKind
    ids: Ids
    is_reading: bool = False
    by: frozenset[ActorKind] = frozenset(ActorKind)


SESSION = in_path("session_id")
TEMPLATE = in_path("template_id")
INVITATION = in_path("invitation_id")
BATCH = in_path("batch_id")
A, K = AuditAction, ObjectKind
STAFF = frozenset({ActorKind.PERSON, ActorKind.KEY})

AUDITED: Mapping[str, Audited] = {
    # Candidates
    "POST /interview/start": Audited(A.INTERVIEW_BEGUN, K.SESSION, of_actor),
    "POST /interview/finish": Audited(A.INTERVIEW_FINISHED, K.SESSION, of_actor),
    "POST /interview/withdrawal": Audited(A.INTERVIEW_WITHDRAWN, K.SESSION, of_actor),
    "GET /interview/data/answers/<question_index>": Audited(A.RECORDING_READ, K.SESSION, of_actor, is_reading=True),
    "PUT /interview/contact/name": Audited(A.CONTACT_CHANGED, K.SESSION, of_actor),
    "PUT /interview/contact/email": Audited(A.CONTACT_CHANGED, K.SESSION, of_actor),
    "POST /address-confirmations": Audited(A.CONTACT_CHANGED, K.SESSION, of_actor),
    "POST /interview/erasure": Audited(A.SESSION_ERASED, K.SESSION, of_actor),
    "PUT /interview/result/contest": Audited(A.RESULT_CONTESTED, K.SESSION, of_actor),
    # Who was given a link to a result
    "GET /shared": Audited(A.RESULT_READ, K.SESSION, acting.session_shown, is_reading=True),
    "GET /shared/answers/<question_index>": Audited(A.RECORDING_READ, K.SESSION, acting.session_shown, is_reading=True),
    "POST /shared/comments": Audited(A.NOTE_ADDED, K.SESSION, acting.session_shown),
    # People
    "POST /sign-in": Audited(A.SIGNED_IN, K.ACCOUNT, of_actor),
    "POST /sign-in/provider/answer": Audited(A.SIGNED_IN, K.ACCOUNT, of_actor),
    "PUT /settings/sign-in": Audited(A.SIGN_IN_CHANGED, K.ORGANISATION, nothing),
    "DELETE /settings/sign-in": Audited(A.SIGN_IN_CHANGED, K.ORGANISATION, nothing),
    "POST /setup": Audited(A.ACCOUNT_MADE, K.ACCOUNT, of_actor),
    "POST /join": Audited(A.ACCOUNT_MADE, K.ACCOUNT, of_actor),
    "POST /password-resets/password": Audited(A.PASSWORD_CHANGED, K.ACCOUNT, of_actor),
    "POST /member-invitations": Audited(A.MEMBER_INVITED, K.MEMBER_INVITATION, made("id")),
    "POST /member-invitations/<invitation_id>/letter": Audited(A.MEMBER_INVITED, K.MEMBER_INVITATION, INVITATION),
    "DELETE /member-invitations/<invitation_id>": Audited(A.INVITATION_WITHDRAWN, K.MEMBER_INVITATION, INVITATION),
    "POST /members/<member_id>/role": Audited(A.ROLE_CHANGED, K.MEMBER, in_path("member_id")),
    "DELETE /members/<member_id>": Audited(A.MEMBER_REMOVED, K.MEMBER, in_path("member_id")),
    "DELETE /members/<member_id>/second-factor": Audited(A.SECOND_FACTOR_REMOVED, K.MEMBER, in_path("member_id")),
    "POST /me/second-factor/confirmation": Audited(A.SECOND_FACTOR_ADDED, K.ACCOUNT, of_actor),
    "POST /me/second-factor/removal": Audited(A.SECOND_FACTOR_REMOVED, K.ACCOUNT, of_actor),
    "POST /me/password": Audited(A.PASSWORD_CHANGED, K.ACCOUNT, of_actor),
    "DELETE /me/sign-ins/<sign_in_id>": Audited(A.SIGN_INS_ENDED, K.ACCOUNT, of_actor),
    "POST /me/sign-out-everywhere": Audited(A.SIGN_INS_ENDED, K.ACCOUNT, of_actor),
    "GET /sessions": Audited(A.LIST_READ, K.ORGANISATION, nothing, is_reading=True),
    "GET /answers": Audited(A.INTERVIEWS_ASKED, K.ORGANISATION, nothing),
    "POST /sessions": Audited(A.CANDIDATE_INVITED, K.SESSION, made("session", "id")),
    "PUT /templates/<template_id>/public-link": Audited(A.PUBLIC_LINK_CHANGED, K.TEMPLATE, TEMPLATE),
    "POST /templates/<template_id>/public-link/replacement": Audited(A.PUBLIC_LINK_REPLACED, K.TEMPLATE, TEMPLATE),
    "POST /public-interview/confirmations": Audited(A.INTERVIEW_ASKED_FOR, K.SESSION, of_actor),
    "POST /invitation-batches": Audited(A.PEOPLE_CHECKED, K.INVITATION_BATCH, made("id")),
    "GET /invitation-batches/<batch_id>/rows": Audited(A.PEOPLE_READ, K.INVITATION_BATCH, BATCH, is_reading=True),
    "POST /invitation-batches/<batch_id>/start": Audited(A.PEOPLE_INVITED, K.INVITATION_BATCH, BATCH),
    "POST /invitation-batches/<batch_id>/cancellation": Audited(A.PEOPLE_CANCELLED, K.INVITATION_BATCH, BATCH),
    "GET /invitation-batches/<batch_id>/not-invited.csv": Audited(
        A.PEOPLE_READ, K.INVITATION_BATCH, BATCH, is_reading=True
    ),
    "GET /invitation-batches/<batch_id>/links.csv": Audited(A.LINKS_READ, K.INVITATION_BATCH, BATCH, is_reading=True),
    "POST /sessions/<session_id>/link": Audited(A.LINK_REISSUED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/cancellation": Audited(A.INVITATION_CANCELLED, K.SESSION, SESSION),
    "PUT /sessions/<session_id>/candidate": Audited(A.CANDIDATE_CHANGED, K.SESSION, SESSION),
    "PUT /sessions/<session_id>/expiry": Audited(A.LINK_EXTENDED, K.SESSION, SESSION),
    "PUT /sessions/<session_id>/accommodations": Audited(A.ACCOMMODATIONS_CHANGED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/letters": Audited(A.CANDIDATE_WRITTEN_TO, K.SESSION, SESSION),
    "POST /sessions/<session_id>/processing": Audited(A.PROCESSING_RESTARTED, K.SESSION, SESSION),
    "POST /sessions/bulk": Audited(A.MANY_CHANGED, K.SESSION, changed),
    "POST /sessions/bulk/reminders": Audited(A.CANDIDATE_WRITTEN_TO, K.SESSION, changed),
    "POST /sessions/bulk/cancellations": Audited(A.INVITATION_CANCELLED, K.SESSION, changed),
    "POST /live-tickets": Audited(A.INTERVIEW_WATCHED, K.SESSION, asked("session_id"), is_reading=True, by=STAFF),
    "GET /sessions/<session_id>": Audited(A.RESULT_READ, K.SESSION, SESSION, is_reading=True),
    "POST /sessions/<session_id>/erasure": Audited(A.SESSION_ERASED, K.SESSION, SESSION),
    "GET /sessions/<session_id>/consent": Audited(A.RESULT_READ, K.SESSION, SESSION, is_reading=True),
    "PUT /settings/retention": Audited(A.RETENTION_CHANGED, K.ORGANISATION, nothing),
    "PUT /settings/consent": Audited(A.CONSENT_TEXT_CHANGED, K.ORGANISATION, nothing),
    "PUT /settings/mail/text": Audited(A.MAIL_TEXT_CHANGED, K.ORGANISATION, nothing),
    "PUT /settings/mail/usual-text": Audited(A.MAIL_TEXT_CHANGED, K.ORGANISATION, nothing),
    "PUT /settings/mail/time-zone": Audited(A.MAIL_TIME_ZONE_CHANGED, K.ORGANISATION, nothing),
    **dict.fromkeys(
        ("PUT /settings/look", "PUT /settings/logo", "DELETE /settings/logo"),
        Audited(A.LOOK_CHANGED, K.ORGANISATION, nothing),
    ),
    "GET /sessions/<session_id>/flags": Audited(A.RESULT_READ, K.SESSION, SESSION, is_reading=True),
    "GET /sessions/<session_id>/review": Audited(A.RESULT_READ, K.SESSION, SESSION, is_reading=True),
    "GET /sessions/<session_id>/decisions": Audited(A.RESULT_READ, K.SESSION, SESSION, is_reading=True),
    "GET /sessions/<session_id>/notes": Audited(A.RESULT_READ, K.SESSION, SESSION, is_reading=True),
    "GET /sessions/<session_id>/answers/<question_index>": Audited(
        A.RECORDING_READ, K.SESSION, SESSION, is_reading=True
    ),
    "GET /sessions/<session_id>/answers/<question_index>/transcript": Audited(
        A.TRANSCRIPT_READ, K.SESSION, SESSION, is_reading=True
    ),
    "GET /sessions/<session_id>/answers/<question_index>/scores": Audited(
        A.RESULT_READ, K.SESSION, SESSION, is_reading=True
    ),
    "POST /sessions/<session_id>/answers/<question_index>/scores": Audited(A.ANSWERS_RESCORED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/scores": Audited(A.ANSWERS_RESCORED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/answers/<question_index>/levels": Audited(A.ANSWER_JUDGED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/decisions": Audited(A.DECIDED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/overrides": Audited(A.OVERALL_OVERRIDDEN, K.SESSION, SESSION),
    "POST /sessions/<session_id>/flags/<flag_id>/dismissals": Audited(A.FLAG_DISMISSED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/notes": Audited(A.NOTE_ADDED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/tags": Audited(A.TAGS_CHANGED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/shares": Audited(A.RESULT_SHARED, K.SESSION, SESSION),
    "POST /sessions/<session_id>/shares/<share_id>/revocation": Audited(A.SHARE_REVOKED, K.SESSION, SESSION),
    "GET /sessions/<session_id>/export.json": Audited(A.RESULT_EXPORTED, K.SESSION, SESSION),
    "GET /sessions/<session_id>/greenhouse.json": Audited(A.RESULT_EXPORTED, K.SESSION, SESSION),
    "GET /sessions/<session_id>/lever.json": Audited(A.RESULT_EXPORTED, K.SESSION, SESSION),
    "POST /exports": Audited(A.EXPORT_REQUESTED, K.EXPORT, made("id")),
    "GET /exports/<export_id>": Audited(A.EXPORT_READ, K.EXPORT, in_path("export_id"), is_reading=True),
    "GET /bias-audit.csv": Audited(A.BIAS_AUDIT_EXPORTED, K.TEMPLATE, in_path("template")),
    "POST /templates": Audited(A.TEMPLATE_CREATED, K.TEMPLATE, made("id")),
    "PUT /templates/<template_id>": Audited(A.TEMPLATE_CHANGED, K.TEMPLATE, TEMPLATE),
    "PUT /templates/<template_id>/archive": Audited(A.TEMPLATE_ARCHIVED, K.TEMPLATE, TEMPLATE),
    "DELETE /templates/<template_id>": Audited(A.TEMPLATE_DELETED, K.TEMPLATE, TEMPLATE),
    "POST /api-keys": Audited(A.KEY_MADE, K.KEY, made("key", "id")),
    "POST /api-keys/<key_id>/revocation": Audited(A.KEY_REVOKED, K.KEY, in_path("key_id")),
    "POST /webhooks": Audited(A.WEBHOOK_ADDED, K.WEBHOOK, made("webhook", "id")),
    "PUT /webhooks/<webhook_id>": Audited(A.WEBHOOK_CHANGED, K.WEBHOOK, in_path("webhook_id")),
    "DELETE /webhooks/<webhook_id>": Audited(A.WEBHOOK_REMOVED, K.WEBHOOK, in_path("webhook_id")),
    "POST /webhooks/<webhook_id>/secret": Audited(A.WEBHOOK_CHANGED, K.WEBHOOK, in_path("webhook_id")),
    "POST /webhooks/<webhook_id>/deliveries/<delivery_id>/replay": Audited(
        A.WEBHOOK_REPLAYED, K.WEBHOOK, in_path("webhook_id")
    ),
    "GET /audit-entries": Audited(A.AUDIT_LOG_READ, K.ORGANISATION, nothing, is_reading=True),
    "GET /audit-entries.csv": Audited(A.AUDIT_LOG_EXPORTED, K.ORGANISATION, nothing, is_reading=True),
    "GET /audit-entries.jsonl": Audited(A.AUDIT_LOG_EXPORTED, K.ORGANISATION, nothing, is_reading=True),
}

NOT_AUDITED: Mapping[str, str] = {
    **dict.fromkeys(
        ("GET /health", "GET /openapi.json", "GET /docs", "GET /docs.css"),
        "about the API alone",
    ),
    "GET /logos/<logo_id>": "a picture that everybody may see who has its address",
    **dict.fromkeys(("POST /page-reports/errors", "POST /page-reports/joins"), "of nobody"),
    **dict.fromkeys(
        (
            "GET /interview",
            "GET /interview/result",
            "GET /interview/consent",
            "GET /interview/erasure",
            "GET /interview/data",
            "PUT /interview/result/satisfaction",
            "POST /interview/questions/<question_index>/uploads",
            "POST /interview/upload-test",
            "PUT /interview/questions/<question_index>/manifest",
            "PUT /interview/questions/<question_index>/time",
            "PUT /interview/questions/<question_index>/correction",
            "PUT /interview/questions/<question_index>/text-answer",
            "POST /interview/events",
            "POST /interview/voice-ticket",
            "POST /interview/questions/<question_index>/feedback",
            "POST /interview/questions/<question_index>/feedback/preparation",
            "GET /interview/feedback",
        ),
        "the candidate's own interview, while it goes on",
    ),
    "PUT /interview/result/self-identification": "is kept apart from who said it",
    "POST /sign-out": "ends a sign-in whose owner need not be known any more",
    "POST /unsubscribe": "of whoever has the link in a mail",
    **dict.fromkeys(("GET /me", "GET /me/sign-ins", "GET /me/second-factor"), "the caller's own"),
    "POST /me/second-factor": "counts for nothing until it is confirmed",
    **dict.fromkeys(("GET /members", "GET /member-invitations"), "names of colleagues"),
    **dict.fromkeys(
        ("POST /join/invitation", "POST /password-resets", "POST /sign-in/provider"), "nobody is recognised by it"
    ),
    **dict.fromkeys(
        ("GET /invitation-batches", "GET /invitation-batches/<batch_id>"),
        "counts, and names nobody",
    ),
    "GET /public-interview": "what anybody with the link may read",
    "POST /public-interview/requests": "of somebody who is not known before they confirm",
    "GET /setup": "whether there is anybody at all",
    **dict.fromkeys(
        (
            "GET /templates",
            "GET /templates/<template_id>",
            "GET /templates/<template_id>/public-link",
            "GET /templates/<template_id>/versions",
            "GET /templates/<template_id>/versions/<version>",
            "GET /template-questions",
            "POST /template-drafts",
            "GET /tags",
            "GET /reviewers",
            "GET /sessions/<session_id>/shares",
            "GET /erasures",
            "GET /erasures/<erasure_id>",
            "GET /settings",
            "GET /settings/sign-in",
            "GET /consent",
            "POST /consent-previews",
            "GET /settings/mail",
            "POST /mail-previews",
            "GET /sessions/<session_id>/letters",
            "POST /look-previews",
        ),
        "reads nothing that a candidate said, or was judged by",
    ),
    **dict.fromkeys(("GET /analytics", "GET /bias-audit"), "figures of many, of nobody"),
    "GET /audit-entries/verification": "counts, and shows nothing",
    **dict.fromkeys(
        ("GET /api-keys", "GET /webhooks", "GET /webhooks/<webhook_id>/deliveries"), "shows no secret and no person"
    ),
}


def record(app: APIGatewayHttpResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Write down what a request has done, if it is one of those."""
    route = app.context["_route"]
    name = f"{route.method} {route.path.removeprefix(PREFIX)}"
    acting.begin(name)
    response = next_middleware(app)
    audited = AUDITED.get(name)
    who = acting.who()
    if audited and who and who.actor.kind in audited.by and not was_replayed(response):
        _record(audited, who, app, response)
    return response


def _record(audited: Audited, who: acting.Acting, app: APIGatewayHttpResolver, response: Response[Any]) -> None:
    arguments: Arguments = app.context["_route_args"]
    part = arguments.get("question_index")
    done_to = AuditedObject(kind=audited.kind, ids=tuple(audited.ids(arguments, response.body)), part=part)
    network = neighbourhood_of(app.current_event.headers.get(VIEWER_ADDRESS, ""))
    said: dict[str, Any] = {"action": audited.action.value, "organisationId": str(who.organisation_id)}
    try:
        entry = candidate_api().record_deed(
            who.organisation_id, who.actor, audited.action, done_to, network, is_reading=audited.is_reading
        )
    except ColloquyError:
        if not audited.is_reading:
            said |= {"actor": who.actor.model_dump(mode="json"), "object": done_to.model_dump(mode="json")}
            logger.error("audit_entry_lost", **said)
        raise
    if entry:
        logger.info("audit_entry_added", number=entry.number, hash=entry.hash, **said)

"""Which routes an API key opens, and with which scope: any of those that are named. No others."""

from collections.abc import Mapping

from interview.domain.api_keys import Scope

RESULTS, INVITE, TEMPLATES, EXPORT = (
    frozenset({scope}) for scope in (Scope.READ_RESULTS, Scope.INVITE, Scope.TEMPLATES, Scope.EXPORT)
)

SCOPES: Mapping[str, frozenset[Scope]] = {
    "GET /sessions": RESULTS,
    "GET /sessions/<session_id>": RESULTS,
    "GET /sessions/<session_id>/flags": RESULTS,
    "GET /sessions/<session_id>/review": RESULTS,
    "GET /sessions/<session_id>/decisions": RESULTS,
    "GET /sessions/<session_id>/notes": RESULTS,
    "GET /sessions/<session_id>/answers/<question_index>": RESULTS,
    "GET /sessions/<session_id>/answers/<question_index>/scores": RESULTS,
    "GET /sessions/<session_id>/answers/<question_index>/transcript": RESULTS,
    "GET /tags": RESULTS,
    "POST /sessions": INVITE,
    "POST /sessions/<session_id>/link": INVITE,
    "POST /sessions/<session_id>/cancellation": INVITE,
    "POST /sessions/bulk/reminders": INVITE,
    "POST /sessions/bulk/cancellations": INVITE,
    "PUT /sessions/<session_id>/candidate": INVITE,
    "PUT /sessions/<session_id>/expiry": INVITE,
    "PUT /sessions/<session_id>/accommodations": INVITE,
    "POST /invitation-batches": INVITE,
    "GET /invitation-batches": INVITE,
    "GET /invitation-batches/<batch_id>": INVITE,
    "GET /invitation-batches/<batch_id>/rows": INVITE,
    "POST /invitation-batches/<batch_id>/start": INVITE,
    "POST /invitation-batches/<batch_id>/cancellation": INVITE,
    "GET /invitation-batches/<batch_id>/not-invited.csv": INVITE,
    "GET /invitation-batches/<batch_id>/links.csv": INVITE,
    "GET /templates": TEMPLATES | INVITE,
    "GET /templates/<template_id>": TEMPLATES | INVITE,
    "GET /templates/<template_id>/versions": TEMPLATES,
    "GET /templates/<template_id>/versions/<version>": TEMPLATES,
    "POST /templates": TEMPLATES,
    "PUT /templates/<template_id>": TEMPLATES,
    "PUT /templates/<template_id>/archive": TEMPLATES,
    "DELETE /templates/<template_id>": TEMPLATES,
    "GET /sessions/<session_id>/export.json": EXPORT,
    "GET /sessions/<session_id>/greenhouse.json": EXPORT,
    "GET /sessions/<session_id>/lever.json": EXPORT,
    "POST /exports": EXPORT,
    "GET /exports/<export_id>": EXPORT,
}

"""What each route takes, by its path, query and body: what is refused with it is not refused for its shape."""

import re
from typing import Any

from tests.pictures import picture, sent

SOME_ID = "4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e"

QUERIES: dict[str, dict[str, str]] = {
    "/api/answers": {"q": "Who was there?"},
    "/api/bias-audit": {"template_id": SOME_ID, "year": "2026"},
    "/api/bias-audit.csv": {"template_id": SOME_ID, "year": "2026"},
    "/api/sessions/{session_id}/greenhouse.json": {"site": "https://colloquy.example"},
    "/api/sessions/{session_id}/lever.json": {"site": "https://colloquy.example"},
}

BODIES: dict[str, dict[str, Any]] = {
    "/api/templates": {"title": "T", "questions": [{"text": "Q?"}]},
    "/api/templates/{template_id}": {"title": "T", "questions": [{"text": "Q?"}]},
    "/api/template-drafts": {"text": "A job."},
    "/api/templates/{template_id}/archive": {"archived": True},
    "/api/sessions": {"template_id": SOME_ID, "candidate_name": "A"},
    "/api/sessions/bulk": {"id": SOME_ID, "session_ids": [SOME_ID], "add_tags": ["t"]},
    "/api/sessions/{session_id}/link": {},
    "/api/templates/{template_id}/public-link": {"most": 10},
    "/api/public-interview/requests": {"name": "A", "email": "a@example.com"},
    "/api/sessions/bulk/reminders": {"id": SOME_ID, "session_ids": [SOME_ID]},
    "/api/sessions/bulk/cancellations": {"session_ids": [SOME_ID]},
    "/api/sessions/{session_id}/candidate": {"candidate_name": "A", "candidate_email": None},
    "/api/sessions/{session_id}/expiry": {"expires_at": "2099-11-29T12:00:00Z"},
    "/api/sessions/{session_id}/accommodations": {"captions": True},
    "/api/sessions/{session_id}/cancellation": {"tell": True},
    "/api/sessions/{session_id}/letters": {"id": SOME_ID, "kind": "invitation"},
    "/api/sessions/{session_id}/scores": {"answers": [{"question_index": 0, "after": 0}]},
    "/api/sessions/{session_id}/notes": {"id": SOME_ID, "text": "N"},
    "/api/sessions/{session_id}/shares": {"label": "L", "shows": ["video"]},
    "/api/invitation-batches": {"id": SOME_ID, "template_id": SOME_ID, "file": "TmFtZQpBCg=="},
    "/api/exports": {"format": "csv"},
    "/api/webhooks": {"url": "https://example.com/hook", "types": ["DecisionMade"]},
    "/api/webhooks/{webhook_id}": {"url": "https://example.com/hook", "types": ["DecisionMade"]},
    "/api/api-keys": {"name": "K", "scopes": ["export"]},
    "/api/sessions/{session_id}/erasure": {"reason": "other"},
    "/api/settings/retention": {"recordings": 30, "results": 60, "flags": 30, "rest": 90},
    "/api/settings/consent": {"company": "Acme"},
    "/api/consent-previews": {"company": "Acme"},
    "/api/settings/mail/text": {"name": "reminder", "language": "en", "subject": "S", "text": "T"},
    "/api/settings/mail/usual-text": {"name": "reminder", "language": "en"},
    "/api/settings/mail/time-zone": {"time_zone": "Europe/Berlin"},
    "/api/mail-previews": {"name": "reminder", "language": "en", "subject": "S", "text": "T"},
    "/api/settings/look": {"accent": "#0f766e"},
    "/api/settings/logo": {"image": sent(picture())},
    "/api/look-previews": {"accent": "#0f766e"},
    "/api/shared/comments": {"id": SOME_ID, "text": "C"},
    "/api/sessions/{session_id}/tags": {"add": ["t"]},
    "/api/sessions/{session_id}/flags/{flag_id}/dismissals": {"id": SOME_ID, "dismissed": True, "reason": "R"},
    "/api/sessions/{session_id}/decisions": {"id": SOME_ID, "choice": "hold", "reason": "R"},
    "/api/sessions/{session_id}/overrides": {"id": SOME_ID, "overall": 5, "reason": "R"},
    "/api/sessions/{session_id}/answers/{question_index}/levels": {"id": SOME_ID, "levels": {"content": 3}},
    "/api/sessions/{session_id}/answers/{question_index}/scores": {"after": 1},
    "/api/interview/contact/name": {"name": "A"},
    "/api/interview/contact/email": {"email": "ada@example.org"},
    "/api/interview/start": {"name": "A", "consent": {"text_version": "1"}},
    "/api/interview/questions/{question_index}/uploads": {"content_type": "video/webm"},
    "/api/interview/questions/{question_index}/manifest": {"runs": [{"run": 0, "mime": "video/webm", "chunks": []}]},
    "/api/interview/questions/{question_index}/time": {
        **dict.fromkeys(("thinking_ms", "answer_ms", "more_thinking", "more_answer"), 0),
        "asked_ago_ms": 0,
        "told_ago_ms": 0,
        "ended": False,
    },
    "/api/interview/questions/{question_index}/correction": {"text": "A"},
    "/api/interview/questions/{question_index}/text-answer": {"text": "A"},
    "/api/interview/events": {
        "events": [
            {
                "id": SOME_ID,
                "type": "COPY",
                "at": "2026-11-29T12:00:00Z",
                "question_index": 0,
            }
        ]
    },
    "/api/interview/result/contest": {"text": "A"},
    "/api/interview/result/satisfaction": {"rating": 1},
    "/api/interview/result/self-identification": {"sex": "female"},
    "/api/live-tickets": {},
    "/api/join": {"token": "t", "name": "A", "password": "another battery staple"},
    "/api/join/invitation": {"token": "t"},
    "/api/members/{member_id}/role": {"role": "reviewer"},
    "/api/member-invitations": {"email": "a@example.com", "role": "reviewer"},
    "/api/password-resets": {"email": "a@example.com"},
    "/api/password-resets/password": {"token": "t", "password": "another battery staple"},
    "/api/me/password": {"old": "correct horse battery staple", "new": "another battery staple"},
    "/api/me/second-factor": {"password": "correct horse battery staple"},
    "/api/me/second-factor/confirmation": {"code": "123456"},
    "/api/me/second-factor/removal": {"password": "correct horse battery staple"},
    "/api/sign-in/provider": {"organisation_id": SOME_ID},
    "/api/sign-in/provider/answer": {"state": "s", "code": "c"},
    "/api/settings/sign-in": {"issuer": "https://login.invalid", "client_id": "c"},
    "/api/setup": {
        **dict.fromkeys(("code", "organisation", "name"), "A"),
        "email": "a@example.com",
        "password": "another battery staple",
    },
    "/api/sign-in": {"email": "a@example.com", "password": "wrong"},
}


def filled(path: str) -> str:
    """A route's path with a value for each of its places."""
    return re.sub(r"{(\w+)}", lambda name: {"question_index": "0", "version": "1"}.get(name[1], SOME_ID), path)

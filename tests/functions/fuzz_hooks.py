"""What Schemathesis asks of us around each request: who sends it, about what, and how it was answered."""

import json
import os
import re
import zlib
from pathlib import Path
from typing import Any

import httpx
import schemathesis

WHO, FOLDER = os.environ["FUZZ_AS"], Path(os.environ["FUZZ_FOLDER"])
STATE: dict[str, Any] = json.loads((FOLDER / "state.json").read_text())
LOG = FOLDER / "answers.jsonl"
OPENED_BY = {"admin": "signIn", "key": "key", "candidate": "link", "viewer": "share"}
OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "X-Request-Id": "fuzz"}
ENDINGS = ("/erasure", "/finish", "/revocation", "/cancellation", "/archive")
SIGN_IN_COOKIE = "__Host-colloquy-sign-in"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class _SignIn:
    """The admin's, which is begun anew when something ended it."""

    def __init__(self) -> None:
        self.token: str | None = None

    def cookie(self) -> str:
        if self.token is None:
            credentials = {"email": STATE["email"], "password": STATE["password"]}
            headers = OUR_PAGE
            answer = httpx.post(f"{STATE['site']}/api/sign-in", json=credentials, headers=headers, timeout=60)
            self.keep(answer.raise_for_status())
        return f"{SIGN_IN_COOKIE}={self.token}"

    def keep(self, response: Any) -> None:
        cookies = str(dict(response.headers).get("set-cookie", ""))
        if found := re.search(rf"{SIGN_IN_COOKIE}=([^;]*)", cookies):
            self.token = found[1] or None
        elif response.status_code == 401:
            self.token = None


SIGNED_IN = _SignIn()


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: dict[str, Any]) -> None:
    """What this caller may call, and what anybody may. Credentials come with each request (`before_call`)."""
    for path, operations in list(raw_schema["paths"].items()):
        for method, operation in list(operations.items()):
            opens = {name for scheme in operation.pop("security", ()) for name in scheme}
            if opens and OPENED_BY[WHO] not in opens:
                del operations[method]
        if not operations:
            del raw_schema["paths"][path]
    raw_schema["components"].pop("securitySchemes", None)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    chosen = zlib.crc32(f"{case.path} {case.path_parameters} {case.query} {case.body}".encode(errors="replace"))
    ends = case.method.upper() == "DELETE" or case.path.endswith(ENDINGS)
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            _name_what_is_there(part, ends=ends)
    case.headers = case.headers or {}
    case.headers.update(OUR_PAGE)
    if "Idempotency-Key" in case.headers and chosen % 4:
        del case.headers["Idempotency-Key"]  # few are made, and the same one with another body is refused
    if case.method.upper() == "PUT" and chosen % 2:
        case.headers["If-Match"] = "*"
    if WHO == "admin":
        case.headers["Cookie"] = SIGNED_IN.cookie()
    else:
        tokens = _spared(STATE["tokens"][WHO], ends=ends)
        case.headers["Authorization"] = f"Bearer {tokens[chosen % len(tokens)]}"


def _spared(there: list[str], *, ends: bool) -> list[str]:
    """What ends something is sent for a quarter of them, so that the others are there until the last."""
    few = max(1, len(there) // 4)
    return there[-few:] if ends else there


def _name_what_is_there(part: dict[str, Any], *, ends: bool) -> None:
    """Three of four ids. The same one always stands for the same thing, so that what failed fails again."""
    for name, value in part.items():
        there = STATE["ids"].get(name)
        if not there:
            continue
        if isinstance(value, list):
            part[name] = [_of(_spared(there, ends=ends), each) for each in value]
        else:
            part[name] = _of(_spared(there, ends=ends), value)


def _of(there: list[str], value: Any) -> Any:
    if not isinstance(value, str) or not UUID.fullmatch(value):
        return value
    number = zlib.crc32(value.encode())
    return there[number // 4 % len(there)] if number % 4 else value


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    if WHO == "admin":
        SIGNED_IN.keep(response)
    line = {"who": WHO, "route": f"{case.method.upper()} {case.path}", "status": response.status_code}
    if response.status_code >= 500:
        sent = {"path": case.path_parameters, "query": case.query, "body": case.body}
        line |= {"sent": repr(sent)[:4000], "answer": response.text[:1000]}
    with LOG.open("a") as log:
        log.write(json.dumps(line) + "\n")

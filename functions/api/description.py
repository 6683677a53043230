"""The API's OpenAPI document, made from the types of its routes."""

import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from functions.api.callers import SIGN_IN_COOKIE
from functions.api.scopes import SCOPES
from interview.entrypoints.http.application import PREFIX
from interview.entrypoints.http.problems import ErrorAnswer, routes_of

REFERENCE = "#/components/schemas/{model}"
SIGN_OUT = "/api/sign-out"
"""It is the same however often it is done."""
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 8, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
    "description": "of the caller's making: what is sent again with the same one within a day is done once, and"
    " answered as the first time. 409 `in_flight` while that is at work, 422 `key_reused` for another body.",
}
EXAMPLES = Path(__file__).parent / "examples.json"
"""By operation, of its body ("request") and of its good answers, by status."""
JSON = "application/json"
FILES = {".csv": "text/csv", ".jsonl": "application/x-ndjson", "/logos/{logo_id}": "image/png"}
"""What a route answers that is no JSON, by the end of its path."""
REFUSAL = {
    "error": {
        "code": "malformed_request",
        "message": "Some fields need another look.",
        "request_id": "0d2f6a3e-5f0a-4a53-9a4e-8b1d4f6c2e70",
        "details": [{"field": "title", "code": "missing", "params": {}, "problem": "This is missing."}],
    }
}
POWERTOOLS_OWN = ("HTTPValidationError", "ValidationError", "ResponseValidationError")


@cache
def document(app: APIGatewayHttpResolver) -> dict[str, Any]:
    """OpenAPI 3.1. Powertools describes errors of a shape of its own (422, 500): ours stands in their place."""
    # 70 ms to import, and only who asks for the description needs them.
    from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn, HTTPBearer, Tag
    from pydantic.json_schema import models_json_schema

    for route in routes_of(app):
        route.operation_id = route.func.__name__
        route.description = route.description or inspect.getdoc(route.func)
    schema = app.get_openapi_schema(
        title="Colloquy",
        version="1",
        description="Video interviews in the candidate's own time, scored with evidence."
        " Every error has one shape; `x-request-id` is honoured and returned.",
        tags=[
            Tag(name="Account", description="Signing in and out, and one's own account."),
            Tag(name="Members", description="The people of an organisation: invited, changed and removed."),
            Tag(
                name="Settings",
                description="What is kept how long, what candidates agree to, and how it all looks.",
            ),
            Tag(name="Templates", description="Questions, and what a good answer covers."),
            Tag(name="Sessions", description="Links for candidates, and what became of them."),
            Tag(name="Invitations", description="Lists of people who are invited by a job."),
            Tag(name="Public links", description="Links of templates by which anybody asks for an interview."),
            Tag(name="Mail", description="Letters to candidates, and what became of them."),
            Tag(name="Results", description="What a candidate said, what it scored, and what was noticed."),
            Tag(name="Decisions", description="What people found about an interview, each as it was made."),
            Tag(name="Shares", description="Results that somebody without an account is shown, by a link."),
            Tag(name="Exports", description="Results to take elsewhere, as files."),
            Tag(name="Analytics", description="What many interviews come to together, and of nobody."),
            Tag(name="Erasures", description="Interviews that were deleted on request, and the report on each."),
            Tag(name="API keys", description="How programs call: for whoever made the key, in what its scopes open."),
            Tag(name="Webhooks", description="Where an organisation is told of events (Standard Webhooks)."),
            Tag(name="Audit log", description="Who did what to what, when and from where: kept, and checked."),
            Tag(name="Interview", description="What the candidate's page calls, with the token of the link."),
            Tag(name="Live", description="The WebSocket."),
            Tag(name="Page reports", description="What the pages tell of themselves, and of nobody."),
            Tag(name="About", description="The API itself."),
        ],
        security_schemes={
            "signIn": APIKey(
                **{"in": APIKeyIn.cookie}, name=SIGN_IN_COOKIE, description="the cookie that signing in gave"
            ),
            "link": HTTPBearer(description="the token in the candidate's link, after the #"),
            "key": HTTPBearer(description="an API key; `x-scopes` of a route says which scopes open it, any of them"),
            "publicLink": HTTPBearer(description="the token in a template's public link, or in the mail, after the #"),
            "share": HTTPBearer(description="the token in the link to a result, after the #"),
        },
    )
    made: dict[str, Any] = json.loads(schema.model_dump_json(by_alias=True, exclude_none=True))
    schemas = made["components"]["schemas"]
    for name in POWERTOOLS_OWN:
        schemas.pop(name, None)
    _, errors = models_json_schema([(ErrorAnswer, "serialization")], ref_template=REFERENCE)
    for name, model in errors["$defs"].items():
        assert schemas.setdefault(name, model).get("description") == model.get("description"), "two models of one name"
    schemas.update(errors["$defs"])
    refused = {"description": "Refused", "content": {JSON: {"schema": _reference("ErrorAnswer"), "example": REFUSAL}}}
    shown = examples()
    for path, operations in made["paths"].items():
        for method, operation in operations.items():
            name = f"{method.upper()} {path.removeprefix(PREFIX).replace('{', '<').replace('}', '>')}"
            if scopes := SCOPES.get(name):
                operation["security"].append({"key": []})
                operation["x-scopes"] = sorted(scopes)
            if method == "post" and {"signIn": []} in operation.get("security", ()) and path != SIGN_OUT:
                operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
            operation["responses"].pop("422", None)
            operation["responses"].pop("500", None)
            operation["responses"]["default"] = refused
            operation["responses"].get("204", {}).pop("content", None)
            _name_files(path, operation)
            _show(shown.get(operation["operationId"], {}), operation)
    return made


def _name_files(path: str, operation: dict[str, Any]) -> None:
    for ending, content_type in FILES.items():
        if path.endswith(ending):
            operation["responses"]["200"]["content"] = {content_type: {"schema": {"type": "string"}}}


def examples() -> dict[str, dict[str, Any]]:
    """What tests have really sent and been answered."""
    found: dict[str, dict[str, Any]] = json.loads(EXAMPLES.read_text())
    return found


def _show(of_operation: dict[str, Any], operation: dict[str, Any]) -> None:
    bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
    for part, example in of_operation.items():
        if described := bodies.get(part, {}).get("content", {}).get(JSON):
            described["example"] = example


def _reference(model: str) -> dict[str, str]:
    return {"$ref": REFERENCE.format(model=model)}

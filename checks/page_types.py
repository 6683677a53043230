"""Write the pages' types and limits: of the API from its OpenAPI document, of the sockets from their messages' models.

`python -m checks.page_types` (or `make types`) writes them; with `--check`, as in `make check`, it says which are out
of date.
"""

import argparse
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

from functions.api import asking
from functions.api.application import openapi_document
from interview.domain import live_messages, question_time
from interview.domain.analytics import agreement, figures
from interview.domain.asking import ranking
from interview.domain.evaluation.rubric import RUBRIC
from voice_proxy_container.protocol import page

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT / "static_site" / "shared"
COMMANDS = {"VoiceCommand": page.Command, "LiveCommand": live_messages.LiveCommand}
"""What pages say: by name, a union of models."""
MESSAGES = {
    "VoiceMessage": page.Message,
    "LiveAnswer": live_messages.LiveAnswer,
    "LiveNews": live_messages.LiveNews,
}
"""What they are told."""
NOISE = {"title", "default"}
"""Titles repeat names. A default would make a field that may be left out a required one."""


class AmbiguousNameError(Exception):
    """Two models of one name."""


LIMITS = {
    "MAX_TITLE": "TemplateRequest.title.maxLength",
    "MAX_QUESTIONS": "TemplateRequest.questions.maxItems",
    "MAX_QUESTION": "QuestionRequest.text.maxLength",
    "MAX_POINTS": "QuestionRequest.expected_points.maxItems",
    "MAX_POINT": "QuestionRequest.expected_points.items.maxLength",
    "MAX_CONSENT_POINTS": "ConsentWordingRequest.points.maxItems",
    "MAX_CONSENT_LEAD": "ConsentPointRequest.lead.maxLength",
    "MAX_CONSENT_POINT": "ConsentPointRequest.text.maxLength",
    "MAX_CONSENT_LINE": "ConsentTermsRequest.company.maxLength",
    "MAX_MAIL_SUBJECT": "MailTextRequest.subject.maxLength",
    "MAX_MAIL_TEXT": "MailTextRequest.text.maxLength",
    "MAX_DESCRIPTION": "DraftRequest.text.anyOf.0.maxLength",
    "MIN_DRAFTED": "DraftRequest.question_count.minimum",
    "USUAL_DRAFTED": "DraftRequest.question_count.default",
    "MAX_DRAFTED": "DraftRequest.question_count.maximum",
    "MAX_PDF_BYTES": "DraftRequest.pdf.anyOf.0.maxLength",
    "MAX_IMAGE_BYTES": "LogoRequest.image.maxLength",
    "MAX_ADDRESS": "LookRequest.privacy_url.maxLength",
    "MAX_CRITERIA": "RubricRequest.criteria.maxItems",
    "MAX_CRITERION_TEXT": "CriterionRequest.judges.maxLength",
    "MAX_CRITERION_TITLE": "CriterionRequest.title.anyOf.0.maxLength",
    "MAX_CRITERION_NAME": "CriterionRequest.name.maxLength",
    "LEVELS": "CriterionRequest.anchors.maxItems",
    "MAX_WEIGHT": "QuestionRequest.weight.maximum",
    "MIN_THINKING_TIME_S": "QuestionRequest.thinking_time_s.minimum",
    "USUAL_THINKING_TIME_S": "QuestionRequest.thinking_time_s.default",
    "MAX_THINKING_TIME_S": "QuestionRequest.thinking_time_s.maximum",
    "MIN_ANSWER_TIME_S": "QuestionRequest.answer_time_s.minimum",
    "USUAL_ANSWER_TIME_S": "QuestionRequest.answer_time_s.default",
    "MAX_ANSWER_TIME_S": "QuestionRequest.answer_time_s.maximum",
    "MAX_NAME": "StartRequest.name.maxLength",
    "MAX_TEXT_ANSWER": "TextAnswerRequest.text.maxLength",
    "MAX_EMAIL": "SignInRequest.email.maxLength",
    "MIN_PASSWORD": "SetupRequest.password.minLength",
    "MAX_PASSWORD": "SetupRequest.password.maxLength",
    "MAX_EVENTS": "EventsRequest.events.maxItems",
    "MAX_CONTEST": "ContestRequest.text.maxLength",
    "MAX_COMMENT": "SatisfactionRequest.comment.maxLength",
    "MAX_REASON": "DecisionRequest.reason.maxLength",
    "MAX_FLAG_REASON": "DismissalRequest.reason.maxLength",
    "MAX_NOTE": "NoteRequest.text.maxLength",
    "MAX_LABEL": "ShareRequest.label.maxLength",
    "MAX_WEBHOOK_ADDRESS": "WebhookRequest.url.maxLength",
    "MAX_TAG": "TagsRequest.add.items.maxLength",
    "MAX_PEOPLE": "PublicLinkRequest.most.maximum",
    "USUAL_PEOPLE": "PublicLinkRequest.most.default",
    "MAX_PER_DAY": "PublicLinkRequest.most_per_day.maximum",
    "USUAL_PER_DAY": "PublicLinkRequest.most_per_day.default",
    "MAX_EXTENSIONS": "TimeRequest.more_answer.maximum",
}
"""What pages say before a request is refused for it: by name, the place in the API's description."""
TIMES = ("MORE_THINKING_MS", "MORE_ANSWER_MS", "MIN_THINKING_MS", "MIN_ANSWER_MS", "WRITING_FACTOR")
"""How a page counts a question's time, as `interview.domain.question_time` does."""
SHOWN = {
    "MIN_ASKED": asking.MIN_QUESTION,
    "MAX_ASKED": asking.MAX_QUESTION,
    "MAX_FOUND": ranking.MAX_CANDIDATES,
    "LEAST_PAIRS": agreement.LEAST_PAIRS,
    "LEAST_RATINGS": figures.LEAST_RATINGS,
}
"""What pages tell of questions across interviews, and of figures: no field of a body has these limits."""


def api_limits() -> str:
    schemas = openapi_document()["components"]["schemas"]
    lines = [f"export const {name} = {int(limit(schemas, place))};\n" for name, place in LIMITS.items()]
    lines += [f"export const {name} = {getattr(question_time, name)};\n" for name in TIMES]
    lines += [f"export const {name} = {most};\n" for name, most in SHOWN.items()]
    return "/** What the API takes and tells, and how it counts time. Written by `make types`. */\n\n" + "".join(lines)


def usual_rubric() -> str:
    criteria = [criterion.model_dump(exclude={"title"}) for criterion in RUBRIC.criteria]
    written = json.dumps(criteria, ensure_ascii=False, indent=2)
    return (
        "/** What answers are judged by where a template says nothing else. Written by `make types`. */\n\n"
        f"export const USUAL_CRITERIA = {written};\n"
    )


def limit(schemas: dict[str, Any], place: str) -> float:
    """Raises KeyError where the description has no such limit."""
    name, field, *path = place.split(".")
    found = schemas[name]["properties"][field]
    for key in path:
        found = found[int(key) if key.isdecimal() else key]
    return float(found)


def api_types() -> str:
    described = json.loads(json.dumps(openapi_document()), object_hook=without_example)
    return typescript(described)


def socket_types(commands: dict[str, Any] = COMMANDS, messages: dict[str, Any] = MESSAGES) -> str:
    schemas = together(described(commands, "validation"), described(messages, "serialization"))
    document = {
        "openapi": "3.1.0",
        "info": {"title": "The messages of the sockets", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    return typescript(document, "--immutable")


def described(unions: dict[str, Any], mode: JsonSchemaMode) -> dict[str, Any]:
    """Each union and all that it is made of, by name. Raises as `together`."""
    schemas: dict[str, Any] = {}
    for name, union in unions.items():
        schema = TypeAdapter(union).json_schema(mode=mode, ref_template="#/components/schemas/{model}")
        schemas = together(schemas, without_noise(schema.pop("$defs")), {name: without_noise(schema)})
    return schemas


def together(*described: dict[str, Any]) -> dict[str, Any]:
    """Raises AmbiguousNameError where a name stands for two things: the pages would take one for the other."""
    schemas: dict[str, Any] = {}
    for part in described:
        for name, schema in part.items():
            if schemas.setdefault(name, schema) != schema:
                raise AmbiguousNameError(f"{name} is two things: give one of them another name")
    return schemas


def without_noise(schema: Any) -> Any:
    if isinstance(schema, list):
        return [without_noise(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: without_noise(field) for name, field in value.items()}
        if key == "properties"
        else without_noise(value)
        for key, value in schema.items()
        if key not in NOISE
    }


def without_example(content: dict[str, Any]) -> dict[str, Any]:
    """A body's: as a comment it would stand beside each route."""
    return {key: value for key, value in content.items() if key != "example" or "schema" not in content}


def typescript(document: dict[str, Any], *options: str) -> str:
    """What openapi-typescript makes of an OpenAPI document."""
    generator = ROOT / "node_modules" / ".bin" / "openapi-typescript"
    made = subprocess.run(
        [generator, "--root-types", "--root-types-no-schema-prefix", *options],
        input=json.dumps(document),
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout


TYPES: dict[Path, Callable[[], str]] = {
    SHARED / "api-types.ts": api_types,
    SHARED / "limits.ts": api_limits,
    SHARED / "words" / "usual-rubric.ts": usual_rubric,
    SHARED / "socket-types.ts": socket_types,
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true")
    is_check = options.parse_args().check
    written = {path: types() for path, types in TYPES.items()}
    stale = [path for path, text in written.items() if not path.is_file() or path.read_text() != text]
    if is_check and stale:
        raise SystemExit(f"Out of date, run `make types`: {', '.join(path.name for path in stale)}")
    for path in stale:
        path.write_text(written[path])


if __name__ == "__main__":
    main()

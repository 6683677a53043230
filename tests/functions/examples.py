"""The examples of the API's description, taken from what tests really sent and were answered.

`pytest --examples FILES` fills `functions/api/examples.json` with those that are lacking or no longer valid.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from jsonschema import Draft202012Validator, FormatChecker

from functions.api import description
from functions.api.application import openapi_document

FILE = description.EXAMPLES
BEGAN = datetime(2026, 12, 1, 9, tzinfo=UTC)
JSON = "application/json"
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
HASH = re.compile(r"\b[0-9a-f]{32,}\b")
SECRET = re.compile(r"[A-Za-z0-9_+=-]{40,}")
FIRM = re.compile(r"Firm [0-9a-f]{8}")
OF_FIRM = re.compile(r"\b(admin|recruiter|reviewer|interviewer)-[0-9a-f]{8}@")
INVENTED = (
    (re.compile(r"Ada zq\w+"), "Ada Lovelace"),
    (re.compile(r"(Engineer|Panel|Key) zq\w+"), r"\1"),
    (re.compile(r"//zq\w+\."), "//hooks."),
    (re.compile(r"(zq\w+|[0-9a-f]{32})@"), "ada@"),
    (re.compile(r"-[0-9a-f]{6}@"), "@"),
    (re.compile(r"zq[0-9a-f]{10}"), "Ada"),
    (re.compile(r"Question 1\?"), "What was your hardest bug?"),
    (re.compile(r"Question 2\?"), "Why this team?"),
    (re.compile(r"the secret point 1"), "Names the cause"),
    (re.compile(r"the secret point 2"), "Says what changed since"),
    (re.compile(r'\?[^"?]*X-Amz-[^"]*'), "?X-Amz-Signature=…"),
)
"""What tests make up so that it is found again."""
ODD = re.compile(r"(.)\1{5,}|[\x00-\x1f\ud800-\udfff]|DROP|<script|javascript:|=cmd")
LONGEST = 3_000
ITSELF = "openapi_json"
"""Its example is a shorter one than the truth."""
KEPT = 8
"""Of each route and status: what is cut short is not always valid any more."""
FEW = 2
"""Of a list, unless the schema asks for more."""


@dataclass(frozen=True)
class Exchange:
    """What was sent and what was answered, of a call that did what it is for."""

    status: str
    request: Any = None
    response: Any = None

    @property
    def worth(self) -> float:
        """How much of a route it shows: fields that say something, and not too much of them."""
        leaves = {path for path, value in [*_leaves(self.request), *_leaves(self.response)] if value not in (None, "")}
        text = json.dumps([self.request, self.response], ensure_ascii=False)
        odd = sum(
            bool(ODD.search(value)) for _, value in _leaves([self.request, self.response]) if isinstance(value, str)
        )
        return len(leaves) - 20 * odd - max(0, len(text) - LONGEST) / 50

    def told_plainly(self) -> "Exchange":
        """Without what is another at each run, nor looks like a secret."""
        text = json.dumps([_few(self.request), _few(self.response)], ensure_ascii=False)
        for number, found in enumerate(dict.fromkeys(UUID.findall(text))):
            text = text.replace(found, str(uuid5(NAMESPACE_URL, f"example {number}")))
        times = sorted({datetime.fromisoformat(found) for found in TIME.findall(text)})
        text = TIME.sub(lambda found: _moved(datetime.fromisoformat(found[0]), times[0]), text)
        for made_up, plain in INVENTED:
            text = made_up.sub(plain, text)
        text = HASH.sub(lambda found: ("0123456789abcdef" * 8)[: len(found[0])], text)
        text = SECRET.sub(lambda found: found[0] if HASH.fullmatch(found[0]) else "x" * 8 + "…", text)
        text = OF_FIRM.sub(r"\1@", FIRM.sub("Acme", text))
        request, response = json.loads(text)
        return Exchange(self.status, request, response)


def _moved(moment: datetime, first: datetime) -> str:
    return (BEGAN + (moment - first)).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _few(value: Any) -> Any:
    if isinstance(value, list):
        return [_few(each) for each in value[:FEW]]
    return {name: _few(each) for name, each in value.items()} if isinstance(value, dict) else value


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, f"{path}[]")
    else:
        yield path, value


def documented(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each body of the description: the operation, "request" or a status, and its schema."""
    for operations in document["paths"].values():
        for operation in operations.values():
            bodies = {"request": operation.get("requestBody", {}), **operation["responses"]}
            for part, body in bodies.items():
                if part != "default" and (found := body.get("content", {}).get(JSON)):
                    yield operation["operationId"], part, found["schema"]


def faults(document: Mapping[str, Any], schema: Mapping[str, Any], example: Any) -> list[str]:
    """Why an example is not what its schema describes."""
    whole = {**schema, "components": document["components"]}
    found = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(example)
    return [f"{fault.json_path}: {fault.message}"[:300] for fault in found]


@dataclass
class Recorder:
    """Listens to what tests call, and keeps the best of each route."""

    best: dict[tuple[str, str], list[Exchange]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._document = openapi_document()
        self._routes = {
            (method.upper(), re.compile(re.sub(r"{\w+}", "[^/]+", path))): operation["operationId"]
            for path, operations in self._document["paths"].items()
            for method, operation in operations.items()
        }

    def hear(self, event: Mapping[str, Any], status: int, content_type: str, body: str) -> None:
        asked = event["requestContext"]["http"]
        names = [
            name
            for (method, path), name in self._routes.items()
            if method == asked["method"] and path.fullmatch(event["rawPath"])
        ]
        if not names or names[0] == ITSELF or status >= 300 or event.get("isBase64Encoded"):
            return
        if body and not content_type.startswith(JSON):
            return
        try:
            sent = json.loads(event["body"]) if event.get("body") else None
        except ValueError:
            return
        exchange = Exchange(str(status), sent, json.loads(body) if body else None)
        this = (names[0], exchange.status)
        heard = [*self.best.get(this, ()), exchange]
        self.best[this] = sorted(heard, key=lambda each: each.worth, reverse=True)[:KEPT]

    def _made(self, operation: str, part: str) -> Iterator[Any]:
        """The best first."""
        heard = [exchange for (name, _), best in self.best.items() if name == operation for exchange in best]
        for exchange in sorted(heard, key=lambda each: each.worth, reverse=True):
            if part in ("request", exchange.status):
                plain = exchange.told_plainly()
                yield plain.request if part == "request" else plain.response

    def write(self) -> None:
        """What is lacking, or is not valid any more."""
        examples: dict[str, dict[str, Any]] = json.loads(FILE.read_text()) if FILE.exists() else {}
        kept: dict[str, dict[str, Any]] = {}
        for name, part, schema in documented(self._document):
            there = examples.get(name, {})
            wanted = ([there[part]] if part in there else []) + list(self._made(name, part))
            fit = (each for each in wanted if not faults(self._document, schema, each))
            if (example := next(fit, None)) is not None:
                kept.setdefault(name, {})[part] = example
        text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True)
        Path(FILE).write_text(f"{text}\n")

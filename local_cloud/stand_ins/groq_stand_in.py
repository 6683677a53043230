"""Stand-in for Groq: its chat completions on the loopback address, answered by `judge` instead of a model.

    python -m local_cloud.stand_ins.groq_stand_in --port 8003

It refuses what Groq refuses (no key, unknown models, an effort of models that do not reason, schemas outside strict
mode, more than the limits it is set to: `groq_limits`) in Groq's words and shapes, answers equal requests equally, and
names itself as its replies' model and in the header `x-served-by`. As a model that thinks before it writes, it ends
where its tokens do, of which thoughts take as many as `REASONING` says; what indicators say tells of none, for they use
none. Any key will do unless it holds the word "invalid". Failures on request:
see `stand_in`, kinds `FAILURES`.
"""

import json
import time
from collections.abc import Callable, Mapping
from threading import Thread
from typing import Any, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_cloud.stand_ins.groq_limits import RateLimits, Refusal
from local_cloud.stand_ins.likeness import load
from local_cloud.stand_ins.rubric_indicators import ENGINE, WEIGHTS, Weights, feedback, fill, judge
from local_cloud.stand_ins.stand_in import NAME, Failure, FailureQueue, Usage, add_health, identifier, serve
from local_cloud.stand_ins.template_drafts import draft

__all__ = ["FAILURES", "MODELS", "make_app", "strict_schema_problem"]

REASONS = frozenset({"openai/gpt-oss-120b", "openai/gpt-oss-20b"})
REASONING: Mapping[str, int] = {"low": 64, "medium": 256, "high": 1024}
"""Tokens of thought before a reply, by effort: of the order that gpt-oss takes for a page of text, always the same."""
MODELS = (*sorted(REASONS), "meta-llama/llama-4-scout-17b-16e-instruct")
FAILURES = (
    "rate_limit",
    "server_error",
    "slow",
    "disconnect",
    "truncated",
    "wrong_schema",
    "invalid_output",
    "invalid_key",
    "retired_model",
    "forbidden_model",
    "too_large",
    "bad_request",
    "out_of_budget",
    "garbage",
)
SERVED_BY = {"x-served-by": ENGINE, "x-judged-by": "indicators"}
FEEDBACK = {"score", "feedback", "example", "follow_up", "spoken"}
NO_TOKENS = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
"""What indicators use. What a model might is counted apart, in `/usage`."""
SMALL_BUDGET = 4096
"""Tokens of a reply that `out_of_budget` finds too few."""
STRICT_KEYWORDS = frozenset(
    {
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "anyOf",
        "const",
        "title",
        "description",
    }
)


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Message(_Closed):
    role: Literal["system", "user", "assistant"]
    content: str
    name: str | None = None


class _JsonSchema(_Closed):
    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    description: str | None = None
    strict: bool | None = None
    json_schema: dict[str, Any] = Field(alias="schema")


class _ResponseFormat(_Closed):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: _JsonSchema | None = None


class _ChatRequest(_Closed):
    model: str
    messages: list[_Message] = Field(min_length=1)
    response_format: _ResponseFormat | None = None
    temperature: float = Field(default=1, ge=0, le=2)
    top_p: float = Field(default=1, ge=0, le=1)
    seed: int | None = None
    reasoning_effort: Literal["low", "medium", "high"] | None = None
    include_reasoning: bool | None = None
    max_completion_tokens: int | None = Field(default=None, ge=1)
    service_tier: str | None = None
    stop: str | list[str] | None = None
    n: Literal[1] = 1
    stream: Literal[False] = False
    user: str | None = None


WeightsFor = Callable[[str], Weights]
"""What indicators count for in answers to a question."""


def make_app(weights_for: WeightsFor = lambda _: WEIGHTS) -> web.Application:
    app = web.Application(client_max_size=8 * 2**20)
    stand_in = _GroqStandIn(weights_for)
    app.on_startup.append(_begin_to_load)
    stand_in.failures.add_routes(app)
    add_health(app, stand_in.engines)
    stand_in.usage.add_routes(app)
    stand_in.limits.add_routes(app)
    app.router.add_get("/openai/v1/models", stand_in.models)
    app.router.add_post("/openai/v1/chat/completions", stand_in.chat_completions)
    return app


async def _begin_to_load(_: web.Application) -> None:
    """Whoever asks first finds the weights loaded; the server neither starts nor ends later for it."""
    Thread(target=load, daemon=True).start()


class _GroqStandIn:
    def __init__(self, weights_for: WeightsFor) -> None:
        self._weights_for = weights_for
        self.failures = FailureQueue({"chat": FAILURES})
        self.usage = Usage()
        self.limits = RateLimits()

    async def engines(self) -> Mapping[str, str]:
        return {"model_engine": ENGINE}

    async def models(self, request: web.Request) -> web.Response:
        if not _authorised(request):
            return _invalid_key()
        models = [{"id": model, "object": "model", "created": 0, "owned_by": NAME} for model in MODELS]
        return web.json_response({"object": "list", "data": models}, headers=SERVED_BY)

    async def chat_completions(self, request: web.Request) -> web.StreamResponse:
        if not _authorised(request):
            return _invalid_key()
        body = await request.read()
        try:
            chat = _ChatRequest.model_validate_json(body)
        except ValidationError as error:
            first = error.errors(include_input=False)[0]
            return _error(400, f"'{'.'.join(map(str, first['loc']))}' : {first['msg']}")
        failure = await self.failures.next("chat")
        if failure and failure.kind == "invalid_key":
            return _invalid_key()
        if chat.model not in MODELS or (failure and failure.kind == "retired_model"):
            message = f"The model `{chat.model}` does not exist or you do not have access to it."
            return _error(404, message, code="model_not_found")
        if chat.reasoning_effort and chat.model not in REASONS:
            return _error(400, "`reasoning_effort` is not supported with this model")
        schema = _schema(chat)
        if schema is not None and (problem := strict_schema_problem(schema)):
            return _error(400, f"invalid JSON schema for response_format: {problem}")
        if failure and (refusal := _refusal(request, chat, failure)):
            return refusal
        if limited := self.limits.take(chat.model, _prompt_tokens(chat) + (chat.max_completion_tokens or 0)):
            return _limited(limited, self.limits.headers(chat.model))
        judged = self._judged(chat, schema)
        content = json.dumps(judged or fill(schema), ensure_ascii=False) if schema else "A stand-in wrote this."
        completion = _completion(chat, identifier(body), content, failure.kind if failure else None)
        asked = {"model": chat.model, "budget": chat.max_completion_tokens, "seed": chat.seed}
        self.usage.add("chat", **asked, **completion["usage"])
        if judged:
            completion["usage"] = NO_TOKENS
        return web.json_response(completion, headers={**SERVED_BY, **self.limits.headers(chat.model)})

    def _judged(self, chat: _ChatRequest, schema: dict[str, Any] | None) -> dict[str, Any] | None:
        """What indicators say, of what they are made for."""
        document = _document(chat.messages[-1].content)
        asked = set(schema.get("properties", {})) if schema else set()
        in_german = any("Write in German" in message.content for message in chat.messages)
        if "job_description" in document and asked == {"title", "questions"}:
            return draft(document, in_german=in_german)
        if schema is None or "candidate_answer" not in document or not asked:
            return None
        if "criteria" in asked:
            return judge(document, schema, self._weights_for(document.get("question", "")), in_german=in_german)
        if asked <= FEEDBACK:
            return feedback(document, schema, in_german=in_german)
        return None


def strict_schema_problem(schema: Any, path: str = "") -> str | None:
    """The first place where a schema leaves what strict mode takes, or None."""
    if not isinstance(schema, dict):
        return f"{path or '/'}: must be an object"
    if not path and schema.get("type") != "object":
        return "/: the root must be of type object"
    if unknown := sorted(schema.keys() - STRICT_KEYWORDS):
        return f"{path or '/'}: keyword `{unknown[0]}` is not supported in strict mode"
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        if schema.get("additionalProperties") is not False:
            return f"{path or '/'}: `additionalProperties:false` must be set on every object"
        if sorted(schema.get("required", [])) != sorted(properties):
            return f"{path or '/'}: `required` must be an array including every key in properties"
    parts = {f"properties/{name}": part for name, part in schema.get("properties", {}).items()}
    parts |= {f"anyOf/{n}": part for n, part in enumerate(schema.get("anyOf", []))}
    parts |= {"items": schema["items"]} if "items" in schema else {}
    problems = (strict_schema_problem(part, f"{path}/{name}") for name, part in parts.items())
    return next((problem for problem in problems if problem), None)


def _schema(chat: _ChatRequest) -> dict[str, Any] | None:
    wanted = chat.response_format and chat.response_format.json_schema
    return wanted.json_schema if wanted else None


def _document(message: str) -> dict[str, Any]:
    """The JSON document between the delimiters of the scorer's message; empty when there is none."""
    start, end = message.find("{"), message.rfind("}")
    try:
        document = json.loads(message[start : end + 1])
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _prompt_tokens(chat: _ChatRequest) -> int:
    return sum(len(message.content) for message in chat.messages) // 4


def _completion(chat: _ChatRequest, name: str, content: str, failure: str | None) -> dict[str, Any]:
    if failure == "truncated":
        content = content[: len(content) // 2]
    if failure == "wrong_schema":
        content = json.dumps({"score": 10})
    thoughts = REASONING[chat.reasoning_effort or "medium"] if chat.model in REASONS else 0
    prompt_tokens, tokens = _prompt_tokens(chat), thoughts + len(content) // 4
    budget = chat.max_completion_tokens or tokens
    if tokens > budget:
        thoughts, tokens = min(thoughts, budget), budget
        content = content[: 4 * (budget - thoughts)]
        failure = "truncated"
    return {
        "id": f"chatcmpl-{name}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": ENGINE,
        "system_fingerprint": NAME,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": content},
                "logprobs": None,
                "finish_reason": "length" if failure == "truncated" else "stop",
            }
        ],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": tokens,
            "total_tokens": prompt_tokens + tokens,
            "completion_tokens_details": {"reasoning_tokens": thoughts},
        },
        "x_groq": {"id": f"req_{name}"},
    }


def _refusal(request: web.Request, chat: _ChatRequest, failure: Failure) -> web.StreamResponse | None:
    """The answer in place of a completion, for the kinds that give none."""
    match failure.kind:
        case "rate_limit":
            refused = _error(429, "Rate limit reached.", kind="tokens", code="rate_limit_exceeded")
            if failure.retry_after_s is not None:
                refused.headers["retry-after"] = f"{failure.retry_after_s:g}"
            return refused
        case "server_error":
            return _error(500, "Internal Server Error", kind="internal_server_error")
        case "invalid_output":
            return _error(400, "Failed to generate JSON.", code="json_validate_failed")
        case "out_of_budget":
            if (chat.max_completion_tokens or 0) > SMALL_BUDGET:
                return None
            spent = "max completion tokens reached before generating a valid document"
            return _error(400, "Failed to generate JSON.", code="json_validate_failed", failed_generation=spent)
        case "too_large":
            return _error(
                413,
                f"Request too large for model `{chat.model}` on tokens per minute (TPM): Limit 8000, Requested 9511.",
                kind="tokens",
                code="rate_limit_exceeded",
            )
        case "forbidden_model":
            return _error(
                403,
                f"The model `{chat.model}` is blocked at the organization level.",
                kind="permissions_error",
                code="model_permission_blocked_org",
            )
        case "bad_request":
            return _error(400, "This model does not support response format `json_schema`.")
        case "garbage":
            return web.Response(text="<html>502 Bad Gateway", content_type="application/json", headers=SERVED_BY)
        case "disconnect":
            if request.transport:
                request.transport.close()
            return web.Response()
        case _:
            return None


def _limited(refusal: Refusal, headers: Mapping[str, str]) -> web.Response:
    refused = _error(refusal.status, refusal.message, kind=refusal.kind, code="rate_limit_exceeded")
    refused.headers.update(headers)
    if refusal.retry_after_s is not None:
        refused.headers["retry-after"] = f"{refusal.retry_after_s:g}"
    return refused


def _authorised(request: web.Request) -> bool:
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    return scheme == "Bearer" and bool(key) and "invalid" not in key


def _invalid_key() -> web.Response:
    return _error(401, "Invalid API Key", code="invalid_api_key")


def _error(
    status: int,
    message: str,
    *,
    kind: str = "invalid_request_error",
    code: str | None = None,
    failed_generation: str | None = None,
) -> web.Response:
    error = {"message": message, "type": kind} | ({"code": code} if code else {})
    error |= {"failed_generation": failed_generation} if failed_generation else {}
    return web.json_response({"error": error}, status=status, headers=SERVED_BY)


if __name__ == "__main__":
    serve("Stand-in for Groq.", make_app)

"""Groq's chat completions, by its own SDK: a schema-bound reply of the first model that gives one."""

import copy
import logging
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar
from urllib.parse import urlsplit

from interview.domain.engines import INDICATORS, JUDGED_BY, SERVED_BY
from interview.domain.evaluation.model_limits import REQUESTS_A_DAY, TOKENS_A_MINUTE
from interview.domain.evaluation.samples import Sample, TokenUsage, cost_usd
from interview.errors import (
    ColloquyError,
    DatabaseUnavailableError,
    ModelAnswerError,
    ModelUnavailableError,
    RateLimitedError,
    ScoringRefusedError,
    VendorRefusedError,
)

if TYPE_CHECKING:
    import groq
    from groq.types.chat import ChatCompletion

    from interview.adapters.mongo.model_limits import ModelLimitRepository

__all__ = ["Completion", "Groq"]

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")
ReasoningEffort = Literal["low", "medium", "high"]

VENDOR = "groq"

CONNECT_TIMEOUT_S = 5.0
KEPT_OPEN_S = 60.0
"""How long a connection waits for the next call, so that no answer's feedback begins with a handshake. A NAT gateway
forgets it without a word after 350 s."""
MIN_PAUSE_S = 0.5
JITTER = 0.1
"""Of a pause, at most so much longer: who was refused together does not come back together."""
BUDGET = "max_completion_tokens"
"""What a reply may hold, thoughts included. It counts against the tokens a minute, used or not."""
EFFORT = "reasoning_effort"
BYTES_A_TOKEN = 4
"""Of a prompt in UTF-8, about, in any script: the vendor's own count is told with its answer."""
TOLD_LIMITS = ("(TPM)", "(RPD)")
"""How a refusal names the limits of which every answer tells in its headers."""
LIMIT_HEADERS = {TOKENS_A_MINUTE: "tokens", REQUESTS_A_DAY: "requests"}
SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
RETIRED = frozenset({"model_not_found", "model_decommissioned"})
INVALID_OUTPUT = "json_validate_failed"
"""Code of the 400 that says that the model, not the request, was at fault."""
RATE_LIMITED = "rate_limit_exceeded"
"""Code of a limit: with 429 of one that passes, with 413 of a request larger than a whole minute's tokens."""
BUDGET_USED_UP = "max completion tokens"
"""In the `failed_generation` of an invalid output that ended for want of tokens."""
SAYS_OF_THE_KEY = frozenset({401, 404})
"""Of the base address, too."""
TRANSIENT = frozenset({408, 409, 425, 498, 499})


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """A parsed reply, and the record of how it was made. The models that its sample passed over are worth an alarm."""

    answer: Answer
    sample: Sample


@dataclass
class _PassedOver:
    """The models that gave no reply to this request, and why."""

    retired: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    """To this key."""
    unfit: list[str] = field(default_factory=list)
    """They do not reason, and are asked to."""
    limits: list[RateLimitedError] = field(default_factory=list)
    too_large: list[str] = field(default_factory=list)
    refusals: list[ScoringRefusedError] = field(default_factory=list)

    def error(self) -> ColloquyError:
        """What it comes to where there is no model left. One limit that passes is worth another try, whatever the
        other models say."""
        if self.limits:
            return min(self.limits, key=lambda limit: limit.retry_after_s or 0)
        if self.too_large:
            return ScoringRefusedError(
                "the request is larger than the tokens a minute that the account has of any model"
            )
        if self.refusals:
            return self.refusals[0]
        kinds = {"retired": self.retired, "forbidden": self.forbidden, "without reasoning": self.unfit}
        why = "; ".join(f"{kind}: {', '.join(models)}" for kind, models in kinds.items() if models)
        return VendorRefusedError(f"the service offers none of the models of the settings ({why})", VENDOR)


class _ModelRetired(Exception):  # noqa: N818 - a signal inside this module
    pass


class _ModelForbidden(Exception):  # noqa: N818
    """The key may not use this model, perhaps another one."""


class _ModelUnfit(Exception):  # noqa: N818
    """It takes no effort of reasoning."""


class _RequestTooLarge(Exception):  # noqa: N818
    """Message and budget of the reply are more than the tokens a minute of this model."""


class _BudgetUsedUp(Exception):  # noqa: N818
    """The reply ended where its tokens did."""


class Groq:
    """Client of Groq. Close it, or use it as a context manager.

    Parameters
    ----------
    models
        By preference. One that the service has retired, that the key may not use, that does not take this request, or
        whose limit it exceeds falls through to the next: permissions and limits are each model's own.
    first_budget, max_budget
        Tokens that a reply may hold, thoughts included: how many at first, and how many at most. They count against
        the limits whether they are used or not.
    timeout_s
        Longest wait for the reply of one call.
    max_pause_s
        Longest pause for a limit that is waited out here; a longer one is the caller's to plan.
    patience_s
        Where a model is to be had again within this time its limit is the caller's, too, and no other model is asked.
    limits
        Where all who share the account count what they ask for, if they do.
    leaves
        Share of each limit that is left to others.
    """

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str,
        models: Sequence[str],
        temperature: float = 0.0,
        seed: int = 1,
        reasoning_effort: ReasoningEffort = "medium",
        first_budget: int = 2048,
        max_budget: int = 8192,
        timeout_s: float = 30.0,
        max_pause_s: float = 5.0,
        patience_s: float = 0.0,
        limits: "ModelLimitRepository | None" = None,
        leaves: float = 0.0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        import groq
        import httpx

        self._client = groq.Groq(
            api_key=api_key,
            base_url=base_url,
            timeout=timeout_s,
            max_retries=0,
            http_client=groq.DefaultHttpxClient(limits=httpx.Limits(keepalive_expiry=KEPT_OPEN_S)),
        )
        self._host = urlsplit(base_url).netloc
        self.models = tuple(models)
        self.terms = (*models, reasoning_effort, str(first_budget), str(max_budget))
        """What a reply may differ by, whatever is asked."""
        self._temperature = temperature
        self._seed = seed
        self._reasoning_effort = reasoning_effort
        self._first_budget = first_budget
        self._max_budget = max_budget
        self._timeout_s = timeout_s
        self._longest_pause_s = max_pause_s
        self._patience_s = patience_s
        self._limits = limits
        self._leaves = leaves
        self._behind = 0
        self._sleep = sleep
        self._clock = clock

    def in_line(self, *, behind: int, first_budget: int | None) -> Self:
        """The same client for a caller with so many others before it, and a first budget of its own where one is
        given."""
        client = copy.copy(self)
        client._behind = behind
        client._first_budget = first_budget or self._first_budget
        return client

    def complete(
        self,
        messages: Sequence[Mapping[str, str]],
        *,
        schema_name: str,
        schema: Mapping[str, Any],
        parse: Callable[[str], Answer],
        timeout_s: float,
        temperature: float | None = None,
        seed: int | None = None,
    ) -> Completion[Answer]:
        """Ask for a reply of `schema` (strict mode), all pauses and further tries ending within `timeout_s` seconds.
        `temperature` and `seed` are the client's own where none are given.

        `parse` turns the reply's text into the answer and raises ModelAnswerError when it cannot; then the model is
        asked once more with the next seed. A reply that ended where its budget did is asked for with twice as much.

        Raises VendorRefusedError (the key is refused, or every model is retired, forbidden or without reasoning),
        ScoringRefusedError (the request is bad, or larger than every model's tokens a minute); retryable:
        RateLimitedError, ModelUnavailableError, ModelAnswerError.
        """
        deadline = self._clock() + timeout_s
        request = {
            "messages": list(messages),
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": schema_name, "strict": True, "schema": schema},
            },
            "temperature": self._temperature if temperature is None else temperature,
            "seed": self._seed if seed is None else seed,
            EFFORT: self._reasoning_effort,
        }
        passed_over = _PassedOver()
        for model in self.models:
            try:
                return self._ask_until_read({**request, "model": model}, parse, deadline, passed_over)
            except _ModelRetired:
                passed_over.retired.append(model)
            except _ModelForbidden:
                passed_over.forbidden.append(model)
            except _ModelUnfit:
                passed_over.unfit.append(model)
            except RateLimitedError as limit:
                passed_over.limits.append(limit)
                if limit.lasts_s is not None and limit.lasts_s < self._patience_s:
                    break
            except _RequestTooLarge:
                passed_over.too_large.append(model)
            except ScoringRefusedError as refusal:
                passed_over.refusals.append(refusal)
        raise passed_over.error()

    def check_key(self) -> None:
        """Ask what models there are, which costs nothing; that a key may not ask says nothing of what else it may.

        Raises VendorRefusedError or ModelUnavailableError.
        """
        import groq

        try:
            self._client.models.list()
        except groq.APITimeoutError:
            raise ModelUnavailableError("Groq did not answer in time") from None
        except groq.APIConnectionError as error:
            raise ModelUnavailableError(f"Groq cannot be reached: {type(error.__cause__).__name__}") from None
        except groq.APIStatusError as error:
            if error.status_code in SAYS_OF_THE_KEY or error.status_code >= 500:
                raise _refusal(error) from None

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask_until_read(
        self,
        request: dict[str, Any],
        parse: Callable[[str], Answer],
        deadline: float,
        passed_over: _PassedOver,
    ) -> Completion[Answer]:
        budget, seed = self._first_budget, request["seed"]
        while True:
            try:
                return self._ask({**request, "seed": seed, BUDGET: budget}, parse, deadline, passed_over)
            except _BudgetUsedUp:
                if budget >= self._max_budget:
                    raise ModelAnswerError(f"the reply is incomplete after {budget} tokens") from None
                budget = min(2 * budget, self._max_budget)
            except RateLimitedError as limited:
                limited.budget = budget
                raise
            except ModelAnswerError:
                if seed != request["seed"]:
                    raise
                seed += 1

    def _ask(
        self,
        request: dict[str, Any],
        parse: Callable[[str], Answer],
        deadline: float,
        passed_over: _PassedOver,
    ) -> Completion[Answer]:
        while True:
            try:
                self._take(request)
                started = self._clock()
                reply, headers = self._call(request, deadline)
                break
            except RateLimitedError as limited:
                self._pause(limited, deadline)
        latency_ms = round((self._clock() - started) * 1000)
        answer = parse(_text(reply))
        usage = _usage(reply)
        sample = Sample(
            service=headers.get(SERVED_BY, self._host),
            model=reply.model,
            indicative=headers.get(JUDGED_BY) == INDICATORS,
            system_fingerprint=reply.system_fingerprint,
            effort=request[EFFORT],
            budget=request[BUDGET],
            temperature=request["temperature"],
            seed=request["seed"],
            usage=usage,
            cost_usd=cost_usd(reply.model, usage),
            latency_ms=latency_ms,
            retired_models=tuple(passed_over.retired),
            refused_models=(*passed_over.forbidden, *passed_over.unfit),
        )
        return Completion(answer, sample)

    def _call(self, request: dict[str, Any], deadline: float) -> tuple["ChatCompletion", Mapping[str, str]]:
        import groq

        left_s = deadline - self._clock()
        if left_s <= 0:
            raise ModelUnavailableError("no time is left to ask the model")
        timeout = groq.Timeout(min(self._timeout_s, left_s), connect=min(CONNECT_TIMEOUT_S, left_s))
        asked = self._clock()
        try:
            response = self._client.chat.completions.with_raw_response.create(**request, timeout=timeout)
        except groq.APITimeoutError:
            raise ModelUnavailableError("Groq did not answer in time") from None
        except groq.APIConnectionError as error:
            raise ModelUnavailableError(f"Groq cannot be reached: {type(error.__cause__).__name__}") from None
        except groq.APIStatusError as error:
            self._learn(request["model"], error.response.headers, self._clock() - asked, error.message)
            raise _refusal(error) from None
        self._learn(request["model"], response.headers, self._clock() - asked)
        try:
            return response.parse(), response.headers
        except ValueError:
            raise ModelAnswerError("Groq's answer is not JSON") from None

    def _take(self, request: Mapping[str, Any]) -> None:
        """Count the request. Raises RateLimitedError where there is no room for it."""
        if self._limits is None:
            return
        read = sum(len(message["content"].encode()) for message in request["messages"]) // BYTES_A_TOKEN
        with _unless_the_database_is_away():
            tokens = read + request[BUDGET]
            self._limits.take(request["model"], tokens, behind=self._behind, leaves=self._leaves)

    def _learn(self, model: str, headers: Mapping[str, str], took_s: float, refusal: str = "") -> None:
        """Tell all who count what the vendor tells of its limits, and of a refusal for a limit that it tells nothing
        of when to ask again."""
        if self._limits is None:
            return
        pause_s = None if any(limit in refusal for limit in TOLD_LIMITS) else _retry_after_s(headers)
        with _unless_the_database_is_away():
            self._limits.learn(model, _told_limits(headers), took_s)
            if pause_s is not None:
                self._limits.pause(model, pause_s)

    def _pause(self, limited: RateLimitedError, deadline: float) -> None:
        """Wait as long as the vendor asks, and a little longer; raise the error instead if that is long, unsaid, or
        past the deadline."""
        if limited.retry_after_s is None:
            raise limited
        pause_s = max(MIN_PAUSE_S, limited.retry_after_s) * random.uniform(1, 1 + JITTER)  # noqa: S311
        if pause_s > self._longest_pause_s or self._clock() + pause_s >= deadline:
            raise limited
        self._sleep(pause_s)


@contextmanager
def _unless_the_database_is_away() -> Iterator[None]:
    """Then nobody counts, and the vendor itself says where its limits are."""
    try:
        yield
    except DatabaseUnavailableError:
        logger.warning("model_limits_unknown")


def _told_limits(headers: Mapping[str, str]) -> dict[str, tuple[int, float]]:
    """Of each limit that the vendor tells of: how much it is, and in how many seconds it is whole again."""
    told = {}
    for name, header in LIMIT_HEADERS.items():
        most, reset = headers.get(f"x-ratelimit-limit-{header}", ""), headers.get(f"x-ratelimit-reset-{header}", "")
        if most.isdecimal() and int(most) and (parts := re.findall(r"(\d+(?:\.\d+)?)(ms|[hms])", reset)):
            told[name] = int(most), sum(float(number) * SECONDS[unit] for number, unit in parts)
    return told


def _text(reply: "ChatCompletion") -> str:
    """The reply's text. The SDK does not validate answers, so any part may be missing."""
    choices = getattr(reply, "choices", None)
    if not choices:
        raise ModelAnswerError("Groq's answer holds no reply")
    if choices[0].finish_reason == "length":
        raise _BudgetUsedUp
    if choices[0].finish_reason != "stop":
        raise ModelAnswerError(f"the reply is incomplete: {choices[0].finish_reason}")
    content = getattr(choices[0].message, "content", None)
    if not isinstance(content, str) or not content:
        raise ModelAnswerError("the reply is empty")
    return content


def _usage(reply: "ChatCompletion") -> TokenUsage:
    if reply.usage is None:
        return TokenUsage()
    details = reply.usage.completion_tokens_details
    return TokenUsage(
        prompt_tokens=reply.usage.prompt_tokens,
        completion_tokens=reply.usage.completion_tokens,
        reasoning_tokens=details.reasoning_tokens if details else None,
    )


def _refusal(error: "groq.APIStatusError") -> Exception:
    """What an answer means: its code says it where it has one that is known, else its status."""
    status, code = error.status_code, _error_code(error.body)
    message = f"Groq answered {status} {code}".rstrip()
    if code in RETIRED:
        return _ModelRetired()
    if code == RATE_LIMITED and status == 413:
        return _RequestTooLarge()
    if code == RATE_LIMITED or status == 429:
        return RateLimitedError(message, _retry_after_s(error.response.headers))
    if code == INVALID_OUTPUT:
        return _BudgetUsedUp() if BUDGET_USED_UP in _failed_generation(error.body) else ModelAnswerError(message)
    if status == 404:
        return VendorRefusedError(f"{message}: the base address is wrong", VENDOR)
    if status == 403:
        return _ModelForbidden()
    if status == 401:
        return VendorRefusedError(f"{message}: the API key is refused", VENDOR)
    if status == 400 and EFFORT in error.message:
        return _ModelUnfit()
    if status in TRANSIENT or status >= 500:
        return ModelUnavailableError(message)
    return ScoringRefusedError(message)


def _failed_generation(body: object) -> str:
    """What the vendor says of an output that is not valid; empty where it says nothing."""
    error = body.get("error", body) if isinstance(body, dict) else None
    return str(error.get("failed_generation") or "") if isinstance(error, dict) else ""


def _error_code(body: object) -> str:
    """`error.code` of the vendor's error body, or its `error.type`."""
    error = body.get("error", body) if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return ""
    return str(error.get("code") or error.get("type") or "")


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    try:
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, ValueError):
        return None

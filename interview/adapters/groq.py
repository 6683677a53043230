"""Groq's chat completions, by its own SDK: a schema-bound reply of the first model that still exists."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar
from urllib.parse import urlsplit

from interview.domain.evaluation.samples import Sample, TokenUsage
from interview.errors import (
    ModelAnswerError,
    ModelUnavailableError,
    RateLimitedError,
    ScoringRefusedError,
    VendorRefusedError,
)

if TYPE_CHECKING:
    import groq
    from groq.types.chat import ChatCompletion

__all__ = ["Completion", "Groq"]

Answer = TypeVar("Answer")
ReasoningEffort = Literal["low", "medium", "high"]

VENDOR = "groq"

CONNECT_TIMEOUT_S = 5.0
KEPT_OPEN_S = 60.0
"""How long a connection waits for the next call, so that no answer's review begins with a handshake. A NAT gateway
forgets it without a word after 350 s."""
SHORTEST_PAUSE_S = 0.5
ROOM = "max_completion_tokens"
"""What a reply may hold, thoughts included. It counts against the tokens a minute, used or not."""
RETIRED = frozenset({"model_not_found", "model_decommissioned"})
INVALID_OUTPUT = "json_validate_failed"
"""Code of the 400 that says that the model, not the request, was at fault."""
RATE_LIMITED = "rate_limit_exceeded"
"""Code of a limit: with 429 of one that passes, with 413 of a request larger than a whole minute's tokens."""
ROOM_USED_UP = "max completion tokens"
"""In the `failed_generation` of an invalid output that ended for want of tokens."""
SAYS_OF_THE_KEY = frozenset({401, 404})
"""Of the base address, too."""
TRANSIENT = frozenset({408, 409, 425, 498, 499})
SERVED_BY = "x-served-by"
"""Header with the name a gateway (or a stand-in) gives itself; without it the host's name counts."""


@dataclass(frozen=True)
class Completion(Generic[Answer]):
    """A parsed reply, and the record of how it was made. Its `retired_models` are worth an alarm."""

    answer: Answer
    sample: Sample


class _ModelRetired(Exception):  # noqa: N818 - a signal inside this module
    pass


class _ModelForbidden(Exception):  # noqa: N818
    """The key may not use this model, perhaps another one."""


class _RequestTooLarge(Exception):  # noqa: N818
    """Message and room for the reply are more than the tokens a minute of this model."""


class _RoomUsedUp(Exception):  # noqa: N818
    """The reply ended where its tokens did."""


class Groq:
    """Client of Groq. Close it, or use it as a context manager.

    Parameters
    ----------
    models
        By preference. One that the service has retired, that the key may not use, or whose limit this request exceeds
        falls through to the next: permissions and limits are each model's own.
    timeout_s
        Longest wait for the reply of one call.
    longest_pause_s
        Longest pause asked for by a 429 that is waited out here; a longer one is the caller's to plan.
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
        max_completion_tokens: int = 4096,
        timeout_s: float = 30.0,
        longest_pause_s: float = 5.0,
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
        self._temperature = temperature
        self._seed = seed
        self._reasoning_effort = reasoning_effort
        self._max_completion_tokens = max_completion_tokens
        self._timeout_s = timeout_s
        self._longest_pause_s = longest_pause_s
        self._sleep = sleep
        self._clock = clock

    def complete(
        self,
        messages: Sequence[Mapping[str, str]],
        *,
        schema_name: str,
        schema: Mapping[str, Any],
        parse: Callable[[str], Answer],
        within_s: float,
    ) -> Completion[Answer]:
        """Ask for a reply of `schema` (strict mode), all pauses and second tries ending within `within_s` seconds.

        `parse` turns the reply's text into the answer and raises ModelAnswerError when it cannot; then the model is
        asked once more with the next seed, after a truncated reply with twice the room.

        Raises VendorRefusedError (the key is refused, or every model is retired or forbidden), ScoringRefusedError (the
        request is bad, or larger than every model's tokens a minute); retryable: RateLimitedError,
        ModelUnavailableError, ModelAnswerError.
        """
        deadline = self._clock() + within_s
        request = {
            "messages": list(messages),
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": schema_name, "strict": True, "schema": schema},
            },
        }
        retired: list[str] = []
        forbidden: list[str] = []
        limits: list[RateLimitedError | _RequestTooLarge] = []
        for model in self.models:
            try:
                return self._ask_twice({**request, "model": model}, parse, deadline, tuple(retired))
            except _ModelRetired:
                retired.append(model)
            except _ModelForbidden:
                forbidden.append(model)
            except (RateLimitedError, _RequestTooLarge) as limit:
                limits.append(limit)
        passing = [limit for limit in limits if isinstance(limit, RateLimitedError)]
        if passing:
            raise min(passing, key=lambda limit: limit.retry_after_s or 0)
        if limits:
            raise ScoringRefusedError(
                "the request is larger than the tokens a minute that the account has of any model"
            )
        why = [
            f"{what}: {', '.join(names)}" for what, names in (("retired", retired), ("forbidden", forbidden)) if names
        ]
        raise VendorRefusedError(f"the service offers none of the models of the settings ({'; '.join(why)})", VENDOR)

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

    def _ask_twice(
        self,
        request: dict[str, Any],
        parse: Callable[[str], Answer],
        deadline: float,
        retired: tuple[str, ...],
    ) -> Completion[Answer]:
        room = self._max_completion_tokens
        try:
            return self._ask({**request, "seed": self._seed, ROOM: room}, parse, deadline, retired)
        except ModelAnswerError:
            pass
        except _RoomUsedUp:
            room *= 2
        try:
            return self._ask({**request, "seed": self._seed + 1, ROOM: room}, parse, deadline, retired)
        except _RoomUsedUp:
            raise ModelAnswerError(f"the reply is incomplete after {room} tokens") from None

    def _ask(
        self,
        request: dict[str, Any],
        parse: Callable[[str], Answer],
        deadline: float,
        retired: tuple[str, ...],
    ) -> Completion[Answer]:
        while True:
            started = self._clock()
            try:
                reply, headers = self._call(request, deadline)
                break
            except RateLimitedError as limited:
                self._pause(limited, deadline)
        latency_ms = round((self._clock() - started) * 1000)
        answer = parse(_text(reply))
        sample = Sample(
            service=headers.get(SERVED_BY, self._host),
            model=reply.model,
            system_fingerprint=reply.system_fingerprint,
            temperature=self._temperature,
            seed=request["seed"],
            usage=_usage(reply),
            latency_ms=latency_ms,
            retired_models=retired,
        )
        return Completion(answer, sample)

    def _call(self, request: dict[str, Any], deadline: float) -> tuple["ChatCompletion", Mapping[str, str]]:
        import groq

        left_s = deadline - self._clock()
        if left_s <= 0:
            raise ModelUnavailableError("no time is left to ask the model")
        timeout = groq.Timeout(min(self._timeout_s, left_s), connect=min(CONNECT_TIMEOUT_S, left_s))
        try:
            response = self._client.chat.completions.with_raw_response.create(
                **request,
                temperature=self._temperature,
                reasoning_effort=self._reasoning_effort,
                timeout=timeout,
            )
        except groq.APITimeoutError:
            raise ModelUnavailableError("Groq did not answer in time") from None
        except groq.APIConnectionError as error:
            raise ModelUnavailableError(f"Groq cannot be reached: {type(error.__cause__).__name__}") from None
        except groq.APIStatusError as error:
            raise _refusal(error) from None
        try:
            return response.parse(), response.headers
        except ValueError:
            raise ModelAnswerError("Groq's answer is not JSON") from None

    def _pause(self, limited: RateLimitedError, deadline: float) -> None:
        """Wait as long as the vendor asks; raise the error instead if that is long, unsaid, or past the deadline."""
        if limited.retry_after_s is None:
            raise limited
        pause_s = max(SHORTEST_PAUSE_S, limited.retry_after_s)
        if pause_s > self._longest_pause_s or self._clock() + pause_s >= deadline:
            raise limited
        self._sleep(pause_s)


def _text(reply: "ChatCompletion") -> str:
    """The reply's text. The SDK does not validate answers, so any part may be missing."""
    choices = getattr(reply, "choices", None)
    if not choices:
        raise ModelAnswerError("Groq's answer holds no reply")
    if choices[0].finish_reason == "length":
        raise _RoomUsedUp
    if choices[0].finish_reason != "stop":
        raise ModelAnswerError(f"the reply is incomplete: {choices[0].finish_reason}")
    content = getattr(choices[0].message, "content", None)
    if not isinstance(content, str) or not content:
        raise ModelAnswerError("the reply is empty")
    return content


def _usage(reply: "ChatCompletion") -> TokenUsage:
    if reply.usage is None:
        return TokenUsage()
    return TokenUsage(prompt_tokens=reply.usage.prompt_tokens, completion_tokens=reply.usage.completion_tokens)


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
        return _RoomUsedUp() if ROOM_USED_UP in _failed_generation(error.body) else ModelAnswerError(message)
    if status == 404:
        return VendorRefusedError(f"{message}: the base address is wrong", VENDOR)
    if status == 403:
        return _ModelForbidden()
    if status == 401:
        return VendorRefusedError(f"{message}: the API key is refused", VENDOR)
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

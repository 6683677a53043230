"""Groq's rate limits, which the running stand-in has once it is told: none until then.

    PUT    /stand-in/limits    {"tokens_a_minute": 8000, ...}: `Limits`, of each model by itself; buckets are full again
    GET    /stand-in/limits    what is set
    DELETE /stand-in/limits    none any more

As at Groq, tokens come back all the time and not at a minute's end: of 6,000 a minute 477 take 4.77 s. A request counts
with its prompt and all that its reply may hold, before it is run, and that stays so.
"""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

__all__ = ["Limits", "RateLimits", "Refusal"]

MINUTES_A_DAY = 24 * 60


class Limits(BaseModel):
    """How much of each thing a model gives; None for as much as is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    requests_a_minute: int | None = Field(default=None, ge=1)
    tokens_a_minute: int | None = Field(default=None, ge=1)
    requests_a_day: int | None = Field(default=None, ge=1)
    tokens_a_day: int | None = Field(default=None, ge=1)
    speed: float = Field(default=1, gt=0)
    """How much faster time goes than on the wall, in what is told, too: an hour may go by in minutes."""


@dataclass(frozen=True)
class _Kind:
    """One of the limits, in Groq's words."""

    field: str
    words: str
    minutes: int

    @property
    def counts(self) -> str:
        return self.field.partition("_")[0]


KINDS = (
    _Kind("requests_a_minute", "requests per minute (RPM)", 1),
    _Kind("tokens_a_minute", "tokens per minute (TPM)", 1),
    _Kind("requests_a_day", "requests per day (RPD)", MINUTES_A_DAY),
    _Kind("tokens_a_day", "tokens per day (TPD)", MINUTES_A_DAY),
)
IN_HEADERS = {"requests": "requests_a_day", "tokens": "tokens_a_minute"}
"""Groq tells of these two alone."""


@dataclass
class _Bucket:
    """What is left of one limit of one model."""

    limit: int
    fills_in_s: float
    left: float
    at: float

    def fill(self, now: float) -> None:
        self.left = min(self.limit, self.left + (now - self.at) * self.limit / self.fills_in_s)
        self.at = now

    def seconds_for(self, amount: float) -> float:
        """How long until so much more is there."""
        return max(0.0, amount) * self.fills_in_s / self.limit


@dataclass(frozen=True)
class Refusal:
    """Why a request is not run: as an error's status, message and type, and in how many seconds it may be."""

    status: int
    message: str
    kind: str
    retry_after_s: float | None = None


class RateLimits:
    """The buckets of all models, and the routes that set their size."""

    def __init__(self) -> None:
        self._limits = Limits()
        self._buckets: dict[str, dict[str, _Bucket]] = {}

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/stand-in/limits", self._tell)
        app.router.add_put("/stand-in/limits", self._set)
        app.router.add_delete("/stand-in/limits", self._forget)

    def take(self, model: str, tokens: int) -> Refusal | None:
        """Count a request of so many tokens, or say why it cannot be run; then nothing is counted."""
        minute = self._limits.tokens_a_minute
        if minute and tokens > minute:
            message = (
                f"Request too large for model `{model}` on tokens per minute (TPM): Limit {minute}, "
                f"Requested {tokens}, please reduce your message size and try again."
            )
            return Refusal(413, message, "tokens")
        buckets, amounts = self._filled(model), {"requests": 1, "tokens": tokens}
        for kind in KINDS:
            bucket = buckets.get(kind.field)
            if bucket and bucket.left < amounts[kind.counts]:
                return self._refusal(model, kind, bucket, amounts[kind.counts])
        for kind in KINDS:
            if kind.field in buckets:
                buckets[kind.field].left -= amounts[kind.counts]
        return None

    def headers(self, model: str) -> Mapping[str, str]:
        """What every answer tells of them."""
        buckets, told = self._filled(model), {}
        for name, field in IN_HEADERS.items():
            if bucket := buckets.get(field):
                told[f"x-ratelimit-limit-{name}"] = str(bucket.limit)
                told[f"x-ratelimit-remaining-{name}"] = str(math.floor(bucket.left))
                told[f"x-ratelimit-reset-{name}"] = _duration(bucket.seconds_for(bucket.limit - bucket.left))
        return told

    def _filled(self, model: str) -> dict[str, _Bucket]:
        now = time.monotonic() * self._limits.speed
        buckets = self._buckets.setdefault(model, {})
        for kind in KINDS:
            limit = getattr(self._limits, kind.field)
            if limit is not None:
                fresh = _Bucket(limit, 60 * kind.minutes, limit, now)
                buckets.setdefault(kind.field, fresh).fill(now)
        return buckets

    def _refusal(self, model: str, kind: _Kind, bucket: _Bucket, amount: int) -> Refusal:
        wait_s = bucket.seconds_for(amount - bucket.left)
        message = (
            f"Rate limit reached for model `{model}` on {kind.words}: Limit {bucket.limit}, "
            f"Used {math.ceil(bucket.limit - bucket.left)}, Requested {amount}. "
            f"Please try again in {_duration(wait_s)}."
        )
        return Refusal(429, message, kind.counts, math.ceil(wait_s))

    async def _tell(self, _: web.Request) -> web.Response:
        return web.json_response(self._limits.model_dump())

    async def _set(self, request: web.Request) -> web.Response:
        try:
            self._limits = Limits.model_validate_json(await request.read())
        except ValidationError as error:
            return web.json_response({"error": str(error)}, status=400)
        self._buckets.clear()
        return await self._tell(request)

    async def _forget(self, request: web.Request) -> web.Response:
        self._limits = Limits()
        self._buckets.clear()
        return await self._tell(request)


def _duration(seconds: float) -> str:
    """As Groq writes it: `2m59.56s`, `7.66s`, `644ms`."""
    if seconds < 1:
        return f"{math.ceil(seconds * 1000)}ms"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}h" * bool(hours) + f"{minutes}m" * bool(hours or minutes) + f"{rest:.3f}s"

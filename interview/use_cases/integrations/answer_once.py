"""Do once what is sent again under the same key."""

from dataclasses import dataclass

from interview.adapters.mongo.kept_answers import KeptAnswerRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.seal import opened, sealed
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.idempotency import (
    ANSWERS_LAST,
    MAX_ANSWER_BYTES,
    KeptAnswer,
    place_of,
    seal_key_of,
)
from interview.errors import AnswerNotKeptError, InFlightError, KeyReusedError


@dataclass(frozen=True)
class Begun:
    """`status` and `body` are those of the first answer, where there was one; otherwise the request is to be done, and
    `request` to be ended."""

    request: KeptAnswer
    seal_key: bytes
    status: int | None = None
    body: str | None = None


@dataclass(frozen=True)
class AnswerOnce:
    answers: KeptAnswerRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def begin(self, user: User, key: str, fingerprint: str) -> Begun:
        """Raises KeyReusedError where something else was sent under the key, InFlightError while the first is at work,
        AnswerNotKeptError where it was done and its answer was too large to be kept, and TooManyAttemptsError."""
        now = self.clock()
        place, seal_key = place_of(user.id, key), seal_key_of(user.id, key)
        request = KeptAnswer(id=place, fingerprint=fingerprint, begun_at=now, expires_at=now + ANSWERS_LAST)
        self.usage.count_of_user(quotas.KEPT_ANSWERS, user.id, now)
        before = self.answers.begin(request)
        if before is None:
            return Begun(request, seal_key)
        if before.fingerprint != fingerprint:
            raise KeyReusedError("Something else was sent under this Idempotency-Key before.")
        if not before.is_done:
            raise InFlightError("The first request under this Idempotency-Key is still at work.")
        if before.sealed is None:
            raise AnswerNotKeptError("This was done already. Its answer was too large to be kept.")
        return Begun(before, seal_key, before.status, opened(before.sealed, seal_key))

    def keep(self, begun: Begun, status: int, body: str) -> None:
        fits = len(body) <= MAX_ANSWER_BYTES
        self.answers.keep(begun.request, status, sealed(body, begun.seal_key) if fits else None)

    def give_up(self, begun: Begun) -> None:
        """Nothing was done, as far as is known: the same key may be sent again."""
        self.answers.give_up(begun.request.id, begun.request.begun_at)

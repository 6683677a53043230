"""How far erasures are that somebody of an organisation, a candidate or its retention asked for, and their reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.stage_keys import StageKeyRepository
from interview.domain import cursors
from interview.domain.accounts import User
from interview.domain.sessions.erasure import REPORT_KEY, Erasure, ErasureReport, report_of
from interview.domain.tokens import hashed
from interview.errors import NotFoundError, SignInRequiredError


@dataclass(frozen=True)
class ErasurePage:
    """`next_cursor` is None on the last page."""

    erasures: Sequence[Erasure]
    next_cursor: str | None


@dataclass(frozen=True)
class ShowErasures:
    forgotten: ForgottenSessionRepository
    keys: StageKeyRepository

    def page(self, user: User, cursor: str | None, limit: int) -> ErasurePage:
        """Newest first. Raises MalformedRequestError for a cursor that no page gave."""
        after = cursors.decoded(cursor) if cursor else None
        found = self.forgotten.page(user.organisation_id, after, limit + 1)
        return ErasurePage(*cursors.cut(found, limit, lambda each: (each.asked_at, each.id)))

    def one(self, user: User, erasure_id: UUID) -> tuple[Erasure, ErasureReport | None]:
        """With its report once it is done. Raises NotFoundError for one of another organisation."""
        erasure = self.forgotten.get(user.organisation_id, erasure_id)
        if erasure is None:
            raise NotFoundError("No such erasure.")
        return erasure, report_of(erasure, user.organisation_id, self.keys.key(REPORT_KEY))

    def by_link(self, token: str) -> Erasure:
        """To who has the link of the interview that was erased. Raises SignInRequiredError for any other."""
        erasure = self.forgotten.by_link(hashed(token))
        if erasure is None:
            raise SignInRequiredError("This link is of no interview that was deleted.")
        return erasure

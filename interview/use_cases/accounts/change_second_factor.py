"""Set an authenticator app up besides one's password, or do without again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from interview.adapters import one_time_codes
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.mail.letters import OF_ACCOUNTS_LAST, Letter, LetterKind, LetterParams, letter_id
from interview.domain.second_factor import SecondFactor, app_secret, new_recovery_codes, recovery_hash
from interview.domain.sign_in_limits import OF_A_CODE
from interview.domain.tokens import hashed
from interview.errors import (
    ForbiddenError,
    NoSecondFactorError,
    NotFoundError,
    SecondFactorAlreadyError,
    WrongCodeError,
)
from interview.use_cases.accounts.check_password import CheckPassword
from interview.use_cases.accounts.end_sign_ins import EndSignIns
from interview.use_cases.accounts.guesses import take_turn
from interview.use_cases.mail.post_letter import PostLetter

NOTHING = "There is no second step to be taken away."


class OfferedApp(NamedTuple):
    """Shown this once, to type or to photograph."""

    secret: str
    address: str


@dataclass(frozen=True)
class ChangeSecondFactor:
    accounts: AccountRepository
    factors: SecondFactorRepository
    members: MemberRepository
    attempts: SignInAttemptRepository
    check_password: CheckPassword
    end_sign_ins: EndSignIns
    post_letter: PostLetter
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def show(self, user: User) -> SecondFactor | None:
        """The one that counts."""
        factor = self.factors.of(user.id)
        return factor if factor and factor.confirmed_at else None

    def offer(self, user: User, password: str, language: Language) -> OfferedApp:
        """Raises what CheckPassword does, and SecondFactorAlreadyError where there is one: it is taken away first."""
        self.check_password(user, password)
        offered = SecondFactor(id=user.id, app_id=uuid4(), language=language)
        if not self.factors.offer(offered):
            raise SecondFactorAlreadyError("There is a second step already. Take it away first.")
        secret = app_secret(self.link_key(), offered.app_id)
        return OfferedApp(one_time_codes.typed(secret), one_time_codes.address(secret, user.email))

    def confirm(self, user: User, code: str) -> tuple[str, ...]:
        """The recovery codes, shown this once. Raises WrongCodeError for a code that the app does not show,
        TooManyAttemptsError after too many, and NoSecondFactorError where none was offered."""
        factor, now = self.factors.of(user.id), self.clock()
        if factor is None or factor.confirmed_at:
            raise NoSecondFactorError("There is nothing to confirm. Begin again.")
        key = hashed(f"second factor to confirm of {user.id}")
        take_turn(self.attempts, {key: OF_A_CODE}, now)
        step = one_time_codes.step_of(app_secret(self.link_key(), factor.app_id), "".join(code.split()), now)
        if step is None:
            raise WrongCodeError("This is not what the app shows now.")
        recovery_codes = new_recovery_codes()
        hashes = tuple(recovery_hash(user.id, each) for each in recovery_codes)
        if not self.factors.confirm(factor, step, hashes, now):
            raise NoSecondFactorError("There is nothing to confirm. Begin again.")
        self.attempts.forget([key])
        self._tell(user, factor, LetterKind.SECOND_FACTOR_ON, now)
        return recovery_codes

    def remove(self, user: User, password: str) -> None:
        """One's own. Raises what CheckPassword does, and NoSecondFactorError."""
        self.check_password(user, password)
        self._remove(user)

    def remove_of_member(self, admin: User, member_id: UUID) -> None:
        """Of somebody who has lost both app and codes: they are signed out everywhere. Raises NotFoundError for nobody
        of this organisation, ForbiddenError for oneself, and NoSecondFactorError."""
        member = self.members.member(admin.organisation_id, member_id)
        if member is None:
            raise NotFoundError("There is no such person in your organisation, or not any more.")
        if member.id == admin.id:
            raise ForbiddenError("Take away your own in your account, with your password.")
        self._remove(member)
        self.end_sign_ins.of(member)

    def _remove(self, user: User) -> None:
        removed = self.factors.remove(user.id)
        if removed is None:
            raise NoSecondFactorError(NOTHING)
        self._tell(user, removed, LetterKind.SECOND_FACTOR_OFF, self.clock())

    def _tell(self, user: User, factor: SecondFactor, kind: LetterKind, now: datetime) -> None:
        """Whoever did it: the letter goes to the address that the account has."""
        organisation = self.accounts.organisation(user.organisation_id)
        self.post_letter(
            Letter(
                id=letter_id(kind, factor.app_id),
                organisation_id=user.organisation_id,
                user_id=user.id,
                kind=kind,
                to=user.email,
                language=factor.language,
                params=LetterParams(name=user.name, organisation=organisation.name if organisation else ""),
                created_at=now,
                due_at=now,
                expires_at=now + OF_ACCOUNTS_LAST,
            )
        )

"""Replace a forgotten password, by a link that is sent to the account's address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.password_resets import PasswordResetRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.passwords import Passwords
from interview.domain.accounts import User, normalised_email
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.mail.letters import OF_ACCOUNTS_LAST, Letter, LetterKind, LetterParams, letter_id
from interview.domain.sign_in_limits import OF_A_CODE, OF_A_NETWORK
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import NotFoundError, TooManyAttemptsError
from interview.use_cases.accounts.begin_sign_in import Visitor
from interview.use_cases.accounts.end_sign_ins import EndSignIns
from interview.use_cases.accounts.guesses import take_turn
from interview.use_cases.accounts.sign_in import NOBODY
from interview.use_cases.mail.post_letter import PostLetter

RESET_TTL = timedelta(hours=1)
NOTHING = "This link is over. Ask for another one."


@dataclass(frozen=True)
class ResetPassword:
    accounts: AccountRepository
    resets: PasswordResetRepository
    attempts: SignInAttemptRepository
    passwords: Passwords
    end_sign_ins: EndSignIns
    post_letter: PostLetter
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def ask(self, email: str, language: Language, visitor: Visitor) -> None:
        """The same for every address, with as much work. Links that were sent before hold: whoever asks in somebody
        else's name, however often, takes nothing from them. Raises TooManyAttemptsError where a network asks too
        often."""
        now, address = self.clock(), normalised_email(email)
        take_turn(self.attempts, {hashed(f"reset network {visitor.network}"): OF_A_NETWORK}, now)
        user = self.accounts.user_by_email(address)
        reset_id = uuid4()
        token_hash = hashed(derived_token(self.link_key(), LinkPurpose.PASSWORD_RESET, reset_id))
        if user is None or user.is_disabled or not self._may_write_to(address, now):
            for _ in range(2):
                self.resets.pretend(NOBODY, hashed(str(uuid4())), now + RESET_TTL)
            self.post_letter.pretend()
            return
        self.resets.add(reset_id, user.id, token_hash, now + RESET_TTL)
        self.post_letter(self._letter(user, reset_id, language, now))

    def __call__(self, token: str, password: str, visitor: Visitor) -> User:
        """All sign-ins end. Raises NotFoundError for a link that is unknown, over or used, and TooManyAttemptsError
        where a network tries too many."""
        now, key = self.clock(), hashed(f"reset link network {visitor.network}")
        take_turn(self.attempts, {key: OF_A_NETWORK}, now)
        password_hash = self.passwords.hash(password)
        user_id = self.resets.take(hashed(token), now)
        user = self.accounts.user(user_id) if user_id else None
        if user is None or user.is_disabled:
            raise NotFoundError(NOTHING)
        self.attempts.give_back([key])
        self.end_sign_ins.with_password(user, password_hash)
        return user

    def _may_write_to(self, address: str, now: datetime) -> bool:
        """A mailbox is not filled by whoever knows its address."""
        try:
            take_turn(self.attempts, {hashed(f"reset address {address}"): OF_A_CODE}, now)
        except TooManyAttemptsError:
            return False
        return True

    def _letter(self, user: User, reset_id: UUID, language: Language, now: datetime) -> Letter:
        organisation = self.accounts.organisation(user.organisation_id)
        return Letter(
            id=letter_id(LetterKind.PASSWORD_RESET, reset_id),
            organisation_id=user.organisation_id,
            user_id=user.id,
            kind=LetterKind.PASSWORD_RESET,
            to=user.email,
            language=language,
            params=LetterParams(
                name=user.name, organisation=organisation.name if organisation else "", until=now + RESET_TTL
            ),
            link_id=reset_id,
            created_at=now,
            due_at=now,
            expires_at=now + OF_ACCOUNTS_LAST,
        )

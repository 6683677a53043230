"""Give a member of one's organisation another role, or have them leave it."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.domain.accounts import Role, User
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import LetterKind
from interview.errors import KeptAdminError, NotFoundError
from interview.use_cases.accounts.end_sign_ins import EndSignIns


@dataclass(frozen=True)
class ChangeMember:
    """Raises NotFoundError for nobody of this organisation, LastAdminError where no admin would be left, and
    KeptAdminError for the one who signs in by a password where nobody else does."""

    members: MemberRepository
    places: KnownPlaceRepository
    factors: SecondFactorRepository
    letters: LetterRepository
    providers: SignInProviderRepository
    end_sign_ins: EndSignIns
    clock: Clock = utc_now

    def change_role(self, admin: User, member_id: UUID, role: Role) -> User:
        """It holds from their next request on."""
        if role is not Role.ADMIN:
            self._require_others(admin.organisation_id, member_id)
        return self._found(self.members.change_role(admin.organisation_id, member_id, role))

    def remove(self, admin: User, member_id: UUID) -> None:
        """Their sign-ins end at once, and what they opened, and nothing that is ready is mailed to them any more; what
        they decided and wrote keeps their name."""
        self._require_others(admin.organisation_id, member_id)
        gone = self._found(self.members.remove(admin.organisation_id, member_id, self.clock()))
        self.places.forget(gone.id)
        self.factors.remove(gone.id)
        self.end_sign_ins.of(gone)
        self.letters.drop_of_user(gone.id, LetterKind.RESULTS_READY)

    def _require_others(self, organisation_id: UUID, member_id: UUID) -> None:
        provider = self.providers.get(organisation_id)
        if provider and provider.passwords_off and provider.kept_admin_id == member_id:
            raise KeptAdminError("This admin alone signs in by a password. Choose another one first.")

    @staticmethod
    def _found(member: User | None) -> User:
        if member is None:
            raise NotFoundError("There is no such person in your organisation, or not any more.")
        return member

"""Give a member of one's organisation another role, or have them leave it."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.domain.accounts import Role, User
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import LetterKind
from interview.errors import NotFoundError
from interview.use_cases.accounts.end_sign_ins import EndSignIns


@dataclass(frozen=True)
class ChangeMember:
    """Raises NotFoundError for nobody of this organisation, LastAdminError where no admin would be left, and
    KeptAdminError for the one who signs in by a password where nobody else does."""

    members: MemberRepository
    places: KnownPlaceRepository
    factors: SecondFactorRepository
    letters: LetterRepository
    end_sign_ins: EndSignIns
    clock: Clock = utc_now

    def change_role(self, admin: User, member_id: UUID, role: Role) -> User:
        """It holds from their next request on."""
        return self._found(self.members.change_role(admin.organisation_id, member_id, role))

    def remove(self, admin: User, member_id: UUID) -> None:
        """Their sign-ins end at once, and what they opened, and nothing that is ready is mailed to them any more; what
        they decided and wrote keeps their name."""
        gone = self._found(self.members.remove(admin.organisation_id, member_id, self.clock()))
        self.places.forget(gone.id)
        self.factors.remove(gone.id)
        self.end_sign_ins.of(gone)
        self.letters.drop_of_user(gone.id, LetterKind.RESULTS_READY)

    @staticmethod
    def _found(member: User | None) -> User:
        if member is None:
            raise NotFoundError("There is no such person in your organisation, or not any more.")
        return member

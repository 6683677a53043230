"""Members who change at the same moment, on a real MongoDB server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.domain.accounts import Role, User
from interview.domain.clock import utc_now
from interview.domain.languages import Language
from interview.domain.members import INVITATION_TTL, MemberInvitation
from interview.domain.sign_in_providers import SignInProvider
from interview.domain.tokens import hashed
from interview.errors import ColloquyError, KeptAdminError, LastAdminError, MalformedRequestError, NotFoundError
from interview.use_cases.accounts.begin_sign_in import BeginSignIn, Visitor
from interview.use_cases.accounts.create_account import CreateAccount
from interview.use_cases.accounts.join_organisation import JoinOrganisation
from tests.use_cases.accounts.test_sign_in import PlainPasswords


def outcomes(*calls: Callable[[], object]) -> list[type[ColloquyError] | None]:
    """Of calls at once: what each raised."""

    def outcome(call: Callable[[], object]) -> type[ColloquyError] | None:
        try:
            call()
        except ColloquyError as error:
            return type(error)
        return None

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(outcome, calls))


@pytest.fixture
def admins(database: Database) -> list[User]:
    """The two of an organisation."""
    create, firm = CreateAccount(AccountRepository(database), PlainPasswords()), f"Firm {uuid4()}"  # type: ignore[arg-type]
    made = [create(firm, f"{uuid4().hex}@example.com", name, "right") for name in ("Ada", "Grace")]
    return [admin for admin in made if admin]


@pytest.mark.parametrize("round_", range(5))
def test_of_two_admins_who_are_lowered_or_removed_at_once_one_stays(
    database: Database, admins: list[User], round_: int
) -> None:
    members, organisation_id = MemberRepository(database), admins[0].organisation_id
    ids = [admin.id for admin in admins]
    found = outcomes(
        lambda: members.change_role(organisation_id, ids[0], Role.RECRUITER),
        lambda: members.remove(organisation_id, ids[1], utc_now()),
    )
    assert sorted(found, key=str) == sorted([None, LastAdminError], key=str), round_
    stay = [member for id_ in ids if (member := members.member(organisation_id, id_)) and member.role is Role.ADMIN]
    assert len(stay) == 1


@pytest.mark.parametrize("round_", range(5))
def test_the_only_one_with_a_password_does_not_leave_while_the_others_are_switched_off(
    database: Database, admins: list[User], round_: int
) -> None:
    members, providers, kept = MemberRepository(database), SignInProviderRepository(database), admins[0]
    provider = SignInProvider(
        id=kept.organisation_id,
        issuer="https://login.example.com",
        client_id="colloquy",
        passwords_off=True,
        kept_admin_id=kept.id,
    )
    organisation_id, lowers = kept.organisation_id, round_ % 2
    found = outcomes(
        lambda: providers.put(provider, None),
        lambda: (
            members.change_role(organisation_id, kept.id, Role.REVIEWER)
            if lowers
            else members.remove(organisation_id, kept.id, utc_now())
        ),
    )
    assert found in ([None, KeptAdminError], [MalformedRequestError, None])


def test_a_disabled_admin_does_not_count(database: Database, admins: list[User]) -> None:
    members, (one, other) = MemberRepository(database), admins
    AccountRepository(database).disable(other.id, is_disabled=True)
    with pytest.raises(LastAdminError):
        members.remove(one.organisation_id, one.id, utc_now())
    assert members.member(one.organisation_id, one.id)


def test_of_several_who_join_by_one_link_one_does(database: Database, admins: list[User]) -> None:
    now = utc_now()
    invitation = MemberInvitation(
        id=uuid4(),
        organisation_id=admins[0].organisation_id,
        email=f"{uuid4().hex}@example.com",
        role=Role.REVIEWER,
        language=Language.ENGLISH,
        number=1,
        token_hash=hashed("the token"),
        created_at=now,
        sent_at=now,
        expires_at=now + INVITATION_TTL,
        kept_until=now + INVITATION_TTL,
    )
    accounts, invitations = AccountRepository(database), MemberInvitationRepository(database)
    invitations.add(invitation)
    begin = BeginSignIn(accounts, KnownPlaceRepository(database))
    join = JoinOrganisation(accounts, invitations, SignInAttemptRepository(database), PlainPasswords(), begin)  # type: ignore[arg-type]
    found = outcomes(
        *(lambda n=n: join("the token", f"Grace {n}", "another battery", Visitor(f"203.0.113.{n}")) for n in range(4))
    )
    assert sorted(found, key=str) == sorted([None, *[NotFoundError] * 3], key=str)
    joined = accounts.user_by_email(invitation.email)
    assert joined
    assert isinstance(joined.id, UUID)

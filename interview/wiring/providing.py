"""What `functions/api` asks for where people sign in by their organisation's provider: imported when somebody does."""

from dataclasses import dataclass
from functools import partial

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.adapters.provider_client import ProviderClient
from interview.adapters.secrets import secret
from interview.domain.webhooks.endpoints import networks_of
from interview.settings.api import ApiSettings
from interview.use_cases.accounts.begin_sign_in import BeginSignIn
from interview.use_cases.accounts.look_after_provider import LookAfterProvider
from interview.use_cases.accounts.sign_in_by_provider import LeaveForProvider, SignInByProvider
from interview.wiring.database import database
from interview.wiring.kept import kept


@dataclass(frozen=True)
class Providing:
    leave: LeaveForProvider
    sign_in: SignInByProvider
    look_after: LookAfterProvider


@kept
def providing(settings: ApiSettings) -> Providing:
    store = database(settings)
    accounts, members = AccountRepository(store), MemberRepository(store)
    providers, attempts = SignInProviderRepository(store), SignInAttemptRepository(store)
    client = ProviderClient(networks_of(settings.webhook_networks))
    link_key = partial(secret, settings.link_key_secret_arn, "the key of links")
    return Providing(
        leave=LeaveForProvider(providers, attempts, client),
        sign_in=SignInByProvider(
            accounts,
            members,
            MemberInvitationRepository(store),
            providers,
            attempts,
            client,
            BeginSignIn(accounts, KnownPlaceRepository(store)),
            link_key,
        ),
        look_after=LookAfterProvider(providers, client, link_key),
    )

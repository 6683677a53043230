"""Say by which provider the people of an organisation sign in, or by none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.adapters.provider_client import ProviderClient
from interview.adapters.seal import sealed
from interview.domain.accounts import Role, User
from interview.domain.clock import Clock, utc_now
from interview.domain.sign_in_providers import SignInProvider, sealing_key
from interview.errors import ChangedMeanwhileError, NotFoundError


class WantedProvider(NamedTuple):
    """`secret` None: as it was. `kept_admin_id` None: whoever says so."""

    issuer: str
    client_id: str
    secret: str | None
    domains: tuple[str, ...]
    role: Role
    passwords_off: bool
    kept_admin_id: UUID | None


@dataclass(frozen=True)
class LookAfterProvider:
    providers: SignInProviderRepository
    client: ProviderClient
    link_key: Callable[[], str]
    clock: Clock = utc_now

    def show(self, admin: User) -> SignInProvider | None:
        return self.providers.get(admin.organisation_id)

    def change(self, admin: User, wanted: WantedProvider, version: int | None) -> SignInProvider:
        """Raises ProviderUnusableError for one that does not describe itself as it should, MalformedRequestError for
        somebody kept who is no admin, and ChangedMeanwhileError where there is another version than this."""
        before = self.show(admin)
        if version is not None and (before is None or before.version != version):
            raise ChangedMeanwhileError("Somebody else changed this meanwhile.")
        self.client.discover(wanted.issuer)
        changed = SignInProvider(
            id=admin.organisation_id,
            version=before.version + 1 if before else 1,
            issuer=wanted.issuer,
            client_id=wanted.client_id,
            sealed_secret=self._sealed(admin, wanted, before),
            domains=tuple(sorted(set(wanted.domains))),
            role=wanted.role,
            passwords_off=wanted.passwords_off,
            kept_admin_id=(wanted.kept_admin_id or admin.id) if wanted.passwords_off else None,
            updated_at=self.clock(),
        )
        if not self.providers.put(changed, before.version if before else None):
            raise ChangedMeanwhileError("Somebody else changed this meanwhile.")
        return changed

    def remove(self, admin: User) -> None:
        """Passwords are taken again. Raises NotFoundError."""
        if not self.providers.remove(admin.organisation_id):
            raise NotFoundError("Nobody signs in here by a provider.")

    def _sealed(self, admin: User, wanted: WantedProvider, before: SignInProvider | None) -> bytes | None:
        """A secret goes to the issuer alone that it was given for."""
        if wanted.secret:
            return sealed(wanted.secret, sealing_key(self.link_key(), admin.organisation_id))
        is_same = before and (before.issuer, before.client_id) == (wanted.issuer, wanted.client_id)
        return before.sealed_secret if before and is_same else None

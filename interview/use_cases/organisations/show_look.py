"""How an organisation looks to candidates and readers."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.logos import LogoRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.domain.organisations.look import Look, ShownLook, shades_of
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ShowLook:
    settings: OrganisationSettingsRepository
    accounts: AccountRepository

    def __call__(self, organisation_id: UUID, look: Look | None = None) -> ShownLook:
        """With this look, as a preview, in the place of the one that holds."""
        settings = self.settings.get(organisation_id)
        organisation = self.accounts.organisation(organisation_id)
        shown = look or settings.look
        return ShownLook(
            name=settings.consent.company or (organisation.name if organisation else ""),
            contact=settings.consent.contact,
            privacy_url=shown.privacy_url,
            logo=shown.logo,
            light=shades_of(shown.accent, "light") if shown.accent else None,
            dark=shades_of(shown.accent, "dark") if shown.accent else None,
        )


@dataclass(frozen=True)
class ShowLogo:
    logos: LogoRepository

    def __call__(self, logo_id: str) -> bytes:
        """Raises NotFoundError for one that is shown no more."""
        png = self.logos.get(logo_id)
        if png is None:
            raise NotFoundError("There is no such logo.")
        return png

"""Change how an organisation looks to candidates and readers."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from interview.adapters.logos import redrawn
from interview.adapters.mongo.logos import LogoRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.organisations.look import Logo
from interview.domain.organisations.settings import OrganisationSettings
from interview.use_cases.organisations.change_settings import ChangeSettings

OPEN_PAGE = timedelta(hours=12)
"""How long a page may still show the logo that was replaced."""


@dataclass(frozen=True)
class ChangeLook:
    logos: LogoRepository
    usage: UsageRepository
    change_settings: ChangeSettings
    clock: Clock = utc_now

    def __call__(self, user: User, accent: str, privacy_url: str, version: int | None) -> OrganisationSettings:
        """The logo stays. Raises ChangedMeanwhileError."""
        return self.change_settings.look(user, {"accent": accent, "privacy_url": privacy_url}, version)

    def logo(self, user: User, image: bytes, version: int | None) -> OrganisationSettings:
        """Raises UnreadableImageError, TooManyAttemptsError and ChangedMeanwhileError."""
        now = self.clock()
        self.usage.count_of_organisation(quotas.LOGOS, user.organisation_id, now)
        drawn = redrawn(image)
        # With the organisation's id: who has the same picture cannot find out that it is used here.
        logo_id = hashlib.sha256(user.organisation_id.bytes + drawn.png).hexdigest()
        self.logos.put(logo_id, user.organisation_id, drawn.png, now)
        logo = Logo(id=logo_id, width=drawn.width, height=drawn.height)
        return self._with_logo(user, logo, version)

    def without_logo(self, user: User, version: int | None) -> OrganisationSettings:
        """Raises ChangedMeanwhileError."""
        return self._with_logo(user, None, version)

    def _with_logo(self, user: User, logo: Logo | None, version: int | None) -> OrganisationSettings:
        changed = self.change_settings.look(user, {"logo": logo and logo.model_dump()}, version)
        self.logos.drop_others(user.organisation_id, logo.id if logo else None, self.clock() - OPEN_PAGE)
        return changed

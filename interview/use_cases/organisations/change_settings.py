"""Show and change what an organisation decides for all its interviews."""

from collections.abc import Mapping
from dataclasses import dataclass

from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.organisations.consent import ConsentTerms, unknown_places
from interview.domain.organisations.retention import KeptKind, Retention, require_bounded
from interview.domain.organisations.settings import OrganisationSettings
from interview.errors import ChangedMeanwhileError, MalformedRequestError


@dataclass(frozen=True)
class ChangeSettings:
    """`most` are the days that the stage keeps some kinds at most."""

    settings: OrganisationSettingsRepository
    most: Mapping[KeptKind, int]
    clock: Clock = utc_now

    def show(self, user: User) -> OrganisationSettings:
        return self.settings.get(user.organisation_id)

    def retention(self, user: User, retention: Retention, version: int | None) -> OrganisationSettings:
        """Shorter times hold for the interviews there are as well, longer ones for new interviews alone: what was
        promised stays. Raises MalformedRequestError and ChangedMeanwhileError."""
        require_bounded(retention, self.most)
        return self._change(user, version, {"retention": retention.model_dump()})

    def consent(self, user: User, terms: ConsentTerms, version: int | None) -> OrganisationSettings:
        """Who has agreed has agreed to what was shown. Raises MalformedRequestError and ChangedMeanwhileError."""
        for wording in terms.wordings:
            if unknown := unknown_places(wording):
                raise MalformedRequestError(f"Nothing is known to be filled in here: {', '.join(unknown)}.")
        return self._change(user, version, {"consent": terms.model_dump()})

    def look(self, user: User, fields: Mapping[str, object], version: int | None) -> OrganisationSettings:
        """These of a look; all else stays. Raises ChangedMeanwhileError."""
        return self._change(user, version, {f"look.{name}": value for name, value in fields.items()})

    def _change(self, user: User, version: int | None, fields: dict[str, object]) -> OrganisationSettings:
        known = self.settings.get(user.organisation_id).version if version is None else version
        changed = self.settings.change(user.organisation_id, known, fields, self.clock())
        if changed is None:
            raise ChangedMeanwhileError("Somebody else changed these settings meanwhile.")
        return changed

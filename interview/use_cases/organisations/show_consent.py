"""The text that a candidate agrees to, as it stands now, and as it was agreed to."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.languages import Language
from interview.domain.organisations.consent import ConsentTerms, ConsentText, consent_text
from interview.domain.sessions.session import Consent
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ShowConsent:
    settings: OrganisationSettingsRepository
    accounts: AccountRepository

    def __call__(self, organisation_id: UUID, language: Language, terms: ConsentTerms | None = None) -> ConsentText:
        """In this language; with these terms, as a preview, in the place of those that hold."""
        settings = self.settings.get(organisation_id)
        organisation = self.accounts.organisation(organisation_id)
        name = organisation.name if organisation else ""
        return consent_text(terms or settings.consent, language, name, settings.retention)


@dataclass(frozen=True)
class ShowGivenConsent:
    sessions: SessionRepository
    settings: OrganisationSettingsRepository

    def __call__(self, user: User, session_id: UUID) -> tuple[Consent, ConsentText | None]:
        """Word for word; no text where it was given before texts were kept. Raises NotFoundError for a session of
        another organisation, and where nobody has agreed yet."""
        consent = self.sessions.of_organisation(user.organisation_id, session_id).consent
        if consent is None:
            raise NotFoundError("Nobody has agreed yet.")
        return consent, self.settings.text(consent.text_hash) if consent.text_hash else None

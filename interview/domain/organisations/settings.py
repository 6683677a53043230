"""The settings of an organisation: one document, changed as a whole under its version."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from interview.domain.organisations.consent import ConsentTerms
from interview.domain.organisations.look import Look
from interview.domain.organisations.retention import Retention
from interview.domain.values import Value


class OrganisationSettings(Value):
    """`version` counts the changes: 1 where nothing was ever set."""

    id: UUID
    version: int = 1
    retention: Retention = Field(default_factory=Retention)
    consent: ConsentTerms = Field(default_factory=ConsentTerms)
    look: Look = Field(default_factory=Look)
    updated_at: datetime | None = None

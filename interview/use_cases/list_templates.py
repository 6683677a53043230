"""The templates of an organisation."""

from dataclasses import dataclass

from interview.adapters.mongo import TemplateRepository
from interview.domain.accounts import User
from interview.domain.templates import Template


@dataclass(frozen=True)
class ListTemplates:
    templates: TemplateRepository

    def __call__(self, user: User) -> list[Template]:
        """Newest first, at most 500."""
        return self.templates.of_organisation(user.organisation_id)

"""One template."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.templates import Template
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ShowTemplate:
    templates: TemplateRepository

    def __call__(self, user: User, template_id: UUID) -> Template:
        """Raises NotFoundError for a template of another organisation."""
        template = self.templates.get(user.organisation_id, template_id)
        if template is None:
            raise NotFoundError("No such template.")
        return template

"""A template as it was."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.templates import Template
from interview.errors import NotFoundError
from interview.use_cases.templates.show_template import ShowTemplate


@dataclass(frozen=True)
class ShowVersion:
    templates: TemplateRepository
    show_template: ShowTemplate

    def __call__(self, user: User, template_id: UUID, version: int) -> Template:
        """Raises NotFoundError for a template of another organisation, and for a version that is not kept any more."""
        template = self.show_template(user, template_id)
        if template.version == version:
            return template
        shown = self.templates.get_version(template_id, version)
        if shown is None:
            raise NotFoundError("No such version, or it is not kept any more.")
        return shown

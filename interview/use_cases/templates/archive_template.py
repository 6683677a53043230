"""Archive a template, or take it back."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.templates import Template
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ArchiveTemplate:
    templates: TemplateRepository
    clock: Clock = utc_now

    def __call__(self, user: User, template_id: UUID, *, archived: bool) -> Template:
        """Nobody is invited to an archived template; links that are out go on. Raises NotFoundError for a template of
        another organisation."""
        at = self.clock() if archived else None
        template = self.templates.archive(user.organisation_id, template_id, at)
        if template is None:
            raise NotFoundError("No such template.")
        return template

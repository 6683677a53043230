"""Delete a template that no interview was made from."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.errors import NotFoundError, TemplateInUseError


@dataclass(frozen=True)
class DeleteTemplate:
    templates: TemplateRepository
    sessions: SessionRepository
    public_links: PublicLinkRepository

    def __call__(self, user: User, template_id: UUID) -> None:
        """One that is in use is kept with what was sent: raises TemplateInUseError. An invitation at the same moment
        keeps its own copy of the questions. Its public link goes, with who asked by it. Raises NotFoundError for a
        template of another organisation."""
        if self.templates.get(user.organisation_id, template_id) is None:
            raise NotFoundError("No such template.")
        if self.sessions.were_made_from(user.organisation_id, template_id):
            raise TemplateInUseError("Interviews were made from this template: archive it instead.")
        self.templates.delete(user.organisation_id, template_id)
        self.public_links.remove(template_id)

"""The templates of an organisation."""

from dataclasses import dataclass

from interview.adapters.mongo.templates import TemplateRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.templates import TemplateOutline


@dataclass(frozen=True)
class ListTemplates:
    templates: TemplateRepository

    def __call__(self, user: User, *, archived: bool = False) -> list[TemplateOutline]:
        """Newest first, as many as there may be; `archived` asks for those that are archived, too."""
        return self.templates.outlines(user.organisation_id, most=quotas.MAX_TEMPLATES, archived=archived)

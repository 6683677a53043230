"""Change an interview template."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo import TemplateRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.templates import Question, Template
from interview.errors import NotFoundError


@dataclass(frozen=True)
class ChangeTemplate:
    templates: TemplateRepository
    clock: Clock = utc_now

    def __call__(self, user: User, template_id: UUID, title: str, questions: Sequence[Question]) -> Template:
        """Links issued before keep their questions. Raises NotFoundError for a template of another organisation."""
        template = self.templates.change(user.organisation_id, template_id, title, tuple(questions), self.clock())
        if template is None:
            raise NotFoundError("No such template.")
        return template

"""Add an interview template."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from interview.adapters.mongo import TemplateRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.templates import Question, Template


@dataclass(frozen=True)
class CreateTemplate:
    templates: TemplateRepository
    clock: Clock = utc_now

    def __call__(self, user: User, title: str, questions: Sequence[Question]) -> Template:
        """A template of the user's organisation."""
        now = self.clock()
        template = Template(
            id=uuid4(),
            organisation_id=user.organisation_id,
            title=title,
            questions=tuple(questions),
            created_at=now,
            updated_at=now,
        )
        self.templates.add(template)
        return template

"""Add an interview template."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from interview.adapters.mongo.templates import TemplateRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.templates import Blinding, Editor, Question, Rubric, Template
from interview.errors import QuotaExceededError

TOO_MANY = "Your organisation has {most:,} templates, as many as there may be. Delete or change one that is not needed."


@dataclass(frozen=True)
class CreateTemplate:
    templates: TemplateRepository
    clock: Clock = utc_now

    def __call__(
        self,
        user: User,
        title: str,
        language: Language,
        questions: Sequence[Question],
        rubric: Rubric | None,
        *,
        shows_scores: bool = False,
        asks_self_identification: bool = False,
        blinding: Blinding = Blinding.OFF,
        reminders: tuple[int, ...] = (),
    ) -> Template:
        """A template of the user's organisation. Raises QuotaExceededError where that has as many as it may have; calls
        at once may each add one where there is room for one."""
        most = quotas.MAX_TEMPLATES
        if self.templates.count(user.organisation_id, most=most) >= most:
            raise QuotaExceededError(TOO_MANY.format(most=most), quotas.TEMPLATES, most)
        now = self.clock()
        template = Template(
            id=uuid4(),
            organisation_id=user.organisation_id,
            title=title,
            language=language,
            questions=tuple(questions),
            rubric=rubric,
            shows_scores=shows_scores,
            asks_self_identification=asks_self_identification,
            blinding=blinding,
            reminders=reminders,
            created_at=now,
            updated_at=now,
            saved_by=Editor(id=user.id, name=user.name),
        )
        self.templates.add(template)
        return template

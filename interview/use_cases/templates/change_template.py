"""Change an interview template."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import Language
from interview.domain.templates import Blinding, Editor, Question, Rubric, Template
from interview.errors import ChangedMeanwhileError, NotFoundError


@dataclass(frozen=True)
class ChangeTemplate:
    templates: TemplateRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(
        self,
        user: User,
        template_id: UUID,
        title: str,
        language: Language,
        questions: Sequence[Question],
        rubric: Rubric | None,
        version: int | None,
        *,
        shows_scores: bool = False,
        asks_self_identification: bool = False,
        blinding: Blinding = Blinding.OFF,
        reminders: tuple[int, ...] = (),
    ) -> Template:
        """Links issued before keep all of it as it was. `version` is the one that was read; None is
        whichever there is.

        Raises NotFoundError for a template of another organisation, ChangedMeanwhileError where there is a later
        version, TooManyAttemptsError for somebody who saved very often within a day.
        """
        self.usage.count_of_user(quotas.TEMPLATE_CHANGES, user.id, self.clock())
        changed = self.templates.change(
            user.organisation_id,
            template_id,
            title,
            language,
            tuple(questions),
            rubric,
            self.clock(),
            version,
            saved_by=Editor(id=user.id, name=user.name),
            shows_scores=shows_scores,
            asks_self_identification=asks_self_identification,
            blinding=blinding,
            reminders=reminders,
        )
        if changed is None and self.templates.get(user.organisation_id, template_id) is None:
            raise NotFoundError("No such template.")
        if changed is None:
            raise ChangedMeanwhileError("Somebody else changed this template meanwhile.")
        return changed

"""The versions of a template: who saved them, and when."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.templates import TemplateVersionOutline
from interview.use_cases.templates.show_template import ShowTemplate

MAX_LISTED = 50


@dataclass(frozen=True)
class ListVersions:
    templates: TemplateRepository
    show_template: ShowTemplate

    def __call__(self, user: User, template_id: UUID, *, before: int | None = None) -> list[TemplateVersionOutline]:
        """The newest first, from the one that counts on, or from those before `before`; a page of them. Raises
        NotFoundError for a template of another organisation."""
        template = self.show_template(user, template_id)
        now = TemplateVersionOutline.model_validate(
            template.model_dump(include=set(TemplateVersionOutline.model_fields))
        )
        current = [now] if before is None else []
        return [*current, *self.templates.versions(template_id, before=before, most=MAX_LISTED - len(current))]

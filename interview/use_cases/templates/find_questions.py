"""Questions that the organisation has asked before, to be taken into another template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.search import folded, terms_of
from interview.domain.templates import FoundQuestion, Template

MAX_FOUND = 30


class FoundQuestions(NamedTuple):
    """`more`: there are others, which a narrower search finds."""

    questions: list[FoundQuestion]
    more: bool


@dataclass(frozen=True)
class FindQuestions:
    templates: TemplateRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, user: User, query: str, *, without: UUID | None = None) -> FoundQuestions:
        """Those in which, or in whose points or template's title, all words of `query` stand, the newest template's
        first; each wording once. The templates themselves are searched, of which there are few: reading ends with
        what is shown. `without` is a template that is not searched. Raises TooManyAttemptsError."""
        self.usage.count_of_user(quotas.QUESTION_SEARCHES, user.id, self.clock())
        found: list[FoundQuestion] = []
        for question in matching(self.templates.newest_first(user.organisation_id, without=without), query):
            if len(found) == MAX_FOUND:
                return FoundQuestions(found, more=True)
            found.append(question)
        return FoundQuestions(found, more=False)


def matching(templates: Iterable[Template], query: str) -> Iterator[FoundQuestion]:
    terms = terms_of(query)
    seen = set[str]()
    for template in templates:
        for question in template.questions:
            wording = folded(question.text)
            if wording in seen:
                continue
            searched = " ".join((wording, *map(folded, (*question.expected_points, template.title)))) if terms else ""
            if all(term in searched for term in terms):
                seen.add(wording)
                yield FoundQuestion(
                    template_id=template.id,
                    template_title=template.title,
                    language=template.language,
                    question=question,
                )

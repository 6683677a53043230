"""Have a model suggest a template's questions for a job description. Nothing is stored: a person edits and saves."""

from dataclasses import dataclass
from typing import NamedTuple

from interview.adapters import pdf_text
from interview.adapters.groq import Groq
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.evaluation.drafting import TemplateDraft, compose_draft, described, draft_prompt, parse_draft
from interview.domain.languages import Language
from interview.errors import ModelUnavailableError, ScoringRefusedError

CALLS_TIMEOUT_S = 20
"""A person waits, and so does a function."""


class MadeDraft(NamedTuple):
    """`is_cut`: only the beginning of the PDF was read."""

    draft: TemplateDraft
    is_cut: bool


@dataclass(frozen=True)
class DraftTemplate:
    groq: Groq
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, user: User, described_by: str | bytes, language: Language, count: int) -> MadeDraft:
        """So many questions, or fewer where some were not fit to be suggested, for a text or a PDF. It is counted
        before a PDF is read: that may take seconds. Raises TooManyAttemptsError for somebody who had too many within a
        day, UnreadablePdfError, NothingDescribedError, and where the model gives none a RetryableError or
        NotConfiguredError."""
        self.usage.count_of_user(quotas.TEMPLATE_DRAFTS, user.id, self.clock())
        text, is_cut = (described_by, False) if isinstance(described_by, str) else pdf_text.text_of_pdf(described_by)
        description = described(text)
        prompt = draft_prompt(description, language, count)
        try:
            made = self.groq.complete(
                prompt.messages,
                schema_name=prompt.schema_name,
                schema=prompt.schema,
                parse=lambda reply: parse_draft(reply, description, language),
                timeout_s=CALLS_TIMEOUT_S,
            )
        except ScoringRefusedError as error:
            raise ModelUnavailableError("no model takes this description") from error
        return MadeDraft(compose_draft(made.answer, description, language, count, made.sample), is_cut)

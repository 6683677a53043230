"""The text that candidates agree to."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.models import View
from functions.api.service import candidate_api
from interview.domain.languages import Language
from interview.domain.organisations.consent import ConsentPoint, ConsentText

router = Router()

TAGS = ["Interview"]


class ConsentTextView(View):
    """`id` is the SHA-256 of what it says: send it along when it is agreed to."""

    id: str
    language: Language
    company: str
    contact: str = Field(description="empty where none is named")
    points: tuple[ConsentPoint, ...]


def consent_text_view(text: ConsentText) -> ConsentTextView:
    return ConsentTextView(**text.model_dump(include=set(ConsentTextView.model_fields)))


@router.get("/interview/consent", summary="Show what is agreed to", tags=TAGS, security=[callers.LINK])
def show_consent(
    language: Annotated[Language | None, Query(description="null: that of the interview")] = None,
) -> ConsentTextView:
    """In the organisation's words, with the times that hold."""
    session = callers.candidate(router.current_event)
    return consent_text_view(candidate_api().show_consent(session.organisation_id, language or session.language))

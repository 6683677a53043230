"""The API about itself: its health, its description for programs and for people."""

from typing import Any, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.api import application, docs_page, service
from functions.api.models import View
from interview.wiring import api as wiring

router = Router()

TAGS = ["About"]


class EnginesView(View):
    """What the stage is set to use. What made a transcript, a score or feedback stands with it."""

    recognition: str
    voice: str
    model: str


class HealthView(View):
    status: Literal["ok"]
    stage: str
    engines: EnginesView


@router.get("/health", summary="Whether the API can work", tags=TAGS)
def health() -> HealthView:
    """503 with the reason while the database is not configured or does not answer."""
    settings = service.settings()
    wiring.check_database(settings)
    engines = EnginesView(
        recognition=settings.recognition_engine, voice=settings.voice_engine, model=settings.model_engine
    )
    return HealthView(status="ok", stage=settings.stage, engines=engines)


@router.get("/openapi.json", summary="This description, for programs (OpenAPI 3.1)", tags=TAGS)
def openapi_json() -> dict[str, Any]:
    """Types for clients are generated from it."""
    return application.openapi_document()


@router.get("/docs", include_in_schema=False, enable_validation=False)
def docs() -> Response[str]:
    page = docs_page.render(application.openapi_document())
    headers = {"Content-Security-Policy": docs_page.CONTENT_SECURITY_POLICY}
    return Response(200, content_type="text/html; charset=utf-8", body=page, headers=headers)


@router.get("/docs.css", include_in_schema=False, enable_validation=False)
def docs_css() -> Response[str]:
    return Response(200, content_type="text/css; charset=utf-8", body=docs_page.STYLE)

"""What pages tell of themselves, so that a fault that only browsers see rings: figures and names of our own alone."""

from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field, StringConstraints

from functions.api.models import Request
from functions.api.service import candidate_api
from interview.domain import quotas
from interview.entrypoints import metrics

router = Router()

Page = Literal["candidate", "recruiter", "viewer"]
ErrorName = Literal[
    "Error", "TypeError", "RangeError", "ReferenceError", "SyntaxError", "DOMException", "AggregateError", "other"
]
Place = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}\.js:[0-9]{1,6}:[0-9]{1,6}$"),
    Field(description="file of ours, line and column"),
]


class PageErrorReport(Request):
    """Never the error's words: they may hold anything."""

    page: Page
    error: ErrorName
    place: Place


class JoinReport(Request):
    join_ms: int = Field(
        ge=0, le=600_000, description="from “I'm ready” until the voice is there, or known to stay away"
    )


@router.post("/page-reports/errors", summary="Tell of a fault in a page", tags=["Page reports"], status_code=204)
def take_error(report: PageErrorReport) -> Response[None]:
    """Nobody signs in for it, and nothing in it says who it was."""
    candidate_api().take_page_report(quotas.PAGE_ERRORS)
    metrics.count("PageErrors", page=report.page, error=report.error, place=report.place)
    return Response(204)


@router.post("/page-reports/joins", summary="Tell how long joining took", tags=["Page reports"], status_code=204)
def take_join(report: JoinReport) -> Response[None]:
    """As above."""
    candidate_api().take_page_report(quotas.PAGE_JOINS)
    metrics.measure({"JoinTime": report.join_ms})
    return Response(204)

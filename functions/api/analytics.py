"""What many interviews come to together."""

from typing import Annotated
from uuid import UUID

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from functions.api import callers
from functions.api.service import api
from interview.domain.analytics.bias import CSV_HEAD, BiasAudit, csv_rows
from interview.domain.analytics.figures import Analytics, Period
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.exports import CONTENT_TYPES, ExportFormat
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.spreadsheets import BYTE_ORDER_MARK, csv_lines, heads

router = Router()

FIRST_YEAR, LAST_YEAR = 2020, 2999
Year = Annotated[int, Query(ge=FIRST_YEAR, le=LAST_YEAR, description="in which the interviews ended, by UTC")]
AuditedTemplate = Annotated[UUID, Query(alias="template_id")]

TAGS = ["Analytics"]


@router.get("/analytics", summary="Show figures of many interviews", tags=TAGS, security=[callers.SIGN_IN])
def show_analytics(
    template_id: Annotated[UUID | None, Query(description="of one template; else of all")] = None,
    period: Annotated[Period, Query(description="in which candidates were invited")] = Period.QUARTER,
) -> Analytics:
    """Of the newest 10,000 that were invited in this time. Nothing in it is of one person, and what is hidden from the
    caller until they have judged it is left out."""
    user = callers.user(router.current_event, *MAY[Action.ANALYSE])
    return api().show_analytics(user, template_id, period)


@router.get("/bias-audit", summary="Show a bias audit", tags=TAGS, security=[callers.SIGN_IN])
def audit_bias(template: AuditedTemplate, year: Year) -> BiasAudit:
    """Selection rates, scoring rates and impact ratios by what candidates said of themselves, as the rules of New York
    City's Local Law 144 have them; nothing of fewer than ten people."""
    user = callers.user(router.current_event, *MAY[Action.AUDIT])
    return api().audit_bias(user, template, year)


@router.get("/bias-audit.csv", summary="Export a bias audit", tags=TAGS, security=[callers.SIGN_IN])
def export_bias_audit(
    template: AuditedTemplate,
    year: Year,
    language: Annotated[Language, Query(description="of the spreadsheet that reads it")] = DEFAULT_LANGUAGE,
) -> Response[str]:
    """The same as a file for spreadsheets."""
    user = callers.user(router.current_event, *MAY[Action.AUDIT])
    rows = csv_rows(api().audit_bias(user, template, year), language)
    body = BYTE_ORDER_MARK + csv_lines([heads(CSV_HEAD, language), *rows], language)
    name = {"content-disposition": f'attachment; filename="bias-audit-{year}.csv"'}
    return Response(200, content_type=CONTENT_TYPES[ExportFormat.CSV], body=body, headers=name)

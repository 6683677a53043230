"""The routes, put together. Importing this reads no settings: the description can be made anywhere."""

from typing import Any

from functions.api import (
    about,
    accounts,
    callers,
    candidate_result,
    decisions,
    description,
    exports,
    external_routes,
    interview,
    live,
    notes,
    page_reports,
    results,
    sessions,
    shares,
    templates,
)
from interview.entrypoints.http.application import application

app = application(
    *(
        routes.router
        for routes in (
            *(accounts, templates, sessions, results, decisions, notes, shares, exports),
            *(interview, candidate_result, live),
            *(external_routes, page_reports, about),
        )
    )
)
app.use([callers.hand_out_successor])


def openapi_document() -> dict[str, Any]:
    """What `/api/openapi.json` answers."""
    return description.document(app)

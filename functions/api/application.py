"""The routes, put together. Importing this reads no settings: the description can be made anywhere.

What candidates call is there when the function is. The other half, with all that it imports, comes when it is first
asked for: most candidates meet a function that never needs it.
"""

from functools import cache
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from functions.api import audited, callers, candidate_result, consent, idempotency, interview, live, look, page_reports
from interview.entrypoints.http.application import PREFIX, application
from interview.entrypoints.http.problems import routes_of

app = application(*(routes.router for routes in (interview, consent, candidate_result, live, look, page_reports)))
app.use([callers.hand_out_successor, audited.record, idempotency.answer_once])


def with_route_of(path: str) -> APIGatewayHttpResolver:
    """The application, with the route of this path in it, if there is any."""
    return app if any(route.rule.match(path) for route in routes_of(app)) else with_all_routes()


@cache
def with_all_routes() -> APIGatewayHttpResolver:
    from functions.api import (
        about,
        accounts,
        analytics,
        api_keys,
        applicant_tracking,
        asking,
        audit_log,
        by_link,
        decisions,
        erasures,
        exports,
        external_routes,
        invitation_batches,
        invitations,
        letters,
        mail_texts,
        members,
        notes,
        own_account,
        own_data,
        providers,
        public_links,
        results,
        second_factor,
        sessions,
        settings,
        setup,
        shares,
        templates,
        webhooks,
    )

    people = (accounts, by_link, members, own_account, providers, public_links, second_factor, setup)
    theirs = (erasures, own_data)
    judging = (letters, results, decisions, notes, shares, exports, applicant_tracking, analytics, asking)
    organisation = (settings, mail_texts, audit_log, api_keys, webhooks)
    inviting = (sessions, invitations, invitation_batches)
    staff = (*people, *theirs, templates, *inviting, *judging, *organisation)
    for routes in (*staff, external_routes, about):
        app.include_router(routes.router, prefix=PREFIX)
    return app


def openapi_document() -> dict[str, Any]:
    """What `/api/openapi.json` answers."""
    from functions.api import description

    return description.document(with_all_routes())

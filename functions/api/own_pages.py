"""Requests that act for who is signed in come from our own pages alone, and not from another site's (CSRF)."""

from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from interview.errors import CrossSiteRequestError

READING = ("GET", "HEAD")


def require_own_page(event: BaseProxyEvent) -> None:
    """Raises CrossSiteRequestError unless the browser itself says that a page of this very origin asks:
    `Sec-Fetch-Site`, which no script can set.

    What changes something needs a header besides that no form can send, and a script of another origin only after a
    preflight, which the API grants to nobody: `x-request-id`, which every call of our pages has.
    """
    is_own = event.headers.get("sec-fetch-site") == "same-origin"
    if not is_own or (event.http_method not in READING and not event.headers.get("x-request-id")):
        raise CrossSiteRequestError("Only this site's own pages may ask for this.")

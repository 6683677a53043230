"""A recruiter is signed in by a cookie, in all tabs of a real browser: over reloads, until they leave or it ends."""

import http.server
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Cookie, Page, expect

from interview.adapters.mongo.client import Database, connect
from interview.domain.clock import utc_now
from interview.domain.sign_ins import RENEWED_AFTER
from interview.domain.tokens import sign_in_of
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.seed import DATABASE
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page
from tests.browser.accessibility import violations
from tests.browser.conftest import fill_in_sign_in, sign_in

SIGN_IN_COOKIE = "__Host-colloquy-sign-in"


@pytest.fixture
def database(cloud: LocalCloud) -> Iterator[Database]:
    database = connect(cloud.mongodb_uri, DATABASE)
    with database.client:
        yield database


def the_cookie(context: BrowserContext) -> Cookie:
    [found] = [cookie for cookie in context.cookies() if cookie.get("name") == SIGN_IN_COOKIE]
    return found


def token(context: BrowserContext) -> str:
    return str(the_cookie(context).get("value"))


def change(database: Database, context: BrowserContext, **fields: datetime) -> None:
    changed: dict[str, Any] = {"$set": fields}
    assert database.sign_ins.update_one({"_id": sign_in_of(token(context))}, changed).matched_count == 1


def is_at_templates(*pages: Page) -> None:
    for page in pages:
        expect(page.get_by_role("heading", name="Templates", level=1)).to_be_visible()
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_one_sign_in_holds_in_all_tabs_until_it_is_left_or_ends(
    browser: Browser, cloud: LocalCloud, database: Database
) -> None:
    with candidates_page(browser) as (context, page):
        sign_in(page, cloud, "#/templates")
        is_at_templates(page)
        cookie = the_cookie(context)
        kept = [cookie.get(name) for name in ("httpOnly", "secure", "sameSite", "path")]
        assert kept == [True, True, "Strict", "/"]
        readable = page.evaluate("JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])")
        for part in (token(context)[:43], token(context)[43:]):
            assert part not in readable

        other = context.new_page()
        other.goto(f"{cloud.edge_url}/dashboard#/templates")
        is_at_templates(other)
        page.reload()
        is_at_templates(page, other)

        first = token(context)
        change(database, context, token_since=utc_now() - RENEWED_AFTER)
        for tab in (page, other):
            tab.reload(wait_until="commit")
        is_at_templates(page, other)
        assert poll_until(lambda: token(context) != first, timeout_s=PATIENCE_MS / 1000)
        for tab in (page, other):
            tab.reload()
        is_at_templates(page, other)

        other.wait_for_load_state("networkidle")  # else the other may be the one that hears it
        change(database, context, expires_at=utc_now() - timedelta(seconds=1))
        page.reload()
        expect(page.get_by_text("Your sign-in has ended.")).to_be_visible()
        assert violations(page) == []
        fill_in_sign_in(page, cloud)
        is_at_templates(page, other)
        assert page.url.endswith("#/templates")

        page.get_by_role("button", name="Sign out").click()
        for tab in (page, other):
            expect(tab.get_by_label("E-mail")).to_be_visible()
            tab.reload()
            expect(tab.get_by_label("E-mail")).to_be_visible()
        assert [cookie for cookie in context.cookies() if cookie.get("name") == SIGN_IN_COOKIE] == []


class Foreign(http.server.BaseHTTPRequestHandler):
    """A page of another origin, of which it makes what it likes."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Foreign</title><form method=post enctype=text/plain></form>"
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def foreign_site() -> Iterator[str]:
    """Of the same site even, which another port is: the browser sends the cookie there, too."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Foreign) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_a_page_of_another_origin_can_do_nothing_with_the_cookie(
    browser: Browser, cloud: LocalCloud, foreign_site: str
) -> None:
    with candidates_page(browser) as (context, page):
        sign_in(page, cloud, "#/templates")
        is_at_templates(page)
        foreign, sign_out = context.new_page(), f"{cloud.edge_url}/api/sign-out"
        foreign.goto(foreign_site)
        foreign.evaluate(
            "(to) => fetch(to, { method: 'POST', mode: 'no-cors', credentials: 'include' }).catch(() => null)", sign_out
        )
        told = "(to) => fetch(to, { method: 'POST', credentials: 'include', headers: { 'x-request-id': '1' } })"
        refused = foreign.evaluate(f"(to) => ({told})(to).then(() => 'answered', () => 'refused')", sign_out)
        assert refused == "refused", "the preflight was granted nothing"
        with foreign.expect_response(sign_out) as posted:
            foreign.evaluate("(to) => { document.forms[0].action = to; document.forms[0].submit(); }", sign_out)
        sent = posted.value.request.all_headers()
        assert (posted.value.status, sent["sec-fetch-site"]) == (403, "same-site")
        assert SIGN_IN_COOKIE in sent["cookie"]
        page.reload()
        is_at_templates(page)

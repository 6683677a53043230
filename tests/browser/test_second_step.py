"""Somebody sets a second step up, signs in by an app's code and by a recovery code, in a real Chromium."""

import base64
from collections.abc import Iterator
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, Page, expect

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.passwords import Passwords
from interview.domain.clock import utc_now
from interview.use_cases.accounts.create_account import CreateAccount
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.seed import DATABASE
from local_cloud.simulation.browser import candidates_page
from tests.browser.accessibility import broken_rules, violations

PASSWORD = "correct horse battery staple"


@pytest.fixture
def database(cloud: LocalCloud) -> Iterator[Database]:
    database = connect(cloud.mongodb_uri, DATABASE)
    with database.client:
        yield database


def fill_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_second_step_is_set_up_and_asked_for(browser: Browser, cloud: LocalCloud, database: Database) -> None:
    email = f"ada-{uuid4().hex[:8]}@example.com"
    CreateAccount(AccountRepository(database), Passwords())(f"Firm {email}", email, "Ada Lovelace", PASSWORD)
    with candidates_page(browser, reduced_motion="reduce") as (_, page):
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{cloud.edge_url}/dashboard#/settings/account")
        fill_in(page, email)
        card = page.get_by_role("region", name="Two-step sign-in")
        card.get_by_label("Current password").fill(PASSWORD)
        card.get_by_role("button", name="Set up").click()
        expect(card.get_by_role("img", name="QR code with the key")).to_be_visible()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        app = TOTP(base64.b32decode(card.locator("code").inner_text().replace(" ", "")), 6, SHA1(), 30)  # noqa: S303

        def code(steps: int) -> str:
            return app.generate(int(utc_now().timestamp()) + 30 * steps).decode()

        card.get_by_label("Code of the app").fill(code(-1))
        card.get_by_role("button", name="Switch on").click()
        kept = card.get_by_label("Recovery codes")
        expect(kept).to_be_focused()
        recovery_codes = kept.input_value().split("\n")
        assert len(recovery_codes) == 10
        assert broken_rules(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        card.get_by_role("button", name="I have kept them").click()
        expect(card.get_by_text("Two-step sign-in is on.")).to_be_visible()

        for shown in (code(0), recovery_codes[0].lower()):
            page.get_by_role("button", name="Sign out", exact=True).first.click()
            fill_in(page, email)
            expect(page.get_by_role("heading", name="One more step")).to_be_visible()
            assert violations(page) == []
            page.get_by_label("Code", exact=True).fill(shown)
            page.get_by_role("button", name="Sign in", exact=True).click()
            expect(card.get_by_text("On since")).to_be_visible()
        expect(card.get_by_text("You have 9 recovery codes left.")).to_be_visible()

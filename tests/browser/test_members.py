"""A colleague is invited, joins by the letter's link, forgets the password, and leaves, in a real Chromium."""

import re
from uuid import uuid4

import httpx
from playwright.sync_api import Browser, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page
from tests.browser.accessibility import violations
from tests.browser.conftest import LONG_NAME, Visit, sign_in

LINK = re.compile(r"/dashboard#/(?:join|password)/[\w-]{43}")


def mailed_link(cloud: LocalCloud, email: str, part: str) -> str:
    """The link into this part of the pages that was mailed to that address last."""
    links: list[str] = []

    def has_come() -> bool:
        mails = httpx.get(f"{cloud.edge_url}/inbox/messages.json", params={"to": email}, timeout=30).json()
        found = [link[0] for mail in mails if (link := LINK.search(mail["text"]))]
        links[:] = [link for link in found if f"#/{part}/" in link]
        return bool(links)

    assert poll_until(has_come, timeout_s=PATIENCE_MS / 1000)
    return cloud.edge_url + links[0]


def test_a_colleague_is_invited_forgets_the_password_and_leaves(
    browser: Browser, visit: Visit, cloud: LocalCloud
) -> None:
    page, email = visit.page, f"grace-{uuid4().hex[:8]}@example.com"
    sign_in(page, cloud, "#/settings/members")
    assert violations(page) == []
    page.get_by_role("button", name="Invite somebody").click()
    page.get_by_label("Their e-mail").fill(email)
    page.get_by_role("button", name="Send the invitation", exact=True).click()
    expect(page.get_by_text(f"{email} gets an e-mail")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Close").click()
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    with candidates_page(browser, reduced_motion="reduce") as (_, theirs):
        theirs.goto(mailed_link(cloud, email, "join"))
        theirs.get_by_label("Your name").fill(LONG_NAME)
        theirs.get_by_label("Choose a password").fill("correct horse battery")
        assert violations(theirs) == []
        theirs.get_by_role("button", name="Begin").click()
        expect(theirs.get_by_role("heading", name="Interviews", exact=True)).to_be_visible()
        theirs.get_by_role("button", name="Sign out").click()

        theirs.get_by_role("link", name="Have you forgotten your password?").click()
        theirs.get_by_label("E-mail").fill(email)
        assert violations(theirs) == []
        theirs.get_by_role("button", name="Send the link").click()
        expect(theirs.get_by_role("heading", name="Look into your mail")).to_be_visible()
        theirs.goto(mailed_link(cloud, email, "password"))
        theirs.get_by_label("New password").fill("another battery staple")
        theirs.get_by_role("button", name="Save the password").click()
        theirs.get_by_role("link", name="Go to sign in").click()
        theirs.get_by_label("E-mail").fill(email)
        theirs.get_by_label("Password").fill("another battery staple")
        theirs.get_by_role("button", name="Sign in").click()
        expect(theirs.get_by_role("heading", name="Interviews", exact=True)).to_be_visible()

        page.reload()
        page.get_by_role("button", name=f"Remove {LONG_NAME}").click()
        page.get_by_role("button", name="Remove", exact=True).last.click()
        expect(page.get_by_text("is removed.")).to_be_visible()
        theirs.get_by_role("link", name="Templates").click()
        expect(theirs.get_by_text("Your sign-in has ended.")).to_be_visible()

"""A template's public link, from the recruiter's dialog through the inbox to the interview's page."""

import re

from playwright.sync_api import expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import LONG_NAME, QUESTION, Visit, sign_in

ADDRESS = "karen.sparck-jones@example.com"
TITLE = f"{'Donaudampfschiff' * 11} ما معنى ذلك 🚒"


def test_somebody_comes_by_a_public_link(visit: Visit, cloud: LocalCloud, recruiter: Recruiter) -> None:
    page = visit.page
    template = recruiter.make_template(TITLE, [QUESTION])
    sign_in(page, cloud, f"#/templates/{template}")
    page.get_by_role("button", name="Public link").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Last day").fill("2099-12-31")
    dialog.get_by_label("How many people at most").fill("1")
    assert violations(page) == []
    dialog.get_by_role("button", name="Switch on").click()
    expect(dialog.get_by_text("Open: people can sign up.")).to_be_visible()
    link = dialog.get_by_label("The link").input_value()
    assert violations(page) == []

    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert violations(page) == []
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.type(LONG_NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(ADDRESS)
    page.get_by_label("Language of the interview").select_option(label="Deutsch")
    assert violations(page) == []
    page.get_by_role("button", name="Send me the link").press("Enter")
    expect(page.get_by_role("heading", name="Look into your mailbox.")).to_be_focused()
    assert violations(page) == []

    def has_come() -> bool:
        page.goto(f"{cloud.edge_url}/inbox")
        return page.get_by_role("link", name="Bitte bestätigen Sie Ihre Adresse").count() > 0

    assert poll_until(has_come, timeout_s=30)
    page.get_by_role("link", name="Bitte bestätigen Sie Ihre Adresse").first.click()
    confirms = page.frame_locator("iframe").get_by_role("link", name="Bestätigen").get_attribute("href")
    assert confirms
    page.goto(confirms)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    assert violations(page) == []
    page.get_by_role("button", name="Confirm and open the interview").click()
    page.wait_for_url(re.compile(r"/interview#"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.goto(f"{cloud.edge_url}/dashboard#/?source=public_link")
    expect(page.get_by_role("link", name=LONG_NAME).first).to_be_visible()
    page.goto(link)
    expect(page.get_by_role("heading", name="All places are taken.")).to_be_visible()
    assert violations(page) == []

"""What a recruiter does with templates beside writing them, in one walk, and the preview of one."""

import re

from playwright.sync_api import Page, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import TITLE, UNBROKEN, Visit, sign_in

JOB = """Platform engineer

- run our queues and databases in two regions
- find the cause of incidents and write down what was learned
- help product teams to ship every day
"""


def assert_fit(page: Page) -> None:
    """In a small window, and for everybody."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_template_is_copied_filled_kept_in_order_and_restored(
    visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 800})
    template = recruiter.make_template(TITLE, [UNBROKEN])
    sign_in(page, cloud, "#/templates")
    expect(page.get_by_role("heading", name="Templates")).to_be_visible()
    expect(page.get_by_role("link", name=f"Duplicate {TITLE}").first).to_be_visible()
    assert_fit(page)
    page.get_by_role("link", name=f"Duplicate {TITLE}").first.click()
    expect(page.get_by_label("Title")).to_have_value(f"Copy of {TITLE}")
    page.get_by_label("Title").fill("Platform")

    page.get_by_role("button", name="Take questions from other templates").click()
    library = page.get_by_role("dialog")
    library.get_by_role("searchbox").fill("SUPERCALI")
    library.get_by_role("checkbox").first.check()
    assert_fit(page)
    library.get_by_role("button", name="Take 1 question").click()
    expect(page.get_by_label("What the candidate is asked")).to_have_count(2)

    page.get_by_role("button", name="Draft from a job description").click()
    drafting = page.get_by_role("dialog")
    drafting.get_by_role("button", name="Suggest questions").click()
    expect(drafting.get_by_text("Paste the job description, or choose a PDF.")).to_be_visible()
    drafting.get_by_label("The job description").fill(JOB)
    assert_fit(page)
    drafting.get_by_role("button", name="Suggest questions").click()
    expect(page.get_by_text("no language model was asked")).to_be_visible()
    expect(page.get_by_label("What the candidate is asked").nth(2)).to_have_value(re.compile("run our queues"))
    assert_fit(page)
    page.get_by_role("button", name="Save template").click()

    copy = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Platform"))
    copy.get_by_role("button", name="Archive Platform").click()
    expect(page.get_by_text("“Platform” is archived")).to_be_visible()
    expect(copy).to_have_count(0)
    page.get_by_label("Show archived templates").check()
    assert_fit(page)
    copy.get_by_role("button", name="Delete Platform").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("“Platform” is deleted.")).to_be_visible()

    page.goto(f"{cloud.edge_url}/dashboard#/templates/{template}")
    page.get_by_label("Title").fill("Renamed")
    page.get_by_role("button", name="Save template").click()
    page.get_by_role("link", name="Renamed", exact=True).click()
    page.get_by_role("link", name="Versions", exact=True).click()
    page.get_by_text("What version 2 changed").click()
    expect(page.get_by_role("list", name="What version 2 changed").get_by_text("Renamed")).to_be_visible()
    assert_fit(page)
    page.get_by_role("button", name="Restore version 1").click()
    expect(page.get_by_text("Version 1 is restored")).to_be_visible()
    expect(page.get_by_role("heading", name="Version 3")).to_be_visible()


def test_a_preview_shows_the_candidates_pages_and_sends_nothing(
    visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 640})
    template = recruiter.make_template(TITLE, [UNBROKEN])
    sign_in(page, cloud, "#/templates")
    expect(page.get_by_role("link", name=f"Preview {TITLE}").first).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    page.goto(f"{cloud.edge_url}/interview?preview={template}")
    page.get_by_role("checkbox", name="I agree").check()
    page.get_by_role("button", name="Check camera and microphone").click()
    expect(page.get_by_role("heading", name="Camera and microphone")).to_be_visible()
    assert_fit(page)
    page.get_by_role("button", name="Go on to the first question").click()
    page.get_by_role("button", name="Start answering").click()
    expect(page.get_by_role("complementary", name="Preview")).to_be_visible()
    assert_fit(page)
    # A button that has just come takes no press.
    expect(page.get_by_text(re.compile(r"^1:\d\d$"))).to_be_visible()
    page.get_by_role("button", name="I'm done").click()
    page.get_by_role("button", name="Finish the interview").click()
    expect(page.get_by_role("heading", name="This is where the interview ends")).to_be_visible()
    assert_fit(page)
    assert [each for each in sent if not each.startswith("GET ")] == []
    assert not any(part in each for each in sent for part in ("/api/interview", "/voice", "/live"))

"""What becomes of an invitation after it was sent, in a real Chromium, and what the candidate reads."""

from uuid import uuid4

from playwright.sync_api import Browser, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.browser import candidates_page
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import LONG_NAME, QUESTION, TITLE, Visit, sign_in


def test_an_invitation_is_changed_reminded_of_and_cancelled(
    browser: Browser, visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page, who = visit.page, uuid4().hex[:8]
    template = recruiter.make_template(f"Changed {who}", [QUESTION])
    session_id, token = recruiter.invite(template, "Ada")
    recruiter.invite(template, f"Bea {who}")
    sign_in(page, cloud, f"#/sessions/{session_id}")

    page.get_by_role("button", name="Change…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Candidate’s name").fill(f"{LONG_NAME} {who}")
    dialog.get_by_label("Candidate’s e-mail").fill(f"ada-{who}@example.com")
    assert violations(page) == []
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name="Go on typing").click()
    dialog.get_by_role("button", name="Save", exact=True).click()
    expect(dialog.get_by_text("Saved.", exact=True)).to_be_visible()
    dialog.get_by_text("Until when the link works").click()
    dialog.get_by_label("The link works for").select_option("60")
    dialog.get_by_role("button", name="Move the end").click()
    expect(dialog.get_by_role("status").filter(has_text="The link works until")).to_be_visible()
    dialog.get_by_text("Accommodations", exact=True).click()
    dialog.get_by_label("Answers may be written instead of spoken").check()
    assert violations(page) == []
    dialog.get_by_role("button", name="Save the accommodations").click()
    expect(dialog.get_by_text("has it when it is next opened")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Change…")).to_be_focused()
    expect(page.get_by_role("heading", name=LONG_NAME)).to_be_visible()

    page.goto(f"{cloud.edge_url}/dashboard#/?q={who}")
    page.get_by_label("Choose all that are shown").check()
    page.get_by_role("button", name="Remind", exact=True).click()
    expect(dialog.get_by_text("1 of the 2 you chose are reminded")).to_be_visible()
    assert violations(page) == []
    dialog.get_by_role("button", name="Remind 1").click()
    expect(dialog.get_by_text("1 candidate is being reminded. One was not")).to_be_visible()
    dialog.get_by_role("button", name="Back to the list").click()
    expect(page.get_by_text("There is no e-mail address of this candidate.")).to_be_visible()
    page.get_by_label("Choose all that are shown").check()
    page.get_by_role("button", name="Cancel", exact=True).click()
    dialog.get_by_role("button", name="Cancel 2").click()
    expect(dialog.get_by_text("2 invitations were cancelled.")).to_be_visible()
    dialog.get_by_role("button", name="Back to the list").click()
    expect(page.get_by_role("row").filter(has_text="Cancelled")).to_have_count(2)

    with candidates_page(browser, reduced_motion="reduce") as (_, theirs):
        theirs.goto(f"{cloud.edge_url}/interview#{token}")
        expect(theirs.get_by_role("heading", name="This interview was cancelled")).to_be_visible()
        assert violations(theirs) == []


def test_a_list_of_people_is_looked_at_before_anybody_is_invited(
    visit: Visit, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    page, title = visit.page, f"{TITLE} {uuid4().hex[:8]}"
    recruiter.make_template(title, [QUESTION])
    sign_in(page, cloud, "#/invitations")
    expect(page.get_by_role("heading", level=1, name="Invite many")).to_be_visible()
    page.get_by_label("Template").select_option(title)
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_label("List of people")).to_be_focused()
    assert violations(page) == []
    rows = [
        f"{LONG_NAME},{'a' * 60}@{'b' * 60}.example.com",
        "\u0623\u062d\u0645\u062f \U0001f469\u200d\U0001f680,nowhere",
    ]
    people = "\n".join(["Name,E-mail", *rows])
    page.get_by_label("List of people").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": people.encode()}
    )
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_text("Checked: nobody is invited yet")).to_be_visible()
    expect(page.get_by_text(LONG_NAME).first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="All lists").click()
    expect(page.get_by_role("link", name=title)).to_be_visible()
    assert violations(page) == []

"""An invitation by e-mail, from the dialog to the inbox and back to the interview's page."""

from playwright.sync_api import expect

from interview.adapters.mongo.client import connect
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from tests.browser.accessibility import violations
from tests.browser.conftest import LONG_NAME, Visit, sign_in

ADDRESS = "barbara.liskov@example.com"


def test_a_candidate_is_invited_by_mail_and_ends_the_reminders(visit: Visit, cloud: LocalCloud) -> None:
    page = visit.page
    sign_in(page, cloud, "#/templates/new")
    page.get_by_label("Title").fill("By mail")
    page.get_by_label("What the candidate is asked").fill("Why this job?")
    page.get_by_label("7 days before the link ends").check()
    assert violations(page) == []
    page.get_by_role("button", name="Save template").click()
    expect(page.get_by_text("By mail").first).to_be_visible()
    page.get_by_role("link", name="Interviews").click()
    page.get_by_role("button", name="Invite a candidate", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Candidate’s name").fill(LONG_NAME)
    dialog.get_by_label("Candidate’s e-mail").fill(ADDRESS)
    dialog.get_by_label("Send the link by e-mail").check()
    dialog.get_by_label("Template", exact=True).select_option(label="By mail (1 question)")
    dialog.get_by_role("button", name="Make the link").click()
    expect(dialog.get_by_text(f"The link is also sent to {ADDRESS}.")).to_be_visible()
    link = dialog.get_by_label("The candidate’s link").input_value()
    assert violations(page) == []
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("link", name=LONG_NAME).first.click()
    letters = page.get_by_role("region", name="E-mails to the candidate")
    expect(letters.get_by_text("delivered")).to_be_visible()
    expect(letters.get_by_text("will be sent")).to_have_count(2)
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []

    database = connect(cloud.mongodb_uri, seed.DATABASE)
    with database.client:
        letters_of = database.letters
        (reminder,) = letters_of.find({"state": "waiting", "kind": "reminder", "to": ADDRESS}).limit(1)
        session_id, letter_id = reminder["session_id"], reminder["_id"]
        letters_of.update_one({"_id": letter_id}, {"$set": {"due_at": reminder["created_at"]}})
        cloud.client("sqs").send_message(
            QueueUrl=cloud.outputs["MailQueueUrl"], MessageBody=f'{{"letter_id": "{letter_id}"}}'
        )
        arrived = {"_id": letter_id, "state": "delivered"}
        assert poll_until(lambda: letters_of.find_one(arrived) is not None, timeout_s=60)
        page.goto(f"{cloud.edge_url}/inbox")
        page.get_by_role("link", name="Reminder").first.click()
        mail = page.frame_locator("iframe")
        assert mail.get_by_role("link", name="Open the interview").get_attribute("href") == link
        end = mail.get_by_role("link", name="No more reminders").get_attribute("href")
        assert end
        page.goto(end)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(page) == []
        page.get_by_role("button", name="Stop them").click()
        expect(page.get_by_text("Done.")).to_be_visible()
        stored = database.sessions.find_one({"_id": session_id})
        assert stored
        assert stored["reminders_stopped_at"]

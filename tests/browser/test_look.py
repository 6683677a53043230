"""An organisation says how it looks, and a candidate's page looks like that, in a real Chromium."""

from uuid import uuid4

from playwright.sync_api import expect

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import connect
from interview.adapters.passwords import Passwords
from interview.domain.accounts import Role
from interview.use_cases.accounts.create_account import CreateAccount
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import OF_COLOURS, broken_rules, violations
from tests.browser.conftest import LONG_NAME, QUESTION, Visit
from tests.pictures import picture

PALE = "#fde047"
NOTICE = "https://acme.example/privacy"
COLOUR = "getComputedStyle(document.querySelector('.button')).backgroundColor"


def an_admin(cloud: LocalCloud) -> str:
    """The e-mail of one, whose organisation nobody else looks at."""
    number = uuid4().hex[:8]
    email = f"look-{number}@example.com"
    database = connect(cloud.mongodb_uri, seed.DATABASE)
    with database.client:
        create = CreateAccount(AccountRepository(database), Passwords())
        create(number + LONG_NAME, email, "Ada", cloud.demo_password, Role.ADMIN)
    return email


def test_a_candidates_page_looks_as_the_organisation_says(visit: Visit, cloud: LocalCloud) -> None:
    page, email = visit.page, an_admin(cloud)
    page.goto(f"{cloud.edge_url}/dashboard#/settings/look")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(cloud.demo_password)
    page.get_by_role("button", name="Sign in").click()
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture(size=(2000, 200))}
    page.get_by_label("Choose a logo").set_input_files(logo)  # type: ignore[arg-type]
    expect(page.get_by_text("The logo is set.")).to_be_visible()
    page.get_by_label("Colour", exact=True).fill(PALE)
    page.get_by_label("Address of your privacy notice").fill(NOTICE)
    expect(page.get_by_text(f"{PALE} would be hard to read here.")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert broken_rules(page) == []

    with Recruiter(cloud.edge_url, email, cloud.demo_password) as recruiter:
        template = recruiter.make_template(LONG_NAME, [QUESTION], language="de")
        _, token = recruiter.invite(template, LONG_NAME)
        apply = recruiter.public_link(template)
    page.goto(f"{cloud.edge_url}/interview#{token}")
    shown = page.locator(".brand-logo img")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [480, 48]
    expect(page.get_by_role("link", name="Datenschutzhinweise")).to_have_attribute("href", NOTICE)
    assert page.evaluate(COLOUR) == "rgb(132, 116, 37)"
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(COLOUR) == "rgb(253, 224, 71)"
    assert broken_rules(page, OF_COLOURS) == []

    page.goto(f"{cloud.edge_url}{apply}")
    expect(page.locator(".brand-logo img")).to_be_visible()
    expect(page.get_by_role("link", name="Privacy notice")).to_have_attribute("href", NOTICE)
    assert page.evaluate(COLOUR) == "rgb(253, 224, 71)"
    assert violations(page) == []

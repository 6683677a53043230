"""Figures of many interviews are read in a real browser: by their tables, as a screen reader has them."""

from datetime import timedelta
from uuid import UUID, uuid4

from playwright.sync_api import expect

from interview.adapters.mongo.client import connect
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.domain.analytics.facts import SessionFacts
from interview.domain.clock import utc_now
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.seed import DATABASE
from tests.browser.accessibility import violations
from tests.browser.conftest import Invite, Visit, sign_in


def test_figures_are_read_by_their_tables(visit: Visit, invite: Invite, cloud: LocalCloud) -> None:
    session_id, _ = invite()
    store = connect(cloud.mongodb_uri, DATABASE)
    facts = store.session_facts.find_one({"session_id": UUID(session_id)}) or {}
    ended = utc_now() - timedelta(hours=2)
    done = SessionFacts(
        session_id=uuid4(),
        organisation_id=facts["organisation_id"],
        template_id=facts["template_id"],
        created_at=ended,
        begun_at=ended,
        locked_at=ended,
        finished_at=ended,
        is_over=True,
        places=2,
        reached=(0, 1),
        answered=(1,),
        overall=7.2,
    )
    SessionFactsRepository(store).put({done.session_id: (1, done)})
    page = visit.page
    sign_in(page, cloud, f"#/analytics?template_id={done.template_id}")
    funnel = page.get_by_role("table", name="How far candidates come")
    expect(funnel.get_by_role("row", name="Invited 2 100%")).to_be_visible()
    expect(page.get_by_role("table", name="Scores").get_by_role("row", name="7 to 8 1")).to_be_visible()
    expect(page.get_by_role("link", name="Export as CSV")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Invited", exact=True).select_option("In the last 30 days")
    expect(page.get_by_role("table", name="Where candidates leave").get_by_role("row")).to_have_count(3)
    assert page.url.endswith(f"?template_id={done.template_id}&period=30d")
    page.reload()
    expect(page.get_by_label("Invited", exact=True)).to_have_value("30d")
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    store.client.close()

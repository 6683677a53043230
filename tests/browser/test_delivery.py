"""What a candidate recorded arrives, though the network or the link's time has ended."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from playwright.sync_api import Browser, expect

from interview.adapters.mongo.client import connect
from interview.domain.clock import utc_now
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.seed import DATABASE
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page
from local_cloud.simulation.page_candidate import (
    DELIVERY_TIMEOUT_MS,
    answer,
    answer_over_a_poor_connection,
    enter_room,
    finish,
    go_on,
    hear_feedback,
    press,
)
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import LOOKS_EVERY_S, PROCESSING_TIMEOUT_S, QUESTION, Invite, done

WORDS = "incident"
SOME_S = 4


def test_a_link_that_ended_and_one_that_is_closed_still_take_what_was_recorded_before(
    browser: Browser, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    # One question is left: where all are answered, the link's end changes nothing.
    session_id, link = invite(QUESTION, QUESTION, silence_s=None)
    with (
        candidates_page(browser, reduced_motion="reduce") as (_, page),
        connect(cloud.mongodb_uri, DATABASE).client as client,
    ):
        page.on("dialog", lambda dialog: dialog.accept())
        database = client[DATABASE]
        throttle = answer_over_a_poor_connection(page, link, cloud.endpoint_url, WORDS, at_most_s=SOME_S)
        page.context.set_offline(True)
        press(page, "I'm done")
        expect(page.get_by_role("button", name="I'm done")).to_be_hidden()
        ended = {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}}
        assert database.sessions.update_one({"_id": UUID(session_id)}, ended).modified_count
        page.context.set_offline(False)
        expect(page.get_by_role("heading", name="Your link has ended")).to_be_visible()
        expect(page.get_by_text("is being sent")).to_be_visible()

        def is_told() -> bool:
            return database.answers.count_documents({"session_id": UUID(session_id), "manifest": {"$ne": None}}) == 1

        assert poll_until(is_told, timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S)
        assert cloud.chunks_of(session_id) == []
        page.reload()
        expect(page.get_by_text("is being sent")).to_be_visible()
        assert violations(page) == []

        with Candidate(cloud.edge_url, link.partition("#")[2]) as candidate:
            candidate.finish()

        page.reload()
        expect(page.get_by_text("A part of your recording had not arrived.")).to_be_visible()
        assert violations(page) == []
        throttle.poor = False
        expect(page.get_by_text("All that we could still send has arrived.")).to_be_visible(timeout=DELIVERY_TIMEOUT_MS)

    def is_whole() -> bool:
        """A first video may be of what arrived first."""
        given, _ = recruiter.results(session_id)["answers"]
        video: dict[str, Any] = given["video"] or {"duration_ms": 0}
        return bool(video["duration_ms"] > SOME_S * 1000 and not video["gaps"])

    assert poll_until(is_whole, timeout_s=PROCESSING_TIMEOUT_S, every_s=LOOKS_EVERY_S)


def test_the_next_question_is_answered_without_a_network(
    browser: Browser, invite: Invite, recruiter: Recruiter
) -> None:
    session_id, link = invite(QUESTION, QUESTION)
    with candidates_page(browser, reduced_motion="reduce") as (_, page):
        enter_room(page, link)
        answer(page, 1, WORDS, at_most_s=SOME_S)
        hear_feedback(page)
        page.context.set_offline(True)
        go_on(page)
        answer(page, 2, WORDS, at_most_s=SOME_S)
        expect(page.get_by_role("button", name="I'm done")).to_be_hidden()
        page.context.set_offline(False)
        go_on(page)
        finish(page)
    for given in done(recruiter, session_id)["answers"]:
        assert given["video"]["duration_ms"] > SOME_S * 1000
        assert given["video"]["gaps"] == []

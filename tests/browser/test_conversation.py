"""A candidate converses: practises, interrupts, pauses, corrects, writes, and comes back."""

import re

from playwright.sync_api import Browser, Page, expect

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.browser import PATIENCE_MS, candidates_page, speak
from local_cloud.simulation.page_candidate import (
    SPEECH_TIMEOUT_MS,
    agree,
    answer,
    answer_over_a_poor_connection,
    begin,
    begin_with_practice,
    finish,
    go_on,
    hear_feedback,
    practise,
    press,
    start_answer,
)
from local_cloud.simulation.recruiter import Recruiter
from tests.browser.accessibility import violations
from tests.browser.conftest import LOOKS_EVERY_S, QUESTION, SOME_WORDS, Invite, Visit, done, hear, words_heard

WORDS = "incident"
SOME_S = 4
PAUSE_S = 3
LONG_QUESTION = QUESTION | {
    "text": (
        "Describe an incident in production and what you did. Please begin with what you noticed first, go on with what"
        " you tried and who helped you, and end with what your team has done differently since that day. Leave nothing"
        " out: how you were told, who was on duty, what the customers saw, what you said to them, which of your first"
        " thoughts was wrong, how you found that out, what brought the service back in the end, and what it cost."
    )
}
VOICE = """
(() => {
  const { start } = AudioBufferSourceNode.prototype;
  const { stop } = AudioScheduledSourceNode.prototype;
  window.__voice = { begun: 0, cut: 0 };
  // The interviewer's voice alone is played at this rate.
  const isVoice = (node) => node.context.sampleRate === 24000;
  AudioBufferSourceNode.prototype.start = function (...when) {
    if (isVoice(this)) window.__voice.begun++;
    return start.apply(this, when);
  };
  AudioScheduledSourceNode.prototype.stop = function (...when) {
    if (isVoice(this) && when.length === 0) window.__voice.cut++;
    return stop.apply(this, when);
  };
})();
"""
"""Counts the pieces of the interviewer's voice that are played, and those of them that are cut off."""


def voice(page: Page, what: str) -> int:
    return int(page.evaluate("what => window.__voice[what]", what))


def interrupt(page: Page) -> None:
    """Speak into the question until the interviewer stops."""
    expect(page.get_by_role("heading", name="Question 1 of 2")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    begun, cut = voice(page, "begun"), voice(page, "cut")
    assert poll_until(lambda: voice(page, "begun") > begun, timeout_s=SPEECH_TIMEOUT_MS / 1000)
    speak(page, WORDS, at_most_s=SOME_S)
    assert poll_until(lambda: voice(page, "cut") > cut, timeout_s=PATIENCE_MS / 1000), "what was queued is not said"


def correct_first_word(page: Page, said: str) -> None:
    """Mend the first word of the answer in the feedback, and save nothing."""
    page.get_by_text("Correct what we heard").click()
    words = page.get_by_label("What you said")
    words.fill(re.sub(r"^\w+", said, words.input_value()))


def save_correction(page: Page) -> None:
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text("Saved: 1 word changed.")).to_be_visible()


def test_a_candidate_interrupts_pauses_corrects_and_comes_back(
    visit: Visit, invite: Invite, recruiter: Recruiter
) -> None:
    session_id, link = invite(LONG_QUESTION, QUESTION, silence_s=None)
    page = visit.page
    page.add_init_script(VOICE)
    agree(page, link)
    begin_with_practice(page)
    expect(page.get_by_role("button", name="Try it")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    assert violations(page) == []
    practise(page, WORDS, at_most_s=SOME_S)
    heard = page.get_by_role("region", name="What we heard")
    assert poll_until(
        lambda: words_heard(heard.inner_text()) >= SOME_WORDS, timeout_s=PATIENCE_MS / 1000, every_s=LOOKS_EVERY_S
    )
    assert violations(page) == []
    press(page, "Go to the first question")
    interrupt(page)

    start_answer(page, 1)
    speak(page, WORDS, at_most_s=SOME_S, again_after_s=PAUSE_S)
    press(page, "More time")
    hear(page, at_least=2 * SOME_WORDS)
    press(page, "I'm done")
    hear_feedback(page)
    correct_first_word(page, "Kubernetes")
    save_correction(page)
    expect(page.get_by_role("region", name="What we hear")).to_contain_text("Kubernetes")
    assert violations(page) == []

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_text("you go on with question 2 of 2")).to_be_visible()
    begin(page)
    answer(page, 2, WORDS, at_most_s=SOME_S)
    hear_feedback(page)
    correct_first_word(page, "Prometheus")
    assert violations(page) == []
    press(page, "Save and go on")
    finish(page)

    results = done(recruiter, session_id)
    first, second = results["answers"]
    assert "Prometheus" in second["correction"]["text"]
    assert first["correction"]["counts"]
    assert "Kubernetes" in first["correction"]["text"]
    assert "Kubernetes" not in first["transcript"]["text"]
    assert words_heard(second["transcript"]["text"]) >= SOME_WORDS


def test_an_answer_and_its_follow_up_in_writing(visit: Visit, invite: Invite, recruiter: Recruiter) -> None:
    session_id, link = invite(QUESTION | {"follow_ups": 1}, name="Writer", text_answers=True, silence_s=None)
    page = visit.page
    agree(page, link)
    expect(page.get_by_text("the answer ends when you say so. You can also write")).to_be_visible()
    begin(page)
    field = page.get_by_label("Your answer")
    press(page, "Write your answer instead")
    expect(field).to_be_focused()
    field.fill("We stopped all deployments")
    assert violations(page) == []
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    begin(page)
    press(page, "Write your answer instead")
    expect(field).to_have_value("We stopped all deployments")
    field.fill("We stopped all deployments and talked with support for two hours.")
    press(page, "Send my answer")
    expect(page.get_by_role("heading", name="About your answer")).to_be_visible(timeout=SPEECH_TIMEOUT_MS)
    go_on(page)

    expect(page.get_by_role("heading", name="Follow-up to question 1 of 1")).to_be_visible()
    press(page, "Write your answer instead")
    expect(field).to_have_value("")
    field.fill("The shop was back after 40 minutes, and nothing was lost.")
    press(page, "Send my answer")
    go_on(page)
    finish(page)

    results = done(recruiter, session_id)
    assert [given["transcript"]["source"] for given in results["answers"]] == ["typed", "typed"]


def test_a_poor_connection_costs_the_picture_for_a_while(
    browser: Browser, invite: Invite, cloud: LocalCloud, recruiter: Recruiter
) -> None:
    session_id, link = invite(QUESTION | {"answer_time_s": 600}, name="Far away", silence_s=None)
    with candidates_page(browser) as (_, page):
        throttle = answer_over_a_poor_connection(page, link, cloud.endpoint_url, WORDS, at_most_s=SOME_S)
        sound_only = page.get_by_text("we record sound only for a while")
        expect(page.get_by_text("Poor connection")).to_be_visible()
        expect(sound_only).to_be_visible()
        assert violations(page) == []
        throttle.poor = False
        expect(page.get_by_text("Poor connection")).to_be_hidden()
        expect(sound_only).to_be_hidden()
        press(page, "I'm done")
        go_on(page)
        finish(page)
    results = done(recruiter, session_id)
    [given] = results["answers"]
    assert given["video"]["gaps"] == []
    [left_out] = given["runs"][0]["without_picture"]
    assert left_out["start_ms"] < left_out["end_ms"] <= given["video"]["recorded_ms"]
    assert "FACE_ABSENT" not in {flag["type"] for flag in results["flags"]}

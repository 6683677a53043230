"""One interview from link to scorecard, in a real Chromium, through every part of the deployed system."""

import tempfile
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from interview.domain.recordings.webm import read_contents
from local_cloud.progress import Say, step
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter
from local_cloud.simulation.word_errors import word_errors, words_of

__all__ = ["DEMO_QUESTIONS", "DEMO_TITLE", "DemoResult", "run_demo"]

if TYPE_CHECKING:
    from playwright.sync_api import Page

DEMO_TITLE = "Demo: backend engineer"
DEMO_QUESTIONS: dict[str, dict[str, Any]] = {
    "backend-experience": {
        "text": "Tell me about the hardest bug you have had to find.",
        "expected_points": [
            "Orders were charged twice",
            "Messages were delivered again",
            "Made the handler idempotent",
        ],
    },
    "incident": {
        "text": "Describe an incident in production and what you did.",
        "expected_points": ["Stopped all deployments", "Talked with support", "Afterwards wrote down what was learned"],
    },
    "motivation": {
        "text": "Why do you want this job?",
        "expected_points": ["The product helps people", "Enjoys working with customers", "Wants to learn and grow"],
    },
}
"""The question that each recording of that name answers."""

PROVOKED = ("COPY", "PASTE", "WINDOW_BLUR", "TAB_HIDDEN")
VERDICTS = {"found": "✓", "partly": "~", "missing": "–"}
DURATION_TOLERANCE_MS = 500
FEEDBACK_STEP = "last word ▶ first word of the feedback"


@dataclass
class DemoResult:
    """`faults` are what should not be in a demo, in words."""

    results: dict[str, Any]
    videos: list[Path]
    faults: list[str] = field(default_factory=list)


Timed = Callable[[str], AbstractContextManager[None]]


def run_demo(
    site: str, email: str, password: str, folder: Path, say: Say, *, browser: bool = True, show: bool = False
) -> DemoResult:
    """Take an interview through the edge at `site`; the videos are saved below `folder`.

    Without `browser` kept chunks are posted as a page would post them; `show` opens a window and keeps it open.
    """
    timed = partial(step, say)
    with Recruiter(site, email, password) as recruiter:
        with timed("template made, link issued"):
            template = recruiter.template(DEMO_TITLE, list(DEMO_QUESTIONS.values()))
            session_id, token = recruiter.invite(template, "Demo Candidate")
        link = f"{site}/interview#{token}"
        if browser:
            _take_in_browser(link, timed, show=show)
        else:
            _take_by_api(site, token, timed)
        with timed("goodbye ▶ done: stragglers, merge, transcript, score"):
            results = recruiter.wait_for_results(session_id)

    videos = list(_save_videos(results, folder / session_id))
    say("")
    for line in scorecard(results, videos):
        say(line)
    say(f"\nAs the recruiter sees it: {site}/dashboard#/sessions/{session_id}")
    return DemoResult(results, videos, list(_faults(results, videos, flags=browser)))


def _take_in_browser(link: str, timed: Timed, *, show: bool) -> None:
    """A candidate with a real face and a voice, who copies, pastes, and looks at another window and another tab."""
    from playwright.sync_api import sync_playwright

    from local_cloud.simulation.browser import length_s, ordinary_page, person, speak
    from local_cloud.simulation.page_candidate import enter_room, finish, go_on, hear_feedback, start_answer

    with ExitStack() as stack:
        with timed("a person sits down before Chromium's camera"):
            scratch = stack.enter_context(tempfile.TemporaryDirectory())
            playwright = stack.enter_context(sync_playwright())
            camera = person("incident", Path(scratch))
            _, page = stack.enter_context(ordinary_page(playwright, camera, headless=not show))
        with timed("consent, camera and microphone checked, face found"):
            enter_room(page, link)
        for number, words in enumerate(DEMO_QUESTIONS, 1):
            with timed(f"question {number} heard and answered"):
                start_answer(page, number)
                provoke(page, number)
                speak(page, words, at_most_s=length_s(words))
            with timed(FEEDBACK_STEP):
                hear_feedback(page)
            go_on(page)
        with timed("goodbye said, last chunk delivered"):
            finish(page)
        if show:
            with suppress(EOFError):  # nobody is there to press it
                input("The window stays open until you press Enter. ")


def provoke(page: "Page", number: int) -> None:
    """Do what a recruiter would like to know, by the question's number: copy, paste, look at other windows and tabs.

    The last needs an `ordinary_page`.
    """
    from local_cloud.simulation.browser import hide_tab, look_away

    if number == 1:
        page.keyboard.press("Control+A")
        page.keyboard.press("Control+C")
        page.evaluate("getSelection().removeAllRanges()")
    elif number == 2:
        page.keyboard.press("Control+V")
    else:
        look_away(page)
        hide_tab(page)


def _take_by_api(site: str, token: str, timed: Timed) -> None:
    with Candidate(site, token) as candidate:
        candidate.start("Demo Candidate")
        for number, name in enumerate(DEMO_QUESTIONS):
            recorded = recording(name)
            with timed(f"answer {number + 1}: {len(recorded.chunks)} chunks posted, manifest sent"):
                candidate.answer(number, recorded)
        with timed("interview finished and locked"):
            candidate.finish()


def scorecard(results: dict[str, Any], videos: list[Path]) -> Iterator[str]:
    """What the recruiter sees, as lines of text."""
    session = results["session"]
    yield f"{session['template_title']} · {session['candidate_name']} · {session['state']}"
    if results["scorecard"]:
        yield _whole_line(results["scorecard"]["scorecard"])
    for answer in results["answers"]:
        yield ""
        yield f"{answer['question_index'] + 1}. {answer['question']['text']}"
        if answer["failure"]:
            yield f"   failed: {answer['failure']['code']} ({answer['failure']['error']})"
        if answer["video"]:
            yield f"   video       {_video_line(answer['video'])}"
            yield f"               {videos[answer['question_index']]}"
        if answer["transcript"]:
            source = " ".join(filter(None, (answer["transcript"]["source"], answer["transcript"]["request_id"])))
            yield from _wrapped("transcript", f"“{answer['transcript']['text']}” ({source})")
            yield _errors_line(answer)
        if answer["score"]:
            yield from _score_lines(answer["score"])
        if answer["feedback"]:
            yield from _wrapped("feedback", answer["feedback"]["spoken"])
    if results["flags"]:
        yield ""
        yield "Flags: " + ", ".join(
            flag["type"] + (f" (question {flag['question_index'] + 1})" if flag["question_index"] is not None else "")
            for flag in results["flags"]
        )


def _whole_line(whole: dict[str, Any]) -> str:
    """What the interview comes to."""
    of = f"{whole['scored_answers']} of {whole['answers']} answers have a figure"
    if whole["overall"] is None:
        return f"overall        left to a person: {of}"
    kind = "indicative, no language model" if whole["indicative"] else f"{whole['confidence']} confidence"
    return f"overall        {whole['overall']:.1f} of 10, {whole['low']:.1f} to {whole['high']:.1f}, {kind}; {of}"


def _errors_line(answer: dict[str, Any]) -> str:
    """How far the transcript is from what the recording says."""
    said, heard = (
        words_of(text)
        for text in (recording(list(DEMO_QUESTIONS)[answer["question_index"]]).answer, answer["transcript"]["text"])
    )
    errors = word_errors(said, heard)
    return f"               {errors} of {len(said)} words wrong ({errors / len(said):.0%})"


def _video_line(video: dict[str, Any]) -> str:
    gaps = "no gaps" if not video["gaps"] else f"{len(video['gaps'])} gaps"
    return (
        f"{video['duration_ms'] / 1000:.2f} s of {video['recorded_ms'] / 1000:.2f} s recorded, "
        f"{gaps}, {video['size'] / 1024:.0f} KiB"
    )


def _score_lines(score: dict[str, Any]) -> Iterator[str]:
    if score["overall"] is None:
        yield f"   score       left to a person: {score['abstained_because']}"
        return
    by = ", ".join(
        sample["model"] if sample["model"] == sample["service"] else f"{sample['service']} ({sample['model']})"
        for sample in score["samples"]
    )
    kind = "indicative, no language model" if score["indicative"] else f"{score['confidence']} confidence"
    yield f"   score       {score['overall']:.1f} of 10, {score['low']:.1f} to {score['high']:.1f}, {kind}, by {by}"
    for criterion in score["criteria"]:
        quotes = " … ".join(f"“{evidence['quote']}”" for evidence in criterion["evidence"])
        yield from _wrapped(f"  {criterion['name']}", f"{criterion['level']}/5 {quotes}")
    for point in score["expected_points"]:
        yield f"               {VERDICTS[point['verdict']]} {point['point']}"


def _wrapped(label: str, text: str) -> Iterator[str]:
    indent = " " * 15
    yield textwrap.fill(text, 110, initial_indent=f"   {label:<12}", subsequent_indent=indent)


def _save_videos(results: dict[str, Any], folder: Path) -> Iterator[Path]:
    """Fetch each video the way a recruiter's browser does: by its presigned address."""
    folder.mkdir(parents=True, exist_ok=True)
    for answer in results["answers"]:
        path = folder / f"question_{answer['question_index'] + 1}.webm"
        if answer["video"]:
            path.write_bytes(httpx.get(answer["video"]["playback_url"], timeout=30).raise_for_status().content)
        yield path


def _faults(results: dict[str, Any], videos: list[Path], *, flags: bool) -> Iterator[str]:
    session = results["session"]
    if session["state"] != "done":
        yield f"the session is {session['state']}: {session['failure']}"
    for answer, path in zip(results["answers"], videos, strict=True):
        name = f"question {answer['question_index'] + 1}"
        if not answer["video"]:
            yield f"{name} has no video"
            continue
        with path.open("rb") as file:
            contents = read_contents(file)
        off_ms = abs((contents.duration_ms or 0) - answer["video"]["recorded_ms"])
        if off_ms > DURATION_TOLERANCE_MS:
            yield f"the video of {name} is {off_ms} ms off what was recorded"
        if not answer["transcript"] or not answer["transcript"]["text"]:
            yield f"{name} has no transcript"
        if not answer["score"]:
            yield f"{name} has no score"
    if flags:
        seen = {flag["type"] for flag in results["flags"]}
        yield from (f"no flag says {provoked}" for provoked in PROVOKED if provoked not in seen)

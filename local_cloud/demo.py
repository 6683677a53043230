"""One interview from link to scorecard, with kept recordings, through every part of the deployed system."""

import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from interview.domain.webm import read_contents
from local_cloud.candidate import Candidate
from local_cloud.recordings import Recording, recording
from local_cloud.recruiter import Recruiter

__all__ = ["DEMO_QUESTIONS", "DemoResult", "run_demo"]

Say = Callable[[str], None]

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

DURATION_TOLERANCE_MS = 500


@dataclass
class DemoResult:
    """`seconds` by step; `faults` are what should not be in a demo, in words."""

    results: dict[str, Any]
    videos: list[Path]
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def run_demo(site: str, email: str, password: str, folder: Path, say: Say) -> DemoResult:
    """Drive an interview through the front door at `site`; the videos are saved below `folder`."""
    seconds: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - began
        say(f"  {name:<52}{seconds[name]:7.2f} s")

    with Recruiter(site, email, password) as recruiter:
        with step("template made, link issued"):
            template = recruiter.make_template("Demo: backend engineer", list(DEMO_QUESTIONS.values()))
            session_id, token = recruiter.invite(template, "Demo Candidate")
        recordings = [recording(name) for name in DEMO_QUESTIONS]
        with Candidate(site, token) as candidate:
            candidate.start("Demo Candidate")
            for number, recorded in enumerate(recordings):
                with step(f"answer {number + 1}: {len(recorded.chunks)} chunks posted, manifest sent"):
                    candidate.answer(number, recorded)
            with step("interview finished and locked"):
                candidate.finish()
        with step("stragglers, merge, transcript, score"):
            results = recruiter.wait_for_results(session_id)

    videos = list(_save_videos(results, folder / session_id))
    say("")
    for line in scorecard(results, videos):
        say(line)
    return DemoResult(results, videos, seconds, list(_faults(results, recordings, videos)))


def scorecard(results: dict[str, Any], videos: list[Path]) -> Iterator[str]:
    """What the recruiter sees, as lines of text."""
    session = results["session"]
    yield f"{session['template_title']} · {session['candidate_name']} · {session['state']}"
    for answer in results["answers"]:
        yield ""
        yield f"{answer['question_index'] + 1}. {answer['question']['text']}"
        if answer["failure"]:
            yield f"   failed: {answer['failure']['error']}: {answer['failure']['message']}"
        if answer["video"]:
            yield f"   video       {_video_line(answer['video'])}"
            yield f"               {videos[answer['question_index']]}"
        if answer["transcript"]:
            source = answer["transcript"]["source"]
            yield from _wrapped("transcript", f"“{answer['transcript']['text']}” ({source})")
        if answer["score"]:
            yield from _score_lines(answer["score"])


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
    by = ", ".join(f"{sample['service']} ({sample['model']})" for sample in score["samples"])
    yield f"   score       {score['overall']:.1f} of 10, by {by}"
    for criterion in score["criteria"]:
        quotes = " … ".join(f"“{evidence['quote']}”" for evidence in criterion["evidence"])
        yield from _wrapped(f"  {criterion['name']}", f"{criterion['level']}/5 {quotes}")
    for point in score["expected_points"]:
        yield f"               {'✓' if point['covered'] else '–'} {point['point']}"


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


def _faults(results: dict[str, Any], recordings: list[Recording], videos: list[Path]) -> Iterator[str]:
    session = results["session"]
    if session["state"] != "done":
        yield f"the session is {session['state']}: {session['failure']}"
    for answer, recorded, path in zip(results["answers"], recordings, videos, strict=True):
        name = f"question {answer['question_index'] + 1}"
        if not answer["video"]:
            yield f"{name} has no video"
            continue
        with path.open("rb") as file:
            contents = read_contents(file)
        off_ms = abs((contents.duration_ms or 0) - recorded.duration_ms)
        if off_ms > DURATION_TOLERANCE_MS:
            yield f"the video of {name} is {off_ms} ms off what was recorded"
        if not answer["transcript"] or not answer["transcript"]["text"]:
            yield f"{name} has no transcript"
        if not answer["score"]:
            yield f"{name} has no score"

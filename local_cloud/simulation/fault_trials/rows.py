"""The rows of the fault table.

Rows with a station record anew for each seed: a real page in a real Chromium, whose network, process or neighbour
fails. The others send again what such a page recorded in the same run (complete rows), through the same presigned
POSTs, registry and merge, and damage it where it is stored: S3 itself would refuse a body that was altered on its way,
because the form carries its checksum.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Dialog, expect

from interview.domain.recordings.chunks import RUN_LENGTH
from interview.domain.recordings.object_keys import ChunkKey
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.errors import LocalCloudError
from local_cloud.processes import marked, poll_until
from local_cloud.simulation.fault_trials.browser_worker import PATIENCE_MS, Visit
from local_cloud.simulation.fault_trials.trial import NO_VOICE, Invitation, Original, Trial
from local_cloud.simulation.fault_trials.verdicts import BrokenOff, Recorded
from local_cloud.simulation.faulty_network import ARRIVES, Fate, FaultyNetwork, Post

__all__ = ["ROWS", "Row"]

HTML = b"<!doctype html><title>503 Service Unavailable</title><h1>Service Unavailable</h1>" * 40
KILL_TIMEOUT_S = 30
MAX_TRIES = 5
LOOKS_EVERY_S = 0.05
"""For new processes of functions: one that starts may be at work a third of a second later."""
REGISTRATION_TIMEOUT_S = 60
FAR_BEHIND_S = 65
"""After so long without a delivery the page has begun a smaller run, also on a busy machine, where slices come late."""
Play = Callable[[Trial], Recorded]


@dataclass(frozen=True)
class Row:
    """`play` takes an interview to its end and returns what was recorded. `is_live`: it needs a station."""

    title: str
    play: Play
    is_live: bool = False
    waits: bool = False
    """Most of its time the page waits for the network."""
    is_alone: bool = False
    """What it does would hit other trials, too."""


def _through(choose: Callable[[random.Random, Post], Fate]) -> Play:
    """One answer, recorded while each POST has the fate that is chosen for it."""

    def play(trial: Trial) -> Recorded:
        invitation = trial.invite()
        salt = trial.rng.random()

        def fate(post: Post) -> Fate:
            return choose(random.Random(f"{salt}/{post.index}/{post.attempt}"), post)  # noqa: S311

        with FaultyNetwork(fate, without=NO_VOICE) as network, trial.station.profile(network) as profile:
            visit = profile.visit()
            visit.enter(invitation.link)
            visit.answer(trial.lengths.answer_s)
            network.let_arrive()
            return trial.sent(invitation, network)

    return play


def _arrives(_rng: random.Random, _post: Post) -> Fate:
    return ARRIVES


def _lost_once(rng: random.Random, post: Post) -> Fate:
    if post.attempt > 0:
        return ARRIVES
    return rng.choice((Fate(unavailable=True), Fate(reset=True)))


def _unavailable(rng: random.Random, _post: Post) -> Fate:
    return Fate(unavailable=rng.random() < 0.1)


def _reset(rng: random.Random, _post: Post) -> Fate:
    if rng.random() >= 0.1:
        return ARRIVES
    return rng.choice((Fate(reset=True), Fate(answer_lost=True)))


def _twice(rng: random.Random, _post: Post) -> Fate:
    return Fate(again_after_s=rng.uniform(0, 3)) if rng.random() < 0.3 else ARRIVES


def _shuffled(rng: random.Random, _post: Post) -> Fate:
    """Chunks are made every 5 s, and three are sent at a time: most overtake one another."""
    return Fate(delay_s=rng.uniform(0, 12))


def _no_network(trial: Trial) -> Recorded:
    """The network goes at some moment of the answer, and comes back for the page to find by itself."""
    invitation = trial.invite()
    with FaultyNetwork(without=NO_VOICE) as network, trial.station.profile(network) as profile:
        visit = profile.visit()
        visit.enter(invitation.link)
        visit.start_answer()
        before_s = trial.rng.uniform(0, trial.lengths.answer_s)
        visit.let_pass(before_s)
        network.cut()
        in_answer_s = min(trial.lengths.answer_s - before_s, trial.lengths.outage_s)
        visit.let_pass(in_answer_s)
        visit.end_answer()
        visit.let_pass(trial.lengths.outage_s - in_answer_s)
        network.mend()
        visit.finish()
        return trial.sent(invitation, network, more_faults=1)


def _too_slow(trial: Trial) -> Recorded:
    """The bucket takes nothing for so long that the page goes on in a smaller run; then it takes all."""
    arrives = threading.Event()
    invitation = trial.invite()
    with (
        FaultyNetwork(lambda _: ARRIVES if arrives.is_set() else Fate(unavailable=True), without=NO_VOICE) as network,
        trial.station.profile(network) as profile,
    ):
        visit = profile.visit()
        visit.enter(invitation.link)
        visit.start_answer()
        visit.let_pass(FAR_BEHIND_S + trial.rng.uniform(0, trial.lengths.answer_s))
        arrives.set()
        visit.let_pass(trial.lengths.rest_s)
        visit.end_answer()
        visit.finish()
        recorded = trial.sent(invitation, network)
    if len({index // RUN_LENGTH for index in recorded.bodies}) < 2:
        raise LocalCloudError("The recording did not go on in a smaller run.")
    return recorded


def _reloaded(trial: Trial) -> Recorded:
    """The candidate reloads in mid-answer, and answers on in a second run."""

    def accept(dialog: Dialog) -> None:
        dialog.accept()

    invitation = trial.invite()
    with FaultyNetwork(without=NO_VOICE) as network, trial.station.profile(network) as profile:
        visit = profile.visit()
        visit.enter(invitation.link)
        visit.start_answer()
        visit.let_pass(_some_of(trial))
        visit.page.on("dialog", accept)
        at = visit.reload()
        trial.broken_off.append(BrokenOff(visit.began_at, at))
        visit.resume()
        visit.answer(trial.lengths.rest_s)
        return trial.sent(invitation, network, more_faults=1)


def _tab_killed(trial: Trial) -> Recorded:
    """The page's process dies at a random moment; the link is opened again in the same browser."""
    invitation = trial.invite()
    with FaultyNetwork(without=NO_VOICE) as network, trial.station.profile(network) as profile:
        visit = profile.visit()
        visit.enter(invitation.link)
        visit.start_answer()
        visit.let_pass(_some_of(trial))
        trial.broken_off.append(BrokenOff(visit.began_at, visit.crash()))
        _answer_on(trial, profile.visit(), invitation)
        return trial.sent(invitation, network, more_faults=1)


def _browser_killed(trial: Trial) -> Recorded:
    """SIGKILL to the whole browser at a random moment; another is started upon the same profile."""
    invitation = trial.invite()
    with FaultyNetwork(without=NO_VOICE) as network, trial.station.own_browser(network) as browser:
        visit = browser.start().visit()
        visit.enter(invitation.link)
        visit.start_answer()
        visit.let_pass(_some_of(trial))
        trial.broken_off.append(BrokenOff(visit.began_at, browser.kill()))
        _answer_on(trial, browser.start().visit(), invitation)
        return trial.sent(invitation, network, more_faults=1)


def _two_tabs(trial: Trial) -> Recorded:
    """A second tab with the same link stands aside, then takes the interview over in mid-answer."""
    elsewhere = "Your interview is open in another tab"
    invitation = trial.invite()
    with FaultyNetwork(without=NO_VOICE) as network, trial.station.profile(network) as profile:
        first, second = profile.visit(), profile.visit()
        first.enter(invitation.link)
        first.start_answer()
        second.page.goto(invitation.link)
        expect(second.page.get_by_role("heading", name=elsewhere)).to_be_visible(timeout=PATIENCE_MS)
        first.let_pass(_some_of(trial))
        at = second.take_over()
        trial.broken_off.append(BrokenOff(first.began_at, at))
        second.resume()
        expect(first.page.get_by_role("heading", name=elsewhere)).to_be_visible(timeout=PATIENCE_MS)
        second.answer(trial.lengths.rest_s)
        return trial.sent(invitation, network, more_faults=1)


def _answer_on(trial: Trial, visit: Visit, invitation: Invitation) -> None:
    visit.come_back(invitation.link)
    visit.answer(trial.lengths.rest_s)


def _some_of(trial: Trial) -> float:
    """A moment of the answer; before the first second nothing can have been saved."""
    return trial.rng.uniform(0.5, trial.lengths.answer_s)


@dataclass(frozen=True)
class Stored:
    """A recording that was delivered and not finished yet: its bucket can be reached."""

    s3: Any
    bucket: str
    invitation: Invitation
    question: int
    original: Original
    chunks: Callable[[], list[dict[str, Any]]]

    def key(self, index: int) -> str:
        return str(ChunkKey(self.invitation.session_id, self.question, index, "webm"))

    def put(self, index: int, body: bytes) -> None:
        """A newer version of a chunk, put there by somebody who is not bound by the form; returns when it is known."""
        key = self.key(index)
        version = self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, ContentType="video/webm")["VersionId"]

        def is_registered() -> bool:
            return any(chunk["version_id"] == version for chunk in self.chunks())

        if not poll_until(is_registered, timeout_s=REGISTRATION_TIMEOUT_S, every_s=0.1):
            raise LocalCloudError(f"{key} was not registered in {REGISTRATION_TIMEOUT_S} s.")

    def replace(self, index: int, body: bytes) -> None:
        """As `put`, and no version before it is left: of those the one of the recorded size would count."""
        self.put(index, body)
        versions = self.s3.list_object_versions(Bucket=self.bucket, Prefix=self.key(index))["Versions"]
        for version in versions:
            if not version["IsLatest"]:
                self.s3.delete_object(Bucket=self.bucket, Key=version["Key"], VersionId=version["VersionId"])

    @property
    def middle(self) -> list[int]:
        return sorted(self.original.bodies)[1:-1]


Damage = Callable[[Stored, random.Random], None]


def _stored(
    damage: Damage = lambda _stored, _rng: None,
    *,
    skipped: Callable[[Original, random.Random], set[int]] = lambda _original, _rng: set(),
    questions: int = 1,
) -> Play:
    """Deliver an original but for what is skipped, as the last of so many questions; damage it; finish."""

    def play(trial: Trial) -> Recorded:
        invitation = trial.invite(questions)
        with trial.candidate(invitation) as candidate:
            for question in range(questions):
                original = trial.original
                is_last = question == questions - 1
                left_out = skipped(original, trial.rng) if is_last else set()
                lease = candidate.lease(question)
                for index, body in original.bodies.items():
                    if index not in left_out:
                        candidate.post(lease, index, body).raise_for_status()
                if is_last:
                    s3, bucket = trial.cloud.client("s3"), trial.cloud.outputs["RawBucket"]
                    chunks = partial(trial.cloud.chunks_of, str(invitation.session_id))
                    damage(Stored(s3, bucket, invitation, question, original, chunks), trial.rng)
                candidate.send_manifest(question, original.manifest)
            candidate.finish()
        return Recorded(invitation.session_id, questions - 1, original.bodies, faults=1)

    return play


def _a_middle_one(original: Original, rng: random.Random) -> set[int]:
    return {rng.choice(sorted(original.bodies)[1:-1])}


def _the_first(original: Original, _rng: random.Random) -> set[int]:
    return {min(original.bodies)}


def _repeat(stored: Stored, rng: random.Random) -> None:
    """One chunk under its own name, another under the next free one, which no manifest knows."""
    again, copied = rng.choices(sorted(stored.original.bodies), k=2)
    stored.put(again, stored.original.bodies[again])
    stored.put(max(stored.original.bodies) + 1, stored.original.bodies[copied])


def _truncate(stored: Stored, rng: random.Random) -> None:
    index = rng.choice(stored.middle)
    body = stored.original.bodies[index]
    stored.replace(index, body[: rng.randrange(100, len(body))])


def _put_html(stored: Stored, rng: random.Random) -> None:
    stored.replace(rng.choice(stored.middle), HTML)


def _put_zeros(stored: Stored, rng: random.Random) -> None:
    """As long as what was recorded: only the hash tells."""
    index = rng.choice(stored.middle)
    stored.put(index, bytes(len(stored.original.bodies[index])))


def _merge_killed(trial: Trial) -> Recorded:
    """SIGKILL to the function's process while its FFmpeg works: the merge that the complete manifest asks for, and in
    half of the trials the state machine's after it, too. One that is over before it was seen at work is no fault:
    somebody else gives the answer then."""
    for _ in range(MAX_TRIES):
        kills = trial.rng.choice((1, 2))
        recorded = _recorded_while_killing(trial, kills)
        if recorded.faults:
            return recorded
    raise LocalCloudError("No merge was caught at work.")


def _recorded_while_killing(trial: Trial, kills: int) -> Recorded:
    invitation, original = trial.invite(), trial.original
    with trial.candidate(invitation) as candidate, ThreadPoolExecutor(1) as killer:
        lease = candidate.lease(0)
        for index, body in original.bodies.items():
            candidate.post(lease, index, body).raise_for_status()
        killed = killer.submit(_kill_merges, trial.cloud, kills, trial.rng)
        candidate.send_manifest(0, original.manifest)
        if kills == 2:
            candidate.finish()
        faults = killed.result()
        candidate.finish()
    return Recorded(invitation.session_id, 0, original.bodies, faults=faults)


def _kill_merges(cloud: LocalCloud, most: int, rng: random.Random) -> int:
    """How many were caught at work."""
    until = time.monotonic() + KILL_TIMEOUT_S
    functions: list[int] = []
    looked_at = 0.0
    killed = 0
    while killed < most and time.monotonic() < until:
        if time.monotonic() > looked_at + LOOKS_EVERY_S:
            functions = _functions(cloud.folder.path, "merge")
            looked_at = time.monotonic()
        working = next(((pid, child) for pid in functions for child in _children(pid, "ffmpeg")), None)
        if working is None:
            time.sleep(0.002)
            continue
        time.sleep(rng.uniform(0, 0.02))
        for pid in working:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        killed += 1
    return killed


def _functions(data: Path, name: str) -> list[int]:
    """The processes of the functions of a cloud whose names contain `name`."""
    found = []
    for pid in marked(data):
        with suppress(OSError):
            variables = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            own = next((v for v in variables if v.startswith(b"AWS_LAMBDA_FUNCTION_NAME=")), b"")
            if name.encode() in own.lower():
                found.append(pid)
    return found


def _children(pid: int, name: str) -> list[int]:
    """The children of a process whose program is called so."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children = path.read_text().split()
            found += [int(child) for child in children if Path(f"/proc/{child}/comm").read_text().startswith(name)]
    return found


ROWS = {
    "complete": Row("complete", _through(_arrives), is_live=True),
    "middle-missing": Row("one middle chunk missing", _stored(skipped=_a_middle_one)),
    "first-missing": Row("chunk 0 missing", _stored(skipped=_the_first, questions=2)),
    "two-runs": Row("two recorder runs (page reloaded)", _reloaded, is_live=True),
    "duplicate": Row("duplicate chunk", _stored(_repeat)),
    "truncated": Row("truncated chunk", _stored(_truncate)),
    "html": Row("an HTML error body as a chunk", _stored(_put_html)),
    "zeros": Row("chunk of zeros", _stored(_put_zeros)),
    "lost-once": Row("every chunk lost once", _through(_lost_once), is_live=True),
    "unavailable": Row("10 % of POSTs answered 503", _through(_unavailable), is_live=True),
    "reset": Row("10 % of POSTs reset", _through(_reset), is_live=True),
    "twice": Row("30 % of POSTs delivered twice", _through(_twice), is_live=True),
    "shuffled": Row("delivered in any order", _through(_shuffled), is_live=True),
    "no-network": Row("no network for 60 s", _no_network, is_live=True, waits=True),
    "too-slow": Row("connection too slow for recording", _too_slow, is_live=True, waits=True),
    "tab-killed": Row("tab killed", _tab_killed, is_live=True),
    "browser-killed": Row("browser killed", _browser_killed, is_live=True),
    "merge-killed": Row("merge function killed half way", _merge_killed, is_alone=True),
    "two-tabs": Row("two tabs", _two_tabs, is_live=True),
}
"""By name, in the table's order."""

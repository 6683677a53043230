"""A recorded person takes an interview of one question, by all that a page of the candidate uses."""

import json
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from typing import Any

import httpx
import imageio_ffmpeg
import websocket

from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import Recording, recording

__all__ = ["QUESTION", "SmokeError", "check_pages", "check_results", "take_interview"]

RECORDED = "incident"
QUESTION = {
    "text": "Describe an incident in production and what you did.",
    "expected_points": ["Stopped all deployments", "Talked with support"],
}
FRAME_BYTES = 3200
FRAME_S = 0.1
SPOKEN_S = 8
"""Less than the recording, so that it is recognised both ways: live, and once more from what was merged."""
MIN_VOICE_BYTES = 24_000
"""Half a second of the agent."""
ANSWER_TIMEOUT_S = 30
FEEDBACK_TIMEOUT_S = 30
SHARED_WORDS = 0.5
"""Of those that were said, in what a recogniser makes of them."""

Timed = Callable[[str], AbstractContextManager[None]]


class SmokeError(Exception):
    """What does not work, in a sentence."""


def check_pages(site: str) -> None:
    """The pages are there with their policy, and nothing behind them misses a secret, an index or a vendor's key."""
    with httpx.Client(base_url=site, timeout=ANSWER_TIMEOUT_S) as browser:
        for path in ("/", "/interview/", "/dashboard/", "/result/"):
            page = browser.get(path).raise_for_status()
            if "content-security-policy" not in page.headers:
                raise SmokeError(f"{path} comes without its content security policy.")
        for path in ("/api/health", "/voice/health"):
            browser.get(path).raise_for_status()


def take_interview(site: str, token: str, timed: Timed) -> None:
    """From the consent to the last word. Raises SmokeError, or what the refused call raises."""
    recorded = recording(RECORDED)
    with Candidate(site, token) as candidate:
        with timed("consent given, connection tested"):
            candidate.start("Smoke test")
            candidate.post_test(b"x" * 1024).raise_for_status()
        with timed("live socket joined"):
            _beat(site, candidate.live_ticket())
        with timed("question heard, answer spoken and recognised"):
            _converse(site, candidate.voice_ticket(), recorded)
        with timed("recording uploaded by presigned POST"):
            candidate.answer(0, recorded)
        with timed("feedback given"):
            _wait_for_feedback(candidate)
        with timed("interview finished and locked"):
            candidate.finish()


def check_results(results: dict[str, Any]) -> None:
    """A recruiter has the whole recording, the words that were said, and a score that a model gave."""
    session, (answer,) = results["session"], results["answers"]
    if session["state"] != "done":
        raise SmokeError(f"The interview ended as {session['state']}: {session['failure']}")
    if answer["video"]["gaps"]:
        raise SmokeError(f"The recording has gaps: {answer['video']['gaps']}.")
    said = recording(RECORDED).answer
    if (shared := _shared(said, answer["transcript"]["text"])) < SHARED_WORDS:
        raise SmokeError(f"The transcript has {shared:.0%} of the words that were said.")
    if not answer["score"]["samples"]:
        raise SmokeError("No model scored the answer.")
    first = httpx.get(answer["video"]["playback_url"], headers={"range": "bytes=0-1023"}, timeout=ANSWER_TIMEOUT_S)
    if first.status_code != httpx.codes.PARTIAL_CONTENT:
        raise SmokeError(f"The recording's address answers {first.status_code}.")


def _beat(site: str, ticket: str) -> None:
    with closing(_open(f"{site}/live?ticket={ticket}", site)) as socket:
        for action, answer in (("join_session", "joined"), ("heartbeat", "heartbeat")):
            socket.send(json.dumps({"action": action}))
            told = json.loads(socket.recv())
            if told["type"] != answer:
                raise SmokeError(f"The live socket answers {action} with {told}.")


def _converse(site: str, ticket: str, recorded: Recording) -> None:
    """Hear the question, then say the beginning of the answer as fast as a person does."""
    with closing(_open(f"{site}/voice?ticket={ticket}", site)) as socket:
        ready, _ = _until(socket, "ready")
        if not (ready["agent"] and ready["recognition"]):
            raise SmokeError(f"The voice is not ready: {ready}.")
        _tell(socket, "ask", question=0)
        _, sound_bytes = _until(socket, "audio_done")
        if sound_bytes < MIN_VOICE_BYTES:
            raise SmokeError(f"The agent said {sound_bytes} bytes of the question.")
        _tell(socket, "answer_started", question=0)
        began = time.monotonic()
        for number, frame in enumerate(_frames(recorded)):
            time.sleep(max(0.0, began + number * FRAME_S - time.monotonic()))
            socket.send_binary(frame)
        _tell(socket, "answer_finished", question=0)
        stored, _ = _until(socket, "answer_stored")
        if not stored["text"]:
            raise SmokeError("Nothing was recognised of what was said.")


def _open(url: str, origin: str) -> websocket.WebSocket:
    return websocket.create_connection(url.replace("http", "ws", 1), origin=origin, timeout=ANSWER_TIMEOUT_S)


def _tell(socket: websocket.WebSocket, kind: str, **fields: Any) -> None:
    socket.send(json.dumps({"type": kind, **fields}))


def _until(socket: websocket.WebSocket, kind: str) -> tuple[dict[str, Any], int]:
    """The next message of a kind, and how many bytes of sound came before it."""
    sound_bytes, told = 0, dict[str, Any]()
    while told.get("type") != kind:
        opcode, content = socket.recv_data()
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise SmokeError(f"The voice hung up before {kind!r}; the last it said was {told}.")
        if opcode == websocket.ABNF.OPCODE_BINARY:
            sound_bytes += len(content)
            continue
        told = json.loads(content)
        if told["type"] == "error":
            raise SmokeError(f"The voice proxy says: {told['message']} ({told['code']})")
    return told, sound_bytes


def _frames(recorded: Recording) -> list[bytes]:
    """The beginning of the recording's sound as a microphone gives it: linear 16 bit, 16 kHz, mono."""
    decode = ["-loglevel", "error", "-i", "-", "-t", str(SPOKEN_S), "-f", "s16le", "-ac", "1", "-ar", "16000", "-"]
    whole = b"".join(recorded.chunks.values())
    sound = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), *decode], input=whole, capture_output=True, check=True
    ).stdout
    return [sound[at : at + FRAME_BYTES] for at in range(0, len(sound), FRAME_BYTES)]


def _wait_for_feedback(candidate: Candidate) -> None:
    """A stored answer has words; feedback that is pending is asked for again, one that is refused is the finding."""
    if not poll_until(
        lambda: candidate.feedback(0).raise_for_status().status_code == httpx.codes.OK,
        timeout_s=FEEDBACK_TIMEOUT_S,
        every_s=1,
    ):
        raise SmokeError("There was no feedback on the answer.")


def _shared(said: str, heard: str) -> float:
    said_words, heard_words = (
        {"".join(filter(str.isalnum, word)) for word in text.lower().split()} for text in (said, heard)
    )
    return len(said_words & heard_words) / len(said_words)

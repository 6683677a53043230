"""From "completed" to the scorecard: `make bench NAME=goodbye`.

What a candidate's last call starts is timed against a local cloud of its own, stand-ins for both vendors included: from
the call that finishes the interview to the session being `done`, and from the last merge to the scorecard of the whole
interview, which is made right after. Interviews of 5 and
of 60 minutes, in two readings: three questions with longer answers, and more questions of five minutes each. Recordings
are lengthened from a kept one.

As in life, the words of an answer are there when it ends, for they are recognised while it is spoken, and an answer is
worked on while the next one is given. Delivery is not timed. The last manifest is sent at two times: right before the
finish, as by a page without an agent, so that the last answer is still to be merged; and the time of a goodbye before
it, in which the agent speaks feedback and takes leave.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.long_recording import LongRecording, lengthen
from benchmarks.reporting import report
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.domain.clock import utc_now
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.domain.transcripts.transcript import Word
from interview.use_cases.transcripts.store_live_transcript import StoreLiveTranscript
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import poll_until
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.recruiter import Recruiter

QUESTION = {"text": "What was your hardest bug?", "expected_points": ["Names the cause"], "answer_time_s": 1800}
RECORDING = "incident"
STREAM = "take"
POSTS_AT_ONCE = 4


@dataclass(frozen=True)
class Reading:
    """An interview of so many questions, each answered for so long."""

    name: str
    questions: int
    answer_minutes: float

    @property
    def minutes(self) -> int:
        return round(self.questions * self.answer_minutes)


GOODBYES_S = (0, 8)
READINGS = (
    Reading("longer answers", 3, 5 / 3),
    Reading("longer answers", 3, 20),
    Reading("more answers", 1, 5),
    Reading("more answers", 12, 5),
)


@dataclass(frozen=True)
class Took:
    """Seconds from the call that finished the interview to `done`, and from its last merge to its scorecard."""

    from_finish: float
    from_last_merge: float


Measured = dict[tuple[Reading, float], list[Took]]


def spoken(session_id: UUID, question: int, duration_ms: int) -> Iterator[TranscriptLine]:
    """The kept recording's words, again and again: what recognition wrote down while the answer was given."""
    source = recording(RECORDING)
    texts = source.answer.split()
    each_ms = source.duration_ms // len(texts)
    for seq, start_ms in enumerate(range(0, duration_ms, source.duration_ms)):
        times = range(start_ms, duration_ms, each_ms)
        words = tuple(
            Word(text=text, start_ms=ms, end_ms=ms + each_ms, confidence=0.9)
            for text, ms in zip(texts, times, strict=False)
        )
        yield TranscriptLine(
            session_id=session_id,
            question_index=question,
            stream=STREAM,
            seq=seq,
            text=" ".join(word.text for word in words),
            words=words,
            start_ms=start_ms,
            end_ms=words[-1].end_ms,
            final=True,
            at=utc_now(),
        )


@dataclass(frozen=True)
class Bench:
    cloud: LocalCloud
    recruiter: Recruiter
    database: Database
    recordings: dict[float, LongRecording]

    def seconds(self, reading: Reading, goodbye_s: float) -> Took:
        """Take one interview whose goodbye takes so long."""
        template = self.recruiter.make_template("Benchmark", [QUESTION] * reading.questions)
        session_id, token = self.recruiter.invite(template, "Candidate")
        recorded = self.recordings[reading.answer_minutes]
        manifest = recorded.manifest.model_dump(mode="json")
        with Candidate(self.cloud.edge_url, token) as candidate:
            candidate.start("Candidate")
            *before, last = range(reading.questions)
            for question in before:
                self._deliver(candidate, UUID(session_id), question, recorded)
                candidate.send_manifest(question, manifest)
            self._deliver(candidate, UUID(session_id), last, recorded)
            self._worked_on(session_id, len(before))
            candidate.send_manifest(last, manifest)
            time.sleep(goodbye_s)
            began = time.perf_counter()
            candidate.finish()
            took_s = self._done(UUID(session_id)) - began
        return Took(took_s, self._since_last_merge(UUID(session_id)))

    def _deliver(self, candidate: Candidate, session_id: UUID, question: int, recorded: LongRecording) -> None:
        """Its chunks to the bucket, until all are registered, and its words to the database."""
        lease = candidate.lease(question)
        paths = recorded.paths

        def post(index: int) -> None:
            candidate.post(lease, index, paths[index].read_bytes()).raise_for_status()

        with ThreadPoolExecutor(POSTS_AT_ONCE) as pool:
            list(pool.map(post, range(len(paths))))
        asked = {"session_id": session_id, "question_index": question}
        assert poll_until(
            lambda: self.database["chunks"].count_documents(asked) == len(paths), timeout_s=60, every_s=0.1
        )
        lines = TranscriptLineRepository(self.database)
        duration_ms = sum(chunk.duration_ms for chunk in recorded.manifest.chunks())
        lines.store(list(spoken(session_id, question, duration_ms)))
        session = SessionRepository(self.database).get(session_id)
        assert session
        StoreLiveTranscript(SessionRepository(self.database), AnswerRepository(self.database), lines)(
            session.permit, question, STREAM, complete=True, duration_ms=duration_ms, language="en", source="benchmark"
        )

    def _worked_on(self, session_id: str, count: int) -> None:
        """Wait until the first answers are scored."""

        def scored() -> bool:
            answers = self.recruiter.progress(session_id)["answers"]
            return all(answer["state"] == "scored" for answer in answers[:count])

        assert poll_until(scored, timeout_s=300, every_s=0.5)

    def _since_last_merge(self, session_id: UUID) -> float:
        """To the scorecard that is of all answers, by the database's dates."""
        asked = SessionRepository(self.database).get(session_id)
        scorecards = ScorecardRepository(self.database)
        assert asked
        assert poll_until(lambda: scorecards.get(session_id) is not None, timeout_s=60, every_s=0.02)
        made = scorecards.get(session_id)
        assert made
        assert len(made.scorecard.rests_on) == len(asked.questions)
        merged = self.database["answers"].find({"session_id": session_id}, {"video.merged_at": True})
        last = max(answer["video"]["merged_at"] for answer in merged)
        return float((made.made_at - last).total_seconds())

    def _done(self, session_id: UUID) -> float:
        """When the session was `done`."""
        state = ""

        def ended() -> bool:
            nonlocal state
            state = self.database["sessions"].find_one({"_id": session_id}, {"state": True})["state"]  # type: ignore[index]
            return state in ("done", "failed")

        assert poll_until(ended, timeout_s=300, every_s=0.02)
        at = time.perf_counter()
        assert state == "done"
        return at


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--runs", type=int, default=5, help="interviews of each kind")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="colloquy-bench-") as name:
        folder = Path(name)
        lengths = {reading.answer_minutes for reading in READINGS}
        recordings = {
            minutes: lengthen(recording(RECORDING), minutes, folder / f"{minutes:.1f}") for minutes in lengths
        }
        with (
            LocalCloud(base_port=chosen.base_port, data=folder / "data") as cloud,
            Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter,
        ):
            database = connect(cloud.mongodb_uri, "colloquy")
            bench = Bench(cloud, recruiter, database, recordings)
            bench.seconds(READINGS[0], 0)  # every function is warm after this
            took: Measured = {(reading, goodbye_s): [] for reading in READINGS for goodbye_s in GOODBYES_S}
            for _ in range(chosen.runs):
                for reading, goodbye_s in took:
                    took[reading, goodbye_s].append(bench.seconds(reading, goodbye_s))
            database.client.close()
    figures = result(took, recordings)
    print(report("goodbye", figures))


def result(took: Measured, recordings: dict[float, LongRecording]) -> dict[str, Any]:
    finish = {key: [each.from_finish for each in values] for key, values in took.items()}
    merge = {key: [each.from_last_merge for each in values] for key, values in took.items()}
    medians = {key: statistics.median(values) for key, values in finish.items()}
    return {
        "finish_to_done": [
            {
                "reading": reading.name,
                "minutes": reading.minutes,
                "questions": reading.questions,
                "answer_minutes": round(reading.answer_minutes, 2),
                "answer_mb": round(recordings[reading.answer_minutes].size / 1e6, 1),
                "goodbye_s": goodbye_s,
                "p50_s": round(medians[reading, goodbye_s], 2),
                "max_s": round(max(values), 2),
                "last_merge_to_scorecard_p50_s": round(statistics.median(merge[reading, goodbye_s]), 2),
                "last_merge_to_scorecard_max_s": round(max(merge[reading, goodbye_s]), 2),
                "of": len(values),
            }
            for (reading, goodbye_s), values in finish.items()
        ],
        "ratio_60_to_5": [
            {
                "reading": short.name,
                "goodbye_s": goodbye_s,
                "p50": round(medians[long, goodbye_s] / medians[short, goodbye_s], 2),
            }
            for short, long in zip(READINGS[::2], READINGS[1::2], strict=True)
            for goodbye_s in GOODBYES_S
        ],
    }


if __name__ == "__main__":
    main()

"""An interview that holds as much as docs/security.md lets it hold, put into the database as it would stand there."""

from dataclasses import dataclass
from datetime import timedelta
from string import ascii_lowercase
from typing import Any
from uuid import UUID, uuid4

from interview.adapters.mongo.client import Database, document
from interview.domain import quotas
from interview.domain.clock import utc_now
from interview.domain.evaluation.feedback import LENGTHS, Feedback
from interview.domain.evaluation.quotes import Evidence
from interview.domain.evaluation.score import CriterionScore, PointScore, Score
from interview.domain.recordings.chunks import MAX_RUNS, MAX_SESSION_CHUNKS, MAX_SPANS, Manifest
from interview.domain.recordings.stitching import MAX_GAPS
from interview.domain.recordings.videos import Gap, Video
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.failures import answer_failure
from interview.domain.templates import AskedQuestion
from interview.domain.transcripts.corrections import Correction
from interview.domain.transcripts.text_answers import MAX_TEXT_ANSWER, TextAnswer
from interview.domain.transcripts.transcript import Transcript, Word, transcript_hash

MAIN_QUESTIONS = 50
FOLLOW_UPS = 2
MAX_QUESTION, MAX_POINTS, MAX_POINT = 2_000, 20, 300
WORDS_A_MINUTE = 150
DETAIL = {f"{n}{'d' * 30}": "ж" * 100 for n in "abcdefgh"}
"""Of an event, as large as an earlier version took it."""


@dataclass(frozen=True)
class Sizes:
    """`words` are of each question: those that the vendor's quota of listening lets through."""

    main_questions: int = MAIN_QUESTIONS
    flags: int = quotas.PROCTORING_EVENTS.most
    words: int = quotas.VOICE_SECONDS.most // 60 * WORDS_A_MINUTE // (MAIN_QUESTIONS * (1 + FOLLOW_UPS))
    runs: int = MAX_RUNS
    spans: int = MAX_SPANS
    gaps: int = MAX_GAPS


def fill(database: Database, session_id: UUID, sizes: Sizes) -> None:
    """Make a stored session as full as it can be."""
    main = [
        AskedQuestion(
            text="q" * MAX_QUESTION,
            expected_points=tuple(letter * MAX_POINT for letter in ascii_lowercase[:MAX_POINTS]),
            follow_ups=2,
        )
    ] * sizes.main_questions
    follow_ups = [
        AskedQuestion(text="f" * LENGTHS["follow_up"][1], expected_points=question.expected_points, follows=index)
        for index, question in enumerate(main)
        for _ in range(FOLLOW_UPS)
    ]
    questions = [*main, *follow_ups]
    began = utc_now()
    database.sessions.update_one(
        {"_id": session_id},
        {
            "$set": {
                "questions": [question.model_dump() for question in questions],
                "state": "in_progress",
                "started_at": began,
                "accommodations.text_answers": True,
            }
        },
    )
    database.answers.delete_many({"session_id": session_id})
    answer = a_full_answer(session_id, len(questions), sizes)
    score = {"scored_at": began, "score": a_score(answer.scored_hash or "").model_dump()}
    of_each = [{"session_id": session_id, "question_index": index} for index in range(len(questions))]
    full = document(answer)
    database.answers.insert_many([{**full, **one, "link_number": 0} for one in of_each])
    database.scores.insert_many([{**score, **one, "fingerprint": "f"} for one in of_each])
    if sizes.flags:
        database.proctoring_events.insert_many(
            [
                {
                    "session_id": session_id,
                    "event_id": uuid4(),
                    "type": "COPY",
                    "question_index": n % len(questions),
                    "at": began + timedelta(seconds=n),
                    "detail": DETAIL,
                    "received_at": began,
                    "expires_at": began + timedelta(days=30),
                }
                for n in range(sizes.flags)
            ]
        )


def a_transcript(words: int) -> Transcript:
    heard = tuple(
        Word(text=f"word{n % 97}.", start_ms=n * 400, end_ms=n * 400 + 399, confidence=0.987654321)
        for n in range(words)
    )
    return Transcript(
        text=" ".join(word.text for word in heard),
        words=heard,
        language="en",
        duration_ms=words * 400,
        source="deepgram flux-general-en 2026",
        request_id=str(uuid4()),
        made_at=utc_now(),
    )


def a_correction(words: int) -> Correction:
    heard = a_transcript(words).text
    text = heard.replace("word1.", "other")
    return Correction(
        text=text,
        words_changed=words // 97,
        corrected_at=utc_now(),
        transcript_hash=transcript_hash(a_transcript(words)),
    )


def a_full_manifest(chunks: int, sizes: Sizes) -> Manifest:
    """All the chunks in the first run, and the others empty: the page died before anything of them was kept."""
    named = [
        {"index": n, "size": 1_000_000, "sha256": f"{n:064x}", "start_ms": n * 5000, "duration_ms": 5000}
        for n in range(chunks)
    ]
    spans = [{"start_ms": 1_000_000 + n, "end_ms": 1_000_000 + n} for n in range(sizes.spans)]
    runs: list[dict[str, Any]] = [
        {"run": run, "mime": "video/webm;codecs=vp9,opus", "started_at": utc_now(), "interrupted": True, "chunks": []}
        for run in range(sizes.runs)
    ]
    runs[0] |= {"chunks": named, "without_picture": spans}
    return Manifest.model_validate({"runs": runs})


def a_full_answer(session_id: UUID, questions: int, sizes: Sizes) -> Answer:
    """Of one of so many questions."""
    transcript, correction = a_transcript(sizes.words), a_correction(sizes.words)
    manifest = a_full_manifest(MAX_SESSION_CHUNKS // questions, sizes)
    now = utc_now()
    reason = "chunk 1234 (bytes 123456789 to 123456799) holds more pieces than a recording has, and cannot be read"
    return Answer(
        session_id=session_id,
        question_index=0,
        asked_at=now,
        next_run=len(manifest.runs),
        manifest=manifest,
        video=Video(
            key=f"{session_id}/0/abc.webm",
            audio_key=None,
            digest="abc",
            size=10**9,
            duration_ms=10**6,
            recorded_ms=10**7,
            gaps=tuple(Gap(start_ms=10**6 + n, end_ms=10**6 + n, reason=reason) for n in range(sizes.gaps)),
            merged_at=now,
        ),
        transcript=transcript,
        transcript_digest="abc",
        live_transcript=transcript,
        live_complete=True,
        correction=correction,
        text_answer=TextAnswer(text="ж" * MAX_TEXT_ANSWER, written_at=now),
        feedback=Feedback(
            score=5,
            written="f" * LENGTHS["written"][1],
            spoken="s" * LENGTHS["spoken"][1],
            follow_up="f" * LENGTHS["follow_up"][1],
            transcript_hash=transcript_hash(transcript),
            made_at=now,
        ),
        failure=answer_failure("MediaError", "m" * 1_000, attempt=1),
    )


def a_score(words_hash: str) -> Score:
    """As much as a reply of 4,096 tokens has room for."""
    quote = Evidence(quote="q" * 150, start_ms=1_000_000, end_ms=1_000_000)
    return Score(
        overall=5.0,
        low=5.0,
        high=5.0,
        abstained_because=None,
        criteria=tuple(
            CriterionScore(
                name=name,
                level=3,
                low=3,
                high=3,
                reason="r" * 500,
                evidence=(quote,) * 3,
                unfound_quotes=0,
                supported=True,
            )
            for name in ("content", "structure", "clarity", "delivery")
        ),
        expected_points=tuple(
            PointScore(point="p" * MAX_POINT, verdict="found", evidence=(quote,), unfound_quotes=0)
            for _ in range(MAX_POINTS)
        ),
        strengths=("s" * 300,) * 3,
        improvements=("i" * 300,) * 3,
        summary="s" * 500,
        word_count=1000,
        unfound_quotes=0,
        prompt_hash="0" * 64,
        rubric_hash="0" * 64,
        transcript_hash=words_hash,
        samples=(),
    )

"""Answers: one document a question, made together with the session.

What a candidate writes is written by a `Permit`, and its filter is that the answer is open under that link. Beside the
fields of `Answer` a document has `link_number`, of the newest link that has written or was closed, and `closed_at`, the
time of the lock. Both only ever move on: what is late finds them as they are. `merge_due_at` is when the sweeper next
asks for a merge of what an open interview has delivered, `overtaken_at` when a video was published that is not in words
yet, and `organisation_id` says whose turn that is.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from pymongo import ASCENDING

from interview.adapters.mongo.client import (
    Database,
    Document,
    Model,
    all_parsed,
    document,
    insert_missing,
    parsed,
    repository,
    unreadable,
)
from interview.adapters.mongo.turns import in_turns
from interview.adapters.mongo.usage import FIELD as USAGE
from interview.adapters.mongo.usage import room_for
from interview.domain import quotas
from interview.domain.evaluation.feedback import Feedback, PreparedFeedback
from interview.domain.recordings.chunks import (
    MAX_CHUNK_MS,
    MAX_RUNS,
    MAX_SESSION_CHUNKS,
    Delivery,
    Expected,
    Manifest,
)
from interview.domain.recordings.videos import Video
from interview.domain.sessions.answer import Answer, AnswerProgress
from interview.domain.sessions.failures import AnswerFailure, answer_failure
from interview.domain.sessions.session import CLOSED, REPLACED, Permit, Session, SessionState
from interview.domain.sessions.time_used import TimeUsed
from interview.domain.templates import Rubric
from interview.domain.transcripts.corrections import Correction
from interview.domain.transcripts.live_transcripts import LiveTake
from interview.domain.transcripts.text_answers import TextAnswer
from interview.domain.transcripts.transcript import Transcript, Word
from interview.errors import (
    LinkClosedError,
    LinkReplacedError,
    MalformedRequestError,
    NotFoundError,
    PublishConflictError,
    RecordedTooOftenError,
    StoredDocumentError,
    TooManyAttemptsError,
)

MANIFEST_TRIES = 5
TRANSCRIPTS = ("transcript", "live_transcript")
WORDLESS = {"_id": False, **{f"{name}.words": False for name in TRANSCRIPTS}}
MAX_OVERTAKEN = 100
MAX_DUE = 100
TEXTS_AT_ONCE = 10
SAID = dict.fromkeys(("session_id", "question_index", "transcript", "correction"), True)
"""What `Answer.scored_words` are made of."""
NO_LINK = -1
"""Number in an answer that no link has written yet."""
NAMED = {
    "$reduce": {
        "input": {"$ifNull": ["$manifest.runs.chunks", []]},
        "initialValue": [],
        "in": {
            "$concatArrays": [
                "$$value",
                {"$map": {"input": "$$this", "as": "named", "in": {"index": "$$named.index", "size": "$$named.size"}}},
            ]
        },
    }
}
"""Index and size of every chunk that an answer's manifest names, all runs in one list."""
CHUNKS_MS = {
    "$map": {
        "input": {"$ifNull": ["$$run.chunks", []]},
        "as": "chunk",
        "in": {"$min": ["$$chunk.duration_ms", MAX_CHUNK_MS]},
    }
}
RUNS_MS = {"$map": {"input": "$manifest.runs", "as": "run", "in": {"$sum": CHUNKS_MS}}}


def _feedback(field: str) -> Document:
    """A field of an answer's feedback, where it is and where it was stored once; null for none."""
    return {"$ifNull": [f"$feedback.{field}", f"$review.{field}", None]}


FEEDBACK_TEXT = {"$ifNull": ["$text_answer.text", "$live_transcript.text", "$transcript.text", None]}
"""The text of `Answer.feedback_words`."""
GAPS_INSIDE = {"$filter": {"input": "$video.gaps", "as": "gap", "cond": {"$gt": ["$$gap.end_ms", "$video.offset_ms"]}}}
LOST_MS = {"$map": {"input": GAPS_INSIDE, "as": "gap", "in": {"$subtract": ["$$gap.end_ms", "$$gap.start_ms"]}}}
AWAITED = {"score_awaited_since": {"$exists": True}}
MAX_AWAITED = 200
"""That one sweep looks after."""


class AwaitedScore(NamedTuple):
    session_id: UUID
    question_index: int
    version: int


PROGRESS = {
    "_id": False,
    **dict.fromkeys(("session_id", "question_index", "given_at", "asked_at", "next_run", "time_used", "failure"), True),
    "added_at": True,
    "added_late_ms": {"$ifNull": ["$added_late_ms", 0]},
    "filmed_ms": {
        "$cond": [{"$isArray": "$video.gaps"}, {"$subtract": ["$video.duration_ms", {"$sum": LOST_MS}]}, None]
    },
    "recorded_ms": {"$cond": [{"$isArray": "$manifest.runs"}, {"$sum": RUNS_MS}, None]},
    "broke_off": {"$ifNull": [{"$last": "$manifest.runs.interrupted"}, False]},
    "made_at": {
        "video": "$video.merged_at",
        "transcript": "$transcript.made_at",
        "live_transcript": "$live_transcript.made_at",
        "correction": "$correction.corrected_at",
        "text_answer": "$text_answer.written_at",
        "feedback": _feedback("made_at"),
    },
    "spoken": _feedback("spoken"),
    "score_version": {"$ifNull": ["$score_version", 0]},
    "score_awaited_since": True,
}
"""`AnswerProgress`, counted where the answer is: neither words nor manifests leave the database for it."""


@repository
class AnswerRepository:
    def __init__(self, database: Database) -> None:
        self._answers = database["answers"]

    def add(self, session: Session) -> None:
        """An empty answer for each question of a new session."""
        self._answers.insert_many([self._empty(session, index) for index in range(len(session.questions))])

    def add_many(self, sessions: Collection[Session]) -> None:
        """As `add`; those that are there already stay as they are."""
        insert_missing(
            self._answers,
            [self._empty(session, index) for session in sessions for index in range(len(session.questions))],
        )

    def add_one(self, session: Session, question_index: int) -> None:
        """An empty answer for one more question; one that is there stays as it is."""
        empty = self._empty(session, question_index)
        self._answers.update_one(self._question(session.id, question_index), {"$setOnInsert": empty}, upsert=True)

    def get(self, session_id: UUID, question_index: int) -> Answer:
        """Raises NotFoundError where the session has no such question."""
        stored = self._answers.find_one(self._question(session_id, question_index), {"_id": False})
        if stored is None:
            raise NotFoundError("No such question.")
        return parsed(Answer, stored)

    def next_run(self, session_id: UUID, question_index: int) -> int:
        """The first recorder run that was not handed out yet. Raises NotFoundError as `get` does."""
        return int(self._part(session_id, question_index, "next_run"))

    def closed_at(self, session_id: UUID, question_index: int) -> datetime | None:
        """When the lock closed it, None while it is open. Raises NotFoundError as `get` does."""
        closed_at: datetime | None = self._part(session_id, question_index, "closed_at")
        return closed_at

    def manifest(self, session_id: UUID, question_index: int) -> Manifest | None:
        """Raises NotFoundError as `get` does."""
        stored = self._part(session_id, question_index, "manifest")
        return parsed(Manifest, stored) if stored else None

    def spoken_feedback(self, session_id: UUID, question_index: int) -> str | None:
        """What may be said of an answer; None while it has no feedback about the words that count. Raises NotFoundError
        as `get` does."""
        fields = ("session_id", "question_index", "feedback", "review", "text_answer", *TRANSCRIPTS)
        found = self._answers.aggregate(
            [
                {"$match": self._question(session_id, question_index)},
                {"$project": {"_id": False, **dict.fromkeys(fields, True)}},
                {"$unset": [f"{name}.words" for name in TRANSCRIPTS]},
            ]
        )
        stored = next(iter(found), None)
        if stored is None:
            raise NotFoundError("No such question.")
        feedback = parsed(Answer, _wordless(stored)).standing_feedback
        return feedback.spoken if feedback else None

    def progress(self, session_id: UUID) -> list[AnswerProgress]:
        """How far each answer has come, in the order of their questions. One that cannot be read stands there as
        failed."""
        return self.progress_of([session_id])[session_id]

    def progress_of(self, session_ids: Collection[UUID]) -> dict[UUID, list[AnswerProgress]]:
        """As `progress`, of each of these sessions."""
        by_question = [("session_id", ASCENDING), ("question_index", ASCENDING)]
        in_order: list[Document] = [
            {"$match": {"session_id": {"$in": list(session_ids)}}},
            {"$sort": dict(by_question)},
            {"$project": PROGRESS},
        ]
        progress: dict[UUID, list[AnswerProgress]] = defaultdict(list)
        for stored in self._answers.aggregate(in_order):
            progress[stored["session_id"]].append(_readable(AnswerProgress, stored))
        return progress

    def answered(self, session_ids: Collection[UUID]) -> dict[UUID, set[int]]:
        """Of which questions of each session something was recorded or written."""
        there = {"$or": [{"manifest": {"$type": "object"}}, {"text_answer": {"$type": "object"}}]}
        found = self._answers.find(
            {"session_id": {"$in": list(session_ids)}, **there}, {"session_id": True, "question_index": True}
        )
        answered: dict[UUID, set[int]] = defaultdict(set)
        for stored in found:
            answered[stored["session_id"]].add(int(stored["question_index"]))
        return answered

    def outlines(self, session_id: UUID) -> list[Answer]:
        """The answers of a session without the single words of their transcripts; of a manifest there
        is the last run, without its chunks. Both are thousands, or as many as somebody likes to claim."""
        last_run = {"runs": {"$slice": ["$manifest.runs", -1]}}
        found = self._answers.aggregate(
            [
                {"$match": {"session_id": session_id}},
                {"$sort": {"question_index": ASCENDING}},
                {"$unset": ["_id", "prepared", *(f"{name}.words" for name in TRANSCRIPTS)]},
                {"$set": {"manifest": {"$cond": [{"$isArray": "$manifest.runs"}, last_run, "$manifest"]}}},
                {"$unset": ["manifest.runs.chunks", "manifest.runs.without_picture"]},
            ]
        )
        return [_readable(Answer, _wordless(stored)) for stored in found]

    def scored_hashes(self, session_id: UUID) -> dict[int, str | None]:
        """`Answer.scored_hash` of each question."""
        return self.hashes_of([session_id])[session_id]

    def hashes_of(self, session_ids: Collection[UUID]) -> dict[UUID, dict[int, str | None]]:
        """As `scored_hashes`, of each of these sessions. The texts are looked at a few at a time."""
        found = self._answers.aggregate(
            [
                {"$match": {"session_id": {"$in": list(session_ids)}}},
                {"$project": {"_id": False, **SAID}},
                {"$unset": "transcript.words"},
            ],
            batchSize=TEXTS_AT_ONCE,
        )
        hashes: dict[UUID, dict[int, str | None]] = defaultdict(dict)
        for stored in found:
            answer = _readable(Answer, _wordless(stored))
            hashes[answer.session_id][answer.question_index] = answer.scored_hash
        return hashes

    def said(self, session_id: UUID) -> list[Answer]:
        """The answers of a session with the words that count, each with its time, and nothing else."""
        found = self._answers.find({"session_id": session_id}, {"_id": False, **SAID})
        return list(all_parsed(Answer, found.sort([("question_index", ASCENDING)])))

    def without_words(self, session_id: UUID, question_index: int) -> Answer:
        """An answer without the single words of its transcripts. One that cannot be read stands there as failed.

        Raises NotFoundError as `get` does.
        """
        stored = self._answers.find_one(self._question(session_id, question_index), WORDLESS)
        if stored is None:
            raise NotFoundError("No such question.")
        return _readable(Answer, _wordless(stored))

    def words(self, session_id: UUID, question_index: int, name: str, start: int, count: int) -> list[Word]:
        """`count` words of a transcript (`transcript` or `live_transcript`) from the one at `start` on."""
        of_these = {"words": {"$slice": [{"$ifNull": [f"${name}.words", []]}, start, count]}}
        question = {"$match": self._question(session_id, question_index)}
        stored = next(iter(self._answers.aggregate([question, {"$project": of_these}])), None)
        return list(all_parsed(Word, stored["words"])) if stored else []

    def expected(self, session_id: UUID, question_index: int, indexes: Collection[int]) -> Expected | None:
        """What is known of chunks of these indexes; None where the session has no such question."""
        of_these = {"input": NAMED, "cond": {"$in": ["$$this.index", list(indexes)]}}
        question = {"$match": self._question(session_id, question_index)}
        fields = {"_id": False, "next_run": True, "named": {"$filter": of_these}}
        stored = next(iter(self._answers.aggregate([question, {"$project": fields}])), None)
        if stored is None:
            return None
        return Expected(stored["next_run"], {chunk["index"]: chunk["size"] for chunk in stored["named"]})

    def deliveries(self, session_id: UUID, question_index: int | None = None, *, lacking: int = 1) -> list[Delivery]:
        """Of the questions that have a manifest, or of this one. At most `lacking` chunks of each are named.

        They are counted where they are: neither a manifest nor the registry leaves the database for it.
        """
        wanted = {"session_id": session_id} if question_index is None else self._question(session_id, question_index)
        this = [{"$eq": ["$session_id", "$$session"]}, {"$eq": ["$question_index", "$$question"]}]
        registry = {
            "from": "chunks",
            "let": {"session": "$session_id", "question": "$question_index"},
            "pipeline": [
                {"$match": {"$expr": {"$and": this}}},
                {"$project": {"_id": False, "index": "$chunk_index", "size": "$size"}},
            ],
            "as": "registered",
        }
        found = self._answers.aggregate(
            [
                {"$match": {**wanted, "manifest": {"$ne": None}}},
                {"$project": {"session_id": True, "question_index": True, "manifest": True}},
                {"$lookup": registry},
                {
                    "$project": {
                        "question_index": True,
                        "broke_off": {"$last": "$manifest.runs.interrupted"},
                        "registered": {"$size": "$registered"},
                        "missing": {"$setDifference": [NAMED, "$registered"]},
                    }
                },
                {"$sort": {"question_index": ASCENDING}},
                {"$set": {"lacking": {"$slice": ["$missing", lacking]}, "missing": {"$size": "$missing"}}},
            ]
        )
        return [
            Delivery(
                question_index=stored["question_index"],
                broke_off=bool(stored["broke_off"]),
                registered=stored["registered"],
                missing=stored["missing"],
                lacking={chunk["index"]: chunk["size"] for chunk in stored["lacking"]},
            )
            for stored in found
        ]

    def manifest_chunks(self, session_id: UUID) -> dict[int, int]:
        """How many chunks the manifest of each question names."""
        counted = {"question_index": True, "named": {"$size": NAMED}}
        found = self._answers.aggregate([{"$match": {"session_id": session_id}}, {"$project": counted}])
        return {stored["question_index"]: stored["named"] for stored in found}

    def admit(self, permit: Permit) -> None:
        """Open the answers to this link: from here on no older one writes. A newer one, or the lock, stands."""
        self._answers.update_many(
            {"session_id": permit.session_id, "link_number": {"$not": {"$gte": permit.link_number}}},
            {"$set": {"link_number": permit.link_number, "closed_at": None}},
        )

    def close(self, permit: Permit, now: datetime) -> None:
        """Close the answers to this link and all before it, ahead of the session's own lock: nothing is written beside
        that. Where the lock then fails because there is a newer link, that one opens them."""
        self._answers.update_many(
            {"session_id": permit.session_id, "link_number": {"$not": {"$gt": permit.link_number}}},
            {"$set": {"link_number": permit.link_number, "closed_at": now}},
        )

    def lease_runs(self, permit: Permit, question_index: int, count: int) -> int:
        """Hand out the next `count` recorder runs; returns the first. No run is handed out twice.

        Raises RecordedTooOftenError when there are no more of them.
        """
        before = self._write(
            permit,
            question_index,
            {"$inc": {"next_run": count}},
            {"next_run": {"$lte": MAX_RUNS - count}},
        )
        if before is None:
            raise RecordedTooOftenError("This question was recorded too often. Contact your recruiter.")
        return int(before["next_run"])

    def give(self, session_id: UUID, question_indexes: Sequence[int], now: datetime) -> None:
        """The words of these questions leave for the candidate's browser; when they first did is kept."""
        self._answers.update_many(
            {
                "session_id": session_id,
                "question_index": {"$in": list(question_indexes)},
                "given_at": None,
                "closed_at": None,
            },
            {"$set": {"given_at": now}},
        )

    def ask(self, permit: Permit, question_index: int, at: datetime) -> None:
        """The candidate has come to this question; when they first did is kept."""
        self._write(permit, question_index, {"$set": {"asked_at": at}}, {"asked_at": None})

    def keep_time(self, permit: Permit, question_index: int, used: TimeUsed) -> TimeUsed:
        """Put together what was told of a question's time: numbers grow, the first end stays; returns the whole."""
        if used.ended_at:
            ended = {"$set": {"time_used.ended_at": used.ended_at}}
            self._write(permit, question_index, ended, {"time_used.ended_at": None})
        told = used.model_dump(exclude={"ended_at"})
        self._write(permit, question_index, {"$max": {f"time_used.{name}": value for name, value in told.items()}})
        return self.get(permit.session_id, question_index).time_used

    def add_to_manifest(
        self,
        permit: Permit,
        question_index: int,
        manifest: Manifest,
        room: int = MAX_SESSION_CHUNKS,
        added: tuple[datetime, int] | None = None,
    ) -> Manifest:
        """Join a manifest with what is known; returns the whole, of at most `room` chunks. `added` says when it came to
        more, and by how many milliseconds that was late.

        Raises MalformedRequestError where it has more, and TooManyAttemptsError under a storm of them.
        """
        for _ in range(MANIFEST_TRIES):
            seen = self._part(permit.session_id, question_index, "manifest")
            known = parsed(Manifest, seen) if seen else None
            whole = known.joined_with(manifest) if known else manifest
            if sum(len(run.chunks) for run in whole.runs) > room:
                raise MalformedRequestError(f"An interview has at most {MAX_SESSION_CHUNKS} chunks.")
            # Compared as it is stored: what a later version wrote into it is none of what is parsed.
            change = {"$set": {"manifest": whole.model_dump()}}
            if added and whole.has_more_than(known):
                change = _came_to_more(change, *added)
            if self._write(permit, question_index, change, {"manifest": seen}):
                return whole
        raise TooManyAttemptsError(
            "Several lists of what was recorded came at once. Send it again.", 1.0, quotas.MANIFESTS_AT_ONCE
        )

    def claim_merge(self, session_id: UUID, question_index: int, digest: str, now: datetime, ends_at: datetime) -> bool:
        """Say that the video of that digest is being made, until `ends_at` at the latest; False where another one said
        so and still has time. The claim stands beside the answer in its document, and is no part of it.
        """
        free = [{"merge_claim.digest": {"$ne": digest}}, {"merge_claim.ends_at": {"$lte": now}}]
        claimed = self._answers.update_one(
            {**self._question(session_id, question_index), "$or": free},
            {"$set": {"merge_claim": {"digest": digest, "ends_at": ends_at}}},
        )
        return bool(claimed.matched_count)

    def drop_merge_claim(self, session_id: UUID, question_index: int, digest: str) -> None:
        """That video is not being made any more."""
        self._answers.update_one(
            {**self._question(session_id, question_index), "merge_claim.digest": digest},
            {"$unset": {"merge_claim": ""}},
        )

    def expect_merge(self, session_id: UUID, question_index: int, due_at: datetime) -> None:
        """Have what was delivered merged then, or at the time that was set before."""
        self._answers.update_one(
            {**self._question(session_id, question_index), "merge_due_at": None}, {"$set": {"merge_due_at": due_at}}
        )

    def put_merge_off(self, session_id: UUID, question_index: int, due_at: datetime | None) -> None:
        """The next merge is due then; None: no other is."""
        change = {"$set": {"merge_due_at": due_at}} if due_at else {"$unset": {"merge_due_at": ""}}
        self._answers.update_one(self._question(session_id, question_index), change)

    def merges_due(self, now: datetime) -> list[tuple[UUID, int]]:
        """The questions, by session and index, whose merge is due; the oldest of each organisation in turn."""
        item = {"session_id": "$session_id", "question_index": "$question_index"}
        due = in_turns(self._answers, [{"$match": {"merge_due_at": {"$lte": now}}}], "merge_due_at", item, MAX_DUE)
        return [(stored["session_id"], stored["question_index"]) for stored in due]

    def publish_video(self, session_id: UUID, question_index: int, video: Video, replaces: str | None) -> None:
        """Compare and set: `replaces` is the digest that was current when the merge began, None for no video.

        Raises PublishConflictError where another merge published in between.
        """
        in_words = {"$eq": ["$transcript_digest", video.digest]}
        published = {
            "video": {"$literal": video.model_dump()},
            "failure": None,
            "overtaken_at": {"$cond": [in_words, "$$REMOVE", video.merged_at]},
        }
        changed = self._answers.update_one(
            {
                **self._question(session_id, question_index),
                "$or": [{"video.digest": replaces}, {"video.digest": video.digest}],
            },
            [{"$set": published}],
        )
        if not changed.matched_count:
            raise PublishConflictError("another merge of this question was published first")

    def store_transcript(
        self, session_id: UUID, question_index: int, transcript: Transcript, digest: str | None
    ) -> None:
        """Keep the transcript of the video of that digest, None for an answer without one.

        Raises PublishConflictError where that one is outdated.
        """
        changed = self._answers.update_one(
            {**self._question(session_id, question_index), "video.digest": digest},
            {
                "$set": {"transcript": transcript.model_dump(), "transcript_digest": digest},
                "$unset": {"overtaken_at": ""},
            },
        )
        if not changed.matched_count:
            raise PublishConflictError("another merge was published while this one was transcribed")

    def store_live_transcript(
        self, permit: Permit, question_index: int, transcript: Transcript, complete: bool, take: LiveTake | None = None
    ) -> bool:
        """Keep what was recognised while the candidate spoke; `complete` says that it has no holes. False where there
        is what was stored when more of the same take had been heard."""
        told = {"live_transcript": transcript.model_dump(), "live_complete": complete}
        if take is None:
            return self._write(permit, question_index, {"$set": told}) is not None
        no_less = [{"live_take.stream": {"$ne": take.stream}}, {"live_take.heard_ms": {"$lte": take.heard_ms}}]
        change = {"$set": told | {"live_take": take.model_dump()}}
        return self._write(permit, question_index, change, {"$or": no_less}) is not None

    def reopen_live_transcript(self, permit: Permit, question_index: int) -> None:
        """More is said than the live transcript holds, until it is stored again."""
        self._write(permit, question_index, {"$set": {"live_complete": False}})

    def store_correction(self, permit: Permit, question_index: int, correction: Correction, heard: str) -> bool:
        """False where the live transcript does not say `heard` any more."""
        change = {"$set": {"correction": correction.model_dump()}}
        return self._write(permit, question_index, change, {"live_transcript.text": heard}) is not None

    def store_text_answer(self, permit: Permit, question_index: int, answer: TextAnswer, late_ms: int = 0) -> None:
        """A repeat of the text that is there changes nothing."""
        change = _came_to_more({"$set": {"text_answer": answer.model_dump()}}, answer.written_at, late_ms)
        self._write(permit, question_index, change, {"text_answer.text": {"$ne": answer.text}})

    def store_feedback(self, permit: Permit, question_index: int, feedback: Feedback, words: Transcript) -> bool:
        """Keep the first feedback about these words. False where there is one, or other words count by now."""
        change = {"$set": {"feedback": feedback.model_dump()}, "$unset": {"review": True, "prepared": True}}
        is_first = {"$ne": [_feedback("transcript_hash"), {"$literal": feedback.transcript_hash}]}
        they_count = {"$eq": [FEEDBACK_TEXT, {"$literal": words.text}]}
        return self._write(permit, question_index, change, {"$expr": {"$and": [is_first, they_count]}}) is not None

    def prepare_feedback(self, permit: Permit, question_index: int, prepared: PreparedFeedback) -> None:
        """Keep it in the place of what was prepared before; what was asked for later stays."""
        is_newer = [{"prepared": None}, {"prepared.asked_at": {"$lte": prepared.asked_at}}]
        self._write(permit, question_index, {"$set": {"prepared": prepared.model_dump()}}, {"$or": is_newer})

    def overtaken(self, since: datetime) -> list[UUID]:
        """Sessions that are done, with a video that was merged since then and is not in words: late chunks made
        another, or the first. The oldest of each organisation in turn."""
        session = {
            "from": "sessions",
            "localField": "_id",
            "foreignField": "_id",
            "pipeline": [{"$match": {"state": SessionState.DONE.value}}, {"$project": {"organisation_id": True}}],
            "as": "done",
        }
        found: list[Document] = [
            {"$match": {"overtaken_at": {"$gte": since}}},
            {"$group": {"_id": "$session_id", "overtaken_at": {"$min": "$overtaken_at"}}},
            {"$lookup": session},
            {"$unwind": "$done"},
            {"$set": {"organisation_id": "$done.organisation_id"}},
        ]
        return in_turns(self._answers, found, "overtaken_at", "$_id", MAX_OVERTAKEN)

    def leave_overtaken(self, session_id: UUID) -> None:
        """Let the transcripts of a session stand beside their newer videos."""
        overtaken = {"session_id": session_id, "overtaken_at": {"$exists": True}}
        self._answers.update_many(overtaken, {"$unset": {"overtaken_at": ""}})

    def record_failure(self, session_id: UUID, question_index: int, failure: AnswerFailure | None) -> None:
        """Name why processing gave up on a question, or None to take that back."""
        self._answers.update_one(
            self._question(session_id, question_index),
            {
                "$set": {"failure": failure.model_dump() if failure else None},
                # A person decides whether it is tried again.
                **({"$unset": {"overtaken_at": ""}} if failure else {}),
            },
        )

    def take_back_failure(self, session_id: UUID, question_index: int, attempt: int) -> None:
        """That of this attempt; one of a later attempt stays."""
        of_attempt = {**self._question(session_id, question_index), "failure.attempt": attempt}
        self._answers.update_one(of_attempt, {"$set": {"failure": None}})

    def ask_for_scores(
        self, session_id: UUID, after: Mapping[int, int], rubric: Rubric | None, now: datetime
    ) -> set[int]:
        """Want one more score of each question where there were as many as `after` says, none is awaited and there is
        room for it, and count it in the same step; a repeat changes nothing. It is awaited until it is made or given
        up. Of which questions one is wanted now, by this call."""
        wanted = {"score_rubric": rubric.model_dump() if rubric else None, "score_awaited_since": now}
        asked = set()
        for question_index, version in after.items():
            changed = self._answers.update_one(
                {
                    **self._question(session_id, question_index),
                    "score_version": {"$in": [0, None]} if version == 0 else version,
                    "score_awaited_since": None,
                    **room_for(quotas.RESCORES),
                },
                {"$set": {"score_version": version + 1, **wanted}, "$inc": {f"{USAGE}.{quotas.RESCORES.name}": 1}},
            )
            if changed.matched_count:
                asked.add(question_index)
        return asked

    def score_made(self, session_id: UUID, question_index: int, version: int) -> None:
        """The score that was asked for last is made, or will not be: it is awaited no more."""
        self._answers.update_one(
            {**self._question(session_id, question_index), "score_version": version, **AWAITED},
            {"$unset": {"score_awaited_since": ""}},
        )

    def scores_awaited(self, since_before: datetime) -> list[AwaitedScore]:
        """Scores that were asked for before then and are not made; the oldest of each organisation in turn."""
        item = {name: f"${name}" for name in ("session_id", "question_index", "score_version")}
        asked = {"$match": {"score_awaited_since": {"$lte": since_before}}}
        awaited = in_turns(self._answers, [asked], "score_awaited_since", item, MAX_AWAITED)
        return [AwaitedScore(row["session_id"], row["question_index"], row["score_version"]) for row in awaited]

    def _part(self, session_id: UUID, question_index: int, field: str) -> Any:
        """One field as it is stored. Raises NotFoundError where the session has no such question."""
        stored = self._answers.find_one(self._question(session_id, question_index), {"_id": False, field: True})
        if stored is None:
            raise NotFoundError("No such question.")
        return stored.get(field)

    def _write(
        self,
        permit: Permit,
        question_index: int,
        change: Mapping[str, Any],
        condition: Mapping[str, Any] = MappingProxyType({}),
    ) -> Document | None:
        """Change an answer that is open under this link; returns `next_run` of before, None where `condition` fails.

        Raises LinkClosedError after the lock, LinkReplacedError where there is a newer link, and NotFoundError where
        the answer is gone.
        """
        question = self._question(permit.session_id, question_index)
        under_link = {"link_number": permit.link_number, "closed_at": None}
        was_open = False
        while True:
            before = self._answers.find_one_and_update(
                {**question, **under_link, **condition}, change, {"next_run": True}
            )
            if before is not None:
                return before
            stands = self._answers.find_one(question, dict.fromkeys(under_link, True))
            if stands is None:
                raise NotFoundError("No such question.")
            number = stands.get("link_number", NO_LINK)
            if number > permit.link_number:
                raise LinkReplacedError(REPLACED)
            if number == permit.link_number and stands.get("closed_at"):
                raise LinkClosedError(CLOSED)
            if number < permit.link_number:
                self.admit(permit)
            elif was_open:
                return None
            else:
                was_open = True  # since the try or before it: one more tells

    @staticmethod
    def _empty(session: Session, question_index: int) -> Document:
        empty = document(Answer(session_id=session.id, question_index=question_index))
        return {**empty, "organisation_id": session.organisation_id}

    @staticmethod
    def _question(session_id: UUID, question_index: int) -> dict[str, Any]:
        return {"session_id": session_id, "question_index": question_index}


def _readable(model: type[Model], stored: Document) -> Model:
    """An answer that cannot be read says so in the place of what it holds: the others of its session are shown."""
    try:
        return parsed(model, stored)
    except StoredDocumentError as error:
        unreadable(stored, error)
        failure = answer_failure(type(error).__name__, error.message, attempt=0)
        return model(session_id=stored["session_id"], question_index=stored["question_index"], failure=failure)


def _wordless(stored: Document) -> Document:
    """Transcripts whose words were left in the database, with none."""
    return stored | {name: {**stored[name], "words": []} for name in TRANSCRIPTS if stored.get(name)}


def _came_to_more(change: Document, at: datetime, late_ms: int) -> Document:
    """With when that was, which only moves on: a page that says later that it was earlier changes nothing."""
    was_at = at - timedelta(milliseconds=late_ms)
    return {**change, "$set": {**change["$set"], "added_late_ms": late_ms}, "$max": {"added_at": was_at}}

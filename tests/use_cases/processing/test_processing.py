"""Lock, wait, finish and sweep, on a real MongoDB server."""

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import FoundChunk, RawBucket
from interview.adapters.step_functions import ExecutionStatus
from interview.domain.evaluation import scoring
from interview.domain.evaluation.scoring_prompt import build_prompt
from interview.domain.recordings.chunks import Chunk, Manifest, padded_sequencer
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.object_keys import parse_chunk_key
from interview.domain.recordings.videos import Video
from interview.domain.sessions.failures import NOTHING_RECORDED, answer_failure, questions_failed, stopped
from interview.domain.sessions.processing import Conclusion, Outcome
from interview.domain.sessions.session import EXPIRY_GRACE, Consent, Execution, Session, SessionOutline, SessionState
from interview.domain.templates import AskedQuestion, Question
from interview.domain.transcripts.corrections import correct
from interview.domain.transcripts.live_transcripts import LiveTake
from interview.domain.transcripts.text_answers import TextAnswer
from interview.domain.transcripts.transcript import Transcript, transcript_hash
from interview.errors import ConflictError, DatabaseUnavailableError, StorageUnavailableError
from interview.use_cases.processing.begin_processing import BeginProcessing
from interview.use_cases.processing.finish_processing import Finished, FinishProcessing
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.process_answer import ProcessAnswer
from interview.use_cases.processing.sweep_sessions import SweepSessions, Swept
from interview.use_cases.recordings.await_chunks import AwaitChunks
from interview.use_cases.recordings.look_up_chunks import LookUpChunks
from tests.builders import NOW, a_locked_session, a_manifest, a_session, chunk_key, make_scorecard, stored


def state(database: Database, session: Session) -> SessionState:
    found = SessionRepository(database).get(session.id)
    assert found
    return found.state


def beginning(database: Database) -> BeginProcessing:
    return BeginProcessing(
        SessionRepository(database), AnswerRepository(database), ChunkRepository(database), ScoreRepository(database)
    )


def a_chunk(session: Session, index: int, *, question: int = 0, sequencer: str = "01") -> Chunk:
    return Chunk(
        session_id=session.id,
        question_index=question,
        chunk_index=index,
        key=chunk_key(session.id, question, index),
        version_id=f"v{sequencer}",
        size=500,
        sequencer=padded_sequencer(sequencer),
        registered_at=NOW,
    )


class FakeExecutions:
    """A state machine that remembers what was started; `statuses` says how the others are."""

    def __init__(self, **statuses: ExecutionStatus) -> None:
        self.statuses = statuses
        self.started: list[str] = []

    def start(self, name: str, session_id: object, attempt: int) -> str:
        self.started.append(name)
        return f"arn:{name}"

    def status(self, name: str) -> ExecutionStatus:
        return self.statuses.get(name, ExecutionStatus.UNKNOWN)


def test_exactly_one_of_fifty_callers_locks(database: Database) -> None:
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    execution = Execution(attempt=1, name=f"{session.id}-1", requested_at=NOW)
    with ThreadPoolExecutor(50) as pool:
        locked = list(
            pool.map(lambda _: SessionRepository(database).lock(session.permit, execution, NOW) is not None, range(50))
        )
    assert locked.count(True) == 1


def test_processing_begins_only_for_the_locked_sessions_own_attempt(database: Database) -> None:
    begin = beginning(database)
    session = stored(database, a_locked_session())
    assert begin(session.id, 1).session.state is SessionState.PROCESSING
    assert begin(session.id, 1).session.state is SessionState.PROCESSING
    with pytest.raises(ConflictError):
        begin(session.id, 2)
    unlocked = stored(database, a_session(state=SessionState.IN_PROGRESS))
    with pytest.raises(ConflictError):
        begin(unlocked.id, 1)


class EmptyBucket(RawBucket):
    def find_chunks(self, session_id: UUID, question_index: int, sizes: Mapping[int, int]) -> list[FoundChunk]:
        return []


HEARD = Transcript(text="so far", words=(), language="en", duration_ms=900, source="test", made_at=NOW)


class Answered:
    """A finished interview whose first question was merged, transcribed and scored while it went on."""

    def __init__(self, database: Database, **session: Any) -> None:
        self.database = database
        self.answers, self.chunks = AnswerRepository(database), ChunkRepository(database)
        self.session = stored(database, a_locked_session(**session))
        self.answers.add_to_manifest(self.session.permit, 0, a_manifest(0, 1))
        self.arrives(0, 1)
        self.merged()
        self.answers.store_transcript(self.session.id, 0, HEARD, self.digest)

    def arrives(self, *indexes: int, sequencer: str = "01") -> None:
        self.chunks.register([a_chunk(self.session, index, sequencer=sequencer) for index in indexes])

    @property
    def digest(self) -> str:
        answer = self.answers.get(self.session.id, 0)
        return plan_merge(answer.manifest, self.chunks.of_question(self.session.id, 0)).digest

    def merged(self) -> None:
        video = Video(
            key="v", audio_key="a", digest=self.digest, size=1, duration_ms=1, recorded_ms=10_000, merged_at=NOW
        )
        known = self.answers.get(self.session.id, 0).video
        self.answers.publish_video(self.session.id, 0, video, known.digest if known else None)

    def scored(self, transcript: Transcript = HEARD, at: datetime = NOW) -> None:
        prompt = build_prompt("What?", (), transcript)
        score = scoring.abstain(prompt, "too_few_words")
        ScoreRepository(self.database).add(self.session.id, 0, transcript.text, score, at)

    @property
    def left(self) -> list[int]:
        return beginning(self.database)(self.session.id, 1).left


def test_what_was_done_while_the_interview_went_on_is_not_done_again(database: Database) -> None:
    answered = Answered(database)
    assert answered.left == [0, 1]
    answered.scored()
    assert answered.left == [1], "a question without a recording is left: the bucket may hold what nobody registered"
    outcome = Outcome(question_index=1, error="NothingRecordedError", cause=cause("no chunk"))
    conclude(database, answered.session, outcome)
    assert state(database, answered.session) is SessionState.DONE


def test_of_what_nothing_is_known_any_more_the_video_stands(database: Database) -> None:
    """Years later a finished interview is processed again: its chunks and what was known of them have expired."""
    answered = Answered(database)
    answered.scored()
    database.chunks.delete_many({"session_id": answered.session.id})
    assert answered.left == [1]


def test_people_only_leaves_no_score_to_be_made(database: Database) -> None:
    consent = Consent(text_version="1", given_at=NOW, human_review_only=True)
    assert Answered(database, consent=consent).left == [1]


def test_whatever_changed_since_is_left(database: Database) -> None:
    another = HEARD.model_copy(update={"text": "other words"})
    late, longer, heard_anew, failed, scored_before = (Answered(database) for _ in range(5))
    for answered in (late, longer, heard_anew, failed):
        answered.scored()
        assert answered.left == [1]
    late.arrives(0, sequencer="02")
    longer.answers.add_to_manifest(longer.session.permit, 0, a_manifest(0, 1, 2))
    heard_anew.answers.store_transcript(heard_anew.session.id, 0, another, heard_anew.digest)
    failed.answers.record_failure(failed.session.id, 0, answer_failure("MediaError", "", attempt=1))
    scored_before.scored(another)
    for answered in (late, longer, heard_anew, failed, scored_before):
        assert answered.left == [0, 1]


def test_what_the_candidate_changed_after_the_score_is_left(database: Database) -> None:
    corrected, live_came_late, written = (Answered(database) for _ in range(3))
    for answered in (corrected, live_came_late, written):
        answered.scored()
        assert answered.left == [1]
    answers = corrected.answers
    answers.store_live_transcript(corrected.session.permit, 0, HEARD, complete=False)
    assert answers.store_correction(corrected.session.permit, 0, correct(HEARD, "so fair", NOW), HEARD.text)
    whole = HEARD.model_copy(update={"text": "so far so good", "duration_ms": 10_000})
    answers.store_live_transcript(live_came_late.session.permit, 0, whole, complete=True)
    answers.store_text_answer(written.session.permit, 0, TextAnswer(text="so far", written_at=NOW))
    for answered in (corrected, live_came_late, written):
        assert answered.left == [0, 1]


def test_an_answer_that_went_on_after_it_was_worked_on_is_left_with_all_its_words(database: Database) -> None:
    answered = Answered(database)
    answers, permit = answered.answers, answered.session.permit
    assert answers.store_live_transcript(permit, 0, HEARD, True, LiveTake(stream="take", heard_ms=9_000))
    assert answers.store_correction(permit, 0, correct(HEARD, "so fair", NOW), HEARD.text)
    answered.scored(HEARD.model_copy(update={"text": "so fair"}))
    whole = HEARD.model_copy(update={"text": "so far so good", "duration_ms": 10_000})
    assert answers.store_live_transcript(permit, 0, whole, True, LiveTake(stream="take", heard_ms=10_000))
    assert not answers.store_live_transcript(permit, 0, HEARD, True, LiveTake(stream="take", heard_ms=9_000))
    answer = answers.get(answered.session.id, 0)
    assert (answer.known_words, answer.misheard_words) == (whole, None)
    assert answered.left == [0, 1]


def test_a_score_of_older_words_that_took_longer_does_not_count(database: Database) -> None:
    answered = Answered(database)
    older, words = HEARD.model_copy(update={"text": "so fair"}), {0: transcript_hash(HEARD)}
    overalls = ScoreRepository(database).overalls
    answered.scored(older)
    assert overalls(answered.session.id, words) == {}
    answered.scored(HEARD, NOW + timedelta(seconds=1))
    answered.scored(older.model_copy(update={"text": "so far away"}), NOW + timedelta(seconds=2))
    assert overalls(answered.session.id, words)[0].transcript_hash == words[0]
    assert answered.left == [1]


def test_an_answer_whose_question_was_never_appended_is_nobodys(database: Database) -> None:
    answered = Answered(database)
    answered.scored()
    answered.answers.add_one(answered.session, 2)
    assert answered.left == [1]


def test_an_answer_is_worked_on_ahead_until_the_interview_is_finished(database: Database) -> None:
    started: list[tuple[UUID, int, str]] = []

    class Ahead:
        def start(self, *task: Any) -> None:
            started.append(task)

    process = ProcessAnswer(AnswerRepository(database), Ahead())  # type: ignore[arg-type]
    session = stored(database, a_session(state=SessionState.IN_PROGRESS))
    assert process(session.id, 0, "digest")
    LockInterview(SessionRepository(database), AnswerRepository(database))(session)
    assert not process(session.id, 0, "another")
    assert not process(uuid4(), 0, "forgotten")
    assert started == [(session.id, 0, "digest")]


def test_stragglers_are_what_the_manifests_name_and_the_registry_lacks(database: Database) -> None:
    session = stored(database, a_locked_session())
    answers = AnswerRepository(database)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1, 1000))
    answers.add_to_manifest(session.permit, 1, a_manifest(0))

    def arrives(question: int, index: int) -> None:
        ChunkRepository(database).register([a_chunk(session, index, question=question)])

    def delivery(after_s: int) -> tuple[int, int]:
        look_up = LookUpChunks(answers, ChunkRepository(database), EmptyBucket("raw"))
        sessions = SessionRepository(database)
        waiting = AwaitChunks(sessions, answers, look_up, 30, lambda: NOW + timedelta(seconds=after_s))(session.id)
        return waiting.missing, waiting.seconds_left

    arrives(0, 0)
    arrives(1, 0)
    assert delivery(after_s=10) == (2, 20)
    arrives(0, 1)
    arrives(0, 1000)
    assert delivery(after_s=20) == (0, 10)
    assert delivery(after_s=90) == (0, 0)


def test_a_chunk_that_no_event_told_of_is_no_straggler(database: Database) -> None:
    session = stored(database, a_locked_session())
    answers, chunks = AnswerRepository(database), ChunkRepository(database)
    answers.add_to_manifest(session.permit, 0, a_manifest(0, 1, size=500))

    class OneOfThem(RawBucket):
        def find_chunks(self, session_id: UUID, question_index: int, sizes: Mapping[int, int]) -> list[FoundChunk]:
            key = parse_chunk_key(chunk_key(session_id, question_index, 1))
            return [FoundChunk(key, "v1", 500, is_latest=True, modified_at=NOW)] if 1 in sizes else []

    waiting = AwaitChunks(
        SessionRepository(database), answers, LookUpChunks(answers, chunks, OneOfThem("raw")), 30, lambda: NOW
    )
    assert [waiting(session.id).missing for _ in range(2)] == [1, 1]
    assert [chunk.chunk_index for chunk in chunks.of_question(session.id, 0)] == [1]


def conclude(
    database: Database, session: Session, *outcomes: Outcome, attempt: int = 1, **error: Any
) -> Finished | None:
    finish = FinishProcessing(
        SessionRepository(database),
        AnswerRepository(database),
        UsageRepository(database),
        make_scorecard(database),
        lambda: NOW,
    )
    return finish(Conclusion(session_id=session.id, attempt=attempt, outcomes=outcomes, **error))


def cause(message: str) -> str:
    return json.dumps({"errorMessage": message, "errorType": "MediaError", "stackTrace": []})


def test_an_interview_whose_questions_all_went_through_is_done(database: Database) -> None:
    session = stored(database, a_locked_session())
    for _ in range(2):
        conclude(database, session, Outcome(question_index=0), Outcome(question_index=1))
        assert state(database, session) is SessionState.DONE


def test_an_interview_that_has_ended_has_a_scorecard(database: Database) -> None:
    """Where a crash came before it was made, the repeat makes it."""
    session = stored(database, a_locked_session())
    for _ in range(2):
        conclude(database, session, Outcome(question_index=0), Outcome(question_index=1))
        assert database.scorecards.delete_one({"session_id": session.id}).deleted_count == 1


def test_one_bad_question_fails_the_session_and_is_named(database: Database) -> None:
    session = stored(database, a_locked_session())
    bad = Outcome(question_index=1, error="ScoringRefusedError", cause=cause("too long"))
    failed = conclude(database, session, Outcome(question_index=0), bad)
    assert failed
    assert (failed.session.state, failed.session.failure) == (SessionState.FAILED, questions_failed([1]))
    assert (failed.failed_questions, failed.is_our_fault) == (1, True)
    answers = AnswerRepository(database)
    assert answers.get(session.id, 0).failure is None
    failure = answers.get(session.id, 1).failure
    assert failure
    assert failure == answer_failure("ScoringRefusedError", "too long", attempt=1)
    assert failure.code == "scoring_refused"


@pytest.mark.parametrize("error", ["MediaError", "NothingRecordedError", "TranscriptionRefusedError"])
def test_what_arrived_and_cannot_be_used_is_a_fault_of_ours_where_more_than_one_persons_is_so(
    database: Database, error: str
) -> None:
    bad = Outcome(question_index=1, error=error, cause=cause("not a recording"))
    database.stage_usage.delete_many({})

    def ours(attempt: int = 1) -> tuple[int, bool]:
        execution = Execution(attempt=attempt, name="this one", requested_at=NOW)
        session = stored(database, a_locked_session(execution=execution))
        AnswerRepository(database).add_to_manifest(session.permit, 1, a_manifest(0))
        failed = conclude(database, session, Outcome(question_index=0), bad, attempt=attempt)
        assert failed
        assert failed.session.failure == questions_failed([1])
        return failed.failed_questions, failed.is_our_fault

    assert [ours() for _ in range(2)] == [(0, False)] * 2
    assert ours(attempt=2) == (0, False), "one that is processed again"
    assert ours() == (1, True)


def test_a_question_never_answered_is_no_failure(database: Database) -> None:
    session = stored(database, a_locked_session())
    nothing = Outcome(question_index=1, error="NothingRecordedError", cause=cause("no chunk"))
    conclude(database, session, Outcome(question_index=0), nothing)
    assert state(database, session) is SessionState.DONE
    assert AnswerRepository(database).get(session.id, 1).failure is None


def test_a_follow_up_that_was_asked_and_left_unanswered_is_no_failure(database: Database) -> None:
    """The candidate left before the recorder ran, or just as it had begun."""
    first = Question(text="What was your hardest bug?", follow_ups=1)
    follow_up = AskedQuestion(text="How did you find it?", follows=0)
    asked = (AskedQuestion.model_validate(first), follow_up)
    answers = AnswerRepository(database)
    for recorded_ms in (None, 0, 150):
        session = stored(database, a_locked_session(questions=asked))
        if recorded_ms is not None:
            (run,) = a_manifest(0).runs
            chunks = [chunk.model_copy(update={"duration_ms": recorded_ms}) for chunk in run.chunks if recorded_ms]
            answers.add_to_manifest(
                session.permit, 1, Manifest(runs=(run.model_copy(update={"chunks": tuple(chunks)}),))
            )
        assert beginning(database)(session.id, 1).left == [0, 1]
        nothing = Outcome(question_index=1, error="NothingArrivedError", cause=cause("no chunk"))
        conclude(database, session, Outcome(question_index=0), nothing)
        assert state(database, session) is SessionState.DONE
        assert answers.get(session.id, 1).failure is None


@pytest.mark.parametrize("error", ["NothingArrivedError", "QuotaExceededError"])
def test_a_recorded_answer_of_which_nothing_arrived_or_too_much_is_a_failure(database: Database, error: str) -> None:
    session = stored(database, a_locked_session())
    AnswerRepository(database).add_to_manifest(session.permit, 1, a_manifest(0))
    nothing = Outcome(question_index=1, error=error, cause=cause("no chunk"))
    failed = conclude(database, session, Outcome(question_index=0), nothing)
    assert failed
    assert failed.session.failure == questions_failed([1])
    assert (failed.failed_questions, failed.is_our_fault) == (0, False), "none of ours"


def test_an_interview_without_any_answer_has_failed(database: Database) -> None:
    session = stored(database, a_locked_session())
    nothing = [Outcome(question_index=index, error="NothingArrivedError") for index in (0, 1)]
    failed = conclude(database, session, *nothing)
    assert failed
    assert failed.session.failure == NOTHING_RECORDED
    assert (failed.failed_questions, failed.is_our_fault) == (0, False)


def test_a_machine_that_stopped_leaves_a_failed_session(database: Database) -> None:
    session = stored(database, a_locked_session())
    failed = conclude(database, session, error="States.Timeout", cause="")
    assert failed
    assert failed.session.failure == stopped("States.Timeout")
    assert failed.is_our_fault


def test_an_outdated_attempt_changes_nothing(database: Database) -> None:
    session = stored(
        database,
        a_locked_session(
            state=SessionState.PROCESSING, execution=Execution(attempt=2, name="second", requested_at=NOW)
        ),
    )
    late = Outcome(question_index=1, error="MediaError", cause=cause("two codecs"))
    assert conclude(database, session, Outcome(question_index=0), late, attempt=1) is None
    assert state(database, session) is SessionState.PROCESSING
    assert AnswerRepository(database).get(session.id, 1).failure is None


def sweep(database: Database, executions: FakeExecutions, after: timedelta) -> Swept:
    sessions, answers = SessionRepository(database), AnswerRepository(database)
    lock = LockInterview(sessions, answers, lambda: NOW + after)
    usage = UsageRepository(database)
    return SweepSessions(sessions, answers, lock, usage, executions, 24, lambda: NOW + after)()  # type: ignore[arg-type]


def ids(sessions: Sequence[SessionOutline]) -> list[UUID]:
    return [session.id for session in sessions]


def test_the_sweep_starts_what_was_locked_and_never_started(database: Database) -> None:
    session = stored(database, a_locked_session())
    executions = FakeExecutions()
    assert session.id not in ids(sweep(database, executions, timedelta(seconds=30)).started)
    assert session.id in ids(sweep(database, executions, timedelta(minutes=2)).started)
    assert f"{session.id}-1" in executions.started
    found = SessionRepository(database).get(session.id)
    assert found
    assert found.execution
    assert found.execution.arn == f"arn:{session.id}-1"


def test_the_sweep_gives_up_what_broke_off_and_leaves_what_runs(database: Database) -> None:
    broken = stored(database, a_locked_session(state=SessionState.PROCESSING))
    running = stored(database, a_locked_session(state=SessionState.PROCESSING))
    executions = FakeExecutions(**{f"{broken.id}-1": ExecutionStatus.ENDED, f"{running.id}-1": ExecutionStatus.RUNNING})
    swept = sweep(database, executions, timedelta(minutes=2))
    assert broken.id in ids(swept.failed)
    assert state(database, broken) is SessionState.FAILED
    assert state(database, running) is SessionState.PROCESSING
    assert running.id not in ids(swept.started)


def test_a_session_that_fails_stops_no_sweep(database: Database) -> None:
    """Be it that its document cannot be read, or that a service does not answer for it."""
    unknown, unheard, sound = (stored(database, a_locked_session()) for _ in range(3))
    database.sessions.update_one({"_id": unknown.id}, {"$set": {"questions": "none"}})

    class Deaf(FakeExecutions):
        def status(self, name: str) -> ExecutionStatus:
            if name.startswith(str(unheard.id)):
                raise StorageUnavailableError("the state of processing cannot be read")
            return super().status(name)

    swept = sweep(database, Deaf(), timedelta(minutes=2))
    assert sound.id in ids(swept.started)
    assert [stuck.session.id for stuck in swept.stuck if stuck.session] == [unheard.id]


def test_what_cannot_be_found_hides_nothing_else(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    session = stored(database, a_locked_session())

    def away(*_: object) -> None:
        raise DatabaseUnavailableError("the database did not answer")

    monkeypatch.setattr(SessionRepository, "unused", away)
    monkeypatch.setattr(AnswerRepository, "overtaken", away)
    swept = sweep(database, FakeExecutions(), timedelta(minutes=2))
    assert session.id in ids(swept.started)
    assert [stuck.session for stuck in swept.stuck] == [None, None]


def test_the_sweep_closes_links_and_processes_abandoned_interviews(database: Database) -> None:
    pending = stored(database, a_session())
    abandoned = stored(database, a_session(state=SessionState.IN_PROGRESS))
    executions = FakeExecutions()
    before = sweep(database, executions, timedelta(days=13))
    assert pending.id not in ids(before.expired)
    at_the_end = sweep(database, executions, timedelta(days=14))
    assert pending.id in ids(at_the_end.expired)
    assert state(database, pending) is SessionState.EXPIRED
    just_before = sweep(database, executions, timedelta(days=14) + EXPIRY_GRACE - timedelta(seconds=1))
    assert abandoned.id not in ids(just_before.locked), "who was offline at the end may still bring what was recorded"
    swept = sweep(database, executions, timedelta(days=14) + EXPIRY_GRACE)
    assert abandoned.id in ids(swept.locked)
    assert state(database, abandoned) is SessionState.COMPLETED
    assert f"{abandoned.id}-1" in executions.started


def test_the_sweep_has_an_answer_done_again_that_a_late_chunk_changed(database: Database) -> None:
    answers = AnswerRepository(database)
    executions = FakeExecutions()

    def merged(session: Session, digest: str, replaces: str | None) -> None:
        video = Video(key="v", audio_key="a", digest=digest, size=1, duration_ms=1, recorded_ms=1, merged_at=NOW)
        answers.publish_video(session.id, 0, video, replaces)

    late, current, running = (
        stored(database, a_locked_session(state=state))
        for state in (SessionState.DONE, SessionState.DONE, SessionState.PROCESSING)
    )
    for session in (late, current, running):
        merged(session, "first", None)
        answers.store_transcript(session.id, 0, HEARD, "first")
    for session in (late, running):
        merged(session, "with the late chunk", "first")

    assert ids(sweep(database, executions, timedelta(seconds=30)).again) == [late.id]
    assert executions.started == [f"{late.id}-2"]
    assert state(database, late) is SessionState.COMPLETED
    assert sweep(database, executions, timedelta(seconds=30)).again == []

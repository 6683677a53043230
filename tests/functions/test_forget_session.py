"""An interview is forgotten: the operator's command, on a real MongoDB server, and what comes after it."""

import hashlib
import importlib
import json
from collections.abc import Callable, Collection
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument

from interview.adapters.event_bus import EventBus
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.client import Database, document
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.forgotten_sessions import KEPT, ForgottenSessionRepository
from interview.adapters.mongo.indexes import INDEXES, create_indexes
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.outbox import OutboxRepository
from interview.adapters.mongo.passages import Kept, PassageRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.scoring_line import ScoringLineRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.shares import ShareRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.domain.accounts import Role
from interview.domain.asking.passages import passages_of
from interview.domain.clock import utc_now
from interview.domain.decisions.entries import Author, Choice, Decision, Entry
from interview.domain.decisions.notes import Note
from interview.domain.decisions.shares import Share
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scorecard import ScorecardVersion
from interview.domain.evaluation.scorecard import make_scorecard as make_scorecard_of
from interview.domain.evaluation.scoring import abstain, reason_to_abstain
from interview.domain.evaluation.scoring_prompt import build_prompt
from interview.domain.events import (
    EVENTS,
    DecisionData,
    DecisionMade,
    NoteAdded,
    NoteData,
    ResultShared,
    ScorecardData,
    ScorecardMade,
    ShareData,
    event_of,
)
from interview.domain.invitations.batches import InvitationRow
from interview.domain.invitations.public_links import InterviewRequest
from interview.domain.mail.letters import Letter, LetterKind, LetterState, letter_id
from interview.domain.mail.reports import MailReport
from interview.domain.proctoring import Flag, FlagType, Socket
from interview.domain.recordings.chunks import Chunk
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.candidate_result import Satisfaction
from interview.domain.sessions.erasure import session_hash
from interview.domain.sessions.processing import Conclusion
from interview.domain.sessions.session import SessionState
from interview.domain.tokens import TicketRole
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.domain.webhooks.deliveries import Delivery, delivery_id
from interview.entrypoints import admin
from interview.errors import ConflictError, NotFoundError, StorageUnavailableError
from interview.use_cases.mail.take_report import TakeReport
from interview.use_cases.mail.write_letters import WriteLetters
from interview.use_cases.processing.begin_processing import BeginProcessing
from interview.use_cases.processing.finish_processing import FinishProcessing
from interview.use_cases.publish_events import PublishEvents
from interview.use_cases.recordings.merge_question import MergeQuestion
from interview.use_cases.webhooks.queue_event import QueueEvent
from interview.wiring import chunk_registered, publishing, sweep
from interview.wiring.forgetting import forget_session_of
from interview.wiring.kept import kept
from tests.builders import a_locked_session, a_transcript, chunk_key, make_scorecard
from tests.events import load
from tests.functions.api_client import START, Api, Context, Firm, Invitation
from tests.functions.conftest import BUCKETS, BUS, Subscriber
from tests.functions.test_api_exports import ask
from tests.functions.test_api_exports import work as make_file
from tests.functions.test_api_invitation_batches import begin, check, shown, table
from tests.functions.test_api_invitation_batches import work as invite
from tests.functions.test_api_shares import share, viewer

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

NAME = "Zuzanna Quintessence"
ADDRESS = "zuzanna@example.com"
AS_STORED: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
"""Bytes, whatever is in them."""
IDS_ALONE = ("forgotten_sessions", "audit_entries")
"""That an interview was erased, and who did what to it before, is kept."""
TOLD_OF_IT = (*IDS_ALONE, "webhook_deliveries")
"""And for eight days that an endpoint was told of the erasure."""
TYPES = {kind.__name__ for kind in EVENTS}
SAID = "First I moved the queue of orders to a new server, and then nobody lost any order at all on that day."


@pytest.fixture(scope="module", autouse=True)
def alone(api_database: Database) -> None:
    """What other modules left, whose tests are over, would be looked through each time."""
    api_database.client.drop_database(api_database.name)
    create_indexes(api_database)


@pytest.fixture
def place(database_uri: str, api_database: Database) -> list[str]:
    buckets = ["--raw-bucket", BUCKETS[0], "--merged-bucket", BUCKETS[1]]
    return ["--uri", database_uri, "--database", api_database.name, *buckets]


@pytest.fixture
def interview(firm: Firm, api_database: Database, storage: "S3Client") -> Invitation:
    """One of which there is something in every store."""
    invitation = firm.invite(candidate_name=NAME, candidate_email=ADDRESS, accommodations={"text_answers": True})
    candidate, session_id, now = invitation.candidate, invitation.session_id, utc_now()
    assert candidate.post("/api/interview/start", {**START, "name": NAME}).status == 200
    assert candidate.post("/api/interview/questions/0/uploads", {"content_type": "video/webm"}).status == 201
    assert candidate.post("/api/live-tickets", {}).status == 201
    assert candidate.put("/api/interview/questions/0/text-answer", {"text": SAID}).status == 200
    for version in (b"first", b"second"):
        storage.put_object(Bucket=BUCKETS[0], Key=chunk_key(session_id, 0, 0), Body=version)
    storage.delete_object(Bucket=BUCKETS[0], Key=chunk_key(session_id, 0, 0))
    storage.put_object(Bucket=BUCKETS[0], Key=f"{session_id}/upload-test", Body=b"0")
    storage.put_object(Bucket=BUCKETS[1], Key=f"{session_id}/0/digest.webm", Body=b"video")
    storage.create_multipart_upload(Bucket=BUCKETS[1], Key=f"{session_id}/0/half.webm")
    write_what_comes_late(api_database, session_id)
    flag = Flag(id=uuid4(), type=FlagType.COPY, question_index=0, at=now, detail={})
    ProctoringEventRepository(api_database).add(session_id, flag, now, timedelta(days=1))
    return invitation


def write_what_comes_late(database: Database, session_id: UUID) -> None:
    """What sockets, functions and executions put there that knew the session a moment ago."""
    now = utc_now()
    line = TranscriptLine(
        session_id=session_id,
        question_index=0,
        stream="a",
        seq=0,
        text=SAID,
        words=(),
        start_ms=0,
        end_ms=1,
        final=True,
        at=now,
    )
    TranscriptLineRepository(database).store([line])
    chunk = Chunk(
        session_id=session_id,
        question_index=0,
        chunk_index=0,
        key=chunk_key(session_id, 0, 0),
        version_id="v1",
        size=500,
        sequencer="01",
        registered_at=now,
    )
    ChunkRepository(database).register([chunk])
    socket = Socket(connection_id=uuid4().hex, role=TicketRole.CANDIDATE, session_id=session_id)
    ConnectionRepository(database).open(socket, now)
    ScoreRepository(database).add(session_id, 0, "fingerprint", a_score(), now)
    ScoringLineRepository(database).join(session_id, 0)
    made = ScorecardVersion(version=1, made_at=now, scorecard=make_scorecard_of([]))
    told = ScorecardMade(
        at=now, organisation_id=uuid4(), session_id=session_id, session_version=1, data=ScorecardData(version=1)
    )
    ScorecardRepository(database).replace(session_id, made, told)
    endpoint = uuid4()
    WebhookRepository(database).queue(
        [
            Delivery(
                id=delivery_id(endpoint, told.id),
                endpoint_id=endpoint,
                organisation_id=told.organisation_id,
                session_id=session_id,
                event=told.model_dump(mode="json"),
                next_at=now,
                created_at=now,
                since=now,
                expires_at=now + timedelta(days=1),
            )
        ]
    )
    LetterRepository(database).queue(
        Letter(
            id=letter_id(LetterKind.INVITATION, session_id, uuid4()),
            organisation_id=uuid4(),
            session_id=session_id,
            kind=LetterKind.INVITATION,
            to=ADDRESS,
            created_at=now,
            due_at=now,
        )
    )
    row = InvitationRow(id=session_id, batch_id=uuid4(), line=2, name=NAME, expires_at=now + timedelta(days=1))
    request = InterviewRequest(
        id=session_id,
        template_id=uuid4(),
        organisation_id=uuid4(),
        link_number=0,
        token_hash=session_id.hex,
        person="",
        name=NAME,
        email="zuzanna@example.com",
        session_id=session_id,
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    database.interview_requests.replace_one({"_id": request.id}, document(request), upsert=True)
    database.invitation_rows.replace_one({"_id": row.id}, {**document(row), "session_id": session_id}, upsert=True)
    SatisfactionRepository(database).put(session_id, uuid4(), Satisfaction(rating=4, comment=SAID, rated_at=now))
    entry = Entry(
        id=uuid4(),
        session_id=session_id,
        author=Author(id=uuid4(), name="Rita", role=Role.RECRUITER),
        at=now,
        finding=Decision(choice=Choice.HOLD, reason=f"{NAME} was in a hurry."),
    )
    event = DecisionMade(
        at=now,
        organisation_id=uuid4(),
        session_id=session_id,
        session_version=1,
        data=DecisionData(entry_id=entry.id, choice=Choice.HOLD),
    )
    DecisionRepository(database).add(entry, event)
    note = Note(id=uuid4(), session_id=session_id, author=entry.author, at=now, text=f"{NAME} knows the trade.")
    written = NoteAdded(
        at=now, organisation_id=uuid4(), session_id=session_id, session_version=1, data=NoteData(note_id=note.id)
    )
    NoteRepository(database).add(note, written)
    share = Share(
        id=uuid4(),
        session_id=session_id,
        organisation_id=uuid4(),
        author=entry.author,
        label=f"Who hires {NAME}",
        shows=("video",),
        token_hash=uuid4().hex,
        created_at=now,
        expires_at=now + timedelta(days=1),
    )
    shared = ResultShared(
        at=now, organisation_id=uuid4(), session_id=session_id, session_version=1, data=ShareData(share_id=share.id)
    )
    ShareRepository(database).add(share, shared)
    whose = a_locked_session(id=session_id, state=SessionState.DONE)
    heard = Answer(session_id=session_id, question_index=0, transcript=a_transcript(SAID))
    PassageRepository(database).put({session_id: Kept(1, passages_of(whose, [heard]))})


def a_score() -> Score:
    prompt = build_prompt("How did you move it?", (), a_transcript("I did not"))
    reason = reason_to_abstain(prompt)
    assert reason
    return abstain(prompt, reason)


def remains(database: Database, storage: "S3Client", session_id: UUID, but: Collection[str] = IDS_ALONE) -> set[str]:
    """Where there is still something of the session: collections and buckets, all that exist, whatever is in them.
    `but` may hold its id, and neither name nor address nor words."""
    found = set()
    ids = (session_id.bytes, str(session_id).encode())
    person = tuple(text.casefold().encode() for text in (NAME, ADDRESS, SAID))
    for name in database.list_collection_names():
        for each in database[name].with_options(AS_STORED).aggregate([]):
            named = any(trace in bytes(each.raw).lower() for trace in person)
            if named or (name not in but and any(trace in each.raw for trace in ids)):
                found.add(name)
    for bucket in (each["Name"] for each in storage.list_buckets()["Buckets"]):
        listed = storage.list_object_versions(Bucket=bucket)
        uploads = storage.list_multipart_uploads(Bucket=bucket).get("Uploads", [])
        keys = [each["Key"] for each in (*listed.get("DeleteMarkers", []), *uploads)]
        stored = [(each["Key"], each["VersionId"]) for each in listed.get("Versions", [])]
        if any(str(session_id) in key for key in (*keys, *(key for key, _ in stored))):
            found.add(bucket)
        for key, version in stored:
            body = storage.get_object(Bucket=bucket, Key=key, VersionId=version)["Body"].read().lower()
            if any(trace in body for trace in (*ids, *person)):
                found.add(bucket)
    return found


def test_nothing_of_it_is_left_in_any_collection_or_bucket_and_the_others_stay(
    interview: Invitation,
    firm: Firm,
    api_database: Database,
    storage: "S3Client",
    place: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A store that the interview above puts nothing into fails the first assertion: fill it there."""
    of_sessions = INDEXES.keys() - KEPT
    assert remains(api_database, storage, interview.session_id) == of_sessions | set(BUCKETS)
    other = firm.start()
    storage.put_object(Bucket=BUCKETS[0], Key=chunk_key(other.session_id, 0, 0), Body=b"another's")

    assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    assert remains(api_database, storage, interview.session_id) == set()
    assert interview.candidate.get("/api/interview").error == "interview_erased"
    assert firm.recruiter.get(f"/api/sessions/{interview.session_id}").status == 404
    assert other.candidate.get("/api/interview").status == 200
    assert remains(api_database, storage, other.session_id) >= {"sessions", "answers", BUCKETS[0]}

    assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("0 documents and 0 objects were deleted.")


def test_whoever_was_in_lists_letters_and_files_is_in_no_store_any_more(
    own: Firm, api: Api, api_database: Database, storage: "S3Client", subscriber: Subscriber
) -> None:
    """What people and functions do with somebody who was invited by a list, and then again by others."""
    template, recruiter, hooks = own.template(), own.recruiter, "https://hooks.example.com/hook"
    assert own.admin.post("/api/webhooks", {"url": hooks, "types": sorted(TYPES)}).status == 201
    people = f"Name;E-Mail\n{NAME};{ADDRESS}\n{NAME.upper()};{ADDRESS}\n{NAME};zuzanna@@example\nBob;bob@example.com\n"
    first = check(recruiter, template, people, by_email=True)
    begin(recruiter, first["id"])
    invite(first["id"])
    token, *others = (row["link"].removeprefix("/interview#") for row in table(recruiter, first["id"], "links"))
    candidate = api.as_(token)
    session_id = UUID(candidate.get("/api/interview").json["session_id"])
    assert candidate.post("/api/interview/start", {**START, "name": "Z. Q."}).status == 200
    again = check(own.admin, template, people)
    assert again["counts"] == {"known": 2, "repeated": 1, "faulty": 1}
    dropped = check(own.admin, own.template(), people)
    assert own.admin.post(f"/api/invitation-batches/{dropped['id']}/cancellation").status == 200
    elsewhere = check(own.admin, own.template(), f"Name;E-Mail\n{NAME.split()[0]};{ADDRESS}\n")

    api_database.sessions.update_one({"_id": session_id}, {"$set": {"state": "done", "is_locked": True}})
    assert recruiter.get(f"/api/sessions/{session_id}").status == 200
    session, note = f"/api/sessions/{session_id}", {"id": str(uuid4()), "text": f"{NAME} said: {SAID}"}
    written = recruiter.request("POST", f"{session}/notes", body=note, headers={"idempotency-key": uuid4().hex})
    assert written.status == 201, written.body
    decided = {"id": str(uuid4()), "choice": "hold", "reason": f"{NAME} was in a hurry."}
    assert recruiter.post(f"{session}/decisions", decided).status == 201
    shared = viewer(share(recruiter, session_id, label=f"Who hires {NAME}", comments=True), api)
    assert shared.get("/api/shared").status == 200
    assert shared.post("/api/shared/comments", {"id": str(uuid4()), "text": f"Take {NAME}."}).status == 204
    for format_ in ("json", "csv"):
        make_file(ask(recruiter, format_))
    for version in (b"first", b"second"):
        storage.put_object(Bucket=BUCKETS[0], Key=chunk_key(session_id, 0, 0), Body=version)
    storage.put_object(Bucket=BUCKETS[1], Key=f"{session_id}/0/digest.webm", Body=b"video")
    letters = LetterRepository(api_database)
    write = WriteLetters(SessionRepository(api_database), AccountRepository(api_database), letters)
    tell = QueueEvent(WebhookRepository(api_database))
    for event in map(event_of, subscriber.heard()):
        write(event)
        tell(event)
    invitation = letter_id(LetterKind.INVITATION, session_id, 0)
    api_database.letters.update_one({"_id": invitation}, {"$set": {"state": "sent"}})
    assert TakeReport(letters, "a key")(MailReport(invitation, LetterState.BOUNCED, utc_now()))
    assert remains(api_database, storage, session_id) >= {
        *("sessions", "answers", "listed_sessions", "invitation_rows", "letters"),
        *("notes", "decisions", "shares", "exports", *BUCKETS),
    }
    assert remains(api_database, storage, session_id, but=()) >= {"audit_entries", "webhook_deliveries"}

    assert recruiter.post(f"{session}/erasure", {"reason": "candidate_asked"}).status == 202
    forget_session_of(api_database, *BUCKETS).go_on()
    PublishEvents(OutboxRepository(api_database), EventBus(BUS), lambda: utc_now() + timedelta(minutes=2)).left_behind()
    for event in map(event_of, subscriber.heard()):
        write(event)
        tell(event)
    left = [row for row in api_database.invitation_rows.aggregate([]) if row["email"] == ADDRESS]
    assert [row["batch_id"] for row in left] == [UUID(elsewhere["id"])], "somebody is about to invite them anew"
    api_database.invitation_rows.delete_many({"batch_id": UUID(elsewhere["id"])})
    assert remains(api_database, storage, session_id, but=TOLD_OF_IT) == set()
    assert shown(own.admin, again["id"])[1] == {"known": 1}
    assert shown(recruiter, first["id"])[1] == {"invited": 1}
    assert api.as_(others[0]).get("/api/interview").status == 200


def test_it_goes_on_where_it_broke_off(
    interview: Invitation,
    api_database: Database,
    storage: "S3Client",
    place: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> int:
        raise StorageUnavailableError("the bucket does not answer")

    with monkeypatch.context() as broken:
        broken.setattr(MergedBucket, "delete_session", away)
        assert admin.main(["forget-session", *place, str(interview.session_id)]) == 1
    assert remains(api_database, storage, interview.session_id) == {BUCKETS[1]}
    assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    assert remains(api_database, storage, interview.session_id) == set()


def test_what_never_was_is_said_and_leaves_no_tombstone(
    place: list[str], api_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = uuid4()
    assert admin.main(["forget-session", *place, str(unknown)]) == 1
    assert capsys.readouterr().err == f"There is no session {unknown}.\n"
    assert api_database.forgotten_sessions.find_one({"_id": session_hash(unknown)}) is None
    assert admin.main(["forget-session", *place[:4], str(unknown)]) == 1
    assert "--raw-bucket" in capsys.readouterr().err


@pytest.fixture
def function(api: Api, api_database: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """A function by its folder, with the connection that the test has."""
    for module in (chunk_registered, publishing, sweep):
        monkeypatch.setattr(module, "database", lambda _: api_database)
        for built in vars(module).values():
            if isinstance(built, kept):
                built._built.clear()
    return lambda folder: importlib.reload(importlib.import_module(f"functions.{folder}.handler"))


def test_a_chunk_that_comes_late_is_deleted(
    interview: Invitation,
    function: Callable[[str], ModuleType],
    api_database: Database,
    storage: "S3Client",
    place: list[str],
) -> None:
    assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    event = load("sqs_chunk_events.json")
    event["Records"] = event["Records"][:1]
    for key in (chunk_key(interview.session_id, 0, 7), f"{interview.session_id}/no-chunk.webm"):
        stored = storage.put_object(Bucket=BUCKETS[0], Key=key, Body=b"late")
        told = json.loads(event["Records"][0]["body"])
        told["Records"] = told["Records"][:1]
        told["Records"][0]["s3"]["object"] |= {"key": key, "versionId": stored["VersionId"]}
        sent = deepcopy(event)
        sent["Records"][0]["body"] = json.dumps(told)
        for _ in range(2):
            assert function("chunk_registered").handler(sent, Context()) == {"batchItemFailures": []}
    assert remains(api_database, storage, interview.session_id) == set()


def test_what_was_at_work_meanwhile_brings_nothing_back(
    interview: Invitation,
    function: Callable[[str], ModuleType],
    api_database: Database,
    storage: "S3Client",
    place: list[str],
) -> None:
    sessions, answers = SessionRepository(api_database), AnswerRepository(api_database)
    chunks, scores = ChunkRepository(api_database), ScoreRepository(api_database)
    assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    with pytest.raises(ConflictError):
        BeginProcessing(sessions, answers, chunks, scores)(interview.session_id, 1)
    with pytest.raises(NotFoundError):
        MergeQuestion(answers, chunks, RawBucket(BUCKETS[0]), MergedBucket(BUCKETS[1]))(interview.session_id, 0)
    conclusion = Conclusion(session_id=interview.session_id, attempt=1, outcomes=[])
    finish = FinishProcessing(sessions, answers, UsageRepository(api_database), make_scorecard(api_database))
    assert finish(conclusion) is None

    write_what_comes_late(api_database, interview.session_id)
    storage.put_object(Bucket=BUCKETS[1], Key=f"{interview.session_id}/0/late.webm", Body=b"video")
    sweep = function("sweep")
    with suppress(sweep.LeftLyingError):  # what other tests left
        sweep.handler({}, Context())
    assert remains(api_database, storage, interview.session_id) == set()


def test_whoever_subscribed_is_told_once(
    interview: Invitation, firm: Firm, api_database: Database, place: list[str], subscriber: Subscriber
) -> None:
    version = api_database.sessions.find({"_id": interview.session_id}).next()["version"]
    for _ in range(2):
        assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    later = PublishEvents(OutboxRepository(api_database), EventBus(BUS), lambda: utc_now() + timedelta(minutes=2))
    subscriber.heard()
    later.left_behind()
    (told,) = (event for event in subscriber.heard() if event["session_id"] == str(interview.session_id))
    assert (told["type"], told["session_version"]) == ("SessionErased", version + 1)
    assert (told["organisation_id"], told["data"]) == (str(firm.organisation_id), {})
    assert later.left_behind().published == 0


def told_of(interview: Invitation, database: Database, subscriber: Subscriber) -> list[str]:
    """What the sweeper tells, minutes later."""
    subscriber.heard()
    PublishEvents(OutboxRepository(database), EventBus(BUS), lambda: utc_now() + timedelta(minutes=2)).left_behind()
    return [event["type"] for event in subscriber.heard() if event["session_id"] == str(interview.session_id)]


def test_an_erasure_is_told_when_nothing_is_left(
    interview: Invitation,
    api_database: Database,
    place: list[str],
    subscriber: Subscriber,
    function: Callable[[str], ModuleType],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> int:
        raise StorageUnavailableError("the bucket does not answer")

    with monkeypatch.context() as broken:
        broken.setattr(MergedBucket, "delete_session", away)
        assert admin.main(["forget-session", *place, str(interview.session_id)]) == 1
    assert told_of(interview, api_database, subscriber) == []
    sweep = function("sweep")
    sweep.wiring.forget_session(sweep.settings).go_on()
    assert told_of(interview, api_database, subscriber) == ["SessionErased"]


@pytest.mark.parametrize(
    ("fields", "told"), [({"state": "paused"}, ["SessionErased"]), ({"organisation_id": "Acme", "questions": 7}, [])]
)
def test_one_that_cannot_be_read_is_erased_and_told_where_it_is_known_whose_it_was(
    interview: Invitation,
    api_database: Database,
    storage: "S3Client",
    place: list[str],
    subscriber: Subscriber,
    fields: dict[str, Any],
    told: list[str],
) -> None:
    api_database.sessions.update_one({"_id": interview.session_id}, {"$set": fields})
    assert admin.main(["forget-session", *place, str(interview.session_id)]) == 0
    assert remains(api_database, storage, interview.session_id) == set()
    assert told_of(interview, api_database, subscriber) == told


def a_year_later(database: Database) -> None:
    """The sweeper looks again and again, until nothing can come late any more, and nobody has the link."""
    later = replace(forget_session_of(database, *BUCKETS), clock=lambda: utc_now() + timedelta(days=365))
    for _ in range(20):
        later.go_on()


def test_a_recruiter_erases_an_interview_and_keeps_a_signed_report_that_names_nobody(
    interview: Invitation,
    firm: Firm,
    other_firm: Firm,
    api_database: Database,
    storage: "S3Client",
    place: list[str],
    tmp_path: Path,
) -> None:
    """Whatever the stores of the interview hold, nothing of it is left, in the tombstone either."""
    path, why = f"/api/sessions/{interview.session_id}/erasure", {"reason": "candidate_asked"}
    assert other_firm.recruiter.post(path, why).status == 404
    assert firm.reviewer.post(path, why).status == 403
    asked = firm.recruiter.post(path, why)
    assert (asked.status, asked.json["state"], asked.json["asked_by"]) == (202, "under_way", "recruiter")
    assert remains(api_database, storage, interview.session_id) <= set(BUCKETS), "what can be read is gone at once"
    assert firm.admin.post(path, {"reason": "other"}).json == asked.json, "a repeat is answered with the first"
    one = f"/api/erasures/{asked.json['id']}"
    assert firm.recruiter.get(one).json["report"] is None

    forget_session_of(api_database, *BUCKETS).go_on()
    assert remains(api_database, storage, interview.session_id) == set()
    shown = firm.recruiter.get(one).json
    report = shown["report"]
    assert (shown["state"], report["reason"]) == ("done", "candidate_asked")
    assert report["session_hash"] == hashlib.sha256(str(interview.session_id).encode()).hexdigest()
    assert report["documents"].items() >= {"sessions": 1, "answers": 2, "notes": 1, "shares": 1}.items()
    assert (report["objects"]["raw"], report["objects"]["merged"]) == (4, 2)
    assert other_firm.admin.get(one).status == 404
    assert firm.reviewer.get(one).status == 403
    assert firm.recruiter.get("/api/erasures", limit=1).json["erasures"][0]["id"] == asked.json["id"]

    PublishEvents(OutboxRepository(api_database), EventBus(BUS), lambda: utc_now() + timedelta(minutes=2)).left_behind()
    a_year_later(api_database)
    assert remains(api_database, storage, interview.session_id, but=("audit_entries",)) == set()
    assert firm.recruiter.get(one).json["report"] == report
    assert interview.candidate.get("/api/interview").status == 401

    file = tmp_path / "deletion.json"
    file.write_text(json.dumps(report))
    assert admin.main(["verify-report", *place[:4], str(file)]) == 0
    file.write_text(json.dumps({**report, "documents": {"sessions": 2}}))
    assert admin.main(["verify-report", *place[:4], str(file)]) == 1


def test_a_candidate_erases_their_own_interview_and_sees_how_far_it_is(
    interview: Invitation, firm: Firm, api_database: Database, storage: "S3Client"
) -> None:
    assert interview.candidate.get("/api/interview/erasure").status == 401
    asked = interview.candidate.post("/api/interview/erasure")
    assert (asked.status, asked.json["state"]) == (202, "under_way")
    assert interview.candidate.get("/api/interview").error == "interview_erased"
    assert interview.candidate.post("/api/interview/erasure").error == "interview_erased"
    assert firm.recruiter.get(f"/api/sessions/{interview.session_id}").status == 404
    forget_session_of(api_database, *BUCKETS).go_on()
    assert interview.candidate.get("/api/interview/erasure").json["state"] == "done"
    assert remains(api_database, storage, interview.session_id) == set()
    [listed, *_] = firm.admin.get("/api/erasures").json["erasures"]
    assert (listed["id"], listed["asked_by"], listed["reason"]) == (asked.json["id"], "candidate", None)


def test_what_comes_late_is_looked_for_again_within_a_day(interview: Invitation, api_database: Database) -> None:
    interview.candidate.post("/api/interview/erasure")
    began = utc_now()
    looked: list[int] = []
    for minutes in range(0, 26 * 60, 5):
        now = began + timedelta(minutes=minutes)
        due = ForgottenSessionRepository(api_database).due(now, 1_000)
        if any(each.session_id == interview.session_id for each in due):
            replace(forget_session_of(api_database, *BUCKETS), clock=partial(max, now, now)).go_on()
            looked.append(minutes)
    assert looked == [0, 5, 10, 60, 360, 1440]

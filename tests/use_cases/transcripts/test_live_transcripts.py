"""The voice's tickets, lines and live transcripts, on a real MongoDB server."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.languages import Language
from interview.domain.recordings.videos import Video
from interview.domain.sessions.session import Permit, Session, SessionState, next_execution
from interview.domain.tokens import TicketRole, hashed
from interview.domain.transcripts.live_transcripts import TranscriptLine, newest
from interview.domain.transcripts.text_answers import TextAnswer
from interview.domain.transcripts.transcript import Transcript, Word
from interview.errors import (
    ConflictError,
    LinkClosedError,
    MediaError,
    PublishConflictError,
    QuotaExceededError,
    SignInRequiredError,
)
from interview.use_cases.conversation.begin_conversation import BeginConversation
from interview.use_cases.conversation.check_conversations import CheckConversations
from interview.use_cases.conversation.redeem_voice_ticket import RedeemVoiceTicket
from interview.use_cases.transcripts.store_live_transcript import StoreLiveTranscript
from interview.use_cases.transcripts.store_transcript_lines import StoreTranscriptLines
from interview.use_cases.transcripts.transcribe_answer import TranscribeAnswer
from tests.builders import NOW, a_session, stored

HEARD = Transcript(text="from the recording", words=(), language="en", duration_ms=900, source="recording", made_at=NOW)


def begun(database: Database, **fields: Any) -> Session:
    return stored(database, a_session(**{"state": SessionState.IN_PROGRESS, **fields}))


def a_line(session_id: UUID, seq: int, text: str, **fields: Any) -> TranscriptLine:
    start_ms = seq * 1000
    words = tuple(
        Word(text=word, start_ms=start_ms + n * 100, end_ms=start_ms + n * 100 + 80, confidence=0.9)
        for n, word in enumerate(text.split())
    )
    defaults: dict[str, Any] = {
        "question_index": 0,
        "stream": "first",
        "words": words,
        "start_ms": start_ms,
        "end_ms": start_ms + 900,
        "final": True,
        "at": NOW,
    }
    return TranscriptLine(session_id=session_id, seq=seq, text=text, **{**defaults, **fields})


def spoken(database: Database, session: Session) -> Callable[[list[TranscriptLine]], set[Permit]]:
    """Stores lines by the session's link."""
    store = StoreTranscriptLines(SessionRepository(database), TranscriptLineRepository(database))
    return lambda lines: store([(session.permit, lines)])


def live(
    database: Database,
    session: Session,
    *unwritten: TranscriptLine,
    complete: bool,
    stream: str = "first",
    duration_ms: int = 5000,
) -> Transcript:
    """As the proxy stores it at a take's end: with the lines of that take, stored already or not."""
    answers, lines = AnswerRepository(database), TranscriptLineRepository(database)
    known = newest(lines.of_question(session.id, 0), unwritten)
    heard = sorted((line for line in known if line.stream == stream), key=lambda line: line.seq)
    store = StoreLiveTranscript(SessionRepository(database), answers, lines, lambda: NOW)
    said: dict[str, Any] = {"duration_ms": duration_ms, "language": "en", "source": "deepgram flux"}
    transcript, is_whole = store(session.permit, 0, stream, heard=heard, unwritten=unwritten, complete=complete, **said)
    answer = answers.get(session.id, 0)
    assert is_whole == answer.live_complete or transcript != answer.live_transcript
    return transcript


class TestTickets:
    def issued(self, database: Database, session: Session, role: TicketRole, until: datetime = NOW) -> str:
        ticket = uuid4().hex
        expires_at = until + timedelta(seconds=60)
        TicketRepository(database).issue(
            hashed(ticket), role, session.id, expires_at, link_token_hash=session.link_token_hash
        )
        return ticket

    def redeem(self, database: Database, ticket: str, at: datetime = NOW) -> Session:
        use_case = RedeemVoiceTicket(TicketRepository(database), SessionRepository(database), lambda: at)
        return use_case(ticket)

    def test_a_ticket_opens_its_session_once(self, database: Database) -> None:
        session = begun(database)
        ticket = self.issued(database, session, TicketRole.VOICE)
        assert self.redeem(database, ticket).id == session.id
        with pytest.raises(SignInRequiredError):
            self.redeem(database, ticket)

    @pytest.mark.parametrize("role", [TicketRole.CANDIDATE, TicketRole.RECRUITER])
    def test_a_ticket_for_another_socket_does_not_open_this_one(self, database: Database, role: TicketRole) -> None:
        with pytest.raises(SignInRequiredError):
            self.redeem(database, self.issued(database, begun(database), role))

    def test_an_expired_or_unknown_ticket_opens_nothing(self, database: Database) -> None:
        ticket = self.issued(database, begun(database), TicketRole.VOICE)
        for bad in (ticket, "", "x" * 5000):
            with pytest.raises(SignInRequiredError):
                self.redeem(database, bad, NOW + timedelta(seconds=61))

    def test_only_an_interview_under_way_is_spoken(self, database: Database) -> None:
        closed = begun(database, is_locked=True, state=SessionState.COMPLETED)
        with pytest.raises(LinkClosedError):
            self.redeem(database, self.issued(database, closed, TicketRole.VOICE))
        unbegun = begun(database, state=SessionState.PENDING)
        with pytest.raises(ConflictError):
            self.redeem(database, self.issued(database, unbegun, TicketRole.VOICE))

    def test_a_ticket_of_a_link_that_was_replaced_opens_nothing(self, database: Database) -> None:
        session = begun(database)
        ticket = self.issued(database, session, TicketRole.VOICE)
        SessionRepository(database).reissue(session.id, uuid4().hex, session.expires_at)
        with pytest.raises(SignInRequiredError):
            self.redeem(database, ticket)


class TestClosedMeansClosed:
    def close(self, database: Database, session: Session, how: str) -> None:
        sessions = SessionRepository(database)
        match how:
            case "locked":
                assert sessions.lock(session.permit, next_execution(session.id, 0, NOW), NOW)
            case "link replaced":
                assert sessions.reissue(session.id, uuid4().hex, session.expires_at)
            case _:
                database["sessions"].delete_one({"_id": session.id})

    @pytest.mark.parametrize("how", ["locked", "link replaced", "erased"])
    def test_what_an_open_socket_still_hears_is_not_stored(self, database: Database, how: str) -> None:
        session, neighbour = begun(database), begun(database)
        assert spoken(database, session)([a_line(session.id, 0, "Before.")]) == set()
        live(database, session, complete=True)
        self.close(database, session, how)

        store = StoreTranscriptLines(SessionRepository(database), TranscriptLineRepository(database))
        refused = store(
            [
                (session.permit, [a_line(session.id, 1, "After.")]),
                (neighbour.permit, [a_line(neighbour.id, 0, "The neighbour's.")]),
            ]
        )
        assert refused == {session.permit}
        with pytest.raises(LinkClosedError):
            live(database, session, a_line(session.id, 1, "After."), complete=True)
        texts = [line.text for line in TranscriptLineRepository(database).of_question(session.id, 0)]
        assert texts == ["Before."]
        kept = AnswerRepository(database).get(session.id, 0).live_transcript
        assert kept
        assert kept.text == "Before."
        assert len(TranscriptLineRepository(database).of_question(neighbour.id, 0)) == 1

    @pytest.mark.parametrize(
        ("how", "why"), [("locked", "closed"), ("link replaced", "replaced"), ("erased", "closed")]
    )
    def test_a_conversation_that_is_over_is_told_why(self, database: Database, how: str, why: str) -> None:
        session, neighbour = begun(database), begun(database)
        sessions = SessionRepository(database)
        begin, check = BeginConversation(sessions), CheckConversations(sessions, lambda: NOW)
        conversations = [begin(each) for each in (session, neighbour)]
        assert check(conversations) == {}
        self.close(database, session, how)
        assert check(conversations) == {conversations[0]: why}
        with pytest.raises(LinkClosedError):
            begin(session)

    def test_the_newest_conversation_of_an_interview_counts(self, database: Database) -> None:
        session = begun(database)
        sessions = SessionRepository(database)
        begin, check = BeginConversation(sessions), CheckConversations(sessions, lambda: NOW)
        older, newer = begin(session), begin(session)
        assert check([older, newer]) == {older: "elsewhere"}
        late = CheckConversations(sessions, lambda: session.expires_at)
        assert late([newer]) == {newer: "closed"}

    def test_a_session_that_is_not_whole_ends_its_own_conversation_alone(self, database: Database) -> None:
        session, neighbour = begun(database), begun(database)
        sessions = SessionRepository(database)
        conversations = [BeginConversation(sessions)(each) for each in (session, neighbour)]
        database["sessions"].replace_one({"_id": session.id}, {"link_token_hash": uuid4().hex})
        assert CheckConversations(sessions, lambda: NOW)(conversations) == {conversations[0]: "closed"}
        store = StoreTranscriptLines(sessions, TranscriptLineRepository(database))
        assert store([(each.permit, [a_line(each.id, 0, "Words.")]) for each in (session, neighbour)]) == {
            session.permit
        }
        assert len(TranscriptLineRepository(database).of_question(neighbour.id, 0)) == 1


class TestLines:
    def test_a_repeat_changes_nothing_and_newer_wording_replaces_older(self, database: Database) -> None:
        session = begun(database)
        store = spoken(database, session)
        store([a_line(session.id, 0, "I work", final=False)])
        store([a_line(session.id, 0, "I worked in Berlin."), a_line(session.id, 1, "Then", final=False)])
        store([a_line(session.id, 0, "I worked in Berlin."), a_line(session.id, 1, "Then", final=False)])
        store([])

        lines = sorted(TranscriptLineRepository(database).of_question(session.id, 0), key=lambda line: line.seq)
        assert [(line.text, line.final) for line in lines] == [("I worked in Berlin.", True), ("Then", False)]

    def test_a_final_line_stays_as_it_is(self, database: Database) -> None:
        session = begun(database)
        store = spoken(database, session)
        store([a_line(session.id, 0, "Final words.")])
        store([a_line(session.id, 0, "late", final=False)])
        (line,) = TranscriptLineRepository(database).of_question(session.id, 0)
        assert line.text == "Final words."

    def test_the_lines_make_the_answers_live_transcript(self, database: Database) -> None:
        session = begun(database)
        spoken(database, session)([a_line(session.id, 1, "It was fun."), a_line(session.id, 0, "I fixed it.")])
        assert live(database, session, complete=True).text == "I fixed it. It was fun."

        answer = AnswerRepository(database).get(session.id, 0)
        assert answer.live_complete
        assert answer.live_transcript
        assert [word.start_ms for word in answer.live_transcript.words] == [0, 100, 200, 1000, 1100, 1200]
        assert answer.live_transcript.duration_ms == 5000

    def test_lines_on_their_way_count_in_the_wording_they_will_be_stored_in(self, database: Database) -> None:
        session = begun(database)
        spoken(database, session)([a_line(session.id, 0, "Final words."), a_line(session.id, 1, "I was", final=False)])
        transcript = live(
            database,
            session,
            a_line(session.id, 2, "Then it rained."),
            a_line(session.id, 1, "I swam."),
            a_line(session.id, 0, "Final", final=False),
            complete=True,
        )
        assert transcript.text == "Final words. I swam. Then it rained."
        assert AnswerRepository(database).get(session.id, 0).live_transcript == transcript

    def test_several_takes_follow_each_other_without_times_and_are_never_complete(self, database: Database) -> None:
        session = begun(database)
        spoken(database, session)(
            [
                a_line(session.id, 0, "again", stream="a", at=NOW + timedelta(seconds=30)),
                a_line(session.id, 0, "first", stream="b"),
            ]
        )
        transcript = live(database, session, complete=True)
        assert transcript.text == "first again"
        assert (transcript.words, transcript.duration_ms) == ((), 5900)
        assert not AnswerRepository(database).get(session.id, 0).live_complete

    @pytest.mark.parametrize("order", [(3000, 5000), (5000, 3000), (5000, 3000, 5000), (3000, 5000, 3000)])
    def test_an_answer_that_went_on_is_stored_as_a_whole_whichever_end_comes_last(
        self, database: Database, order: tuple[int, ...]
    ) -> None:
        """The end that was taken back did not know what was said after it."""
        session = begun(database)
        lines = [a_line(session.id, 0, "I fixed it."), a_line(session.id, 1, "Twice.")]
        for heard_ms in order:
            known = lines[: 1 if heard_ms == 3000 else 2]
            live(database, session, *known, complete=heard_ms == 5000, duration_ms=heard_ms)
        answer = AnswerRepository(database).get(session.id, 0)
        assert answer.live_transcript
        assert (answer.live_transcript.text, answer.live_transcript.duration_ms) == ("I fixed it. Twice.", 5000)
        assert answer.live_complete

    def test_another_take_counts_though_it_was_shorter(self, database: Database) -> None:
        session = begun(database)
        first = a_line(session.id, 0, "I fixed it.")
        live(database, session, first, complete=True, duration_ms=5000)
        again = a_line(session.id, 0, "Twice.", stream="second", at=NOW + timedelta(seconds=9))
        live(database, session, first, again, complete=True, stream="second", duration_ms=1000)
        answer = AnswerRepository(database).get(session.id, 0)
        assert answer.live_transcript
        assert (answer.live_transcript.text, answer.live_complete) == ("I fixed it. Twice.", False)

    def test_nobody_heard_is_an_empty_transcript(self, database: Database) -> None:
        session = begun(database)
        transcript = live(database, session, complete=True)
        assert (transcript.text, transcript.duration_ms) == ("", 5000)


class FakeRecogniser:
    def __init__(self) -> None:
        self.languages: list[Language] = []

    @property
    def calls(self) -> int:
        return len(self.languages)

    def transcribe(self, audio: Path, content_type: str, language: Language) -> Transcript:
        self.languages.append(language)
        return HEARD


class FakeBucket:
    def fetch_file(self, key: str, target: Path) -> None:
        target.write_bytes(b"audio")


def transcribing(database: Database, bucket: Any, recogniser: Any) -> TranscribeAnswer:
    sessions, answers = SessionRepository(database), AnswerRepository(database)
    return TranscribeAnswer(sessions, answers, bucket, recogniser, UsageRepository(database))


class TestWhichTranscriptCounts:
    def transcribed(self, database: Database, session: Session, recorded_ms: int = 5000) -> tuple[str, int]:
        """The text that is then on record, and how often the recogniser was asked."""
        answers = AnswerRepository(database)
        video = Video(
            key="v", audio_key="a", digest="d", size=1, duration_ms=5000, recorded_ms=recorded_ms, merged_at=NOW
        )
        answers.publish_video(session.id, 0, video, None)
        recogniser: Any = FakeRecogniser()
        bucket: Any = FakeBucket()
        transcribing(database, bucket, recogniser)(session.id, 0)
        transcript = answers.get(session.id, 0).transcript
        assert transcript
        return transcript.text, recogniser.calls

    @pytest.mark.parametrize(
        ("said", "complete", "taken"),
        [
            ("I fixed it.", True, ("I fixed it.", 0)),
            ("I fixed", False, (HEARD.text, 1)),
            ("", True, (HEARD.text, 1)),
            (None, False, (HEARD.text, 1)),
        ],
        ids=["complete", "with a hole", "nobody heard", "no live transcript"],
    )
    def test_the_live_one_where_it_is_complete_else_the_recordings(
        self, database: Database, said: str | None, complete: bool, taken: tuple[str, int]
    ) -> None:
        session = begun(database)
        if said is not None:
            lines = [a_line(session.id, 0, said)] if said else []
            spoken(database, session)(lines)
            live(database, session, complete=complete)
        assert self.transcribed(database, session) == taken

    def test_a_recording_merged_anew_meanwhile_is_transcribed_anew(self, database: Database) -> None:
        session = begun(database)
        answers = AnswerRepository(database)
        video = Video(key="v", audio_key="a", digest="d", size=1, duration_ms=5000, recorded_ms=5000, merged_at=NOW)
        answers.publish_video(session.id, 0, video, None)

        class Overtaken(FakeBucket):
            def fetch_file(self, key: str, target: Path) -> None:
                super().fetch_file(key, target)
                answers.publish_video(session.id, 0, video.model_copy(update={"digest": "late chunk"}), "d")

        bucket: Any = Overtaken()
        recogniser: Any = FakeRecogniser()
        with pytest.raises(PublishConflictError):
            transcribing(database, bucket, recogniser)(session.id, 0)
        bucket = FakeBucket()
        transcribing(database, bucket, recogniser)(session.id, 0)
        assert answers.get(session.id, 0).transcript_digest == "late chunk"

    def test_a_recording_is_heard_in_the_language_of_its_interview(self, database: Database) -> None:
        heard = []
        for language in Language:
            session, recogniser = begun(database, language=language), FakeRecogniser()
            video = Video(key="v", audio_key="a", digest="0", size=1, duration_ms=1, recorded_ms=1, merged_at=NOW)
            AnswerRepository(database).publish_video(session.id, 0, video, None)
            transcribing(database, FakeBucket(), recogniser)(session.id, 0)
            heard += recogniser.languages
        assert heard == list(Language)

    def test_no_more_than_a_day_of_an_interview_is_put_into_words_though_little_is_sent(
        self, database: Database
    ) -> None:
        """Five megabytes can hold a day of silence, and a recogniser is paid by the second."""
        session, answers = begun(database), AnswerRepository(database)
        recogniser: Any = FakeRecogniser()
        bucket: Any = FakeBucket()
        transcribe = TranscribeAnswer(
            SessionRepository(database), answers, bucket, recogniser, UsageRepository(database)
        )
        video = Video(key="v", audio_key="a", digest="0", size=1, duration_ms=0, recorded_ms=0, merged_at=NOW)
        for made, hours in enumerate((20, 4, 1)):
            again = video.model_copy(update={"digest": str(made + 1), "duration_ms": hours * 3_600_000})
            answers.publish_video(session.id, 0, again, str(made) if made else None)
            if made < 2:
                transcribe(session.id, 0)
        with pytest.raises(QuotaExceededError, match="24 hours"):
            transcribe(session.id, 0)
        assert recogniser.calls == 2

    @pytest.mark.parametrize(("recorded_ms", "asked"), [(9_000, 0), (9_001, 1), (2_000, 0), (1_999, 1)])
    def test_a_recording_longer_or_shorter_than_what_was_listened_to_is_heard_again(
        self, database: Database, recorded_ms: int, asked: int
    ) -> None:
        session = begun(database)
        spoken(database, session)([a_line(session.id, 0, "The second half.")])
        live(database, session, complete=True)
        assert self.transcribed(database, session, recorded_ms)[1] == asked

    def test_two_takes_are_heard_again_as_one_recording(self, database: Database) -> None:
        session = begun(database)
        spoken(database, session)(
            [
                a_line(session.id, 0, "Before the reload.", stream="a"),
                a_line(session.id, 0, "After it.", stream="b", at=NOW + timedelta(seconds=30)),
            ]
        )
        live(database, session, complete=True)
        assert self.transcribed(database, session) == (HEARD.text, 1)

    def test_a_take_that_heard_nothing_before_it_broke_off_leaves_a_hole(self, database: Database) -> None:
        """Twelve seconds were recorded by two recorders; only the last five were listened to, without a hole."""
        session = begun(database)
        spoken(database, session)([a_line(session.id, 0, "After it.", stream="b")])
        live(database, session, complete=True)
        assert self.transcribed(database, session, recorded_ms=12_000) == (HEARD.text, 1)

    def test_a_live_one_that_comes_after_the_recordings_takes_its_place(self, database: Database) -> None:
        session = begun(database)
        assert self.transcribed(database, session) == (HEARD.text, 1)
        spoken(database, session)([a_line(session.id, 0, "I fixed it.")])
        live(database, session, complete=True)
        answers = AnswerRepository(database)
        assert not answers.get(session.id, 0).is_in_words
        unused: Any = None
        TranscribeAnswer(unused, answers, unused, unused, unused)(session.id, 0)
        answer = answers.get(session.id, 0)
        assert answer.is_in_words
        assert answer.transcript == answer.live_transcript

    def test_what_was_written_counts_with_a_recording_and_without(self, database: Database) -> None:
        answers = AnswerRepository(database)
        unused: Any = None
        for recorded in (False, True):
            session = begun(database)
            if recorded:
                assert self.transcribed(database, session) == (HEARD.text, 1)
            answers.store_text_answer(session.permit, 0, TextAnswer(text="I would rather write.", written_at=NOW))
            TranscribeAnswer(unused, answers, unused, unused, unused)(session.id, 0)
            answer = answers.get(session.id, 0)
            assert answer.is_in_words
            assert answer.transcript
            assert (answer.transcript.text, answer.transcript.source) == ("I would rather write.", "typed")
            assert bool(answer.video) is recorded

    def test_without_a_recording_or_a_text_there_is_nothing_to_transcribe(self, database: Database) -> None:
        unused: Any = None
        with pytest.raises(MediaError):
            TranscribeAnswer(unused, AnswerRepository(database), unused, unused, unused)(begun(database).id, 0)

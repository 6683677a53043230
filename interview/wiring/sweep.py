"""What `functions/sweep` asks for."""

from datetime import timedelta

from interview.adapters.invitation_requests import InvitationRequests
from interview.adapters.mail_requests import MailRequests
from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.indexes import let_expire, make_missing_indexes
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.retention import RetentionRepository
from interview.adapters.mongo.rounds import RoundRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import MergedBucket, RawBucket
from interview.adapters.step_functions import AnswerExecutions, Executions
from interview.domain.sessions.session import MAX_LINK_TTL
from interview.settings.sweep import SweepSettings
from interview.use_cases.auditing.record_deed import RecordDeed
from interview.use_cases.evaluation.look_after_scores import LookAfterScores
from interview.use_cases.invitations.invite_batch import LookAfterBatches
from interview.use_cases.mail.look_after_letters import LookAfterLetters
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.sweep_sessions import SweepSessions
from interview.use_cases.recordings.merge_overdue import MergeOverdue
from interview.use_cases.sessions.end_retention import EndRetention
from interview.use_cases.sessions.forget_session import ForgetSession
from interview.use_cases.sessions.go_round import GoRound
from interview.use_cases.sessions.plan_retention import RULES_VERSION, PlanRetention
from interview.wiring.database import database
from interview.wiring.forgetting import erase_session_of, forget_session_of
from interview.wiring.kept import kept
from interview.wiring.listing import keep_listed, list_round_of
from interview.wiring.passages import passage_round_of
from interview.wiring.publishing import publish_events

__all__ = [
    "end_retention",
    "forget_session",
    "list_round",
    "look_after_batches",
    "look_after_letters",
    "look_after_scores",
    "make_indexes",
    "merge_overdue",
    "passage_round",
    "publish_events",
    "retention_round",
    "sweep_sessions",
]


@kept
def sweep_sessions(settings: SweepSettings) -> SweepSessions:
    store = database(settings)
    sessions, answers = SessionRepository(store), AnswerRepository(store)
    executions = Executions(settings.process_interview_arn)
    publish = publish_events(settings)
    lock_interview = LockInterview(sessions, answers, publish=publish)
    return SweepSessions(
        sessions,
        answers,
        lock_interview,
        UsageRepository(store),
        executions,
        settings.left_after_hours,
        publish=publish,
    )


@kept
def merge_overdue(settings: SweepSettings) -> MergeOverdue:
    store = database(settings)
    merge_requests = MergeRequests(settings.merge_requests_queue_url)
    return MergeOverdue(SessionRepository(store), AnswerRepository(store), ChunkRepository(store), merge_requests)


@kept
def look_after_scores(settings: SweepSettings) -> LookAfterScores:
    return LookAfterScores(AnswerRepository(database(settings)), AnswerExecutions(settings.process_answer_arn))


@kept
def look_after_letters(settings: SweepSettings) -> LookAfterLetters:
    return LookAfterLetters(LetterRepository(database(settings)), MailRequests(settings.mail_queue_url))


@kept
def look_after_batches(settings: SweepSettings) -> LookAfterBatches:
    requests = InvitationRequests(settings.invitations_queue_url)
    return LookAfterBatches(InvitationBatchRepository(database(settings)), requests)


@kept
def forget_session(settings: SweepSettings) -> ForgetSession:
    return forget_session_of(database(settings), settings.raw_bucket, settings.merged_bucket)


@kept
def end_retention(settings: SweepSettings) -> EndRetention:
    store = database(settings)
    return EndRetention(
        OrganisationSettingsRepository(store),
        RetentionRepository(store),
        RawBucket(settings.raw_bucket),
        MergedBucket(settings.merged_bucket),
        erase_session_of(store),
        SessionRepository(store),
        RecordDeed(AuditRepository(store)),
        keep_listed(settings),
    )


@kept
def retention_round(settings: SweepSettings) -> GoRound:
    store = database(settings)
    plan = PlanRetention(OrganisationSettingsRepository(store), RetentionRepository(store))
    return GoRound(SessionRepository(store), RoundRepository(store, "retention"), RULES_VERSION, plan)


@kept
def list_round(settings: SweepSettings) -> GoRound:
    return list_round_of(database(settings))


@kept
def passage_round(settings: SweepSettings) -> GoRound:
    return passage_round_of(database(settings))


def make_indexes(settings: SweepSettings) -> list[str]:
    """Make the indexes that the database lacks: after a first deploy, and after one that brings another. What is known
    of chunks outlives them by the longest link; live words go with the merged recordings."""
    store = database(settings)
    made = make_missing_indexes(store)
    chunks_last = timedelta(days=settings.raw_retention_days) + MAX_LINK_TTL
    let_expire(store, {"chunks": chunks_last, "transcript_lines": timedelta(days=settings.merged_retention_days)})
    return made

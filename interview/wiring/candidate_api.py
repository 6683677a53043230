"""What `functions/api` asks for where candidates call, or anybody."""

from dataclasses import dataclass

from interview.adapters.merge_requests import MergeRequests
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.chunks import ChunkRepository
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.logos import LogoRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.s3 import RawBucket
from interview.adapters.step_functions import Executions
from interview.settings.api import ApiSettings
from interview.use_cases.auditing.record_deed import RecordDeed
from interview.use_cases.live.deliver_events import DeliverEvents
from interview.use_cases.live.issue_ticket import IssueTicket
from interview.use_cases.organisations.show_consent import ShowConsent
from interview.use_cases.organisations.show_look import ShowLogo, ShowLook
from interview.use_cases.processing.lock_interview import LockInterview
from interview.use_cases.processing.start_processing import StartProcessing
from interview.use_cases.recordings.issue_upload import IssueUpload
from interview.use_cases.recordings.issue_upload_test import IssueUploadTest
from interview.use_cases.recordings.request_merge import RequestMerge
from interview.use_cases.recordings.store_manifest import StoreManifest
from interview.use_cases.sessions.authenticate_candidate import AuthenticateCandidate
from interview.use_cases.sessions.contest_result import ContestResult
from interview.use_cases.sessions.finish_interview import FinishInterview
from interview.use_cases.sessions.identify_self import IdentifySelf
from interview.use_cases.sessions.keep_listed import ListAndPublish
from interview.use_cases.sessions.keep_time import KeepTime
from interview.use_cases.sessions.rate_interview import RateInterview
from interview.use_cases.sessions.show_candidate_result import ShowCandidateResult
from interview.use_cases.sessions.show_interview import ShowInterview
from interview.use_cases.sessions.start_interview import StartInterview
from interview.use_cases.sessions.write_answer import WriteAnswer
from interview.use_cases.take_page_report import TakePageReport
from interview.use_cases.transcripts.correct_transcript import CorrectTranscript
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.listing import keep_listed
from interview.wiring.publishing import publish_events
from interview.wiring.recording_events import record_event


@dataclass(frozen=True)
class CandidateApi:
    """What the HTTP API can do for who is not signed in, and what it does for everybody."""

    authenticate_candidate: AuthenticateCandidate
    contest_result: ContestResult
    correct_transcript: CorrectTranscript
    deliver_events: DeliverEvents
    finish_interview: FinishInterview
    identify_self: IdentifySelf
    issue_ticket: IssueTicket
    issue_upload: IssueUpload
    issue_upload_test: IssueUploadTest
    keep_time: KeepTime
    rate_interview: RateInterview
    record_deed: RecordDeed
    show_candidate_result: ShowCandidateResult
    show_consent: ShowConsent
    show_interview: ShowInterview
    show_logo: ShowLogo
    start_interview: StartInterview
    store_manifest: StoreManifest
    take_page_report: TakePageReport
    write_answer: WriteAnswer


@kept
def candidate_api(settings: ApiSettings) -> CandidateApi:
    store = database(settings)
    accounts, sessions, answers = AccountRepository(store), SessionRepository(store), AnswerRepository(store)
    chunks, satisfaction, usage = ChunkRepository(store), SatisfactionRepository(store), UsageRepository(store)
    statements = SelfIdentificationRepository(store)
    settings_of = OrganisationSettingsRepository(store)
    show_consent, show_look = ShowConsent(settings_of, accounts), ShowLook(settings_of, accounts)
    raw, publish_only = RawBucket(settings.raw_bucket), publish_events(settings)
    publish = ListAndPublish(keep_listed(settings), publish_only)
    request_merge = RequestMerge(answers, chunks, MergeRequests(settings.merge_requests_queue_url), usage)
    start_processing = StartProcessing(sessions, Executions(settings.process_interview_arn))
    return CandidateApi(
        authenticate_candidate=AuthenticateCandidate(sessions, ForgottenSessionRepository(store)),
        contest_result=ContestResult(sessions, publish=publish_only),
        correct_transcript=CorrectTranscript(answers, usage),
        deliver_events=DeliverEvents(record_event(settings), usage),
        finish_interview=FinishInterview(sessions, LockInterview(sessions, answers, publish=publish), start_processing),
        identify_self=IdentifySelf(statements, usage),
        issue_ticket=IssueTicket(sessions, TicketRepository(store), ConnectionRepository(store), usage),
        issue_upload=IssueUpload(sessions, answers, raw, usage),
        issue_upload_test=IssueUploadTest(raw, usage),
        keep_time=KeepTime(sessions, answers, usage),
        rate_interview=RateInterview(satisfaction, usage),
        record_deed=RecordDeed(AuditRepository(store)),
        show_candidate_result=ShowCandidateResult(
            answers, ScoreRepository(store), satisfaction, statements, show_look, usage
        ),
        show_interview=ShowInterview(
            answers, chunks, sessions, SessionFactsRepository(store), show_look, settings.left_after_hours
        ),
        show_logo=ShowLogo(LogoRepository(store)),
        show_consent=show_consent,
        start_interview=StartInterview(sessions, settings_of, show_consent, publish=publish),
        store_manifest=StoreManifest(answers, request_merge, usage),
        take_page_report=TakePageReport(usage),
        write_answer=WriteAnswer(sessions, answers, usage),
    )

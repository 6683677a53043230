"""What `functions/export` asks for."""

from interview.adapters.export_requests import ExportRequests
from interview.adapters.ffmpeg import Ffmpeg
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.listed_sessions import ListedSessionRepository
from interview.adapters.mongo.logos import LogoRepository
from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.s3 import ExportFiles, MergedBucket
from interview.settings.export import ExportSettings
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.exports.describe_session import DescribeSession
from interview.use_cases.exports.make_export import MakeExport
from interview.use_cases.exports.make_report import MakeReport
from interview.use_cases.organisations.show_look import ShowLook
from interview.use_cases.sessions.list_flags import ListFlags
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def make_export(settings: ExportSettings) -> MakeExport:
    store = database(settings)
    sessions, answers, decisions = SessionRepository(store), AnswerRepository(store), DecisionRepository(store)
    describe = DescribeSession(
        answers,
        ScoreRepository(store),
        ScorecardRepository(store),
        decisions,
        NoteRepository(store),
        ListFlags(sessions, answers, ProctoringEventRepository(store)),
    )
    return MakeExport(
        ExportRepository(store),
        AccountRepository(store),
        sessions,
        ListedSessionRepository(store),
        JudgeFirst(answers, decisions),
        describe,
        MakeReport(
            answers,
            MergedBucket(settings.merged_bucket),
            Ffmpeg(),
            ShowLook(OrganisationSettingsRepository(store), AccountRepository(store)),
            LogoRepository(store),
        ),
        ExportFiles(settings.merged_bucket),
    )


def export_requests(settings: ExportSettings) -> ExportRequests:
    return ExportRequests(settings.exports_queue_url)

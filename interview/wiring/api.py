"""What `functions/api` asks for where somebody calls who is signed in, or was shown a result."""

from dataclasses import dataclass
from functools import partial

from interview.adapters.export_requests import ExportRequests
from interview.adapters.invitation_requests import InvitationRequests
from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.analytics import AnalyticsRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.api_keys import ApiKeyRepository
from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.client import ping
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.decisions import DecisionRepository
from interview.adapters.mongo.exports import ExportRepository
from interview.adapters.mongo.forgotten_sessions import ForgottenSessionRepository
from interview.adapters.mongo.indexes import missing_indexes
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.kept_answers import KeptAnswerRepository
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.logos import LogoRepository
from interview.adapters.mongo.mail_settings import MailSettingsRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.notes import NoteRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.password_resets import PasswordResetRepository
from interview.adapters.mongo.proctoring_events import ProctoringEventRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.satisfaction import SatisfactionRepository
from interview.adapters.mongo.scorecards import ScorecardRepository
from interview.adapters.mongo.scores import ScoreRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.adapters.mongo.self_identifications import SelfIdentificationRepository
from interview.adapters.mongo.session_facts import SessionFactsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.shares import ShareRepository
from interview.adapters.mongo.sign_in_attempts import SignInAttemptRepository
from interview.adapters.mongo.sign_in_providers import SignInProviderRepository
from interview.adapters.mongo.stage_keys import StageKeyRepository
from interview.adapters.mongo.tags import TagRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.mongo.webhooks import WebhookRepository
from interview.adapters.passwords import Passwords
from interview.adapters.s3 import ExportFiles, MergedBucket
from interview.adapters.secrets import secret
from interview.adapters.step_functions import AnswerExecutions, Executions
from interview.adapters.webhook_requests import WebhookRequests
from interview.domain.organisations.retention import KeptKind
from interview.errors import NotYetConfiguredError
from interview.settings import DatabaseSettings
from interview.settings.api import ApiSettings
from interview.use_cases.accounts.authenticate_user import AuthenticateUser
from interview.use_cases.accounts.begin_sign_in import BeginSignIn
from interview.use_cases.accounts.change_member import ChangeMember
from interview.use_cases.accounts.change_password import ChangePassword
from interview.use_cases.accounts.change_second_factor import ChangeSecondFactor
from interview.use_cases.accounts.check_password import CheckPassword
from interview.use_cases.accounts.check_second_factor import CheckSecondFactor
from interview.use_cases.accounts.end_sign_in import EndSignIn
from interview.use_cases.accounts.end_sign_ins import EndSignIns
from interview.use_cases.accounts.invite_member import InviteMember
from interview.use_cases.accounts.join_organisation import JoinOrganisation
from interview.use_cases.accounts.list_members import ListMembers
from interview.use_cases.accounts.list_people import ListPeople
from interview.use_cases.accounts.list_sign_ins import ListSignIns
from interview.use_cases.accounts.reset_password import ResetPassword
from interview.use_cases.accounts.set_up_stage import SetUpStage
from interview.use_cases.accounts.show_account import ShowAccount
from interview.use_cases.accounts.sign_in import SignIn
from interview.use_cases.accounts.sign_out import SignOut
from interview.use_cases.analytics.audit_bias import AuditBias
from interview.use_cases.analytics.show_analytics import ShowAnalytics
from interview.use_cases.asking.ask_interviews import AskInterviews
from interview.use_cases.auditing.list_entries import ListEntries
from interview.use_cases.auditing.verify_entries import VerifyEntries
from interview.use_cases.decisions.add_note import AddNote
from interview.use_cases.decisions.change_many import ChangeMany
from interview.use_cases.decisions.change_tags import ChangeTags
from interview.use_cases.decisions.dismiss_flag import DismissFlag
from interview.use_cases.decisions.judge_first import JudgeFirst
from interview.use_cases.decisions.list_decisions import ListDecisions
from interview.use_cases.decisions.list_notes import ListNotes
from interview.use_cases.decisions.list_tags import ListTags
from interview.use_cases.decisions.record_finding import RecordFinding
from interview.use_cases.decisions.show_review import ShowReview
from interview.use_cases.evaluation.list_scores import ListScores
from interview.use_cases.evaluation.rescore_answers import RescoreAnswers
from interview.use_cases.exports.describe_session import DescribeSession
from interview.use_cases.exports.export_session import ExportSession
from interview.use_cases.exports.request_export import RequestExport, ShowExport
from interview.use_cases.integrations.answer_once import AnswerOnce
from interview.use_cases.integrations.authenticate_key import AuthenticateKey
from interview.use_cases.integrations.look_after_keys import ListKeys, RevokeKey
from interview.use_cases.integrations.make_key import MakeKey
from interview.use_cases.invitations.ask_for_interview import AskForInterview
from interview.use_cases.invitations.at_once import InvitationsAtOnce
from interview.use_cases.invitations.begin_batch import BeginBatch, CancelBatch
from interview.use_cases.invitations.confirm_request import ConfirmRequest
from interview.use_cases.invitations.end_batch import EndBatch
from interview.use_cases.invitations.keep_public_link import KeepPublicLink
from interview.use_cases.invitations.open_public_link import OpenPublicLink
from interview.use_cases.invitations.prepare_batch import PrepareBatch
from interview.use_cases.invitations.show_batch import ShowBatch
from interview.use_cases.live.end_connections import EndConnections
from interview.use_cases.live.issue_ticket import IssueTicket
from interview.use_cases.mail.list_letters import ListLetters
from interview.use_cases.mail.send_again import SendAgain
from interview.use_cases.mail.stop_mail import StopMail
from interview.use_cases.mail.word_letters import WordLetters
from interview.use_cases.organisations.change_look import ChangeLook
from interview.use_cases.organisations.change_settings import ChangeSettings
from interview.use_cases.organisations.show_consent import ShowConsent, ShowGivenConsent
from interview.use_cases.organisations.show_look import ShowLook
from interview.use_cases.processing.restart_processing import RestartProcessing
from interview.use_cases.processing.start_processing import StartProcessing
from interview.use_cases.sessions.cancel_invitation import CancelInvitation
from interview.use_cases.sessions.change_invitation import ChangeInvitation
from interview.use_cases.sessions.correct_contact import CorrectContact
from interview.use_cases.sessions.count_link import CountLink
from interview.use_cases.sessions.erase_session import EraseSession
from interview.use_cases.sessions.issue_link import IssueLink
from interview.use_cases.sessions.keep_listed import ListAndPublish
from interview.use_cases.sessions.list_flags import ListFlags
from interview.use_cases.sessions.list_sessions import ListSessions
from interview.use_cases.sessions.reissue_link import ReissueLink
from interview.use_cases.sessions.show_answer import ShowAnswer
from interview.use_cases.sessions.show_erasures import ShowErasures
from interview.use_cases.sessions.show_own_data import ShowOwnData
from interview.use_cases.sessions.show_results import ShowResults
from interview.use_cases.sessions.withdraw_interview import WithdrawInterview
from interview.use_cases.sharing.comment_on_shared import CommentOnShared
from interview.use_cases.sharing.list_shares import ListShares
from interview.use_cases.sharing.open_share import OpenShare
from interview.use_cases.sharing.revoke_share import RevokeShare
from interview.use_cases.sharing.share_result import ShareResult
from interview.use_cases.sharing.show_shared import ShowShared, ShowSharedAnswer
from interview.use_cases.templates.archive_template import ArchiveTemplate
from interview.use_cases.templates.change_template import ChangeTemplate
from interview.use_cases.templates.create_template import CreateTemplate
from interview.use_cases.templates.delete_template import DeleteTemplate
from interview.use_cases.templates.find_questions import FindQuestions
from interview.use_cases.templates.list_templates import ListTemplates
from interview.use_cases.templates.list_versions import ListVersions
from interview.use_cases.templates.show_template import ShowTemplate
from interview.use_cases.templates.show_version import ShowVersion
from interview.use_cases.transcripts.list_words import ListWords
from interview.use_cases.webhooks.look_after_webhooks import LookAfterWebhooks
from interview.wiring.asking import ask_interviews
from interview.wiring.dashboard import list_sessions_of
from interview.wiring.database import database
from interview.wiring.forgetting import erase_session_of
from interview.wiring.kept import kept
from interview.wiring.listing import keep_listed
from interview.wiring.mail import post_letter
from interview.wiring.publishing import publish_events
from interview.wiring.scorecard import make_scorecard
from interview.wiring.signing import token_of


@dataclass(frozen=True)
class Api:
    """What the HTTP API can do for who is signed in, or was shown a result."""

    add_note: AddNote
    answer_once: AnswerOnce
    archive_template: ArchiveTemplate
    ask_for_interview: AskForInterview
    audit_bias: AuditBias
    ask_interviews: AskInterviews
    begin_batch: BeginBatch
    cancel_batch: CancelBatch
    change_look: ChangeLook
    cancel_invitation: CancelInvitation
    change_invitation: ChangeInvitation
    change_many: ChangeMany
    change_member: ChangeMember
    change_password: ChangePassword
    change_second_factor: ChangeSecondFactor
    change_tags: ChangeTags
    change_settings: ChangeSettings
    change_template: ChangeTemplate
    comment_on_shared: CommentOnShared
    confirm_request: ConfirmRequest
    correct_contact: CorrectContact
    create_template: CreateTemplate
    delete_template: DeleteTemplate
    dismiss_flag: DismissFlag
    end_sign_in: EndSignIn
    end_sign_ins: EndSignIns
    erase_session: EraseSession
    export_session: ExportSession
    find_questions: FindQuestions
    invitations_at_once: InvitationsAtOnce
    invite_member: InviteMember
    issue_link: IssueLink
    issue_ticket: IssueTicket
    keep_public_link: KeepPublicLink
    list_letters: ListLetters
    send_again: SendAgain
    stop_mail: StopMail
    join_organisation: JoinOrganisation
    list_decisions: ListDecisions
    list_entries: ListEntries
    list_flags: ListFlags
    list_keys: ListKeys
    list_members: ListMembers
    list_notes: ListNotes
    list_people: ListPeople
    list_scores: ListScores
    list_sessions: ListSessions
    list_shares: ListShares
    list_sign_ins: ListSignIns
    list_tags: ListTags
    list_templates: ListTemplates
    list_versions: ListVersions
    list_words: ListWords
    authenticate_key: AuthenticateKey
    authenticate_user: AuthenticateUser
    make_key: MakeKey
    open_public_link: OpenPublicLink
    prepare_batch: PrepareBatch
    record_finding: RecordFinding
    reissue_link: ReissueLink
    request_export: RequestExport
    rescore_answers: RescoreAnswers
    reset_password: ResetPassword
    restart_processing: RestartProcessing
    revoke_key: RevokeKey
    revoke_share: RevokeShare
    set_up_stage: SetUpStage
    share_result: ShareResult
    show_account: ShowAccount
    show_analytics: ShowAnalytics
    show_answer: ShowAnswer
    show_consent: ShowConsent
    show_erasures: ShowErasures
    show_batch: ShowBatch
    show_export: ShowExport
    show_given_consent: ShowGivenConsent
    show_look: ShowLook
    show_own_data: ShowOwnData
    show_results: ShowResults
    show_review: ShowReview
    show_shared: ShowShared
    show_shared_answer: ShowSharedAnswer
    show_template: ShowTemplate
    show_version: ShowVersion
    sign_in: SignIn
    sign_out: SignOut
    verify_entries: VerifyEntries
    webhooks: LookAfterWebhooks
    withdraw_interview: WithdrawInterview
    word_letters: WordLetters


@kept
def api(settings: ApiSettings) -> Api:
    store = database(settings)
    accounts, sessions, templates = AccountRepository(store), SessionRepository(store), TemplateRepository(store)
    answers, connections = AnswerRepository(store), ConnectionRepository(store)
    usage, publish_only = UsageRepository(store), publish_events(settings)
    publish = ListAndPublish(keep_listed(settings), publish_only)
    count_link, show_template = CountLink(sessions, usage), ShowTemplate(templates)
    scorecards = ScorecardRepository(store)
    events, scores, decisions = ProctoringEventRepository(store), ScoreRepository(store), DecisionRepository(store)
    judge_first = JudgeFirst(answers, decisions)
    record_finding = RecordFinding(sessions, decisions, usage, publish=publish)
    change_tags = ChangeTags(sessions, TagRepository(store), usage, publish=publish)
    list_flags = ListFlags(sessions, answers, events)
    attempts = SignInAttemptRepository(store)
    members, invitations = MemberRepository(store), MemberInvitationRepository(store)
    tickets, places, passwords = TicketRepository(store), KnownPlaceRepository(store), Passwords()
    end_connections = EndConnections(connections, LiveConnections(settings.live_endpoint))
    sign_out = SignOut(accounts, tickets, connections, end_connections)
    end_sign_ins = EndSignIns(accounts, tickets, connections, places, end_connections)
    begin_sign_in, check_password = BeginSignIn(accounts, places), CheckPassword(attempts, passwords)
    shares, notes, merged = ShareRepository(store), NoteRepository(store), MergedBucket(settings.merged_bucket)
    settings_of = OrganisationSettingsRepository(store)
    show_look = ShowLook(settings_of, accounts)
    change_settings = ChangeSettings(
        settings_of,
        {KeptKind.RECORDINGS: settings.merged_retention_days, KeptKind.FLAGS: settings.proctoring_retention_days},
    )
    exports, facts = ExportRepository(store), SessionFactsRepository(store)
    entries = AuditRepository(store)
    open_share = OpenShare(shares, sessions, accounts, attempts, usage, judge_first)
    factors = SecondFactorRepository(store)
    link_key = partial(secret, settings.link_key_secret_arn, "the key of links")
    start_processing = StartProcessing(sessions, Executions(settings.process_interview_arn))
    keys = ApiKeyRepository(store)
    batches, public_links = InvitationBatchRepository(store), PublicLinkRepository(store)
    cancel_invitation = CancelInvitation(sessions, answers, batches, public_links, publish=publish)
    send_again = SendAgain(
        sessions,
        accounts,
        decisions,
        LetterRepository(store),
        usage,
        judge_first,
        post_letter(settings),
        link_key,
        is_on=bool(settings.mail_from),
    )
    open_public_link = OpenPublicLink(
        public_links, templates, accounts, show_look, attempts, sends_mail=bool(settings.mail_from)
    )
    show_batch = ShowBatch(batches, sessions, link_key)
    invitation_requests = InvitationRequests(settings.invitations_queue_url)
    return Api(
        add_note=AddNote(sessions, notes, usage, publish=publish_only),
        answer_once=AnswerOnce(KeptAnswerRepository(store), usage),
        archive_template=ArchiveTemplate(templates),
        ask_for_interview=AskForInterview(
            open_public_link, public_links, sessions, usage, post_letter(settings), link_key
        ),
        audit_bias=AuditBias(facts, SelfIdentificationRepository(store), AnalyticsRepository(store), templates, usage),
        ask_interviews=ask_interviews(settings),
        begin_batch=BeginBatch(batches, templates, show_batch, count_link, invitation_requests),
        cancel_batch=CancelBatch(show_batch, EndBatch(batches, sessions, count_link)),
        change_look=ChangeLook(LogoRepository(store), usage, change_settings),
        cancel_invitation=cancel_invitation,
        change_invitation=ChangeInvitation(sessions, answers, count_link, usage, link_key, publish=publish),
        change_many=ChangeMany(record_finding, change_tags),
        change_member=ChangeMember(members, places, factors, LetterRepository(store), end_sign_ins),
        change_password=ChangePassword(accounts, passwords, check_password, end_sign_ins),
        change_second_factor=ChangeSecondFactor(
            accounts, factors, members, attempts, check_password, end_sign_ins, post_letter(settings), link_key
        ),
        change_tags=change_tags,
        change_settings=change_settings,
        change_template=ChangeTemplate(templates, usage),
        comment_on_shared=CommentOnShared(open_share, notes, usage, publish=publish_only),
        confirm_request=ConfirmRequest(
            public_links,
            templates,
            accounts,
            sessions,
            answers,
            LetterRepository(store),
            settings_of,
            attempts,
            count_link,
            link_key,
            publish=publish,
        ),
        correct_contact=CorrectContact(
            sessions, accounts, LetterRepository(store), usage, post_letter(settings), link_key, publish=publish
        ),
        create_template=CreateTemplate(templates),
        delete_template=DeleteTemplate(templates, sessions, public_links),
        dismiss_flag=DismissFlag(sessions, answers, events, record_finding),
        end_sign_in=EndSignIn(accounts, sign_out),
        end_sign_ins=end_sign_ins,
        erase_session=erase_session_of(store),
        export_session=ExportSession(
            sessions, judge_first, DescribeSession(answers, scores, scorecards, decisions, notes, list_flags)
        ),
        find_questions=FindQuestions(templates, usage),
        invitations_at_once=InvitationsAtOnce(send_again, cancel_invitation),
        invite_member=InviteMember(accounts, members, invitations, usage, post_letter(settings), link_key),
        issue_link=IssueLink(sessions, answers, templates, settings_of, count_link, link_key, publish=publish),
        issue_ticket=IssueTicket(sessions, tickets, connections, usage),
        keep_public_link=KeepPublicLink(public_links, templates, link_key),
        list_letters=ListLetters(sessions, LetterRepository(store), judge_first, link_key),
        send_again=send_again,
        stop_mail=StopMail(sessions, accounts, link_key),
        join_organisation=JoinOrganisation(accounts, invitations, attempts, passwords, begin_sign_in),
        list_decisions=ListDecisions(sessions, decisions, judge_first),
        list_entries=ListEntries(entries),
        list_flags=list_flags,
        list_keys=ListKeys(keys),
        list_members=ListMembers(members, invitations, factors),
        list_notes=ListNotes(sessions, notes, judge_first),
        list_people=ListPeople(accounts),
        list_scores=ListScores(sessions, answers, scores, judge_first),
        list_sessions=list_sessions_of(store),
        list_shares=ListShares(sessions, shares),
        list_sign_ins=ListSignIns(accounts),
        list_tags=ListTags(TagRepository(store)),
        list_templates=ListTemplates(templates),
        list_versions=ListVersions(templates, show_template),
        list_words=ListWords(sessions, answers),
        authenticate_key=AuthenticateKey(keys, accounts),
        authenticate_user=AuthenticateUser(accounts, sign_out),
        make_key=MakeKey(keys, usage),
        open_public_link=open_public_link,
        prepare_batch=PrepareBatch(batches, sessions, templates, usage),
        record_finding=record_finding,
        reissue_link=ReissueLink(sessions, answers, count_link, link_key, publish=publish),
        request_export=RequestExport(exports, sessions, usage, ExportRequests(settings.exports_queue_url)),
        rescore_answers=RescoreAnswers(
            sessions, answers, templates, usage, AnswerExecutions(settings.process_answer_arn)
        ),
        reset_password=ResetPassword(
            accounts,
            PasswordResetRepository(store),
            attempts,
            passwords,
            end_sign_ins,
            post_letter(settings),
            link_key,
        ),
        restart_processing=RestartProcessing(sessions, start_processing, usage, judge_first, publish=publish),
        revoke_key=RevokeKey(keys),
        revoke_share=RevokeShare(sessions, shares),
        set_up_stage=SetUpStage(
            accounts, attempts, passwords, begin_sign_in, secret(settings.origin_secret_arn, "the origin secret")
        ),
        share_result=ShareResult(sessions, shares, usage, judge_first),
        show_account=ShowAccount(accounts),
        show_analytics=ShowAnalytics(
            facts, SatisfactionRepository(store), AnalyticsRepository(store), templates, usage
        ),
        show_answer=ShowAnswer(sessions, answers, scores, merged, judge_first),
        show_consent=ShowConsent(settings_of, accounts),
        show_erasures=ShowErasures(ForgottenSessionRepository(store), StageKeyRepository(store)),
        show_batch=show_batch,
        show_export=ShowExport(exports, ExportFiles(settings.merged_bucket)),
        show_given_consent=ShowGivenConsent(sessions, settings_of),
        show_look=show_look,
        show_own_data=ShowOwnData(answers, scores, events, LetterRepository(store), accounts, merged, usage),
        show_results=ShowResults(
            sessions,
            answers,
            scores,
            events,
            decisions,
            list_flags,
            scorecards,
            judge_first,
            make_scorecard(settings),
        ),
        show_review=ShowReview(sessions, decisions, judge_first),
        show_shared=ShowShared(open_share, show_look, scorecards, notes),
        show_shared_answer=ShowSharedAnswer(open_share, answers, scores, merged),
        show_template=show_template,
        show_version=ShowVersion(templates, show_template),
        sign_in=SignIn(
            accounts,
            attempts,
            places,
            passwords,
            SignInProviderRepository(store),
            CheckSecondFactor(factors, attempts, link_key),
            begin_sign_in,
        ),
        sign_out=sign_out,
        verify_entries=VerifyEntries(entries),
        webhooks=LookAfterWebhooks(
            WebhookRepository(store),
            WebhookRequests(settings.webhooks_queue_url),
            usage,
            token_of(settings.link_key_secret_arn),
        ),
        withdraw_interview=WithdrawInterview(sessions, answers, publish=publish),
        word_letters=WordLetters(MailSettingsRepository(store), show_look),
    )


def check_database(settings: DatabaseSettings) -> None:
    """Raises NotConfiguredError or DatabaseUnavailableError, with the reason, unless the database answers and has its
    indexes, which carry the invariants."""
    store = database(settings)
    ping(store)
    if missing := missing_indexes(store):
        lack = f"the database lacks indexes ({len(missing)})"
        raise NotYetConfiguredError(f"{lack}: the sweeper makes them in five minutes")

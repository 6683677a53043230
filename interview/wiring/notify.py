"""What `functions/notify` asks for."""

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.mail_settings import MailSettingsRepository
from interview.adapters.mongo.member_invitations import MemberInvitationRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.public_links import PublicLinkRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.secrets import secret
from interview.adapters.ses import Ses
from interview.settings.notify import NotifySettings
from interview.use_cases.mail.send_letter import SendLetter
from interview.use_cases.mail.take_report import TakeReport
from interview.use_cases.mail.write_letters import WriteLetters
from interview.use_cases.organisations.show_look import ShowLook
from interview.wiring.database import database
from interview.wiring.kept import kept

THE_KEY = "the key of links"


@kept
def write_letters(settings: NotifySettings) -> WriteLetters:
    store = database(settings)
    return WriteLetters(SessionRepository(store), AccountRepository(store), LetterRepository(store))


@kept
def send_letter(settings: NotifySettings) -> SendLetter:
    store = database(settings)
    ses = Ses(settings.mail_from, settings.mail_configuration_set, settings.ses_url) if settings.mail_from else None
    return SendLetter(
        LetterRepository(store),
        SessionRepository(store),
        MemberInvitationRepository(store),
        PublicLinkRepository(store),
        UsageRepository(store),
        MailSettingsRepository(store),
        ShowLook(OrganisationSettingsRepository(store), AccountRepository(store)),
        ses,
        secret(settings.link_key_secret_arn, THE_KEY),
        settings.site_url,
    )


@kept
def take_report(settings: NotifySettings) -> TakeReport:
    return TakeReport(LetterRepository(database(settings)), secret(settings.link_key_secret_arn, THE_KEY))

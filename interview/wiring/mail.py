"""Letters that are asked for, whoever asks."""

from interview.adapters.mail_requests import MailRequests
from interview.adapters.mongo.letters import LetterRepository
from interview.settings import MailingSettings
from interview.use_cases.mail.post_letter import PostLetter
from interview.wiring.database import database
from interview.wiring.kept import kept


@kept
def post_letter(settings: MailingSettings) -> PostLetter:
    return PostLetter(LetterRepository(database(settings)), MailRequests(settings.mail_queue_url))

"""What `functions/invite` asks for."""

from interview.adapters.invitation_requests import InvitationRequests
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tags import TagRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.secrets import secret
from interview.settings.invite import InviteSettings
from interview.use_cases.invitations.end_batch import EndBatch
from interview.use_cases.invitations.invite_batch import InviteBatch
from interview.use_cases.sessions.count_link import CountLink
from interview.wiring.database import database
from interview.wiring.kept import kept
from interview.wiring.listing import keep_listed
from interview.wiring.publishing import publish_events


@kept
def invite_batch(settings: InviteSettings) -> InviteBatch:
    store = database(settings)
    batches, sessions = InvitationBatchRepository(store), SessionRepository(store)
    return InviteBatch(
        batches,
        AccountRepository(store),
        sessions,
        AnswerRepository(store),
        TagRepository(store),
        OrganisationSettingsRepository(store),
        keep_listed(settings),
        publish_events(settings),
        EndBatch(batches, sessions, CountLink(sessions, UsageRepository(store))),
        secret(settings.link_key_secret_arn, "the key of links"),
    )


def invitation_requests(settings: InviteSettings) -> InvitationRequests:
    return InvitationRequests(settings.invitations_queue_url)

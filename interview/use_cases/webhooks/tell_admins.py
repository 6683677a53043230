"""Tell an organisation's admins that a webhook was switched off, and write it down."""

from dataclasses import dataclass

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.letters import LetterRepository
from interview.adapters.mongo.members import MemberRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.audit import AuditAction, ObjectKind
from interview.domain.clock import Clock, utc_now
from interview.domain.languages import DEFAULT_LANGUAGE
from interview.domain.mail.letters import OF_ACCOUNTS_LAST, Letter, LetterKind, LetterParams, letter_id
from interview.domain.webhooks.endpoints import Endpoint
from interview.use_cases.auditing.record_deed import RecordDeed

MOST_ADMINS = 50


@dataclass(frozen=True)
class TellAdmins:
    """May be repeated: of one time that an endpoint was switched off each has one letter. The sweeper sends them."""

    accounts: AccountRepository
    members: MemberRepository
    templates: TemplateRepository
    letters: LetterRepository
    record_deed: RecordDeed
    clock: Clock = utc_now

    def __call__(self, endpoint: Endpoint) -> None:
        organisation = self.accounts.organisation(endpoint.organisation_id)
        if organisation is None:
            return
        self.record_deed.of_stage(organisation.id, AuditAction.WEBHOOK_DISABLED, ObjectKind.WEBHOOK, endpoint.id)
        # Nobody says which language an admin reads; what they write in is a good guess.
        newest = next(self.templates.newest_first(organisation.id, without=None), None)
        now, which = self.clock(), int((endpoint.failing_since or endpoint.created_at).timestamp())
        for admin in self.members.admins(organisation.id, MOST_ADMINS):
            self.letters.queue(
                Letter(
                    id=letter_id(LetterKind.WEBHOOK_DISABLED, endpoint.id, which, admin.id),
                    organisation_id=organisation.id,
                    user_id=admin.id,
                    kind=LetterKind.WEBHOOK_DISABLED,
                    to=admin.email,
                    language=newest.language if newest else DEFAULT_LANGUAGE,
                    params=LetterParams(
                        name=admin.name, organisation=organisation.name, title=endpoint.url, choice=endpoint.fault or ""
                    ),
                    created_at=now,
                    due_at=now,
                    expires_at=now + OF_ACCOUNTS_LAST,
                )
            )

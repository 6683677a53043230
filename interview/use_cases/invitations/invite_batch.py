"""Invite people together: some at a time, so that a crash costs nobody their invitation and gives nobody two."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from interview.adapters.invitation_requests import InvitationRequests
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tags import TagRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.events import link_issued
from interview.domain.invitations.batches import (
    BatchState,
    InvitationBatch,
    InvitationRow,
    RowState,
    same_person,
)
from interview.domain.organisations.retention import Retention
from interview.domain.sessions.invitation import Invited, LinkOf, invited
from interview.domain.sessions.session import Session
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import RetryableError
from interview.use_cases.invitations.end_batch import EndBatch
from interview.use_cases.publish_events import PublishEvents
from interview.use_cases.sessions.keep_listed import KeepListed

SLICE = 50
"""People at a time: what is done again after a crash."""
BROKE_OFF_AFTER = timedelta(minutes=5)
AT_ONCE = 100
"""Batches that one sweep looks after."""


@dataclass(frozen=True)
class InviteBatch:
    """One slice of it a call. May be repeated, and run twice at once: the interview of a row has the row's own id, and
    whoever is written twice is there once."""

    batches: InvitationBatchRepository
    accounts: AccountRepository
    sessions: SessionRepository
    answers: AnswerRepository
    tags: TagRepository
    settings: OrganisationSettingsRepository
    keep_listed: KeepListed
    publish: PublishEvents
    end_batch: EndBatch
    link_key: str
    clock: Clock = utc_now

    def __call__(self, batch_id: UUID) -> bool:
        """Whether there is more to do."""
        batch = self.batches.get(batch_id)
        if batch is None or batch.state is not BatchState.INVITING:
            return False
        user = self.accounts.user(batch.user_id)
        if user is None or user.is_disabled or user.role not in MAY[Action.INVITE]:
            return self.give_up(batch_id)
        rows = self.batches.rows(batch_id, [RowState.READY], SLICE)
        if not rows:
            self.end_batch(batch_id, [BatchState.INVITING], BatchState.DONE)
            return False
        self._invite(batch, rows)
        return self.batches.move(batch_id, [BatchState.INVITING], moved_at=self.clock()) is not None

    def give_up(self, batch_id: UUID) -> bool:
        """It does not go on before somebody lets it."""
        self.end_batch(batch_id, [BatchState.INVITING], BatchState.STOPPED)
        return False

    def _invite(self, batch: InvitationBatch, rows: Sequence[InvitationRow]) -> None:
        people = {row.id: (row.name, row.email) for row in rows}
        known = self.sessions.invited_among(batch.template, people)
        new = [
            row
            for row in rows
            if row.id not in known and self.batches.claim(row, same_person(batch.template.id, row.name, row.email))
        ]
        now = self.clock()
        retention = self.settings.get(batch.organisation_id).retention
        made = [self._session(batch, row, now, retention) for row in new]
        # The answers first: a session without them would be broken, answers without a session are nobody's.
        self.answers.add_many(made)
        self.sessions.add_many([(session, link_issued(session)) for session in made])
        ids = [session.id for session in made]
        created = set(ids)
        if tags := sorted({tag for row in new for tag in row.tags}):
            self.tags.know(batch.organisation_id, tags)
        if ids:
            with suppress(RetryableError):  # the events see to it
                self.keep_listed(ids)
            with suppress(RetryableError):  # the sweeper sees to it
                self.publish.of_sessions(ids)
        # Last, so that all of it is done again where it breaks off.
        states = {row.id: RowState.INVITED if row.id in created else RowState.KNOWN for row in rows}
        self.batches.mark(states, known)

    def _session(
        self, batch: InvitationBatch, row: InvitationRow, now: datetime, retention: Retention | None
    ) -> Session:
        token = derived_token(self.link_key, LinkPurpose.INTERVIEW, row.id)
        who = Invited(
            name=row.name,
            email=row.email,
            language=row.language,
            accommodations=row.accommodations,
            invited_by=batch.user_id,
            by_email=batch.by_email,
            tags=row.tags,
        )
        link = LinkOf(hashed(token), now, now + timedelta(days=batch.expires_in_days))
        return invited(row.id, batch.template, who, link, retention)


@dataclass(frozen=True)
class LookAfterBatches:
    """Those whose inviting broke off without a word."""

    batches: InvitationBatchRepository
    requests: InvitationRequests
    clock: Clock = utc_now

    def __call__(self) -> int:
        """How many go on. Raises RetryableError where the database or the queue does not answer."""
        left = self.batches.left_lying(self.clock() - BROKE_OFF_AFTER, AT_ONCE)
        for batch_id in left:
            self.requests.send(batch_id)
        return len(left)

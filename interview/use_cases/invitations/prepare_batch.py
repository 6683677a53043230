"""Many people to invite: their file is checked, and whoever sent it looks at what is to happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.batches import (
    BATCHES_LAST,
    InvitationBatch,
    InvitationRow,
    RowState,
    checked,
)
from interview.domain.invitations.table import read_table
from interview.domain.templates import Template
from interview.errors import IdUsedError, NotFoundError, TemplateArchivedError
from interview.use_cases.invitations.show_batch import ShownBatch

ASKED_AT_ONCE = 500


class ListOfPeople(NamedTuple):
    """A file, and how those in it are to be invited."""

    id: UUID
    template_id: UUID
    content: bytes
    expires_in_days: int
    by_email: bool


@dataclass(frozen=True)
class PrepareBatch:
    batches: InvitationBatchRepository
    sessions: SessionRepository
    templates: TemplateRepository
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, user: User, people: ListOfPeople) -> ShownBatch:
        """Nobody is invited. A repeat with the same id answers what is there.

        Raises NotFoundError for a foreign template, TemplateArchivedError, TooManyAttemptsError, IdUsedError, and
        UnreadableTableError where the file is none."""
        there = self.batches.get(people.id)
        if there is not None:
            return self._repeated(user, there)
        template = self.templates.get(user.organisation_id, people.template_id)
        if template is None:
            raise NotFoundError("No such template.")
        if template.archived_at is not None:
            raise TemplateArchivedError("This template is archived: nobody is invited to it until it is taken back.")
        now = self.clock()
        self.usage.count_of_user(quotas.INVITATION_BATCHES, user.id, now)
        table = read_table(people.content)
        expires_at = now + BATCHES_LAST
        found = checked(people.id, user.id, table.rows, by_email=people.by_email, expires_at=expires_at)
        known = self._known(template, found)
        rows = [row.model_copy(update={"state": RowState.KNOWN}) if row.id in known else row for row in found]
        batch = InvitationBatch(
            id=people.id,
            organisation_id=user.organisation_id,
            user_id=user.id,
            template=template,
            expires_in_days=people.expires_in_days,
            by_email=people.by_email,
            columns=table.columns,
            unknown_columns=table.unknown,
            rows=len(rows),
            created_at=now,
            expires_at=expires_at,
        )
        self.batches.add(batch, rows, known)
        return ShownBatch(batch, self.batches.counts([batch.id])[batch.id])

    def _repeated(self, user: User, there: InvitationBatch) -> ShownBatch:
        if there.user_id != user.id:
            raise IdUsedError("This id names another list of people.")
        return ShownBatch(there, self.batches.counts([there.id])[there.id])

    def _known(self, template: Template, rows: Sequence[InvitationRow]) -> dict[UUID, UUID]:
        """The interviews of those who were invited to the template before: inviting passes them over."""
        ready = {row.id: (row.name, row.email) for row in rows if row.state is RowState.READY}
        known: dict[UUID, UUID] = {}
        for some in _in_parts(ready):
            known |= self.sessions.invited_among(template, some)
        return known


def _in_parts(people: Mapping[UUID, tuple[str, str | None]]) -> Iterator[dict[UUID, tuple[str, str | None]]]:
    ids = list(people)
    for start in range(0, len(ids), ASKED_AT_ONCE):
        yield {each: people[each] for each in ids[start : start + ASKED_AT_ONCE]}

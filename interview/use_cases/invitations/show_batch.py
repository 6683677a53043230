"""Look at people who are invited together: how far that is, each row, and the links."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.domain.accounts import User
from interview.domain.invitations.batches import InvitationBatch, InvitationRow, RowState
from interview.domain.invitations.table import MAX_ROWS
from interview.domain.tokens import LinkPurpose, derived_token, hashed
from interview.errors import NotFoundError

ASKED_AT_ONCE = 500


class ShownBatch(NamedTuple):
    """With how many of its rows are how far."""

    batch: InvitationBatch
    counts: Mapping[RowState, int]


class InvitedRow(NamedTuple):
    """`token` is that of the link, None where it does not follow from the stage's key, or the interview is gone."""

    row: InvitationRow
    token: str | None


@dataclass(frozen=True)
class ShowBatch:
    """Of one's own alone, for as long as there is anything of it: whoever sent the names knows them already."""

    batches: InvitationBatchRepository
    sessions: SessionRepository
    link_key: Callable[[], str]

    def __call__(self, user: User, batch_id: UUID) -> ShownBatch:
        """Raises NotFoundError for somebody else's."""
        batch = self.own(user, batch_id)
        return ShownBatch(batch, self.batches.counts([batch_id])[batch_id])

    def own(self, user: User, batch_id: UUID) -> InvitationBatch:
        """As a call, without counting."""
        batch = self.batches.get(batch_id)
        if batch is None or batch.user_id != user.id:
            raise NotFoundError("No such list of people, or none any more.")
        return batch

    def all_of(self, user: User) -> list[ShownBatch]:
        """The newest first."""
        batches = self.batches.latest_of(user.id)
        counts = self.batches.counts([batch.id for batch in batches])
        return [ShownBatch(batch, counts[batch.id]) for batch in batches]

    def rows(
        self, user: User, batch_id: UUID, states: Collection[RowState], most: int, after_line: int
    ) -> Sequence[InvitationRow]:
        """In the order of the file. Raises NotFoundError for somebody else's."""
        return self.batches.rows(self.own(user, batch_id).id, states, most, after_line)

    def links(self, user: User, batch_id: UUID) -> Iterator[InvitedRow]:
        """Of all that are invited, in the order of the file. Raises NotFoundError for somebody else's."""
        invited = self.rows(user, batch_id, [RowState.INVITED], MAX_ROWS, 0)
        key = self.link_key()
        for start in range(0, len(invited), ASKED_AT_ONCE):
            some = invited[start : start + ASKED_AT_ONCE]
            outlines = self.sessions.outlines([row.id for row in some])
            for row in some:
                outline = outlines.get(row.id)
                token = derived_token(key, LinkPurpose.INTERVIEW, row.id, outline.link_number) if outline else ""
                opens = outline is not None and hashed(token) == outline.link_token_hash
                yield InvitedRow(row, token if opens else None)

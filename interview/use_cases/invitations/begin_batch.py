"""Let people be invited together, and break it off."""

from dataclasses import dataclass
from uuid import UUID

from interview.adapters.invitation_requests import InvitationRequests
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.invitations.batches import BatchState, InvitationBatch, RowState
from interview.errors import ConflictError, NotFoundError, TemplateArchivedError
from interview.use_cases.invitations.end_batch import EndBatch
from interview.use_cases.invitations.show_batch import ShowBatch, ShownBatch
from interview.use_cases.sessions.count_link import CountLink

BEGINS_FROM = (BatchState.CHECKED, BatchState.STOPPED)


@dataclass(frozen=True)
class BeginBatch:
    batches: InvitationBatchRepository
    templates: TemplateRepository
    show_batch: ShowBatch
    count_link: CountLink
    requests: InvitationRequests
    clock: Clock = utc_now

    def __call__(self, user: User, batch_id: UUID) -> ShownBatch:
        """All links are counted before the first is made. A repeat changes nothing. Raises NotFoundError for somebody
        else's, ConflictError where nobody is left to invite, TemplateArchivedError, and QuotaExceededError or
        TooManyAttemptsError where the organisation has no room for all."""
        batch, counts = self.show_batch(user, batch_id)
        if batch.state is not BatchState.INVITING:
            self._begin(batch, ready=counts.get(RowState.READY, 0), invited=counts.get(RowState.INVITED, 0))
        self.requests.send(batch_id)
        return self.show_batch(user, batch_id)

    def _begin(self, batch: InvitationBatch, *, ready: int, invited: int) -> None:
        if batch.state not in BEGINS_FROM or ready == 0:
            raise ConflictError("Nobody of this list is left to invite.")
        template = self.templates.get(batch.organisation_id, batch.template.id)
        if template is None:
            raise NotFoundError("No such template.")
        if template.archived_at is not None:
            raise TemplateArchivedError("This template is archived: nobody is invited to it until it is taken back.")
        self.count_link.many(batch.organisation_id, ready)
        now = self.clock()
        begun = self.batches.move(
            batch.id,
            [batch.state],
            state=BatchState.INVITING.value,
            template=template.model_dump(),
            counted=invited + ready,
            began_at=now,
            moved_at=now,
        )
        if begun is None:  # somebody else was faster
            self.count_link.give_back(batch.organisation_id, ready)


@dataclass(frozen=True)
class CancelBatch:
    show_batch: ShowBatch
    end_batch: EndBatch

    def __call__(self, user: User, batch_id: UUID) -> ShownBatch:
        """Who is invited already stays so. A repeat changes nothing. Raises NotFoundError for somebody else's."""
        self.show_batch.own(user, batch_id)
        self.end_batch(batch_id, (*BEGINS_FROM, BatchState.INVITING), BatchState.CANCELLED)
        return self.show_batch(user, batch_id)

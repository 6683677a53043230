"""What becomes of an invitation after it was sent."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import Field, model_validator

from functions.api import acting, callers
from functions.api.decisions import MAX_AT_ONCE, BulkView, bulk_result
from functions.api.models import EntryId, Request, View
from functions.api.service import api
from functions.api.sessions import SessionView, session_view
from interview.domain.clock import ClientTime
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.sessions.accommodations import AccommodationsRequest
from interview.domain.text import Email, Name, is_mailable
from interview.use_cases.one_by_one import Changed
from interview.use_cases.sessions.change_invitation import Addressee, ChangedInvitation

router = Router()
logger = Logger()

TAGS = ["Sessions"]


class AddresseeRequest(Request):
    """Whom an invitation goes to."""

    candidate_name: Name
    candidate_email: Email | None
    by_email: bool | None = Field(
        default=None, description="send the link, and reminders of it, to that address; null: as before"
    )

    @model_validator(mode="after")
    def _can_be_written_to(self) -> Self:
        if self.by_email and not is_mailable(self.candidate_email or ""):
            raise ValueError("No letter reaches candidate_email: in front of its @ stands more than ASCII.")
        return self


class ChangedInvitationView(View):
    """`link_path` is shown this once, where another link took the place of the old one; else null."""

    session: SessionView
    link_path: str | None


class ExpiryRequest(Request):
    expires_at: ClientTime = Field(description="the end of the link, at most 90 days from now")


class CancellationRequest(Request):
    tell: bool = Field(default=False, description="write to the candidate, where there is an address")


class ManyRequest(Request):
    session_ids: tuple[UUID, ...] = Field(min_length=1, max_length=MAX_AT_ONCE)


class RemindersRequest(ManyRequest):
    id: EntryId


class CancellationsRequest(ManyRequest, CancellationRequest):
    pass


@router.post(
    "/sessions/<session_id>/cancellation", summary="Cancel an invitation", tags=TAGS, security=[callers.SIGN_IN]
)
def cancel_invitation(session_id: UUID, cancellation: CancellationRequest) -> SessionView:
    """The link closes on every way in. What has arrived is kept as long as of an interview that was finished, and is
    neither processed nor judged; another link opens the interview again. 409 `invitation_over` for one that is finished
    or expired. A repeat changes nothing."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    cancelled = api().cancel_invitation(user, session_id, tells=cancellation.tell)
    if cancelled.cancelled_now:
        logger.info("session_status_changed", sessionId=str(session_id), state=cancelled.session.state)
    else:
        acting.changed_nothing()
    return session_view(cancelled.session)


def changed_view(changed: ChangedInvitation) -> SessionView:
    if not changed.changed_now:
        acting.changed_nothing()
    return session_view(changed.session)


@router.put("/sessions/<session_id>/candidate", summary="Change name or address", tags=TAGS, security=[callers.SIGN_IN])
def change_candidate(session_id: UUID, to: AddresseeRequest) -> ChangedInvitationView:
    """Of an invitation that nobody has finished. Another address means another link: the old one ends at once, and what
    was recorded goes on under the new one. 409 `invitation_over`."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    addressee = Addressee(to.candidate_name, to.candidate_email, to.by_email)
    changed = api().change_invitation.addressee(user, session_id, addressee)
    if changed.token:
        logger.info("session_link_reissued", sessionId=str(session_id))
    path = f"/interview#{changed.token}" if changed.token else None
    return ChangedInvitationView(session=changed_view(changed), link_path=path)


@router.put("/sessions/<session_id>/expiry", summary="Move the link's end", tags=TAGS, security=[callers.SIGN_IN])
def change_expiry(session_id: UUID, expiry: ExpiryRequest) -> SessionView:
    """The same link holds until then, and one that expired before anybody began holds again. 409 `invitation_over`, and
    `ends_too_late`: an interview that was begun ends within the days that its recordings are kept."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    return changed_view(api().change_invitation.end(user, session_id, expiry.expires_at))


@router.put(
    "/sessions/<session_id>/accommodations", summary="Change accommodations", tags=TAGS, security=[callers.SIGN_IN]
)
def change_accommodations(session_id: UUID, arranged: AccommodationsRequest) -> SessionView:
    """The candidate's page has them when it is next opened. 409 `less_than_begun`: once the interview has begun they
    are only added to. 409 `invitation_over`."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    return changed_view(api().change_invitation.accommodations(user, session_id, arranged.accommodations()))


def bulk_view(changed: Sequence[Changed]) -> BulkView:
    if all(each.error or each.was_so for each in changed):
        acting.changed_nothing()
    return BulkView(results=[bulk_result(each) for each in changed])


@router.post("/sessions/bulk/reminders", summary="Remind many", tags=TAGS, security=[callers.SIGN_IN])
def remind_many(request: RemindersRequest) -> BulkView:
    """Each as by itself, of who has not finished: the others are named with their reason. What is sent again reminds
    nobody twice."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    reminded = api().invitations_at_once.remind(user, request.id, request.session_ids)
    refused = sum(each.error is not None for each in reminded)
    logger.info("candidates_reminded_at_once", count=len(reminded), refused=refused)
    return bulk_view(reminded)


@router.post("/sessions/bulk/cancellations", summary="Cancel many", tags=TAGS, security=[callers.SIGN_IN])
def cancel_many(request: CancellationsRequest) -> BulkView:
    """Each as by itself. One that was cancelled before stays so, and is told nothing again."""
    user = callers.user(router.current_event, *MAY[Action.INVITE])
    cancelled = api().invitations_at_once.cancel(user, request.session_ids, tells=request.tell)
    refused = sum(each.error is not None for each in cancelled)
    logger.info("sessions_cancelled_at_once", count=len(cancelled), refused=refused)
    return bulk_view(cancelled)

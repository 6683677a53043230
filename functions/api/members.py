"""The people of an organisation, and those who are invited to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from functions.api import callers
from functions.api.models import Cursor, Request, View
from functions.api.service import api
from interview.domain.accounts import Role, User
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.languages import Language
from interview.domain.members import MemberInvitation
from interview.domain.text import Mailable

router = Router()
logger = Logger()

TAGS = ["Members"]
ADMINS = MAY[Action.MANAGE_MEMBERS]
Limit = Annotated[int, Query(ge=1, le=100)]


class MemberView(View):
    id: UUID
    name: str
    email: str
    role: Role
    since: datetime
    is_disabled: bool = Field(description="by an operator: they cannot sign in")
    is_you: bool
    has_second_factor: bool = Field(description="signs in with a code besides the password")


class MemberList(View):
    members: list[MemberView]
    next_cursor: str | None


class MemberInvitationView(View):
    id: UUID
    email: str
    role: Role
    sent_at: datetime
    expires_at: datetime


class MemberInvitationList(View):
    invitations: list[MemberInvitationView]
    next_cursor: str | None


class MemberInvitationRequest(Request):
    email: Mailable
    role: Role
    language: Language = Field(default=Language.ENGLISH, description="of the letter")


class RoleRequest(Request):
    role: Role


def member_views(members: Sequence[User], user: User) -> list[MemberView]:
    more_than_a_password = api().list_members.with_second_factor(members)
    return [
        MemberView(
            **member.model_dump(include={"id", "name", "email", "role", "is_disabled"}),
            since=member.created_at,
            is_you=member.id == user.id,
            has_second_factor=member.id in more_than_a_password,
        )
        for member in members
    ]


def invitation_view(invitation: MemberInvitation) -> MemberInvitationView:
    return MemberInvitationView(**invitation.model_dump(include={*MemberInvitationView.model_fields}))


@router.get("/members", summary="List the members", tags=TAGS, security=[callers.SIGN_IN])
def list_members(cursor: Cursor = None, limit: Limit = 50) -> MemberList:
    """In the order in which they came, page by page."""
    user = callers.user(router.current_event, *ADMINS)
    page = api().list_members(user, cursor, limit)
    return MemberList(members=member_views(page.members, user), next_cursor=page.next_cursor)


@router.post("/members/<member_id>/role", summary="Change a member's role", tags=TAGS, security=[callers.SIGN_IN])
def change_role(member_id: UUID, request: RoleRequest) -> MemberView:
    """It holds from their next request on. 409 `last_admin` where no admin would be left."""
    user = callers.user(router.current_event, *ADMINS)
    member = api().change_member.change_role(user, member_id, request.role)
    logger.info("member_role_changed", memberId=str(member_id), role=request.role)
    [view] = member_views([member], user)
    return view


@router.delete(
    "/members/<member_id>", summary="Remove a member", tags=TAGS, status_code=204, security=[callers.SIGN_IN]
)
def remove_member(member_id: UUID) -> Response[None]:
    """Their sign-ins end at once. What they decided and wrote keeps their name. 409 `last_admin` as above."""
    api().change_member.remove(callers.user(router.current_event, *ADMINS), member_id)
    logger.info("member_removed", memberId=str(member_id))
    return Response(204)


@router.delete(
    "/members/<member_id>/second-factor",
    summary="Take away a member's second step",
    tags=TAGS,
    status_code=204,
    security=[callers.SIGN_IN],
)
def remove_second_factor_of(member_id: UUID) -> Response[None]:
    """Of somebody who has lost both app and recovery codes: their sign-ins end, and they are told by mail. 409
    `no_second_factor` where there is none; nobody takes away their own here."""
    api().change_second_factor.remove_of_member(callers.user(router.current_event, *ADMINS), member_id)
    logger.info("member_second_factor_removed", memberId=str(member_id))
    return Response(204)


@router.get("/member-invitations", summary="List who is invited", tags=TAGS, security=[callers.SIGN_IN])
def list_member_invitations(cursor: Cursor = None, limit: Limit = 50) -> MemberInvitationList:
    """Those that were not taken up: the oldest first."""
    page = api().list_members.invited(callers.user(router.current_event, *ADMINS), cursor, limit)
    invitations = [invitation_view(invitation) for invitation in page.invitations]
    return MemberInvitationList(invitations=invitations, next_cursor=page.next_cursor)


@router.post("/member-invitations", summary="Invite a member", tags=TAGS, status_code=201, security=[callers.SIGN_IN])
def invite_member(request: MemberInvitationRequest) -> MemberInvitationView:
    """By a letter with a link, which works once, for seven days. 409 `already_member` where the address belongs to
    somebody of the organisation, or is invited."""
    user = callers.user(router.current_event, *ADMINS)
    invitation = api().invite_member(user, request.email, request.role, request.language)
    logger.info("member_invited", invitationId=str(invitation.id))
    return invitation_view(invitation)


@router.post(
    "/member-invitations/<invitation_id>/letter",
    summary="Send an invitation again",
    tags=TAGS,
    security=[callers.SIGN_IN],
)
def send_invitation_again(invitation_id: UUID) -> MemberInvitationView:
    """By another link, for seven days more: the one before ends."""
    user = callers.user(router.current_event, *ADMINS)
    invitation = api().invite_member.again(user, invitation_id)
    logger.info("member_invited_again", invitationId=str(invitation_id))
    return invitation_view(invitation)


@router.delete(
    "/member-invitations/<invitation_id>",
    summary="Take an invitation back",
    tags=TAGS,
    status_code=204,
    security=[callers.SIGN_IN],
)
def withdraw_invitation(invitation_id: UUID) -> Response[None]:
    """Its link ends at once."""
    api().invite_member.withdraw(callers.user(router.current_event, *ADMINS), invitation_id)
    logger.info("member_invitation_withdrawn", invitationId=str(invitation_id))
    return Response(204)

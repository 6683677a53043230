"""Secrets handed to people: link tokens, sign-in tokens, tickets. Only their hashes are stored."""

import base64
import hashlib
import hmac
import secrets
from enum import StrEnum
from uuid import UUID

NAME_LENGTH = 43
"""Of a sign-in's token: 32 bytes in base64."""


class TicketRole(StrEnum):
    """What a ticket opens: `/live` as candidate or recruiter of a session, or `/voice` as its candidate."""

    CANDIDATE = "candidate"
    RECRUITER = "recruiter"
    VOICE = "voice"


class LinkPurpose(StrEnum):
    """What a link that we hand out is for. A token of one purpose opens nothing of another."""

    INTERVIEW = "interview"
    MEMBER_INVITATION = "member_invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 (a purpose)
    PUBLIC_LINK = "public_link"
    """Of a template, by which anybody asks for an interview."""
    INTERVIEW_REQUEST = "interview_request"
    """Confirms the address of who has asked."""
    WEBHOOK = "webhook"
    """What is sent to an endpoint is signed with it."""
    SECOND_FACTOR = "second_factor"
    """What an authenticator app makes its codes of."""
    ADDRESS = "address"
    """Confirms that letters of an interview reach somebody at an address."""
    UNSUBSCRIBE = "unsubscribe"
    """From the reminders of an interview, or from what a person with an account is told."""


def derived_token(key: str, purpose: LinkPurpose, of: UUID, number: int = 0) -> str:
    """The token of a link, which follows from the stage's key (HMAC-SHA256, 256 bits, URL-safe): whoever has the key
    makes it anew, so that a letter that is sent again has the same link and nothing that is stored holds it. A link
    that takes another's place has the next number."""
    named = f"{purpose}/{of}/{number}"
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), named.encode(), "sha256")).rstrip(b"=").decode()


def address_mark(key: str, organisation_id: UUID, address: str) -> str:
    """By which an address is known again without being kept: who has the database alone cannot try addresses out."""
    named = f"address/{organisation_id}/{address.strip().casefold()}"
    return hmac.digest(key.encode(), named.encode(), "sha256").hex()


def new_token() -> str:
    """A ticket, or a part of a sign-in's token (256 random bits, URL-safe)."""
    return secrets.token_urlsafe(32)


def new_sign_in_token() -> str:
    """The first of a sign-in: what names the sign-in and stays, then what is replaced (256 random bits each)."""
    return new_token() + new_token()


def successor_of(token: str) -> str:
    """Another token of the same sign-in."""
    return token[:NAME_LENGTH] + new_token()


def sign_in_of(token: str) -> str:
    """The id of the sign-in that a token is of."""
    return hashed(token[:NAME_LENGTH])


def hashed(token: str) -> str:
    """What is stored and looked up. The tokens cannot be guessed, so a plain hash cannot be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()

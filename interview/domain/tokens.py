"""Secrets handed to people: link tokens, sign-in tokens, tickets. Only their hashes are stored."""

import hashlib
import secrets
from enum import StrEnum
from uuid import uuid4

NAME_LENGTH = 43
"""Of a sign-in's token: 32 bytes in base64."""


class TicketRole(StrEnum):
    """What a ticket opens: `/live` as candidate or recruiter of a session, or `/voice` as its candidate."""

    CANDIDATE = "candidate"
    RECRUITER = "recruiter"
    VOICE = "voice"


def new_link_token() -> str:
    """The unguessable UUID of an interview link (122 random bits)."""
    return str(uuid4())


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
    """What is stored and looked up. The tokens are random, so a plain hash cannot be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()

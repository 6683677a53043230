"""Secrets handed to people: link tokens, sign-in tokens, tickets. Only their hashes are stored."""

import hashlib
import secrets
from enum import StrEnum
from uuid import uuid4


class TicketRole(StrEnum):
    """What a ticket opens: `/live` as candidate or recruiter of a session, or `/voice` as its candidate."""

    CANDIDATE = "candidate"
    RECRUITER = "recruiter"
    VOICE = "voice"


def new_link_token() -> str:
    """The unguessable UUID of an interview link (122 random bits)."""
    return str(uuid4())


def new_token() -> str:
    """A sign-in token or ticket (256 random bits, URL-safe)."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is stored and looked up. The tokens are random, so a plain hash cannot be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()

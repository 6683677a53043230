"""What the voice proxy needs in order to hold a conversation."""

from collections.abc import Callable

from interview import wiring
from interview.adapters.mongo import ping
from interview.adapters.secrets import secret
from interview.errors import ColloquyError
from voice_proxy_container.settings import VoiceProxySettings

__all__ = ["Check", "checks", "missing"]

Check = Callable[[], object]


def checks(settings: VoiceProxySettings) -> tuple[Check, ...]:
    """What a conversation needs; each raises a ColloquyError that says what is missing."""
    return (
        lambda: ping(wiring.database(settings)),
        lambda: secret(settings.deepgram_secret_arn, "Deepgram"),
    )


def missing(needed: tuple[Check, ...]) -> list[str]:
    """Why no conversation can be held; empty when one can."""
    reasons = []
    for check in needed:
        try:
            check()
        except ColloquyError as error:
            reasons.append(error.message)
    return reasons

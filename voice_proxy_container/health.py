"""What the voice proxy needs in order to hold a conversation."""

from collections.abc import Callable

from interview import metrics, wiring
from interview.adapters.mongo import ping
from interview.adapters.secrets import secret
from interview.errors import ColloquyError, NotYetConfiguredError
from voice_proxy_container.settings import VoiceProxySettings

__all__ = ["Check", "checks", "count_unfinished", "missing"]

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
            count_unfinished(error)
    return reasons


def count_unfinished(error: ColloquyError) -> None:
    """A stage that is still being set up answers 503, and rings nobody for it."""
    if isinstance(error, NotYetConfiguredError):
        metrics.count("NotYetConfigured")

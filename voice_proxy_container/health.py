"""What the voice proxy needs in order to hold a conversation."""

import asyncio
from collections.abc import Callable

from interview.adapters.mongo.client import ping
from interview.adapters.secrets import secret
from interview.entrypoints import metrics
from interview.errors import ColloquyError, NotYetConfiguredError
from interview.wiring.database import database
from voice_proxy_container.settings import VoiceProxySettings
from voice_proxy_container.threads import WATCHING, run_in

__all__ = ["Check", "Health", "checks", "count_unfinished", "missing"]

Check = Callable[[], object]
HOLDS_S = 5.0
"""How long an answer is given again."""
LOOK_TIMEOUT_S = 4.0
TOO_SLOW = "what a conversation needs did not answer in time"


def checks(settings: VoiceProxySettings) -> tuple[Check, ...]:
    """What a conversation needs; each raises a ColloquyError that says what is missing."""
    return (
        lambda: ping(database(settings)),
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


class Health:
    """What is missing, whoever asks and however often: looked at once in a while, by one at a time, in a thread that
    nothing else waits for."""

    def __init__(self, look: Callable[[], list[str]]) -> None:
        self._look = look
        self._looking: asyncio.Task[list[str]] | None = None
        self._holds_until = 0.0

    async def missing(self) -> list[str]:
        loop = asyncio.get_running_loop()
        if self._looking is None or (self._looking.done() and loop.time() >= self._holds_until):
            self._looking = loop.create_task(self._looked())
        return await asyncio.shield(self._looking)

    async def _looked(self) -> list[str]:
        try:
            async with asyncio.timeout(LOOK_TIMEOUT_S):
                return await run_in(WATCHING, self._look)
        except TimeoutError:
            return [TOO_SLOW]
        finally:
            self._holds_until = asyncio.get_running_loop().time() + HOLDS_S

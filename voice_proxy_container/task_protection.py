"""Keeps ECS from taking a task away while it carries conversations.

The agent on the task's host answers at `$ECS_AGENT_URI/task-protection/v1/state`. Protection holds for a while and is
renewed, so that a task which dies, or can no longer ask, does not stay for ever. A task that a deploy has made outdated
gives it back: what it carries is handed over while ECS takes it away (`task_standing.py`). Where the agent cannot be
reached the conversations go on all the same: a task that is stopped has two minutes to hand them over. Elsewhere than
on ECS there is no such address, and nothing to do.

Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
"""

import asyncio
import http.client
import json
from collections.abc import Callable
from contextlib import closing, suppress
from urllib.parse import urlsplit

from voice_proxy_container.logs import Log

__all__ = ["ProtectionError", "TaskProtection", "protect"]

PATH = "/task-protection/v1/state"
HOLDS_MINUTES = 30
RENEW_EVERY_S = 10 * 60.0
ASK_AGAIN_AFTER_S = 30.0
TIMEOUT_S = 5.0
MAX_ANSWER = 64 * 1024


class ProtectionError(Exception):
    """The agent cannot be reached, or will not."""


def protect(agent_uri: str, protected: bool) -> None:
    """Ask the ECS agent, within some seconds. Raises ProtectionError; its text holds nothing of the answer."""
    address = urlsplit(agent_uri)
    wanted: dict[str, object] = {"ProtectionEnabled": protected}
    if protected:
        wanted["ExpiresInMinutes"] = HOLDS_MINUTES
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=TIMEOUT_S)
    try:
        with closing(connection):
            headers = {"Content-Type": "application/json"}
            connection.request("PUT", address.path.rstrip("/") + PATH, json.dumps(wanted), headers)
            answer = connection.getresponse()
            status, body = answer.status, json.loads(answer.read(MAX_ANSWER))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ProtectionError(type(error).__name__) from None
    state = body.get("protection") if isinstance(body, dict) else None
    if status != http.client.OK or not isinstance(state, dict) or state.get("ProtectionEnabled") is not protected:
        raise ProtectionError(f"HTTP {status}")


class TaskProtection:
    """`run` it beside the server, and tell it how many conversations there are."""

    def __init__(self, agent_uri: str, log: Log, ask: Callable[[str, bool], None] = protect) -> None:
        self._agent_uri = agent_uri
        self._log = log
        self._ask = ask
        self._conversations = 0
        self._outdated = False
        self._protected = self._failing = False
        self._changed = asyncio.Event()

    def carries(self, conversations: int) -> None:
        """How many conversations the task carries now."""
        if bool(conversations) != bool(self._conversations):
            self._changed.set()
        self._conversations = conversations

    def outdated(self, is_outdated: bool) -> None:
        """Whether the service has another task definition by now: then ECS is to take the task away when it likes."""
        self._outdated = is_outdated
        self._changed.set()

    async def run(self) -> None:
        """Keep the protection as it should be, until cancelled; at once over where this is no task of ECS."""
        while self._agent_uri:
            self._changed.clear()
            wanted = self._conversations > 0 and not self._outdated
            if wanted or self._protected:
                await self._asked(wanted)
            if self._failing:
                await self._rest(ASK_AGAIN_AFTER_S)
            else:
                await self._rest(RENEW_EVERY_S if wanted else None)

    async def _asked(self, wanted: bool) -> None:
        try:
            await asyncio.to_thread(self._ask, self._agent_uri, wanted)
        except Exception as error:  # noqa: BLE001 - whatever it is, the conversations go on and the next try is soon
            if not self._failing:
                why = str(error) if isinstance(error, ProtectionError) else type(error).__name__
                self._log("task_protection_failed", error=why)
            self._failing = True
            return
        if self._failing or wanted != self._protected:
            self._log("task_protection_changed", protected=wanted)
        self._protected, self._failing = wanted, False

    async def _rest(self, seconds: float | None) -> None:
        """Until there is a first conversation, or no last one any more, or the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()

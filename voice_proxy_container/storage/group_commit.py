"""Lines of many conversations on their way to the database, written together: one round trip for all that wait."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence

from interview.domain.sessions.session import Permit
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.errors import LinkClosedError, NotConfiguredError, RetryableError
from interview.use_cases.transcripts.store_transcript_lines import Spoken
from voice_proxy_container import logs
from voice_proxy_container.threads import STORING, run_in

__all__ = ["GroupCommit", "StoreLines"]

StoreLines = Callable[[Sequence[TranscriptLine]], Awaitable[Collection[TranscriptLine]]]
"""Returns those that the database refuses for good."""

MAX_TOGETHER = 200
"""Callers whose lines make one write."""


class GroupCommit:
    """While one write is under way, the next one gathers: who speaks alone never waits for company, and hundreds who
    speak at once cost little more than one. `store` blocks, and is called in a thread, once at a time; it returns the
    permits that do not hold any more, of which it stored nothing."""

    def __init__(self, store: Callable[[Sequence[Spoken]], Collection[Permit]]) -> None:
        self._store = store
        self._waiting: list[tuple[Spoken, asyncio.Future[Collection[TranscriptLine]]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def store(self, permit: Permit, lines: Sequence[TranscriptLine]) -> Collection[TranscriptLine]:
        """Settled when these lines are stored, in their order. Returns those that the database refuses for good, which
        are logged without their words. Raises RetryableError or NotConfiguredError where it cannot be asked, and
        LinkClosedError where the permit does not hold any more."""
        stored: asyncio.Future[Collection[TranscriptLine]] = asyncio.get_running_loop().create_future()
        self._waiting.append(((permit, lines), stored))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await stored

    async def _write(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:MAX_TOGETHER], self._waiting[MAX_TOGETHER:]
            outcome = await self._attempt([spoken for spoken, _ in together])
            for spoken, stored in together:
                own, refused = outcome, list[TranscriptLine]()
                if _is_refusal(outcome):  # maybe of another caller's line
                    own, refused = await self._attempt_alone(spoken)
                if stored.done():
                    continue  # its caller has left
                if isinstance(own, Exception):
                    stored.set_exception(own)
                elif spoken[0] in own:
                    stored.set_exception(LinkClosedError("This interview is closed, or its link was replaced."))
                else:
                    stored.set_result(refused)
        self._writing = None

    async def _attempt_alone(self, spoken: Spoken) -> tuple[Collection[Permit] | Exception, list[TranscriptLine]]:
        """One caller's lines, together or, where that is refused, one by one; and those that are refused even so."""
        outcome = await self._attempt([spoken])
        permit, lines = spoken
        refused: list[TranscriptLine] = []
        if not _is_refusal(outcome):
            return outcome, refused
        for line in lines:
            outcome = await self._attempt([(permit, [line])])
            if _is_refusal(outcome):
                self._log(line, outcome)
                refused.append(line)
            elif isinstance(outcome, Exception) or outcome:
                return outcome, refused
        return (), refused

    @staticmethod
    def _log(line: TranscriptLine, error: object) -> None:
        where = {"sessionId": str(line.session_id), "questionIndex": line.question_index, "line": line.seq}
        logs.event("transcript_line_refused", **where, error=type(error).__name__)

    async def _attempt(self, spoken: Sequence[Spoken]) -> Collection[Permit] | Exception:
        try:
            return await run_in(STORING, self._store, spoken)
        except Exception as error:  # noqa: BLE001 - its callers are told
            return error


def _is_refusal(outcome: object) -> bool:
    """Whether the same would be refused again: not where the database's address or password is being exchanged."""
    return isinstance(outcome, Exception) and not isinstance(outcome, RetryableError | NotConfiguredError)

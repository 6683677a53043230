"""What keeping the words of many conversations costs one task: `make bench NAME=transcript_lines`.

Conversations that each change a line of twenty words every half second, written to a MongoDB of its own: together, as
the voice proxy does, and as a peer each by itself. How long a line is under way, and this process's processor time a
line.
"""

import argparse
import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import uvloop

from benchmarks.database import own_database
from benchmarks.percentiles import percentiles
from benchmarks.reporting import report
from interview.adapters.mongo.client import Database
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.domain.sessions.session import Permit
from interview.domain.transcripts.live_transcripts import TranscriptLine
from interview.domain.transcripts.transcript import Word
from interview.errors import RetryableError
from interview.use_cases.transcripts.store_transcript_lines import Spoken
from voice_proxy_container.storage.group_commit import GroupCommit, StoreLines
from voice_proxy_container.storage.line_writer import BATCH_EVERY_S

CONVERSATIONS = (10, 100, 500)
CHANGES_OF_A_LINE = 8
WORDS = tuple(Word(text="word", start_ms=at * 300, end_ms=at * 300 + 250, confidence=0.9) for at in range(20))


def each_by_itself(lines: TranscriptLineRepository) -> StoreLines:
    async def store(batch: Sequence[TranscriptLine]) -> list[TranscriptLine]:
        await asyncio.to_thread(lines.store, batch)
        return []

    return store


async def speak(store: StoreLines, after_s: float, seconds: float) -> tuple[list[float], int]:
    """One conversation: how long each wording was under way, and how many were stored."""
    await asyncio.sleep(after_s)
    session = uuid4()
    took: list[float] = []
    stored = 0
    until = time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        line = TranscriptLine(
            session_id=session,
            question_index=0,
            stream="take",
            seq=len(took) // CHANGES_OF_A_LINE,
            text=" ".join(word.text for word in WORDS),
            words=WORDS,
            start_ms=WORDS[0].start_ms,
            end_ms=WORDS[-1].end_ms,
            final=False,
            at=datetime.now(UTC),
        )
        # The proxy would try again; here it counts as not stored.
        with suppress(RetryableError):
            await store([line])
            stored += 1
        took.append(time.perf_counter() - began)
        await asyncio.sleep(max(0.0, BATCH_EVERY_S - took[-1]))
    return took, stored


async def measure(store: StoreLines, conversations: int, seconds: float) -> dict[str, Any]:
    began_s = time.process_time()
    speaking = [speak(store, BATCH_EVERY_S * number / conversations, seconds) for number in range(conversations)]
    found = await asyncio.gather(*speaking)
    stored = sum(count for _, count in found)
    return {
        "under_way": percentiles([each for took, _ in found for each in took]),
        "cpu_ms_a_line": round((time.process_time() - began_s) / stored * 1000, 3),
        "stored_of_wanted": round(stored * BATCH_EVERY_S / (conversations * seconds), 2),
    }


def ways(database: Database) -> dict[str, StoreLines]:
    lines = TranscriptLineRepository(database)

    def write(spoken: Sequence[Spoken]) -> set[Permit]:
        lines.store([line for _, some in spoken for line in some])
        return set()

    together = GroupCommit(write)
    return {
        "together": lambda some: together.store(Permit(some[0].session_id, "", 0), some),
        "each_by_itself": each_by_itself(lines),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=10, help="of one measurement")
    chosen = options.parse_args()
    with own_database() as database:
        create_indexes(database)
        result = {
            "conversations": {
                conversations: {
                    name: uvloop.run(measure(store, conversations, chosen.seconds))
                    for name, store in ways(database).items()
                }
                for conversations in CONVERSATIONS
            },
        }
    print(report("transcript_lines", result))


if __name__ == "__main__":
    main()

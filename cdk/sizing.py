"""What so many interviews at once need: of the stage's settings, of the account, of the database.

Rates are a candidate's own, by the protocol; times are above what benchmarks measure here, so that a slow minute has
room. docs/scale.md shows the figures.
"""

from dataclasses import dataclass
from math import ceil
from typing import Literal

INTERVIEW_S = 20 * 60
CHUNK_EVERY_S = 5
ANSWER_EVERY_S = 120
"""A question with its thinking, its answer and its feedback."""
REQUESTS_A_SECOND = 0.5
"""Of one page under way: time told, leave to record, manifests, feedback, messages of `/live`."""
REQUESTS_TO_BEGIN = 40
"""To the API, of one page, within `BEGINNING_S`; the rest of what it asks for is cached at the edge."""
BEGINNING_S = 10
BEGINNING_TOGETHER = 0.5
MAX_BEGIN_TOGETHER = 500
"""Of those at once: an assessment centre starts on the minute."""
REQUEST_TAKES_S = 0.15
FEEDBACK_TAKES_S = 3
CHUNKS_A_BATCH = 50
BATCH_TAKES_S = 1
MERGE_TAKES_S = 5
PROCESSING_TAKES_S = 60
PROCESSING_AT_ONCE = 10
"""Answers of one interview that are transcribed and scored side by side."""
TALKING_A_TASK = 400
"""Conversations that half a core relays at half of what `make bench NAME=voice_relay` reaches."""
EVENT_CONSUMERS = 2
"""Of one queue behind the bus: ten events at a time, in some hundredths of a second."""
EVENT_QUEUES = 3
"""The recruiters' pages, the list of interviews, and letters."""
EXPORTS_AT_ONCE = 2
"""Files of results that are made side by side: who waits for one waits for minutes anyway."""
ENDPOINTS_AT_ONCE = 10
"""Of organisations that are told something: a slow one takes ten seconds, and is then left alone for a while."""
INVITING_AT_ONCE = 2
"""Lists of people that are invited side by side."""
SMALL = 250
"""At once: four tasks of a quarter of a core relay 800, and let in the 125 of them that begin on the minute."""
CONNECTIONS_A_FUNCTION = 5
"""Two of the pool, and one monitor of each of three members."""
CONNECTIONS_A_TASK = 16
"""Two clients: two of each pool, and two monitors of each of three members."""


@dataclass(frozen=True)
class Sizes:
    """`functions` is the concurrency that the account needs, `connections` what the database has to take."""

    max_chunk_consumers: int
    max_merge_consumers: int
    voice_proxy_cpu: Literal[256, 512]
    voice_proxy_max_tasks: int
    api_rate: int
    api_burst: int
    functions: int
    connections: int


def sizes(interviews_at_once: int) -> Sizes:
    """Never less than what a stage of the smallest size is given anyway."""
    batches_a_second = interviews_at_once / CHUNK_EVERY_S / CHUNKS_A_BATCH
    answers_a_second = interviews_at_once / ANSWER_EVERY_S
    finishing_a_second = interviews_at_once / INTERVIEW_S
    together = min(interviews_at_once * BEGINNING_TOGETHER, MAX_BEGIN_TOGETHER) / BEGINNING_S
    beginning_a_second = together + finishing_a_second  # as many begin as finish
    requests_a_second = interviews_at_once * REQUESTS_A_SECOND + beginning_a_second * REQUESTS_TO_BEGIN
    chunk_consumers = max(5, ceil(batches_a_second * BATCH_TAKES_S))
    merge_consumers = max(5, ceil(answers_a_second * MERGE_TAKES_S))
    tasks = max(4, ceil(interviews_at_once / TALKING_A_TASK) + 1)
    functions = (
        chunk_consumers
        + merge_consumers
        + EVENT_QUEUES * EVENT_CONSUMERS
        + EXPORTS_AT_ONCE
        + ENDPOINTS_AT_ONCE
        + INVITING_AT_ONCE
        + ceil(requests_a_second * REQUEST_TAKES_S)
        + ceil(answers_a_second * FEEDBACK_TAKES_S)
        + ceil(finishing_a_second * PROCESSING_TAKES_S * PROCESSING_AT_ONCE)
    )
    return Sizes(
        max_chunk_consumers=chunk_consumers,
        max_merge_consumers=merge_consumers,
        voice_proxy_cpu=256 if interviews_at_once <= SMALL else 512,
        voice_proxy_max_tasks=tasks,
        api_rate=max(1_000, 2 * ceil(requests_a_second)),
        api_burst=max(2_000, 4 * ceil(requests_a_second)),
        functions=functions,
        connections=functions * CONNECTIONS_A_FUNCTION + tasks * CONNECTIONS_A_TASK,
    )

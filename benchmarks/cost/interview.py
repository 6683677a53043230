"""Twenty minutes of an interview, made of one that was counted. No I/O."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.cost.counting import Counts, Interval, Passed, Runs
from benchmarks.cost.prices import Prices

__all__ = ["ANSWERING_MIN", "MINUTES", "QUESTIONS", "Line", "Lives", "cost", "overlap_s", "scaled_s", "union"]

MINUTES = 20
ANSWERING_MIN = 14
QUESTIONS = 7
RECORDED_BITS_A_SECOND = 700_000 + 48_000
"""What the page's recorder is told where nobody knows the connection: `static_site/candidate/recording/bitrate.ts`."""
DAYS_A_MONTH = 30.4
GB = 1e9
FOR_EACH_ANSWER = ("Feedback", "MergeRequested", "Merge", "Transcribe", "Score")
FOR_EACH_PIECE = ("ChunkRegistered",)
GROW_WITH_SOUND = ("MergeRequested", "Merge", "Transcribe", "ChunkRegistered")
"""Whose runs take longer, the longer the answer."""
READS = ("GetObject", "HeadObject")
FEEDBACK = ("/feedback", "/feedback/preparation")
"""Ends of what a function of its own serves."""
REQUESTS_OF_A_MESSAGE = 3
"""Sent, received, deleted."""


@dataclass(frozen=True)
class Lives:
    """How long recordings are kept, in days; merged ones from `archived_after` on in the instant archive."""

    raw: int
    merged: int
    archived_after: int | None = None


class Line(NamedTuple):
    service: str
    what: str
    price: str
    counted: float
    """In the interview that was taken."""
    quantity: float
    """In twenty minutes."""
    is_vendor: bool = False


@dataclass(frozen=True)
class Growth:
    """By how much more there is of a thing in twenty minutes."""

    answers: float
    answering: float
    talking: float
    minutes: float


def cost(counts: Counts, questions: int, lives: Lives) -> list[Line]:
    """What twenty minutes use, of an interview that was counted with so many questions."""
    answering = union(counts.recognition)
    whole = next(each.ms / 1000 for each in counts.passed if each.path == "/voice")
    answering_s = _length(answering)
    growth = Growth(
        answers=QUESTIONS / questions,
        answering=60 * ANSWERING_MIN / answering_s,
        talking=60 * (MINUTES - ANSWERING_MIN) / (whole - answering_s),
        minutes=60 * MINUTES / whole,
    )
    return [*_edge(counts, growth), *_work(counts, growth), *_storage(counts, growth, lives), *_vendors(counts, growth)]


def _edge(counts: Counts, growth: Growth) -> Iterator[Line]:
    candidates = [each for each in counts.passed if not each.path.startswith(("/api/sessions", "/api/sign-in"))]
    requests = len(candidates)
    more_requests = sum(_of_a_request(each, growth) for each in candidates)
    apis = [each for each in candidates if each.path.startswith("/api/")]
    more_apis = sum(_of_a_request(each, growth) for each in apis)
    voice = [each for each in candidates if each.path == "/voice"]
    live = [each for each in candidates if each.path == "/live"]
    pages_gb = sum(each.down for each in candidates if each not in voice) / GB
    up_gb, down_gb = sum(each.up for each in voice) / GB, sum(each.down for each in voice) / GB
    frames, live_min = sum(each.frames for each in live), sum(each.ms for each in live) / 60_000
    yield Line("CloudFront", "requests", "edge_request", requests, more_requests)
    yield Line("CloudFront", "runs of viewer functions", "edge_function_run", requests, more_requests)
    yield Line("CloudFront", "GB of pages", "edge_out_gb", pages_gb, pages_gb)
    yield Line("CloudFront", "GB of the interviewer's voice", "edge_out_gb", down_gb, down_gb * growth.talking)
    yield Line("CloudFront", "GB of the candidate's voice", "edge_to_origin_gb", up_gb, up_gb * growth.minutes)
    yield Line("WAF", "requests", "acl_request", requests, more_requests)
    yield Line("API Gateway", "requests", "api_request", len(apis), more_apis)
    yield Line("API Gateway", "messages of /live", "socket_message", frames, frames * growth.minutes)
    yield Line("API Gateway", "minutes of /live", "socket_minute", live_min, MINUTES)
    yield Line("Load balancer", "GB", "balancer_gb", up_gb + down_gb, (up_gb + down_gb) * growth.minutes)
    yield Line("Fargate", "GB of voice to Deepgram", "internet_out_gb", up_gb, up_gb * growth.minutes)


def _of_a_request(each: Passed, growth: Growth) -> float:
    return growth.answers if "/questions/" in each.path else 1


def _work(counts: Counts, growth: Growth) -> Iterator[Line]:
    functions = {name: runs for name, runs in counts.functions.items() if name != "Sweep"}
    functions["Api"] = _of_candidates(functions.pop("Api", Runs()), counts.passed)
    runs = more_runs = gb_s = more_gb_s = 0.0
    for name, each in functions.items():
        pieces = growth.answering if name in FOR_EACH_PIECE else 1
        times = growth.answers if name in (*FOR_EACH_ANSWER, "Api") else pieces
        runs += each.count
        more_runs += each.count * times
        gb_s += each.gb_s
        more_gb_s += each.gb_s * (growth.answering if name in GROW_WITH_SOUND else times)
    yield Line("Lambda", "runs", "lambda_run", runs, more_runs)
    yield Line("Lambda", "GB-seconds", "lambda_gb_s", gb_s, more_gb_s)
    yield Line("X-Ray", "traces", "trace", runs, more_runs)
    answer, interview = counts.transitions["answer"], counts.transitions["interview"]
    # The interview's machine has a Map over the answers: counted as if it were nothing else.
    yield Line("Step Functions", "transitions", "transition", answer + interview, (answer + interview) * growth.answers)
    messages, merges = counts.calls["s3", "POST.s3"], counts.calls["sqs", "SendMessage"]
    told = counts.calls["events", "PutEvents"]
    queued = REQUESTS_OF_A_MESSAGE * (messages + merges + told)
    sent = REQUESTS_OF_A_MESSAGE * (messages * growth.answering + (merges + told) * growth.answers)
    yield Line("SQS", "requests", "queue_request", queued, sent)
    yield Line("EventBridge", "events", "event", told, told * growth.answers)
    size = counts.log_bytes / GB
    yield Line("CloudWatch", "GB of logs", "log_gb", size, size * growth.answers)
    asked = counts.calls["secretsmanager", "GetSecretValue"]
    yield Line("Secrets Manager", "calls", "secret_call", asked, asked)


def _of_candidates(runs: Runs, passed: Sequence[Passed]) -> Runs:
    """Without the part that waited for results."""
    api = [each for each in passed if each.path.startswith("/api/") and not each.path.endswith(FEEDBACK)]
    candidates = sum(not each.path.startswith(("/api/sessions", "/api/sign-in")) for each in api)
    return Runs(candidates, runs.gb_s * candidates / max(1, len(api)))


def _storage(counts: Counts, growth: Growth, lives: Lives) -> Iterator[Line]:
    posts, puts = counts.calls["s3", "POST.s3"], counts.calls["s3", "PutObject"]
    reads = sum(counts.calls["s3", name] for name in READS)
    yield Line("S3", "writes", "s3_write", posts + puts, posts * growth.answering + puts * growth.answers)
    yield Line("S3", "reads", "s3_read", reads, reads * growth.answering)
    gb = RECORDED_BITS_A_SECOND / 8 * 60 * ANSWERING_MIN / GB
    yield Line("S3", f"GB-months of chunks, {lives.raw} days", "s3_gb_month", 0, gb * lives.raw / DAYS_A_MONTH)
    at_hand = min(lives.merged, lives.archived_after or lives.merged)
    yield Line("S3", f"GB-months of recordings, {at_hand} days", "s3_gb_month", 0, gb * at_hand / DAYS_A_MONTH)
    if archived := lives.merged - at_hand:
        what = f"GB-months of archived recordings, {archived} days"
        yield Line("S3", what, "s3_instant_archive_gb_month", 0, gb * archived / DAYS_A_MONTH)
        yield Line("S3", "recordings archived", "s3_to_instant_archive", 0, QUESTIONS)


def _vendors(counts: Counts, growth: Growth) -> Iterator[Line]:
    def line(service: str, what: str, price: str, counted: float, quantity: float) -> Line:
        return Line(service, what, price, counted, quantity, is_vendor=True)

    agent_s = _length(counts.agent)
    answering = union(counts.recognition)
    more_agent_s = scaled_s(counts.agent, answering, growth.answering, growth.talking)
    yield line("Deepgram", "minutes of the agent", "agent_minute", agent_s / 60, more_agent_s / 60)
    yield line("Deepgram", "minutes of recognition", "recognition_minute", _length(answering) / 60, ANSWERING_MIN)
    anew = counts.prerecorded_s / 60
    yield line("Deepgram", "minutes recognised anew", "prerecorded_minute", anew, anew * growth.answering)
    said = counts.spoken_characters
    yield line("Deepgram", "characters said", "speech_character", said, said * growth.answers)
    for model, (read, written) in counts.tokens.items():
        size = model.rpartition("-")[2]
        yield line("Groq", f"tokens read, {size}", f"token_read_{size}", read, read * growth.answering)
        yield line("Groq", f"tokens written, {size}", f"token_written_{size}", written, written * growth.answers)


def total(lines: Sequence[Line], prices: Prices, *, vendors: bool) -> float:
    """US dollars."""
    return sum(prices.usd(line.price, line.quantity) for line in lines if line.is_vendor is vendors)


def scaled_s(sockets: Sequence[Interval], answering: Sequence[Interval], answers: float, talk: float) -> float:
    """How long sockets are open where there is so much more answering, and so much more of all else."""
    within = sum(overlap_s(socket, answer) for socket in sockets for answer in answering)
    return within * answers + (_length(sockets) - within) * talk


def overlap_s(one: Interval, other: Interval) -> float:
    return max(0.0, min(one[1], other[1]) - max(one[0], other[0]))


def union(intervals: Sequence[Interval]) -> list[Interval]:
    """The same times, none of them twice."""
    joined: list[Interval] = []
    for began, ended in sorted(intervals):
        if joined and began <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], ended)
        else:
            joined.append((began, ended))
    return joined


def _length(intervals: Sequence[Interval]) -> float:
    return sum(ended - began for began, ended in intervals)

"""The product's own way from an answer to a score: its prompt, its client and its arithmetic, without a database."""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread

from aiohttp import web

from evaluation.fit import held_out
from evaluation.labelled import LabelledAnswer
from interview.adapters.groq import Completion, Groq
from interview.domain.evaluation import certainty, scoring
from interview.domain.evaluation.certainty import MAX_SAMPLES, SamplePolicy
from interview.domain.evaluation.score import Score
from interview.domain.evaluation.scoring import ModelAnswer
from interview.domain.evaluation.scoring_prompt import ScoringPrompt, build_prompt
from interview.domain.text import normalised
from interview.domain.transcripts.transcript import Transcript, Word
from interview.use_cases.evaluation.score_answer import SEEDS_A_SAMPLE, TEMPERATURE
from local_cloud.processes import free_port
from local_cloud.stand_ins.groq_stand_in import MODELS, make_app
from local_cloud.stand_ins.rubric_indicators import WEIGHTS

__all__ = ["Product", "Scored", "indicators", "prompt_for"]

TIMEOUT_S = 900.0
"""With pauses: a free plan's limits are by the minute, and nobody waits for a score here."""
AT_ONCE = 4
WORD_MS = 400
CONFIDENCE = 0.95
HEARD_AT = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Scored:
    """An answer and what the product makes of it."""

    answer: LabelledAnswer
    score: Score


class Product:
    """Scores answers by one model, as a stage does."""

    def __init__(self, groq: Groq, policy: SamplePolicy = "adaptive") -> None:
        self._groq = groq
        self._policy = policy

    def score_all(self, answers: Sequence[LabelledAnswer]) -> list[Scored]:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(self.score, answers))

    def reply_all(self, answers: Sequence[LabelledAnswer]) -> list[ModelAnswer]:
        """What the model says, unchecked: of answers that are too short to be scored."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(lambda answer: self._asked(prompt_for(answer), 0).answer, answers))

    def score(self, answer: LabelledAnswer) -> Scored:
        prompt = prompt_for(answer)
        reason = scoring.reason_to_abstain(prompt)
        return Scored(answer, scoring.abstain(prompt, reason) if reason else self._judged(prompt))

    def _judged(self, prompt: ScoringPrompt) -> Score:
        first = self._sample(prompt, 0)
        if not certainty.needs_more(first, self._policy):
            return certainty.combined([first])
        return certainty.combined([first, *(self._sample(prompt, number) for number in range(1, MAX_SAMPLES))])

    def _sample(self, prompt: ScoringPrompt, number: int) -> Score:
        completion = self._asked(prompt, number)
        return scoring.score_answer(prompt, completion.answer, completion.sample)

    def _asked(self, prompt: ScoringPrompt, number: int) -> Completion[ModelAnswer]:
        told = prompt.in_another_order(number)
        return self._groq.complete(
            told.messages,
            schema_name=told.schema_name,
            schema=told.schema,
            parse=lambda text: scoring.parse_answer(prompt, text),
            timeout_s=TIMEOUT_S,
            temperature=0.0 if self._policy == "one" else TEMPERATURE,
            seed=1 + number * SEEDS_A_SAMPLE,
        )


def prompt_for(answer: LabelledAnswer) -> ScoringPrompt:
    return build_prompt(answer.asked, answer.expected_points, _heard(answer), spoken_language=answer.language)


def _heard(answer: LabelledAnswer) -> Transcript:
    text = normalised(answer.text)
    words = tuple(
        Word(text=word, start_ms=at * WORD_MS, end_ms=at * WORD_MS + WORD_MS - 100, confidence=CONFIDENCE)
        for at, word in enumerate(text.split())
    )
    return Transcript(
        text=text,
        words=words,
        language=answer.language.value,
        duration_ms=len(words) * WORD_MS,
        source="written",
        made_at=HEARD_AT,
    )


@contextmanager
def indicators() -> Iterator[Groq]:
    """The stand-in, judging each labelled question by weights fitted to all others."""
    weights = held_out()

    port = free_port()
    with _serving(make_app(lambda question: weights.get(question, WEIGHTS)), port):
        yield Groq("indicators", base_url=f"http://127.0.0.1:{port}", models=MODELS[:1])


@contextmanager
def _serving(app: web.Application, port: int) -> Iterator[None]:
    loop, ready = asyncio.new_event_loop(), Event()

    async def start() -> web.AppRunner:
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        return runner

    def run() -> None:
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())
        loop.close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()

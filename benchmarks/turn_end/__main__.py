"""How long a candidate waits for the interviewer who says no word and presses no button, and who is cut off meanwhile:
`make bench NAME=turn_end`.

Pages without a browser give answers with pauses of known length at a local cloud of its own, two at a time and at the
pace at which they are spoken. The recogniser, the voice proxy, the functions, the agent's voice and the page's rule are
the real ones; Groq is the stand-in with a delay. Silence alone is the same rule where no words are recognised.

- From the last word to the first sound of the feedback, the wait in silence included.
- Which pauses, in mid-sentence and between sentences, were taken for the end of the answer, how often the interviewer
  spoke in one, and how many answers did not go on after theirs.
- What was left out of answers that went on after an end, and of the others, where the proxy said that it had heard all.
"""

import argparse
import asyncio
import math
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvloop
from aiohttp import web

from benchmarks.reporting import report
from benchmarks.turn_end.figures import cut_offs, ended_in, waits, words_lost
from benchmarks.turn_end.page import FRAME_BYTES, FRAME_S, Given, level, page
from benchmarks.turn_end.rule import Rule, rule
from benchmarks.turn_end.speech import VOICES, Answer, Pause, answers
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.processes import free_port
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.recruiter import Recruiter
from local_cloud.stand_ins.groq_stand_in import make_app

MODEL_S = 0.3
"""Of each call of the model."""
USUAL_SILENCE_S = 4
SILENCES_S = (1, 2, 4)
AT_ONCE = 2
PLAIN = 6
"""Answers without pauses, which silence alone ends."""
QUESTION = {"text": "Tell me about something that was hard.", "expected_points": ["Names what was hard"]}


@asynccontextmanager
async def groq(port: int) -> AsyncIterator[None]:
    @web.middleware
    async def think(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        await asyncio.sleep(MODEL_S)
        return await handler(request)

    app = make_app()
    app.middlewares.append(think)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield
    finally:
        await runner.cleanup()


class Bench:
    def __init__(self, site: str, recruiter: Recruiter, judge: Rule) -> None:
        self._site = site
        self._recruiter = recruiter
        self._judge = judge

    async def give(self, spoken: Sequence[Answer], silence_s: float, *, recognises: bool = True) -> list[Given]:
        """All these answers, shared out among candidates who speak at the same time."""
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(self._interview(spoken[at::AT_ONCE], silence_s, recognises=recognises))
                for at in range(AT_ONCE)
            ]
        return [given for task in tasks for given in task.result()]

    async def _interview(self, spoken: Sequence[Answer], silence_s: float, *, recognises: bool) -> list[Given]:
        template = self._recruiter.make_template("Benchmark", [QUESTION] * len(spoken))
        _, token = self._recruiter.invite(template, "Candidate")
        candidate = Candidate(self._site, token)
        candidate.start("Candidate")
        async with page(self._site, candidate, self._judge) as opened:
            given = [
                await opened.give(answer, question, silence_s, recognises=recognises)
                for question, answer in enumerate(spoken)
            ]
        candidate.close()
        return given

    async def taken_by_silence(self, answer: Answer, silence_s: float) -> list[Pause]:
        """Which of its pauses silence alone takes for the end; the sound need not be waited for."""
        number, judgement = self._judge.answer(silence_s)
        ends_s = []
        for at in range(math.ceil(answer.end_s / FRAME_S)):
            self._judge.tell(number, level=level(answer.pcm[at * FRAME_BYTES : (at + 1) * FRAME_BYTES]), told=True)
            await judgement.told.wait()
            judgement.told.clear()
            if judgement.over.is_set():
                judgement.over.clear()
                ends_s.append((at + 1) * FRAME_S)
                self._judge.tell(number, begin=True)
        return ended_in(answer, ends_s)


async def measure(bench: Bench, spoken: Sequence[Answer], plain: Sequence[Answer]) -> dict[str, Any]:
    await bench.give(plain[:AT_ONCE], USUAL_SILENCE_S)  # every function is warm after this
    given = await bench.give(spoken, USUAL_SILENCE_S)
    ended = [pause for each in given for pause in ended_in(each.answer, each.ends_s)]
    found: dict[str, Any] = {
        "last_word_to_first_sound": waits(given),
        "taken_for_the_end": cut_offs(spoken, ended),
        "interviewer_heard_in_a_pause": sum(each.interrupted for each in given),
        "answers_cut_off": sum(each.ends_s[-1] < each.answer.end_s for each in given),
        "words_lost": words_lost(given),
    }
    for silence_s in SILENCES_S:
        taken = [await bench.taken_by_silence(answer, silence_s) for answer in spoken]
        found[f"silence_of_{silence_s}_s"] = {
            "last_word_to_first_sound": waits(await bench.give(plain, silence_s, recognises=False)),
            "taken_for_the_end": cut_offs(spoken, [pause for pauses in taken for pause in pauses]),
        }
    return found


async def run(
    cloud: LocalCloud, recruiter: Recruiter, groq_port: int, voices: Sequence[str], count: int
) -> dict[str, Any]:
    found = {}
    async with groq(groq_port), rule() as judge:
        for voice in voices:
            spoken, plain = list(answers(voice))[:count], list(answers(voice, paused=False))[:PLAIN]
            found[voice] = await measure(Bench(cloud.edge_url, recruiter, judge), spoken, plain)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base-port", type=int, default=8300)
    options.add_argument("--voices", nargs="+", choices=VOICES, default=VOICES)
    options.add_argument("--answers", type=int, default=20, help="of each voice")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    groq_port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        LocalCloud(
            base_port=chosen.base_port,
            data=Path(folder),
            settings={"groq_base_url": f"http://127.0.0.1:{groq_port}"},
            environment={},
        ) as cloud,
        Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter,
    ):
        found = uvloop.run(run(cloud, recruiter, groq_port, chosen.voices, chosen.answers))
    result = {"model_s": MODEL_S, "candidates_at_once": AT_ONCE, **found}
    print(report("turn_end", result, keep=not chosen.no_result_file))


if __name__ == "__main__":
    main()

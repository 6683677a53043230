"""Does the product score as a person who knows the rubric would, and what moves it? `make evaluate`.

Its own prompt, client and arithmetic score the labelled answers and variants of them. Who judges: the model of
`GROQ_API_KEY`, else the stand-in's indicators, by weights fitted to all questions but the one that is asked. With
`DATA=` a folder with SemEval-2013's archive also the short answers in it. The figures are kept in `benchmarks/results`.
"""

import argparse
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

from benchmarks.reporting import report
from cdk.stage import Stage
from evaluation import experiments
from evaluation.labelled import labelled_answers
from evaluation.product import Product, indicators
from evaluation.semeval import semeval_answers
from interview.adapters.groq import Groq
from interview.domain.evaluation.certainty import SamplePolicy
from local_cloud.cloud.vendors import GROQ

Figures = dict[str, Any]


def measure(product: Product, data: Path | None, *, every: int, reference_answers: int) -> Figures:
    answers = labelled_answers()[::every]
    scored = product.score_all(answers)
    models = sorted({f"{sample.model} by {sample.service}" for each in scored for sample in each.score.samples})
    figures: Figures = {
        "judged_by": models,
        "agreement": experiments.agreement(scored),
        "expected_points": experiments.points_agreement(scored),
        "off_topic": experiments.off_topic(scored),
        "fluently_off_topic": experiments.fluently_off_topic(product),
        "calibration": experiments.calibration(scored),
        "retest": experiments.retest(product, scored),
        "paraphrases": experiments.said_otherwise(product, {each.answer.name: each for each in scored}),
        "counterfactuals": experiments.counterfactuals(product, scored),
        "misheard_words": experiments.mishearing(product, scored),
        "attempts": experiments.attempts(product, scored, every),
        "honest_sentences": experiments.honest_drift(product, scored, every),
        "kept_apart": experiments.by_what_is_kept_apart(product, scored),
        "price_of_a_score": experiments.price(scored),
    }
    if data:
        figures["semeval_2013"] = experiments.on_reference_answers(product, semeval_answers(data, reference_answers))
    return figures


@contextmanager
def judge(base_url: str | None, models: str | None, environment: Mapping[str, str]) -> Iterator[Groq]:
    """The model that is configured, as `make run` finds it."""
    if not GROQ.is_real(environment) and not base_url:
        with indicators() as groq:
            yield groq
        return
    names = models.split(",") if models else Stage(name="evaluation").score_models
    url = base_url or GROQ.settings["groq_base_url"]
    with Groq(GROQ.key(environment), base_url=url, models=names, max_pause_s=120, patience_s=600) as groq:
        yield groq


SINGLE = (
    "expected_points",
    "off_topic",
    "fluently_off_topic",
    "calibration",
    "retest",
    "paraphrases",
    "attempts",
    "honest_sentences",
    "price_of_a_score",
)


def table(figures: Mapping[str, Any]) -> str:
    """The main ones, for people."""
    return "\n".join(_lines(figures))


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"judged by {', '.join(figures['judged_by'])}"
    yield f"{'':12}{'kappa':>8}{'length':>8}{'low':>8}{'middle':>8}{'high':>8}{'error':>8}"
    for criterion in experiments.CRITERIA:
        of = figures["agreement"][criterion]
        parts = (of[f"{part}_labels"].get("kappa") for part in ("low", "middle", "high"))
        row = (of["kappa"], of["kappa_by_length_alone"], *parts, of["mean_error"])
        yield f"{criterion:12}" + "".join(f"{'–' if cell is None else f'{cell:.2f}':>8}" for cell in row)
    for name in (*SINGLE, "semeval_2013"):
        if name in figures:
            yield f"{name}: {_told(figures[name])}"
    yield f"attempts, over the answer alone: {_told(figures['attempts']['over_the_answer_alone'])}"
    for name in ("kept_apart", "counterfactuals", "misheard_words"):
        for kind, shift in figures[name].items():
            yield f"{name}, {kind}: {_told(shift)}"


def _told(figures: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in figures.items() if not isinstance(value, dict))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base-url", help="of another server that speaks Groq's protocol")
    options.add_argument("--models", help="by preference, separated by commas (default: those of the stage)")
    options.add_argument(
        "--samples", choices=get_args(SamplePolicy), default="adaptive", help="of an answer (default: adaptive)"
    )
    options.add_argument("--data", type=Path, help="folder with semeval-3way.zip")
    options.add_argument("--reference-answers", type=int, default=400, help="how many of SemEval's (default: 400)")
    options.add_argument("--every", type=int, default=1, help="5: every fifth answer and sentence, and keep no result")
    chosen = options.parse_args()
    with judge(chosen.base_url, chosen.models, os.environ) as groq:
        figures = measure(
            Product(groq, chosen.samples), chosen.data, every=chosen.every, reference_answers=chosen.reference_answers
        )
    name = re.sub(r"[^a-z0-9]+", "-", figures["judged_by"][0].split(" by ")[0].lower()).strip("-")
    report(f"evaluate-{name}", figures, keep=chosen.every == 1)
    print(table(figures))


if __name__ == "__main__":
    main()

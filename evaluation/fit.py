"""Fit what judges without a model to the labelled answers: `python -m evaluation.fit` writes its weights anew.

Everything is linear in a few indicators: ridge regression for levels and points, logistic regression for what is off
topic. A ridge's figures are drawn to the mean; they are stretched until they spread as far as the labels do.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import StandardScaler

from evaluation.insertions import read_insertions
from evaluation.labelled import FOLDER, LabelledAnswer, labelled_answers
from interview.domain.evaluation.rubric import CriterionName
from interview.domain.evaluation.score import Verdict
from interview.domain.languages import Language
from local_cloud.stand_ins import rubric_indicators
from local_cloud.stand_ins.indicators import ENGLISH, GERMAN, Indicators, Speech, sentences_of
from local_cloud.stand_ins.likeness import encoded
from local_cloud.stand_ins.rubric_indicators import Linear, Weights, weighed

__all__ = ["fitted", "held_out"]

PENALTY = 3.0
"""On squared weights of standardised indicators: ten of them face a hundred answers."""
TALK_COUNTS = 4.0
"""For so many attempts counts each sentence that people say around an answer: of those there are few."""
DIGITS = 4

TOPIC = ("question", "closest_point", "whole")
SPECIFIC = ("told_figures", "told_times", "told_general", "told_steps")
FORM: Mapping[CriterionName, Sequence[str]] = {
    "structure": ("steps", "times", "own", "general", "fillers", "hedges"),
    "clarity": ("fillers", "hedges", "sentence_words"),
    "delivery": ("hedges", "own", "fillers"),
}
VERDICTS: Mapping[Verdict, float] = {"found": 1.0, "partly": 0.5, "missing": 0.0}

Figures = Mapping[str, float]


def held_out() -> Mapping[str, Weights]:
    """By the text of each labelled question: weights fitted to the answers of all others."""
    return {
        asked: fitted([answer for answer in labelled_answers() if answer.asked != asked])
        for asked in dict.fromkeys(answer.asked for answer in labelled_answers())
    }


def fitted(answers: Sequence[LabelledAnswer]) -> Weights:
    aside = _aside([sentence for answer in answers for sentence in sentences_of(answer.text)])
    measured = [_measured(answer, aside) for answer in answers]
    figures = [indicators.of_the_answer for indicators in measured]
    content = [answer.labels["content"] for answer in answers]
    is_off_topic = [level == 0 for level in content]
    on_topic = [at for at, is_off in enumerate(is_off_topic) if not is_off]
    on_figures, on_content = [figures[at] for at in on_topic], [content[at] for at in on_topic]
    weights: Weights = {
        "aside": aside,
        "off_topic": _odds(figures, TOPIC, is_off_topic),
        "off_topic_alone": _odds(figures, ("question",), is_off_topic),
        "content": _levels(on_figures, ("question", "point", *SPECIFIC), on_content),
        "content_alone": _levels(on_figures, SPECIFIC, on_content),
        **{name: _levels(figures, said, [answer.labels[name] for answer in answers]) for name, said in FORM.items()},
    }
    points = [
        {**indicators.of_point(number), "content": max(0.0, min(5.0, weighed(weights["content"], figures[at])))}
        for at, indicators in enumerate(measured)
        if at in on_topic
        for number in range(len(answers[at].points))
    ]
    verdicts = [VERDICTS[verdict] for at in on_topic for verdict in answers[at].points]
    return {**weights, "point": _levels(points, ("contrast", "content"), verdicts)}


_MEASURED: dict[tuple[str, ...], Indicators] = {}


def _measured(answer: LabelledAnswer, aside: Linear) -> Indicators:
    lists = GERMAN if answer.language is Language.GERMAN else ENGLISH
    speech = Speech(answer.text, lists, (answer.asked, *answer.expected_points), aside)
    key = (answer.name, *speech.sentences)
    if key not in _MEASURED:
        _MEASURED[key] = Indicators(speech, answer.asked, answer.expected_points)
    return _MEASURED[key]


def _aside(said: Sequence[str]) -> Linear:
    """The plane between asides and what is `said` on the matter. Nothing of what no pattern was written for."""
    attempts = [each.text for each in read_insertions("attempts") if each.is_told and not each.unseen]
    honest = [each.text for each in read_insertions("honest") if not each.unseen]
    talk = [each for of in tomllib.loads((FOLDER / "asides.toml").read_text(encoding="utf-8")).values() for each in of]
    texts = [*attempts, *talk, *honest, *said]
    sides = [1.0] * (len(attempts) + len(talk)) + [-1.0] * (len(honest) + len(said))
    counts = [1.0] * len(attempts) + [TALK_COUNTS] * len(talk) + [1.0] * (len(honest) + len(said))
    ridge = Ridge(alpha=PENALTY).fit(encoded(texts), sides, sample_weight=counts)
    return {
        "constant": round(float(ridge.intercept_), DIGITS),
        **{str(number): round(float(weight), DIGITS) for number, weight in enumerate(ridge.coef_)},
    }


def _levels(figures: Sequence[Figures], names: Sequence[str], labels: Sequence[float]) -> Linear:
    table, scaler = _standardised(figures, names)
    wanted = np.asarray(labels, dtype=float)
    ridge = Ridge(alpha=PENALTY).fit(table, wanted)
    stretch = wanted.std() / ridge.predict(table).std()
    return _raw(names, scaler, ridge.coef_ * stretch, wanted.mean())


def _odds(figures: Sequence[Figures], names: Sequence[str], is_so: Sequence[bool]) -> Linear:
    table, scaler = _standardised(figures, names)
    logistic = LogisticRegression().fit(table, is_so)
    return _raw(names, scaler, logistic.coef_[0], logistic.intercept_[0])


def _standardised(figures: Sequence[Figures], names: Sequence[str]) -> tuple[NDArray[Any], StandardScaler]:
    table = np.array([[each[name] for name in names] for each in figures])
    scaler = StandardScaler().fit(table)
    return scaler.transform(table), scaler


def _raw(names: Sequence[str], scaler: StandardScaler, weights: NDArray[Any], constant: float) -> Linear:
    """The weights of figures that are not standardised."""
    raw = weights / scaler.scale_
    return {
        "constant": round(float(constant - raw @ scaler.mean_), DIGITS),
        **{name: round(float(weight), DIGITS) for name, weight in zip(names, raw, strict=True)},
    }


def main() -> None:
    path = Path(rubric_indicators.__file__).parent / "weights.json"
    lines = (f"  {json.dumps(name)}: {json.dumps(linear)}" for name, linear in fitted(labelled_answers()).items())
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(f"wrote {path}")


if __name__ == "__main__":
    main()

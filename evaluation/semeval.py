"""SemEval-2013, task 7: 16,003 short answers of students, each with reference answers, labelled by people.

The archive is no part of this repository (CC BY-SA 3.0, `myrosia/semeval-2013-task7`): three ways, as XML. Its answers
are a sentence long, so what is measured is the verdict on a reference answer as the expected point.

Dzikovska and others, "SemEval-2013 Task 7", 2013, aclanthology.org/S13-2045.
"""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from evaluation.labelled import LabelledAnswer
from interview.domain.evaluation.score import Verdict
from interview.domain.languages import Language

__all__ = ["semeval_answers"]

VERDICTS: dict[str, Verdict] = {"correct": "found", "incorrect": "missing", "contradictory": "missing"}
TEST_SETS = ("unseen-answers", "unseen-questions", "unseen-domains")


def semeval_answers(folder: Path, most: int) -> list[LabelledAnswer]:
    """So many answers of the test sets, drawn with a seed. Raises FileNotFoundError without an archive in `folder`."""
    archives = sorted(folder.glob("semeval*3way*.zip"))
    if not archives:
        raise FileNotFoundError(f"{folder} holds no semeval-3way.zip")
    with zipfile.ZipFile(archives[0]) as archive:
        names = sorted(name for name in archive.namelist() if "/3way/" in name and name.endswith(".xml"))
        answers = [
            answer
            for name in names
            if any(f"test-{kind}" in name for kind in TEST_SETS)
            for answer in _answers(archive.read(name))
        ]
    return Random(1).sample(answers, min(most, len(answers)))


def _answers(xml: bytes) -> Iterator[LabelledAnswer]:
    question = ET.fromstring(xml)  # noqa: S314 - an archive that whoever runs this has chosen
    asked = question.findtext("questionText", "").strip()
    references = [reference.text or "" for reference in question.iter("referenceAnswer")]
    for answer in question.iter("studentAnswer"):
        verdict = VERDICTS[answer.attrib["accuracy"]]
        yield LabelledAnswer(
            name=answer.attrib["id"],
            question=question.attrib["id"],
            kind="good" if verdict == "found" else "off-topic",
            language=Language.ENGLISH,
            asked=asked,
            expected_points=(references[0].strip(),),
            labels={},
            points=(verdict,),
            text=" ".join((answer.text or "").split()),
        )

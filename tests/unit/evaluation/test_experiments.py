"""What is made of scores: shifts, flags, and figures of labels."""

import zipfile
from pathlib import Path

from evaluation.experiments import labelled_overall, shifts
from evaluation.labelled import LabelledAnswer, labelled_answers
from evaluation.product import Scored, prompt_for
from evaluation.semeval import semeval_answers
from interview.domain.evaluation.scoring import abstain

XML = """<question id="q1"><questionText>How?</questionText>
<referenceAnswers><referenceAnswer>The water evaporated.</referenceAnswer></referenceAnswers>
<studentAnswers>
<studentAnswer id="a1" accuracy="correct">It evaporated.</studentAnswer>
<studentAnswer id="a2" accuracy="contradictory">It froze.</studentAnswer>
</studentAnswers></question>"""


def scored(answer: LabelledAnswer, overall: float | None) -> Scored:
    score = abstain(prompt_for(answer), "off_topic")
    because = "off_topic" if overall is None else None
    return Scored(answer, score.model_copy(update={"overall": overall, "abstained_because": because}))


def test_a_figure_that_is_lost_is_counted_and_not_averaged() -> None:
    one, other = labelled_answers()[:2]
    moved = shifts([(scored(one, 6.0), scored(one, 5.0)), (scored(other, 4.0), scored(other, None))])
    assert (moved["pairs"], moved["mean"], moved["max"]) == (1, -1.0, -1.0)
    assert (moved["figure_lost"], moved["figure_gained"]) == (1, 0)


def test_form_without_substance_is_labelled_low() -> None:
    by_kind = {answer.kind: labelled_overall(answer) for answer in labelled_answers() if answer.question == "mistake"}
    assert by_kind["excellent"] == 10
    assert by_kind["off-topic"] == 2, "though crisp"


def test_semeval_is_read_from_its_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "semeval-3way.zip", "w") as archive:
        archive.writestr("test/3way/beetle/test-unseen-answers/q1.xml", XML)
        archive.writestr("training/3way/beetle/q2.xml", XML)
    answers = semeval_answers(tmp_path, 10)
    assert {(answer.text, answer.points) for answer in answers} == {
        ("It evaporated.", ("found",)),
        ("It froze.", ("missing",)),
    }
    assert {answer.expected_points for answer in answers} == {("The water evaporated.",)}

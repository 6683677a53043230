"""What a candidate is told when it is over: kind, of their own words, and nothing that is the employer's."""

from datetime import timedelta
from typing import Any, get_args

import pytest

from interview.domain.evaluation.feedback import MAX_QUOTE, Feedback
from interview.domain.evaluation.quotes import Evidence
from interview.domain.evaluation.rubric import RUBRIC
from interview.domain.evaluation.samples import Sample, TokenUsage
from interview.domain.evaluation.score import AbstentionReason, CriterionScore, PointScore, Score
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.candidate_result import (
    RESULT_PERIOD,
    AnswerResult,
    candidate_result,
    readable_until,
    require_readable,
)
from interview.domain.sessions.failures import answer_failure
from interview.domain.sessions.session import Consent, Session, SessionState
from interview.domain.templates import AskedQuestion, Rubric
from interview.domain.transcripts.transcript import transcript_hash
from interview.errors import LinkExpiredError, NotOverError
from tests.builders import NOW, a_locked_session, a_session, a_transcript

SAID = a_transcript("First I stopped all deployments, then I read the logs, and we found the full disk by noon.")
QUOTE = "First I stopped all deployments"
EXAMPLE = "As a result, we were back within … minutes."
POINT = "the secret point"
SAMPLE = Sample(
    service="api.example.com",
    model="a-model",
    system_fingerprint=None,
    temperature=0,
    seed=0,
    usage=TokenUsage(),
    latency_ms=1,
)


def a_score(*levels: int, unsupported: tuple[str, ...] = (), **fields: Any) -> Score:
    names = ("content", "structure", "clarity", "delivery")
    evidence = Evidence(quote=QUOTE, start_ms=None, end_ms=None)
    criteria = tuple(
        CriterionScore(
            name=name,
            level=level,
            low=level,
            high=level,
            reason="The candidate said so.",
            evidence=() if name in unsupported else (evidence,),
            unfound_quotes=0,
            supported=name not in unsupported,
        )
        for name, level in zip(names, levels, strict=True)
    )
    made: dict[str, Any] = {
        "overall": 6.0,
        "low": 5.5,
        "high": 6.5,
        "transcript_hash": transcript_hash(SAID),
        "abstained_because": None,
        "criteria": criteria,
        "expected_points": (),
        "strengths": ("Comes close to the secret point.",),
        "improvements": ("The candidate could name the secret point.",),
        "summary": "The candidate knows the secret point.",
        "word_count": 17,
        "unfound_quotes": 0,
        "prompt_hash": "p",
        "rubric_hash": "r",
        "samples": (SAMPLE,),
    }
    return Score(**{**made, **fields})


def a_point(verdict: str) -> PointScore:
    evidence = () if verdict == "missing" else (Evidence(quote="we found the full disk", start_ms=None, end_ms=None),)
    return PointScore(point=POINT, verdict=verdict, evidence=evidence, unfound_quotes=0)


def an_answer(session: Session, index: int = 0, **fields: Any) -> Answer:
    return Answer(
        session_id=session.id, question_index=index, **{"transcript": SAID, "live_transcript": SAID, **fields}
    )


def feedback(example: str = EXAMPLE, about: str = transcript_hash(SAID)) -> Feedback:
    return Feedback(written="w", spoken="s", example=example, transcript_hash=about, made_at=NOW)


def done(**fields: Any) -> Session:
    return a_locked_session(**{"state": SessionState.DONE, **fields})


def told(score: Score | None, session: Session | None = None, **fields: Any) -> AnswerResult:
    session = session or done()
    scores = {0: score} if score else {}
    return candidate_result(session, [an_answer(session, **fields)], scores).answers[0]


def test_the_best_criterion_is_strong_and_the_weakest_is_missing() -> None:
    result = told(a_score(4, 5, 2, 4), feedback=feedback())
    assert result.standing == "judged"
    assert result.strength
    assert (result.strength.criterion, result.strength.quote) == ("structure", QUOTE)
    assert result.missing
    assert (result.missing.criterion, result.missing.left_open, result.missing.example) == ("clarity", False, EXAMPLE)


def test_what_was_left_open_goes_before_how_it_was_said() -> None:
    result = told(a_score(3, 3, 1, 3, expected_points=(a_point("found"), a_point("partly"))))
    assert result.missing
    assert (result.missing.criterion, result.missing.left_open) == ("content", True)


def test_a_follow_up_need_not_meet_the_points_of_the_main_question() -> None:
    main = AskedQuestion(text="Q?")
    session = done(questions=(main, main.model_copy(update={"follows": 0})))
    score = a_score(3, 4, 2, 4, expected_points=(a_point("missing"),))
    [result] = candidate_result(session, [an_answer(session, 1)], {1: score}).answers
    assert result.missing
    assert result.missing.criterion == "clarity"


def test_a_weak_answer_has_no_made_up_strength_but_a_point_that_was_met() -> None:
    assert told(a_score(1, 2, 2, 2)).strength is None
    met = told(a_score(2, 2, 2, 2, expected_points=(a_point("found"),))).strength
    assert met
    assert (met.in_part, met.quote) == (True, "we found the full disk")


def test_a_full_answer_lacks_nothing() -> None:
    result = told(a_score(5, 5, 4, 4), feedback=feedback())
    assert result.strength
    assert result.missing is None


def test_a_criterion_without_evidence_is_neither_strong_nor_missing() -> None:
    result = told(a_score(4, 5, 0, 3, unsupported=("structure", "clarity")))
    assert result.strength
    assert result.strength.criterion == "content"
    assert result.missing
    assert result.missing.criterion == "delivery"


def test_a_quote_is_no_longer_than_feedback_may_repeat() -> None:
    long = Evidence(quote=" ".join(["word"] * 30), start_ms=None, end_ms=None)
    score = a_score(5, 4, 4, 4)
    criteria = tuple(each.model_copy(update={"evidence": (long,)}) for each in score.criteria)
    strength = told(score.model_copy(update={"criteria": criteria})).strength
    assert strength
    assert strength.quote
    assert len(strength.quote.split()) == MAX_QUOTE
    assert strength.quote.endswith("…")


def test_an_example_of_words_that_do_not_count_any_more_is_not_told() -> None:
    result = told(a_score(4, 5, 2, 4), feedback=feedback(about="of other words"))
    assert result.missing
    assert result.missing.example is None


def test_nothing_of_the_employers_is_told() -> None:
    session = done()
    score = a_score(3, 3, 1, 3, expected_points=(a_point("found"), a_point("missing")))
    whole = candidate_result(session, [an_answer(session, feedback=feedback())], {0: score}).model_dump_json()
    assert "secret" not in whole
    assert "The candidate" not in whole
    assert "level" not in whole
    assert '"overall"' not in whole


def test_a_figure_is_told_where_the_template_allows_it() -> None:
    assert told(a_score(4, 4, 4, 4)).figure is None
    figure = told(a_score(4, 4, 4, 4), done(shows_scores=True)).figure
    assert figure
    assert (figure.overall, figure.low, figure.high) == (6.0, 5.5, 6.5)


@pytest.mark.parametrize("reason", get_args(AbstentionReason))
def test_what_a_person_decides_says_why_without_a_verdict(reason: AbstentionReason) -> None:
    score = a_score(1, 1, 1, 1, overall=None, low=None, high=None, abstained_because=reason)
    result = told(score, done(shows_scores=True))
    assert result.standing == "person"
    assert result.why in ("little_said", "hard_to_hear", "other_language", "unsure")
    assert (result.strength, result.missing, result.figure) == (None, None, None)


def test_who_wished_people_only_is_told_so() -> None:
    session = done(consent=Consent(text_version="1", given_at=NOW, human_review_only=True))
    result = candidate_result(session, [an_answer(session)], {})
    assert (result.people_only, result.answers[0].standing, result.answers[0].why) == (True, "person", "wished")
    assert (result.criteria, result.judges) == ((), ())


def test_what_is_not_scored_yet_is_awaited_and_in_the_end_left_to_a_person() -> None:
    under_way = a_locked_session(state=SessionState.PROCESSING)
    assert told(None, under_way).standing == "awaited"
    of_older_words = a_score(4, 4, 4, 4, transcript_hash="older")
    assert told(of_older_words, under_way).standing == "awaited"
    assert told(a_score(4, 4, 4, 4), under_way).standing == "judged"
    assert told(None).why == "failed"
    assert told(None, done(state=SessionState.FAILED)).why == "failed"


def test_an_answer_that_was_not_given_is_none() -> None:
    unheard = {"transcript": None, "live_transcript": None}
    assert told(None, **unheard).standing == "nothing"
    assert told(None, **unheard, failure=answer_failure("NothingRecordedError", "", 1)).standing == "nothing"
    assert told(None, **unheard, failure=answer_failure("StoredDocumentError", "", 0)).why == "failed"


def test_what_was_judged_and_by_what_is_named_once() -> None:
    session = done()
    answers = [an_answer(session), an_answer(session, 1)]
    result = candidate_result(session, answers, {0: a_score(4, 4, 4, 4), 1: a_score(3, 3, 3, 3)})
    assert [each.name for each in result.criteria] == ["content", "structure", "clarity", "delivery"]
    assert {each.title for each in result.criteria} == {None}
    [judge] = result.judges
    assert (judge.service, judge.model, judge.indicative) == ("api.example.com", "a-model", False)


@pytest.mark.parametrize(("reason", "judges"), [("off_topic", ["a-model"]), ("too_few_words", [])])
def test_a_machine_that_was_not_sure_is_named(reason: AbstentionReason, judges: list[str]) -> None:
    session = done()
    score = a_score(1, 1, 1, 1, overall=None, low=None, high=None, abstained_because=reason)
    result = candidate_result(session, [an_answer(session)], {0: score})
    assert [judge.model for judge in result.judges] == judges


def test_criteria_that_the_organisation_wrote_are_told_by_what_it_calls_them() -> None:
    usual = RUBRIC.criteria[0]
    written = (
        usual,
        usual.model_copy(update={"name": "structure", "judges": "Is it kind?", "title": "Kindness"}),
        usual.model_copy(update={"name": "clarity_of_mind", "judges": "Is it clear?"}),
    )
    session = done(rubric=Rubric(criteria=written))
    score = a_score(4, 4, 4, 4)
    renamed = zip(score.criteria, written, strict=False)
    criteria = tuple(each.model_copy(update={"name": criterion.name}) for each, criterion in renamed)
    result = candidate_result(session, [an_answer(session)], {0: score.model_copy(update={"criteria": criteria})})
    assert [each.title for each in result.criteria] == [None, "Kindness", "clarity of mind"]


def test_a_criterion_is_called_what_the_rubric_calls_it_that_judged() -> None:
    """The session's own has another criterion of that name; and each answer may have been judged by another one."""
    usual = RUBRIC.criteria[0]
    old, new = (
        Rubric(criteria=(usual.model_copy(update={"judges": title, "title": title}),)) for title in ("Old", "New")
    )
    session = done(rubric=old, questions=(AskedQuestion(text="Q?"),) * 3)
    score = a_score(4, 2, 2, 2, rubric_hash=old.hash)
    score = score.model_copy(update={"criteria": score.criteria[:1]})
    again = score.model_copy(update={"rubric_hash": new.hash})
    answers = [an_answer(session), an_answer(session, 1), an_answer(session, 2, score_rubric=new)]
    result = candidate_result(session, answers, {0: score, 1: again, 2: again}, {1: new})
    assert [each.strength and each.strength.title for each in result.answers] == ["Old", "New", "New"]
    assert [each.title for each in result.criteria] == ["Old", "New"]


def test_it_is_there_from_the_lock_until_its_time_is_over() -> None:
    session = done(expires_at=NOW + timedelta(days=3))
    assert readable_until(session) == NOW + RESULT_PERIOD
    require_readable(session, NOW + timedelta(days=29))
    with pytest.raises(LinkExpiredError):
        require_readable(session, NOW + RESULT_PERIOD)
    lasting = done(expires_at=NOW + timedelta(days=90))
    require_readable(lasting, NOW + timedelta(days=89))
    with pytest.raises(NotOverError):
        require_readable(a_session(state=SessionState.IN_PROGRESS), NOW)
    with pytest.raises(LinkExpiredError):
        require_readable(a_session(state=SessionState.EXPIRED), NOW)

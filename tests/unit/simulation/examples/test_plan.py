from collections import Counter

from interview.domain.proctoring import FlagType
from interview.domain.templates import Blinding
from local_cloud.simulation.examples.plan import PLAN, TEMPLATES
from local_cloud.simulation.examples.recorded import FACES, KEPT
from local_cloud.simulation.examples.texts import KINDS, question
from local_cloud.simulation.spoken import FOLDER as SPOKEN


def test_forty_interviews_are_over_and_everything_that_may_happen_happens() -> None:
    over = [planned for planned in PLAN if planned.ends == "finished"]
    assert len(over) == 40
    assert Counter(planned.ends for planned in PLAN) == {"finished": 40, "under way": 3, "invited": 2}
    assert Counter(planned.manner for planned in PLAN) == {"spoken": 42, "written": 2, "damaged": 1}
    assert sum(planned.people_only for planned in PLAN) == 1
    assert sum(not any(planned.said) for planned in over) == 1
    assert {planned.found.choice for planned in over} == {"advance", "hold", "reject", None}
    assert {flag for planned in PLAN for flag in planned.flags} <= set(FlagType)
    assert len({planned.name for planned in PLAN}) == len(PLAN)


def test_of_three_templates_two_are_english_and_one_is_blind() -> None:
    assert Counter(role.language for role in TEMPLATES.values()) == {"en": 2, "de": 1}
    blinding = Counter(Blinding(role.blinding) for role in TEMPLATES.values())
    assert blinding == {Blinding.OFF: 2, Blinding.SCORES: 1}


def test_all_that_is_said_is_kept_and_nothing_else() -> None:
    said = {f"{name}-{kind}.opus" for role in TEMPLATES.values() for name in role.questions for kind in KINDS}
    assert {file.name for file in KEPT.iterdir()} == said
    assert {file.name for file in FACES.iterdir()} == {f"{role.voice}.webm" for role in TEMPLATES.values()}
    for planned in PLAN:
        for name, kind in zip(TEMPLATES[planned.role].questions, planned.said, strict=True):
            assert kind is None or kind in question(name).answers or (SPOKEN / f"{kind}.opus").exists()

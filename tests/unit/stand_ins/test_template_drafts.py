import pytest

from local_cloud.stand_ins.template_drafts import draft


def test_of_running_text_the_first_sentence_is_the_title_and_the_others_are_asked_about() -> None:
    description = "We are looking for a logistics planner. You plan tours for lorries. You know your spreadsheets."

    drafted = draft({"job_description": description, "question_count": 2}, in_german=False)

    assert drafted["title"] == "We are looking for a logistics planner"
    asked = [question["text"] for question in drafted["questions"]]
    assert "tours for lorries" in asked[0]
    assert "spreadsheets" in asked[1]


@pytest.mark.parametrize("heading", ["Sr. Engineer (m/f/d), 80 %", "Fachkraft z. B. für Lager und Versand"])
def test_a_short_first_line_is_the_title_whole(heading: str) -> None:
    drafted = draft({"job_description": f"{heading}\n- Plan the tours of every day"}, in_german=False)

    assert drafted["title"] == heading

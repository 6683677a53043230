"""Whatever the API's description says that a body is, it shows: a true one."""

from functions.api.application import openapi_document
from functions.api.description import REFUSAL, examples
from functions.api.docs_page import render
from tests.functions.examples import documented, faults


def test_each_body_has_an_example_as_it_is_described() -> None:
    document, shown = openapi_document(), examples()
    lacking = [f"{name} {part}" for name, part, _ in documented(document) if part not in shown.get(name, {})]
    assert lacking == [], (
        "run their tests with --examples, and look at what that wrote into functions/api/examples.json"
    )
    wrong = {
        f"{name} {part}": found
        for name, part, schema in documented(document)
        if (found := faults(document, schema, shown[name][part]))
    }
    assert wrong == {}, "run their tests with --examples"


def test_a_refusal_is_shown_as_it_is_described() -> None:
    assert faults(openapi_document(), {"$ref": "#/components/schemas/ErrorAnswer"}, REFUSAL) == []


def test_no_example_is_left_of_what_is_gone() -> None:
    there = {(name, part) for name, part, _ in documented(openapi_document())}
    assert {(name, part) for name, parts in examples().items() for part in parts} <= there


def test_the_page_shows_them() -> None:
    page = render(openapi_document())
    assert page.count("<pre") >= sum(map(len, examples().values()))

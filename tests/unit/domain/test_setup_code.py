"""The code of the first account."""

import pytest

from interview.domain.setup_code import is_setup_code, setup_code

CODE = setup_code("a stage's secret")


def test_a_stage_has_one_code_that_can_be_typed() -> None:
    assert setup_code("a stage's secret") == CODE
    assert setup_code("another stage's secret") != CODE
    assert [len(group) for group in CODE.split("-")] == [4, 4, 4, 4]


@pytest.mark.parametrize("given", [CODE, CODE.lower(), CODE.replace("-", ""), f" {CODE.replace('-', ' ')}\n"])
def test_it_counts_however_it_is_written(given: str) -> None:
    assert is_setup_code(given, "a stage's secret")
    assert not is_setup_code(given, "another stage's secret")


@pytest.mark.parametrize("given", ["", "-", CODE[:-1], f"{CODE}A", "\ud83d", "ß" * 16])
def test_nothing_else_does(given: str) -> None:
    assert not is_setup_code(given, "a stage's secret")

"""What is made of an organisation's colour can be read, in either theme."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.organisations.look import GROUNDS, Theme, contrast, shades_of

TEXT, SHAPE = 4.5, 3.0
THEMES = pytest.mark.parametrize("theme", GROUNDS)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@THEMES
@given(colour=COLOURS)
def test_words_and_lines_can_be_read_on_every_ground(theme: Theme, colour: str) -> None:
    shades, surfaces = shades_of(colour, theme), GROUNDS[theme].surfaces
    assert all(contrast(shades.accent_text, each) >= TEXT for each in (*surfaces, shades.accent_soft))
    assert all(contrast(shades.accent, each) >= SHAPE for each in surfaces)
    assert all(contrast(shades.button, each) >= SHAPE for each in surfaces)
    assert contrast(shades.button, shades.button_text) >= TEXT
    assert contrast(shades.button_hover, shades.button_text) >= TEXT


@pytest.mark.parametrize("words", ["--text", "--quiet"])
@THEMES
@given(colour=COLOURS)
def test_the_pages_own_words_can_be_read_on_the_soft_ground(theme: Theme, words: str, colour: str) -> None:
    assert contrast(token(words, theme), shades_of(colour, theme).accent_soft) >= TEXT


@pytest.mark.parametrize(("colour", "theme"), [("#1d4ed8", "light"), ("#0f766e", "light"), ("#7fb0ff", "dark")])
def test_a_colour_that_can_be_read_stays_as_it_is(colour: str, theme: Theme) -> None:
    shades = shades_of(colour, theme)
    assert {shades.accent_text, shades.button, shades.accent} == {colour}


def test_what_is_too_pale_is_darkened_on_light_pages_and_stays_on_dark_ones() -> None:
    assert shades_of("#fde047", "dark").button == "#fde047"
    assert shades_of("#fde047", "light").button == "#847425"


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@THEMES
def test_the_grounds_are_those_of_the_pages(theme: Theme) -> None:
    ground = GROUNDS[theme]
    assert {token(each, theme) for each in ("--page", "--surface", "--raised")} == set(ground.surfaces)
    assert (token("--surface", theme), token("--button-text", theme)) == (ground.card, ground.on_button)


def token(name: str, theme: Theme) -> str:
    found = re.search(
        rf"{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", Path("static_site/styles/tokens.css").read_text()
    )
    assert found
    return found[1 if theme == "light" else 2]

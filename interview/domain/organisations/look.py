"""How an organisation looks to candidates and readers: a logo, one colour of its own, and where its privacy notice is.

Of the colour every shade follows that pages, mails and documents use. What would be too pale or too dark to be read is
mixed with black or white, by as little as will do.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from interview.domain.values import Value

__all__ = ["Logo", "Look", "Shades", "ShownLook", "contrast", "shades_of"]

TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0
"""WCAG 2.2, level AA: 1.4.3 of text, 1.4.11 of what is no text."""
STEPS = 100
HOVER = 0.15
"""By how much a button moves away from its text under the pointer."""
BLACK, WHITE = "#000000", "#ffffff"

Theme = Literal["light", "dark"]


class Ground(NamedTuple):
    """What colours stand on in a theme (`static_site/styles/tokens.css`), the text on its buttons, how much of the
    colour a soft ground has, and what a colour is mixed with that does not stand out."""

    surfaces: Sequence[str]
    card: str
    on_button: str
    soft: float
    mends_with: str


GROUNDS: dict[Theme, Ground] = {
    "light": Ground(("#f6f8fc", "#ffffff"), "#ffffff", WHITE, 0.1, BLACK),
    "dark": Ground(("#0b101b", "#121a2a", "#182238"), "#121a2a", "#081021", 0.14, WHITE),
}


class Logo(Value):
    """`id` names its bytes, and nobody can guess it."""

    id: str
    width: int
    height: int


class Look(Value):
    """Empty and None where the usual holds."""

    accent: str = ""
    privacy_url: str = ""
    logo: Logo | None = None


class Shades(Value):
    """Of one theme. `accent` is of lines and rings, `accent_text` of words, `accent_soft` of grounds."""

    accent: str
    accent_text: str
    accent_soft: str
    button: str
    button_hover: str
    button_text: str


class ShownLook(Value):
    """With all that stands beside it. `shades` is None where the usual colour holds."""

    name: str
    contact: str = ""
    privacy_url: str = ""
    logo: Logo | None = None
    light: Shades | None = None
    dark: Shades | None = None


@lru_cache(maxsize=256)
def shades_of(colour: str, theme: Theme) -> Shades:
    """What can be read in this theme, as near to the colour as may be."""
    ground = GROUNDS[theme]

    def mended(is_fit: Callable[[str], bool]) -> str:
        steps = (mixed(colour, ground.mends_with, step / STEPS) for step in range(STEPS + 1))
        return next(filter(is_fit, steps), ground.mends_with)

    soft = mixed(ground.card, mended(_stands_out(ground.surfaces, SHAPE_CONTRAST)), ground.soft)
    button = mended(_stands_out((ground.on_button, *ground.surfaces), TEXT_CONTRAST, SHAPE_CONTRAST))
    return Shades(
        accent=mended(_stands_out(ground.surfaces, SHAPE_CONTRAST)),
        accent_text=mended(_stands_out((*ground.surfaces, soft), TEXT_CONTRAST)),
        accent_soft=soft,
        button=button,
        button_hover=mixed(button, ground.mends_with, HOVER),
        button_text=ground.on_button,
    )


def contrast(one: str, other: str) -> float:
    """Of two colours, from 1 to 21, as WCAG reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """With this share of another."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _stands_out(others: Sequence[str], first: float, rest: float | None = None) -> Callable[[str], bool]:
    """Whether a colour has this contrast with the first of them and, if that is said, another one with the rest."""
    least = [first, *[first if rest is None else rest] * (len(others) - 1)]
    return lambda colour: all(contrast(colour, other) >= each for other, each in zip(others, least, strict=True))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(each / 255) for each in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

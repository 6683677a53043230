"""Text as it enters, from whoever: a field, a recogniser, a document. What is kept of it can be seen."""

import re
import unicodedata
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

__all__ = [
    "NORMALISED",
    "ON_ONE_LINE",
    "VISIBLE",
    "Email",
    "Mailable",
    "Name",
    "in_letters",
    "is_mailable",
    "normalised",
]

# Compiled when the first text needs them: few texts do, and nearly every function imports this.
_LINE_ENDS = r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_UNSEEN = (
    # Controls, characters without a width or a mark, those that turn the direction of what stands beside them,
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    # half characters, those of private use or no use at all, tags and variants.
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U0010ffff]"
)
_JOINERS = r"([\u200c\u200d])[\u200c\u200d]+"
_JOINED = r"\u0590-\u1fff\u2190-\u2bff\u3030\u303d\ua000-\ufdff\ufe70-\ufeff\U00010000-\U000dffff"
"""Scripts with joiners, and emoji."""
_IDLE = (
    rf"(?<![{_JOINED}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
    r"|(?<![#*0-9\xa9\xae\u203c-\u3299\U0001f000-\U0001faff])\ufe0f+"
)
"""A joiner that joins nothing, and emoji's selector behind no sign. Persian, Hindi and emoji need the others."""
_AS_WRITTEN = ("<super>", "<sub>")
"""Decompositions (UnicodeData.txt) that change what is displayed."""


def normalised(text: str) -> str:
    """The same to the eye, in one spelling, with nothing hidden in it.

    Format, control and private-use characters are left out, line ends are one `\\n`, and letters and digits stand in
    their plain form (full width, mathematical, ligatures, Arabic by position: NFKC of Unicode Standard Annex 15).
    Signs and raised figures, which NFKC would turn into others, stay; the rest is in NFC. Normalising twice changes
    nothing more.
    """
    if text.isascii() and text.isprintable():
        return text
    seen = re.sub(_UNSEEN, "", re.sub(_LINE_ENDS, "\n", text))
    plain = unicodedata.normalize("NFC", "".join(map(_plain, unicodedata.normalize("NFC", seen))))
    return unicodedata.normalize("NFC", re.sub(_IDLE, "", re.sub(_JOINERS, r"\1", plain)))


@lru_cache(4096)
def _plain(character: str) -> str:
    is_letter = unicodedata.category(character)[0] == "L" or character.isdecimal()
    form = unicodedata.decomposition(character)
    if not is_letter or not form.startswith("<") or form.startswith(_AS_WRITTEN):
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) <= 3 else character  # U+FDFA is a sentence


def _visible(text: Any, read: ValidatorFunctionWrapHandler) -> str:
    seen: str = read(normalised(text) if isinstance(text, str) else text)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in seen):
        raise PydanticCustomError("empty", "This is empty.")
    return seen


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


ON_ONE_LINE = AfterValidator(_on_one_line)
"""Of a text: breaks are spaces."""
VISIBLE = WrapValidator(_visible)
"""Of a text: it is normalised before it is measured, and something of it has to be seen."""

NORMALISED = BeforeValidator(lambda text: normalised(text) if isinstance(text, str) else text)
"""Of a text that may be empty: it is normalised before it is measured."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), VISIBLE, ON_ONE_LINE]
# Without what a header of a mail reads as more than an address (RFC 5322, 3.2.3): a comment, a name before it, a second
# one. Otherwise one mailbox has as many addresses as anybody can think of, and no limit of an address holds.
_SPECIAL = r"@\s()<>\[\],;:\\\""
_LABEL = rf"[^{_SPECIAL}.\u3002\uff0e\uff61]+"  # the other dots divide a domain as well (RFC 3490, 3.1)
_DOMAIN = rf"{_LABEL}(\.{_LABEL})+"
_MAX_LOCAL = 64  # octets before the @ (RFC 5321, 4.5.3.1.1)


def in_letters(address: str) -> str:
    """An address, or its domain alone: a domain of other letters has a second name in DNS, which counts as the same."""
    local, at, domain = address.rpartition("@")
    if "xn--" not in domain.lower():
        return address
    try:
        read = domain.lower().encode("ascii").decode("idna")
    except UnicodeError:
        return address
    is_domain = re.fullmatch(_DOMAIN, read) and normalised(read) == read
    return f"{local}{at}{read}" if is_domain else address


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254, pattern=rf"^[^{_SPECIAL}]{{1,{_MAX_LOCAL}}}@{_DOMAIN}$"),
    VISIBLE,
]
Mailable = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=254, pattern=rf"^[!#-'*+\--9=?A-Z^-~]{{1,{_MAX_LOCAL}}}@{_DOMAIN}$"
    ),
    VISIBLE,
    AfterValidator(in_letters),
]
"""An address that a letter can be sent to: SES takes letters of other alphabets in its domain alone."""


def is_mailable(address: str) -> bool:
    """Of an address: whether it is `Mailable` as well."""
    return address.partition("@")[0].isascii()

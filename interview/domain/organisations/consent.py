"""What candidates agree to: a text of the organisation, in each language, named by its hash."""

import hashlib
import json
import re
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType

from interview.domain.languages import Language
from interview.domain.organisations.retention import Retention
from interview.domain.values import Value

PLACE = re.compile(r"\{([a-z_]+)\}")
PLACES = ("company", "contact", "recordings_days", "results_days", "flags_days", "rest_days")
"""What is filled in, so that a text never names other days than those that hold."""


class ConsentPoint(Value):
    """`lead` is printed bold, and its text goes on from it."""

    lead: str
    text: str


class ConsentWording(Value):
    """The points as they are written in a language, with places to fill in."""

    language: Language
    points: tuple[ConsentPoint, ...]


class ConsentTerms(Value):
    """What an organisation says of itself. A language that it has not written has the usual wording; without a contact
    the points say to ask the recruiter."""

    company: str = ""
    contact: str = ""
    wordings: tuple[ConsentWording, ...] = ()

    def wording(self, language: Language) -> ConsentWording | None:
        return next((each for each in self.wordings if each.language is language), None)


class ConsentText(Value):
    """As a candidate reads it. The id is the SHA-256 of all else, so that the same text is one document."""

    id: str
    language: Language
    company: str
    contact: str
    points: tuple[ConsentPoint, ...]
    retention: Retention


def consent_text(terms: ConsentTerms, language: Language, organisation_name: str, retention: Retention) -> ConsentText:
    wording = terms.wording(language) or usual_wording(language)
    company = terms.company or organisation_name
    fields = {
        "company": company,
        "contact": terms.contact or _usual(language).CONTACT,
        **{f"{kind}_days": str(days) for kind, days in retention.model_dump().items()},
    }
    points = tuple(
        ConsentPoint(lead=_filled(each.lead, fields), text=_filled(each.text, fields)) for each in wording.points
    )
    text = ConsentText(
        id="", language=language, company=company, contact=terms.contact, points=points, retention=retention
    )
    said = json.dumps(text.model_dump(mode="json", exclude={"id"}), sort_keys=True, ensure_ascii=False)
    return text.model_copy(update={"id": hashlib.sha256(said.encode()).hexdigest()})


def usual_wording(language: Language) -> ConsentWording:
    """What holds where an organisation has written none of its own."""
    points: tuple[tuple[str, str], ...] = _usual(language).POINTS
    return ConsentWording(language=language, points=tuple(ConsentPoint(lead=lead, text=text) for lead, text in points))


def unknown_places(wording: ConsentWording) -> list[str]:
    """What is written in braces and would not be filled in."""
    found = {name for point in wording.points for text in (point.lead, point.text) for name in PLACE.findall(text)}
    return sorted(found - set(PLACES))


def _usual(language: Language) -> ModuleType:
    return import_module(f"{__package__}.consent_{language.value}")


def _filled(text: str, fields: Mapping[str, str]) -> str:
    return PLACE.sub(lambda place: fields.get(place[1], place[0]), text)

"""What is wrong with a field: a code, what its words name, and the same in plain English for developers."""

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pydantic import Field

from interview.domain.values import Value

FieldCode = Literal[
    "missing",
    "unknown_field",
    "empty",
    "too_short",
    "too_long",
    "too_long_together",
    "judges_a_person",
    "too_few",
    "too_many",
    "not_more_than",
    "not_at_least",
    "not_less_than",
    "not_at_most",
    "no_whole_number",
    "no_number",
    "no_text",
    "no_boolean",
    "no_time",
    "no_id",
    "no_list",
    "no_group",
    "no_email",
    "not_a_choice",
    "unreadable",
]


class FieldParams(Value):
    """What the words of a code name, as far as they name it."""

    least: float | None = None
    most: float | None = None
    choices: list[str] | None = None


class FieldProblem(Value):
    code: FieldCode
    params: FieldParams = FieldParams()
    problem: str = Field(description="the same in English, for developers")


class _Rule(NamedTuple):
    code: FieldCode
    words: str


WHOLE_NUMBER = _Rule("no_whole_number", "This has to be a whole number.")
NUMBER = _Rule("no_number", "This has to be a number.")
TEXT = _Rule("no_text", "This has to be text.")
YES_OR_NO = _Rule("no_boolean", "This has to be true or false.")
TIME = _Rule("no_time", "This has to be a date and time with its time zone.")
IDENTIFIER = _Rule("no_id", "This is not the id of anything.")
CHOICE = _Rule("not_a_choice", "Choose one of these: {expected}.")
SEVERAL = _Rule("no_list", "This has to be a list.")
GROUP = _Rule("no_group", "This has to be a group of fields.")
EMPTY = _Rule("empty", "This is empty.")
NO_EMAIL = _Rule("no_email", "This is no e-mail address.")
NOT_READABLE = _Rule("unreadable", "This cannot be read. Please check it.")

RULES: Mapping[str, _Rule] = {
    "missing": _Rule("missing", "This is missing."),
    "extra_forbidden": _Rule("unknown_field", "There is no such field."),
    "empty": EMPTY,
    "string_type": TEXT,
    "string_unicode": TEXT,
    "string_too_short": _Rule("too_short", "At least {min_length} characters, please."),
    "string_too_long": _Rule("too_long", "At most {max_length} characters, please."),
    "too_long_together": _Rule(
        "too_long_together", "Questions and points have at most {max_length:,} characters altogether."
    ),
    "judges_a_person": _Rule(
        "judges_a_person", "A criterion judges what is said, not who says it: no accent, age, health, origin or sex."
    ),
    "too_short": _Rule("too_few", "At least {min_length} of these, please."),
    "too_long": _Rule("too_many", "At most {max_length} of these, please."),
    "greater_than": _Rule("not_more_than", "This has to be more than {gt}."),
    "greater_than_equal": _Rule("not_at_least", "This has to be {ge} or more."),
    "less_than": _Rule("not_less_than", "This has to be less than {lt}."),
    "less_than_equal": _Rule("not_at_most", "This has to be {le} or less."),
    "int_type": WHOLE_NUMBER,
    "int_parsing": WHOLE_NUMBER,
    "int_parsing_size": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": NUMBER,
    "bool_type": YES_OR_NO,
    "bool_parsing": YES_OR_NO,
    "datetime_type": TIME,
    "datetime_parsing": TIME,
    "datetime_from_date_parsing": TIME,
    "datetime_object_invalid": TIME,
    "timezone_aware": TIME,
    "uuid_type": IDENTIFIER,
    "uuid_parsing": IDENTIFIER,
    "enum": CHOICE,
    "literal_error": CHOICE,
    "list_type": SEVERAL,
    "tuple_type": SEVERAL,
    "model_type": GROUP,
    "model_attributes_type": GROUP,
    "dict_type": GROUP,
}
LOWER_BOUNDS = ("min_length", "gt", "ge")
UPPER_BOUNDS = ("max_length", "lt", "le")


def problem_of(fault: Mapping[str, Any]) -> FieldProblem:
    """The rule that a field breaks. Never what was sent: pydantic's own words may quote it."""
    kind, context = str(fault["type"]), fault.get("ctx") or {}
    if kind == "value_error":
        return FieldProblem(code="unreadable", problem=str(fault["msg"]).removeprefix("Value error, "))
    rule = RULES.get(kind, NOT_READABLE)
    if kind == "string_too_short" and context.get("min_length") == 1:
        rule = EMPTY
    if kind == "string_pattern_mismatch" and "@" in str(context.get("pattern")):
        rule = NO_EMAIL
    try:
        words = rule.words.format_map(context)
    except KeyError:
        return FieldProblem(code=NOT_READABLE.code, problem=NOT_READABLE.words)
    return FieldProblem(code=rule.code, params=_params(rule, context), problem=words)


def _params(rule: _Rule, context: Mapping[str, Any]) -> FieldParams:
    if rule is CHOICE:
        return FieldParams(choices=re.findall("'([^']*)'", str(context["expected"])))
    named = set(re.findall(r"{(\w+)", rule.words))
    return FieldParams(
        least=next((context[name] for name in LOWER_BOUNDS if name in named), None),
        most=next((context[name] for name in UPPER_BOUNDS if name in named), None),
    )

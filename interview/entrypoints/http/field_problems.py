"""What is wrong with a field, in words for the person who filled it in."""

from collections.abc import Mapping
from typing import Any

MISSING = "This is missing."
WHOLE_NUMBER = "This has to be a whole number."
NUMBER = "This has to be a number."
TEXT = "This has to be text."
YES_OR_NO = "This has to be true or false."
TIME = "This has to be a date and time with its time zone."
IDENTIFIER = "This is not the id of anything."
SEVERAL = "This has to be a list."
GROUP = "This has to be a group of fields."
NOT_READABLE = "This cannot be read. Please check it."

WORDS: Mapping[str, str] = {
    "missing": MISSING,
    "extra_forbidden": "There is no such field.",
    "string_type": TEXT,
    "string_unicode": TEXT,
    "string_too_short": "At least {min_length} characters, please.",
    "string_too_long": "At most {max_length} characters, please.",
    "too_short": "At least {min_length} of these, please.",
    "too_long": "At most {max_length} of these, please.",
    "greater_than": "This has to be more than {gt}.",
    "greater_than_equal": "This has to be {ge} or more.",
    "less_than": "This has to be less than {lt}.",
    "less_than_equal": "This has to be {le} or less.",
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
    "enum": "Choose one of these: {expected}.",
    "literal_error": "Choose one of these: {expected}.",
    "list_type": SEVERAL,
    "tuple_type": SEVERAL,
    "model_type": GROUP,
    "model_attributes_type": GROUP,
    "dict_type": GROUP,
}


def problem_of(fault: Mapping[str, Any]) -> str:
    """The rule that a field breaks. Never what was sent: pydantic's own words may quote it."""
    kind, context = str(fault["type"]), fault.get("ctx") or {}
    if kind == "string_too_short" and context.get("min_length") == 1:
        return "This is empty."
    if kind == "string_pattern_mismatch":
        return "This is no e-mail address." if "@" in str(context.get("pattern")) else NOT_READABLE
    if kind == "value_error":
        return str(fault["msg"]).removeprefix("Value error, ")
    try:
        return WORDS.get(kind, NOT_READABLE).format_map(context)
    except KeyError:
        return NOT_READABLE

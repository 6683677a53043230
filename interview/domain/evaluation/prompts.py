"""What is told to a model: instructions of ours, and data, which is never part of them. And how its reply is read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ValidationError

from interview.errors import ModelAnswerError

__all__ = ["OneLine", "Prompt", "parse", "strict_object"]

Reply = TypeVar("Reply", bound=BaseModel)


@dataclass(frozen=True)
class Prompt:
    """Instructions, a document of data, and the JSON schema of the reply."""

    instructions: str
    document: Mapping[str, Any]
    schema_name: str
    schema: Mapping[str, Any]

    @property
    def messages(self) -> tuple[dict[str, str], ...]:
        return ({"role": "system", "content": self.instructions}, _data_message(self.document))


def _data_message(document: Mapping[str, Any]) -> dict[str, str]:
    """A chat message that holds data alone. Angle brackets are escaped, so that no data can close its delimiter."""
    data = json.dumps(document, ensure_ascii=False, indent=1)
    data = data.replace("<", "\\u003c").replace(">", "\\u003e")
    return {"role": "user", "content": f"<interview>\n{data}\n</interview>"}


def strict_object(properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object's schema within what strict mode takes: every field required, no others allowed."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def parse(reply: type[Reply], text: str) -> Reply:
    """Read a reply. Raises ModelAnswerError, which quotes none of it, when it is not of the schema."""
    try:
        return reply.model_validate_json(text)
    except ValidationError as error:
        raise ModelAnswerError(f"the answer does not fit the schema, {error.error_count()} times") from None


def _one_line(text: object) -> object:
    return " ".join(text.split()) if isinstance(text, str) else text


OneLine = Annotated[str, BeforeValidator(_one_line)]
"""A string of a reply, without breaks."""

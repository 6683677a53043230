"""What is told to a model: instructions of ours, and data, which is never part of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Prompt", "data_message", "strict_object"]


@dataclass(frozen=True)
class Prompt:
    """Instructions, a document of data, and the JSON schema of the reply."""

    instructions: str
    document: Mapping[str, Any]
    schema_name: str
    schema: Mapping[str, Any]

    @property
    def messages(self) -> tuple[dict[str, str], ...]:
        return ({"role": "system", "content": self.instructions}, data_message(self.document))


def data_message(document: Mapping[str, Any]) -> dict[str, str]:
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

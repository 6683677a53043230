"""No message stands in the vocabulary alone. Of the pages' side `static_site/vocabulary.test.ts` says the same."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from interview.domain import live_messages
from voice_proxy_container.protocol import page


class Hired(BaseModel):
    """Planted."""


def sources(*folders: str, vocabulary: str) -> str:
    files = [file for folder in folders for file in Path(folder).glob("**/*.py") if file != Path(vocabulary)]
    return "\n".join(file.read_text() for file in files)


def never_said(messages: Iterable[type[BaseModel]], server: str) -> list[str]:
    """Those that the server builds nowhere: by their name, called or handed on."""
    names = [message.__name__ for message in messages]
    return [name for name in names if not re.search(rf"\b{name}(\(|, \w+=)", server)]


def test_every_message_of_voice_is_said_by_the_proxy() -> None:
    server = sources("voice_proxy_container", vocabulary="voice_proxy_container/protocol/page.py")
    assert never_said(get_args(page.Message), server) == []
    assert never_said([*get_args(page.Message), Hired], server) == ["Hired"]


def test_every_message_of_live_is_said_by_the_functions() -> None:
    server = sources("interview", "functions", vocabulary="interview/domain/live_messages.py")
    assert never_said(get_args(live_messages.LiveMessage), server) == []
    assert never_said([*get_args(live_messages.LiveMessage), Hired], server) == ["Hired"]

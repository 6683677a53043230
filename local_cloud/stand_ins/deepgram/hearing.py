"""Who hears: a recogniser, or, where a test says which words are to come, a script."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local_cloud.stand_ins.deepgram.scripted_transcriber import ScriptedRecogniser
from local_cloud.stand_ins.recogniser import HeardWord

__all__ = ["Hearing", "Microphone", "Recogniser"]


class Microphone(Protocol):
    """One stream of sound. Times count from its start."""

    def begin(self, start_s: float) -> None:
        """Somebody's turn begins, that long after the start."""

    def hear(self, pcm: bytes) -> None:
        """What is said, and, once they go on, the pauses in it."""

    def end(self) -> None:
        """They pause, and may go on."""

    def words(self) -> asyncio.Future[list[HeardWord]]:
        """What is known of the turn; where they paused, once all that came before the pause has been heard."""
        ...

    async def close(self) -> None: ...


class Recogniser(Protocol):
    @property
    def name(self) -> str:
        """How it names itself in what it hears, with its version."""
        ...

    def listen(self, language: str, news: Callable[[], None], /) -> Microphone:
        """Listen to a stream; `news` is called when there are more words than with the last sound."""
        ...

    async def recognise(self, pcm: bytes, language: str, /) -> list[HeardWord]:
        """The words of a whole recording."""
        ...


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    script: str | None = Field(default=None, pattern=r"\w")


class Hearing:
    """The recogniser of the sockets and recordings that come from now on."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._real = self.recogniser = recogniser

    async def change(self, request: web.Request) -> web.Response:
        """`PUT /stand-in/hearing {"script": "the words to come"}`; `{}`: whatever is said."""
        try:
            wanted = _Wanted.model_validate(await request.json())
        except (ValueError, ValidationError) as error:
            return web.json_response({"error": str(error)}, status=400)
        self.recogniser = ScriptedRecogniser(wanted.script) if wanted.script else self._real
        return web.json_response({"recogniser": self.recogniser.name})

"""A voice without a key: the best engine that this machine has of each language, phrase after phrase."""

import asyncio
import sys
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Mapping, Sequence

from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from local_cloud.stand_ins.voices.engine import MissingVoiceError
from local_cloud.stand_ins.voices.phrases import phrases
from local_cloud.stand_ins.voices.speaker import Speaker

__all__ = ["Voice"]

ENGINES: Mapping[str, Sequence[str]] = {"en": ("piper", "espeak"), "de": ("pico", "espeak"), "es": ("espeak",)}
"""What speaks each language: the first that can; where nobody listens the last, which costs least."""
HASTE = 3
"""So many times as fast is spoken where nobody listens."""
REMEMBERED = 256
"""Phrases."""


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    plain: bool = False


class Voice:
    """Speaks the language that the end of a voice's name says, as `aura-2-thalia-en`."""

    def __init__(self) -> None:
        self._speakers = {
            language: [Speaker(engine, language) for engine in names] for language, names in ENGINES.items()
        }
        self._plain = False
        self._spoken: OrderedDict[tuple[str, int, str], asyncio.Task[bytes]] = OrderedDict()

    async def name(self, model: str) -> str:
        """What speaks as this voice, or this language. Who asks has it made ready, too."""
        while True:
            speaker = self._speaker(model[-2:])
            try:
                return await speaker.name()
            except MissingVoiceError as missing:
                self._go_on_without(speaker, missing)

    async def names(self) -> str:
        """What speaks the languages that an interview can have."""
        return ", ".join([await self.name(language) for language in ("en", "de")])

    async def speak(self, text: str, sample_rate: int, model: str) -> AsyncIterator[bytes]:
        """`text` as mono signed 16-bit samples, phrase by phrase; while one is heard the next is made. Equal phrases
        sound equal, and the second time they cost nothing."""
        language = model[-2:]
        coming = deque((phrase, sample_rate, language) for phrase in phrases(text))
        while coming:
            made = self._making(coming.popleft())
            if coming:
                self._making(coming[0])
            yield await asyncio.shield(made)

    async def change(self, request: web.Request) -> web.Response:
        """`PUT /stand-in/voice {"plain": true}`: now a machine speaks, in haste; `{}`: a person, where there is one."""
        try:
            self._plain = _Wanted.model_validate(await request.json()).plain
        except (ValueError, ValidationError) as error:
            return web.json_response({"error": str(error)}, status=400)
        self._spoken.clear()  # what is being made is made to its end: see `Speaker.say`
        return web.json_response({"plain": self._plain})

    async def close(self) -> None:
        for making in self._spoken.values():
            making.cancel()
        for speakers in self._speakers.values():
            for speaker in speakers:
                await speaker.close()

    def _making(self, phrase: tuple[str, int, str]) -> asyncio.Task[bytes]:
        making = self._spoken.get(phrase)
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            making = self._spoken[phrase] = asyncio.create_task(self._make(*phrase))
        self._spoken.move_to_end(phrase)
        while len(self._spoken) > REMEMBERED:
            self._spoken.popitem(last=False)
        return making

    async def _make(self, phrase: str, sample_rate: int, language: str) -> bytes:
        while True:
            speaker = self._speaker(language)
            try:
                sound = await speaker.say(phrase, sample_rate)
                return memoryview(sound).cast("h")[::HASTE].tobytes() if self._plain else sound
            except MissingVoiceError as missing:
                self._go_on_without(speaker, missing)

    def _speaker(self, language: str) -> Speaker:
        if not self._speakers[language]:
            raise RuntimeError(f"nothing speaks {language} here")
        return self._speakers[language][-1 if self._plain else 0]

    def _go_on_without(self, speaker: Speaker, why: MissingVoiceError) -> None:
        for speakers in self._speakers.values():
            if speaker in speakers:
                speakers.remove(speaker)
                instead = speakers[0].voice if speakers else "nothing"
                print(f"The voice: {why}; {instead} speaks instead.", file=sys.stderr, flush=True)

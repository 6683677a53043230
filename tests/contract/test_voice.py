"""The stand-in's voice: what speaks, that it begins at once, and what happens where it cannot."""

import asyncio
import io
import os
import signal
import subprocess
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import numpy as np
import pytest

from local_cloud.stand_ins.deepgram.voice import Voice
from tests.stand_ins import StandIn

ENGLISH, GERMAN, SPANISH = "aura-2-thalia-en", "aura-2-viktoria-de", "aura-2-celeste-es"
"""A person's voice takes seconds to load; Spanish has none."""
KEY = {"Authorization": "Token a key"}
TEXT = "Thank you. Tell me more about the queue, please!"


@pytest.fixture(scope="module")
def stand_in(deepgram_stand_in: StandIn) -> StandIn:
    return deepgram_stand_in


def speak(stand_in: StandIn, model: str, **query: str) -> httpx.Response:
    query = {"model": model, **query}
    body = {"text": TEXT}
    return httpx.post(f"{stand_in.url}/v1/speak", params=query, json=body, headers=KEY, timeout=60).raise_for_status()


@pytest.mark.parametrize(("model", "engine"), [(ENGLISH, "piper en_US-joe (piper-tts "), (GERMAN, "pico de-DE (")])
def test_names_what_speaks(stand_in: StandIn, model: str, engine: str) -> None:
    answer = speak(stand_in, model)
    assert answer.headers["x-served-by"].startswith(engine)
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 24000)
        length_s = sound.getnframes() / 24000
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    assert 2.5 < length_s < 7
    assert 3000 < np.abs(samples.astype(np.int32)).max() < 32767, "too soft, or clipped"


@pytest.mark.parametrize("rate", ["8000", "16000", "48000"])
def test_equal_words_sound_equal_and_as_long_at_each_rate(stand_in: StandIn, rate: str) -> None:
    first, again = (speak(stand_in, ENGLISH, container="none", sample_rate=rate).content for _ in range(2))
    assert first == again
    assert 2.5 < len(first) / 2 / int(rate) < 7


@asynccontextmanager
async def a_voice() -> AsyncIterator[Voice]:
    voice = Voice()
    try:
        yield voice
    finally:
        await voice.close()


def test_where_nobody_listens_a_machine_speaks(stand_in: StandIn) -> None:
    try:
        assert httpx.put(f"{stand_in.url}/stand-in/voice", json={"plain": True}).json() == {"plain": True}
        hasty = speak(stand_in, ENGLISH)
        assert hasty.headers["x-served-by"].startswith("espeak-ng en-us")
        assert httpx.put(f"{stand_in.url}/stand-in/voice", json={"plane": 1}).status_code == 400
    finally:
        httpx.put(f"{stand_in.url}/stand-in/voice", json={})
    person = speak(stand_in, ENGLISH)
    assert person.headers["x-served-by"].startswith("piper")
    assert len(hasty.content) < len(person.content) / 2


async def parts(voice: Voice, text: str, model: str = ENGLISH) -> list[bytes]:
    return [part async for part in voice.speak(text, 24000, model)]


def test_the_beginning_is_there_before_the_rest_is_made() -> None:
    async def go() -> None:
        async with a_voice() as voice:
            await parts(voice, "Hello.")
            text = " ".join(f"This is sentence {number}, and it goes on for a while." for number in range(10))
            coming = voice.speak(text, 24000, ENGLISH)
            started = asyncio.get_running_loop().time()
            await anext(coming)
            first_s = asyncio.get_running_loop().time() - started
            rest = [part async for part in coming]
            assert first_s < (asyncio.get_running_loop().time() - started) / 2
            assert len(rest) >= 9

    asyncio.run(go())


def test_a_voice_that_dies_is_replaced_in_the_midst_of_a_text(capfd: pytest.CaptureFixture[str]) -> None:
    async def go() -> None:
        async with a_voice() as voice:
            coming = voice.speak(TEXT, 24000, ENGLISH)
            assert await anext(coming)
            [process] = _children("local_cloud.stand_ins.voices piper")
            os.kill(process, signal.SIGKILL)
            assert len(await parts(voice, "Something new.")) == 1
            assert [part async for part in coming]
            assert (await voice.name(ENGLISH)).startswith("espeak-ng en-us")

    asyncio.run(go())
    lines = [line for line in capfd.readouterr().err.splitlines() if "speak" in line]
    assert lines == ["The voice: piper does not speak: its process ended with -9; espeak speaks instead."]


def test_languages_without_a_person_are_spoken_by_the_machine() -> None:
    async def go() -> None:
        async with a_voice() as voice:
            assert (await voice.name(SPANISH)).startswith("espeak-ng es")
            assert await parts(voice, "Hola.", SPANISH)
            assert await parts(voice, " ", SPANISH) == []

    asyncio.run(go())


def test_who_stops_listening_leaves_the_next_its_own_words() -> None:
    async def go() -> None:
        async with a_voice() as voice:
            expected = await parts(voice, "The second.", SPANISH)
            for _ in range(5):
                text = f"Number {_} is a sentence that nobody hears to its end."
                listening = asyncio.create_task(parts(voice, text, SPANISH))
                await asyncio.sleep(0)
                listening.cancel()
            assert await parts(voice, "The second.", SPANISH) == expected
            assert all(abs(len(part) - len(expected[0])) < 24000 for part in await parts(voice, "The fourth.", SPANISH))

    asyncio.run(go())


def _children(command: str) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True)
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if command in line]

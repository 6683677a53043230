"""Without the agent our sentences are read aloud, one after the other, and nobody is listened to."""

import json
from collections.abc import Sequence

from tests.builders import ENGLISH, GERMAN
from voice_proxy_container.conversation.effects import CloseAgent, CountSpeech, Effect, OpenAgent, ToAgent, ToPage
from voice_proxy_container.conversation.reading import Reading
from voice_proxy_container.protocol import agent, speaking

THINK = agent.ThinkModel("openai/gpt-oss-20b", "https://api.groq.com", "a-key")
FIRST, SECOND = "What was your hardest bug?", "Why this team?"
FLUSHED, CLEARED = '{"type":"Flushed","sequence_id":0}', '{"type":"Cleared","sequence_id":0}'


def told(effects: Sequence[Effect], kind: str) -> list[str]:
    """What the page is told of a kind: the text of captions, else the kind itself."""
    messages = [json.loads(effect.message.encode()) for effect in effects if isinstance(effect, ToPage)]
    return [message.get("text", kind) for message in messages if message["type"] == kind]


def asked(effects: Sequence[Effect]) -> list[str]:
    """What the voice is told: texts, and what else by its type."""
    messages = [json.loads(effect.text) for effect in effects if isinstance(effect, ToAgent)]
    return [message.get("text", message["type"]) for message in messages]


def all_counted(reading: Reading, effects: Sequence[Effect], now: float) -> list[Effect]:
    """These effects, with what follows once there was room for what is to be said."""
    counted: list[Effect] = []
    for effect in effects:
        follows = reading.counted(effect, now, allowed=True) if isinstance(effect, CountSpeech) else []
        counted += [effect, *all_counted(reading, follows, now)]
    return counted


def say(reading: Reading, text: str, now: float) -> list[Effect]:
    return all_counted(reading, reading.say(text, now), now)


def opened() -> Reading:
    reading = Reading(THINK, ENGLISH, 0.0)
    reading.begin()
    reading.opened(0.0)
    return reading


def test_a_sentence_has_its_caption_its_sound_and_its_end() -> None:
    reading = opened()
    effects = say(reading, FIRST, 1.0)
    assert (asked(effects), told(effects, "caption")) == ([FIRST, "Flush"], [FIRST])
    assert reading.sound(1.2)
    assert told(reading.says(FLUSHED, 1.5), "audio_done")


def test_two_sentences_are_one_after_the_other_and_end_once() -> None:
    reading = opened()
    effects = [*say(reading, FIRST, 1.0), *say(reading, SECOND, 1.0)]
    assert (asked(effects), told(effects, "caption")) == ([FIRST, "Flush", SECOND, "Flush"], [FIRST])
    reading.sound(1.2)
    between = reading.says(FLUSHED, 1.5)
    assert (told(between, "caption"), told(between, "audio_done")) == ([SECOND], [])
    reading.sound(1.6)
    assert told(reading.says(FLUSHED, 2.0), "audio_done")


def test_of_a_sentence_that_was_left_no_more_is_heard() -> None:
    reading = opened()
    say(reading, FIRST, 1.0)
    reading.sound(1.2)
    effects = say(reading, SECOND, 1.3)
    assert (asked(effects), told(effects, "caption")) == (["Clear", SECOND, "Flush"], [SECOND])
    assert not reading.sound(1.4), "that was still the first"
    assert told(reading.says(FLUSHED, 1.4), "audio_done") == []
    reading.says(CLEARED, 1.5)
    assert reading.sound(1.6)
    assert told(reading.says(FLUSHED, 1.9), "audio_done")


def test_the_socket_is_open_while_something_is_to_be_said() -> None:
    reading = opened()
    say(reading, FIRST, 1.0)
    reading.sound(1.2)
    assert CloseAgent() in reading.says(FLUSHED, 1.5)
    assert OpenAgent() in say(reading, SECOND, 9.0)
    effects = all_counted(reading, reading.opened(9.3), 9.3)
    assert (asked(effects), told(effects, "caption")) == ([SECOND, "Flush"], [SECOND])


def test_it_is_called_when_an_answer_seems_to_be_over() -> None:
    reading = opened()
    reading.due(8.0)
    reading.mute()
    assert OpenAgent() in reading.expect(20.0, 20.0)


def test_a_voice_that_says_nothing_is_called_back_and_what_was_to_be_said_is_shown() -> None:
    reading = opened()
    effects = [*say(reading, FIRST, 1.0), *say(reading, SECOND, 1.0)]
    while OpenAgent(0.5) not in effects:
        effects += reading.due(reading.deadline())
    assert told(effects, "caption") == [FIRST, SECOND]
    assert told(effects, "audio_done")


def test_nothing_is_said_before_it_was_counted_and_one_after_the_other() -> None:
    reading = opened()
    (first,) = (each for each in reading.say(FIRST, 1.0) if isinstance(each, CountSpeech))
    assert asked(reading.say(SECOND, 1.0)) == []
    effects = reading.counted(first, 1.1, allowed=True)
    assert (asked(effects), effects[-1].text) == ([FIRST, "Flush"], SECOND)  # type: ignore[union-attr]
    assert reading.counted(first, 1.2, allowed=True) == []


def test_a_sentence_that_was_left_before_it_was_counted_is_not_said() -> None:
    reading = opened()
    say(reading, FIRST, 1.0)
    reading.sound(1.2)
    (left,) = (each for each in reading.say(SECOND, 1.3) if isinstance(each, CountSpeech))
    reading.opened(1.4)
    assert reading.counted(left, 1.5, allowed=True) == []


def test_what_is_being_said_is_not_begun_anew() -> None:
    reading = opened()
    say(reading, FIRST, 1.0)
    assert say(reading, FIRST, 1.1) == []
    reading.sound(1.2)
    assert say(reading, FIRST, 1.3) == []
    assert told(reading.says(FLUSHED, 1.5), "audio_done")
    assert OpenAgent() in say(reading, FIRST, 2.0)


def test_a_voice_that_has_said_all_that_it_may_leaves_the_rest_to_be_read() -> None:
    reading = opened()
    (speech,) = (each for each in reading.say(FIRST, 1.0) if isinstance(each, CountSpeech))
    effects = reading.counted(speech, 1.1, allowed=False)
    assert CloseAgent() in effects
    assert not any(isinstance(effect, OpenAgent) for effect in effects)
    assert told(effects, "audio_done")
    assert told(say(reading, SECOND, 2.0), "caption") == [SECOND]


def test_nobody_is_listened_to() -> None:
    assert not opened().answers


def test_what_the_vendor_says_is_read_whatever_it_is() -> None:
    kinds = [type(speaking.parse(text)) for text in (FLUSHED, CLEARED, '{"type":"Metadata"}', "<html>", '{"type":1}')]
    assert kinds == [speaking.Flushed, speaking.Cleared, agent.Unknown, agent.Garbled, agent.Garbled]


def test_its_address_is_that_of_the_api() -> None:
    for language, voice in ((ENGLISH, "aura-2-thalia-en"), (GERMAN, "aura-2-viktoria-de")):
        address = speaking.url("https://api.eu.deepgram.com", language)
        assert address.startswith(f"wss://api.eu.deepgram.com/v1/speak?model={voice}&encoding=linear16")

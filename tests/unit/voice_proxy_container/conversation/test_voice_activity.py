"""What sounds like speech, and what is said to show that one listens."""

import random
import struct

import pytest

from interview.domain.languages import Language
from tests.builders import ENGLISH, GERMAN
from tests.contract.deepgram_client import speech
from voice_proxy_container.conversation.sentences import is_back_channel
from voice_proxy_container.conversation.voice_activity import VoiceActivity
from voice_proxy_container.protocol.frames import binary, payloads

FRAME_BYTES = 3200


def noise(amplitude: int) -> bytes:
    samples = random.Random(amplitude).choices(range(-amplitude, amplitude + 1), k=FRAME_BYTES // 2)
    return binary(struct.pack(f"<{len(samples)}h", *samples), masked=True)


def share_of_loud(loudness: VoiceActivity, sounds: list[bytes]) -> float:
    return sum(loudness.hears_all(sound, FRAME_BYTES, 0.0, closely=True) for sound in sounds) / len(sounds)


def test_silence_and_a_quiet_room_are_not_loud() -> None:
    assert share_of_loud(VoiceActivity(), [noise(0)] * 50 + [noise(200)] * 50) == 0


def test_speech_is_loud_and_its_pauses_are_not() -> None:
    pcm = speech("incident")
    frames = [binary(pcm[at : at + FRAME_BYTES], masked=True) for at in range(0, len(pcm) - FRAME_BYTES, FRAME_BYTES)]
    assert 0.3 < share_of_loud(VoiceActivity(), frames) < 0.98


def test_a_steady_noise_is_learned() -> None:
    loudness = VoiceActivity()
    share_of_loud(loudness, [noise(6000)] * 200)
    assert share_of_loud(loudness, [noise(6000)] * 20) == 0
    assert share_of_loud(loudness, [noise(30000)] * 5) == 1


def test_what_was_found_holds_for_a_while() -> None:
    loudness = VoiceActivity()
    assert loudness.hears(noise(8000), 10.0)
    assert loudness.hears(noise(0), 10.1)
    assert not loudness.hears_all(noise(0), FRAME_BYTES, 10.1, closely=True)
    assert not loudness.hears(noise(0), 10.4)


def test_sound_that_comes_all_at_once_is_looked_at_as_if_it_came_in_its_time() -> None:
    quiet, loud = [noise(0)] * 5, [noise(8000)] * 5
    loudness = VoiceActivity()
    one_by_one = [loudness.hears_all(sound, FRAME_BYTES, 10.0) for sound in quiet + loud + quiet]
    assert one_by_one.count(True) in (4, 5, 6)
    assert not one_by_one[0]
    assert not one_by_one[-1]
    for together in (quiet + loud + quiet, loud, loud + quiet * 5):
        assert VoiceActivity().hears_all(b"".join(together), FRAME_BYTES * len(together), 10.0)
    assert not VoiceActivity().hears_all(b"".join(quiet), FRAME_BYTES * len(quiet), 10.0)


def test_sound_in_fragments_is_heard_as_well() -> None:
    pcm = next(payloads(noise(8000)))
    parts = [binary(part, masked=True) for part in (pcm[:1001], pcm[1001:])]
    fragments = b"\x02" + parts[0][1:] + b"\x80" + parts[1][1:]
    assert VoiceActivity().hears(fragments, 0.0)
    assert VoiceActivity().hears_all(fragments, FRAME_BYTES, 0.0)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *((ENGLISH, said) for said in ("Mm-hmm.", "Uh-huh, okay.", "Yeah.", "mhm", "OK", "Right, right.")),
        *((GERMAN, said) for said in ("Mhm.", "Ja, genau.", "Ach so.", "Alles klar!", "Hm-hm", "Okay, gut.", "Äh…")),
    ],
)
def test_whoever_says_so_only_listens(language: Language, said: str) -> None:
    assert is_back_channel(said, language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *((ENGLISH, said) for said in ("", "Sorry?", "Okay, could you repeat that?", "No.", "yeah yeah yeah yeah")),
        *((GERMAN, said) for said in ("", "Wie bitte?", "Ja, können Sie das wiederholen?", "Nein.", "Moment, bitte.")),
        (ENGLISH, "Genau."),
    ],
)
def test_whoever_says_more_means_it(language: Language, said: str) -> None:
    assert not is_back_channel(said, language)

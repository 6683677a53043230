"""The fixtures of hearing are what they say: how long, how loud, and with pauses where they are said to be."""

from itertools import pairwise

import numpy as np
import pytest

from local_cloud.simulation.spoken import FOLDER, SAMPLE_RATE, Spoken, all_spoken, spoken
from local_cloud.simulation.spoken.answers import ANSWERS, Answer, pieces
from local_cloud.simulation.spoken.sounds import Sound, loudness
from local_cloud.simulation.word_errors import words_of

ALL = all_spoken()
ANSWERED = [fixture for fixture in ALL if fixture.pieces]
NAMES = [fixture.name for fixture in ANSWERED]
EDGE_S = 0.05
"""A codec smears a sound a little."""


def part(fixture: Spoken, start_s: float, end_s: float) -> Sound:
    return fixture.sound[round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE)]


def speech(fixture: Spoken) -> list[Sound]:
    return [part(fixture, piece.start_s, piece.end_s) for piece in fixture.pieces]


def pauses(fixture: Spoken) -> list[Sound]:
    inner = [part(fixture, one.end_s + EDGE_S, other.start_s - EDGE_S) for one, other in pairwise(fixture.pieces)]
    return [*inner, part(fixture, fixture.pieces[-1].end_s + EDGE_S, fixture.duration_s)]


def test_there_are_several_voices_rooms_and_microphones_and_they_are_small() -> None:
    assert len({fixture.voice for fixture in ANSWERED if fixture.language == "en"}) >= 3
    assert {fixture.language for fixture in ANSWERED} == {"en", "de"}
    assert {fixture.condition for fixture in ANSWERED} == {"clean", "noisy", "soft", "clipped"}
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 2_000_000


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.name)
def test_what_is_kept_is_what_the_script_says(answer: Answer) -> None:
    planned = list(pieces(answer.text))
    for room in answer.rooms:
        kept = spoken(answer.name if room == "clean" else f"{answer.name}-{room}")
        assert [piece.text for piece in kept.pieces] == [text for text, _ in planned]
        kept_pauses = [other.start_s - one.end_s for one, other in pairwise(kept.pieces)]
        assert kept_pauses == pytest.approx([pause_s for _, pause_s in planned[:-1]], abs=0.002)
        assert kept.condition == room


@pytest.mark.parametrize("fixture", ANSWERED, ids=NAMES)
class TestEachAnswer:
    def test_is_as_long_as_what_is_said_with_half_a_second_before_and_one_after(self, fixture: Spoken) -> None:
        assert fixture.pieces[0].start_s == 0.5
        assert fixture.duration_s == pytest.approx(fixture.pieces[-1].end_s + 1, abs=0.002)

    def test_is_silent_but_for_the_room_in_its_pauses_and_nowhere_else(self, fixture: Spoken) -> None:
        softer_db = {"clean": 40, "soft": 25, "clipped": 35, "noisy": 8}[fixture.condition]
        room = loudness(pauses(fixture))
        assert loudness(speech(fixture)) - room > softer_db
        if fixture.condition != "noisy":
            for piece in fixture.pieces:
                first, last = (part(fixture, at_s, at_s + 0.1) for at_s in (piece.start_s, piece.end_s - 0.1))
                assert min(loudness(first), loudness(last)) > room + 6, piece.text


@pytest.mark.parametrize(
    "fixture", [fixture for fixture in ANSWERED if fixture.words], ids=lambda fixture: fixture.name
)
def test_words_have_their_times_inside_of_what_is_said(fixture: Spoken) -> None:
    assert words_of(" ".join(word.text for word in fixture.words)) == words_of(fixture.text)
    assert all(one.start_s < one.end_s <= other.start_s for one, other in pairwise(fixture.words))
    for word in fixture.words:
        assert any(piece.start_s <= word.start_s and word.end_s <= piece.end_s for piece in fixture.pieces)


@pytest.mark.parametrize("fixture", ANSWERED, ids=NAMES)
def test_speech_is_as_loud_as_its_microphone_makes_it(fixture: Spoken) -> None:
    level_db = {"clean": -23, "noisy": -23, "soft": -53, "clipped": -6}[fixture.condition]
    assert loudness(speech(fixture)) == pytest.approx(level_db, abs=1)


def test_a_noisy_room_is_ten_decibels_below_who_speaks() -> None:
    for fixture in (fixture for fixture in ANSWERED if fixture.condition == "noisy"):
        clean = spoken(fixture.name.removesuffix("-noisy"))
        assert loudness(speech(clean)) - loudness(fixture.sound - clean.sound) == pytest.approx(10, abs=1)


def test_a_clipped_microphone_cuts_off_what_is_loud() -> None:
    def at_the_top(fixture: Spoken) -> float:
        return float(np.mean(np.abs(fixture.sound) > 0.85 * np.abs(fixture.sound).max()))

    assert at_the_top(spoken("numbers-clipped")) > 0.05
    assert at_the_top(spoken("numbers")) < 0.02


@pytest.mark.parametrize(
    "fixture", [fixture for fixture in ALL if not fixture.pieces], ids=lambda fixture: fixture.name
)
def test_where_nobody_speaks_something_is_heard(fixture: Spoken) -> None:
    assert fixture.duration_s == pytest.approx(10)
    assert not fixture.text
    assert -40 < loudness(fixture.sound) < -30

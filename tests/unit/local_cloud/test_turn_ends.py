"""When the stand-in's recogniser takes a turn for over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_cloud.stand_ins.deepgram.sentence_end import Ending, ending
from local_cloud.stand_ins.deepgram.turns import Change, Signs, Thresholds, Turns, confidence
from local_cloud.stand_ins.recogniser import HeardWord

WINDOW_S = 0.032
melodies = st.floats(0, 1)
signs = st.none() | st.builds(Signs, melodies, st.sampled_from(Ending))
FINISHED, UNFINISHED = Signs(0.9, Ending.CLOSED), Signs(0.1, Ending.OPEN)


class TestConfidence:
    @given(signs, st.floats(0, 10), st.floats(0, 10))
    def test_grows_with_the_silence(self, signs: Signs | None, one_s: float, other_s: float) -> None:
        sooner, later = sorted((one_s, other_s))
        assert 0 <= confidence(sooner, signs) <= confidence(later, signs) <= 1

    @given(melodies, st.floats(0, 3))
    def test_leaves_three_seconds_to_who_stops_in_mid_sentence(self, melody: float, silence_s: float) -> None:
        assert confidence(silence_s, Signs(melody, Ending.OPEN)) < 0.5
        assert confidence(silence_s, Signs(0.1, Ending.UNKNOWN)) < 0.5
        assert confidence(silence_s, Signs(0.1, Ending.CLOSED)) < 0.7

    def test_is_there_in_a_moment_where_a_sentence_sounds_and_reads_finished(self) -> None:
        assert confidence(0.6, FINISHED) >= 0.7

    @given(st.floats(0.1, 10))
    def test_is_the_less_the_less_speaks_for_an_end(self, silence_s: float) -> None:
        cases = [FINISHED, Signs(0.9, Ending.UNKNOWN), Signs(0.1, Ending.CLOSED), UNFINISHED]
        found = [confidence(silence_s, case) for case in cases]
        assert found == sorted(found, reverse=True)

    @pytest.mark.parametrize(("silence_s", "expected"), [(0.35, 0.5), (0.6, 0.7), (0.8, 0.8), (1.15, 0.9)])
    def test_is_silence_alone_where_there_are_no_signs(self, silence_s: float, expected: float) -> None:
        assert confidence(silence_s) == pytest.approx(expected, abs=0.02)


def changes(signs: Signs | None, *parts: tuple[float, float], **thresholds: float) -> list[tuple[Change, float]]:
    """What changes, and after how many seconds, in parts of so many seconds in which speech is so likely."""
    turns = Turns(WINDOW_S, Thresholds(**thresholds))  # type: ignore[arg-type]
    found: list[tuple[Change, float]] = []
    windows = 0
    for seconds, speech in parts:
        for _ in range(round(seconds / WINDOW_S)):
            windows += 1
            change = turns.step(speech)
            if change is Change.PAUSE_LASTS:
                turns.weigh(signs)
            elif change:
                found.append((change, windows * WINDOW_S))
    return found


def kinds(found: list[tuple[Change, float]]) -> list[Change]:
    return [change for change, _ in found]


SPEECH, SILENCE = 0.9, 0.05


class TestATurn:
    def test_ends_soon_after_a_finished_sentence(self) -> None:
        found = changes(FINISHED, (1, SPEECH), (2, SILENCE))
        assert kinds(found) == [Change.TURN_STARTED, Change.UTTERANCE_ENDED, Change.TURN_ENDED]
        assert 1.5 < found[-1][1] < 1.7

    def test_goes_on_after_a_pause_in_mid_sentence(self) -> None:
        found = changes(UNFINISHED, (1, SPEECH), (2.9, SILENCE), (1, SPEECH), eager_eot_threshold=0.5)
        assert kinds(found) == [Change.TURN_STARTED, Change.UTTERANCE_ENDED, Change.UTTERANCE_STARTED]

    def test_ends_when_its_time_is_up_whatever_it_sounds_like(self) -> None:
        found = changes(UNFINISHED, (1, SPEECH), (5, SILENCE), eot_timeout_ms=4000)
        assert kinds(found)[-1] is Change.TURN_ENDED
        assert found[-1][1] == pytest.approx(5, abs=0.05)

    def test_is_eagerly_over_before_it_is_over(self) -> None:
        found = changes(FINISHED, (1, SPEECH), (2, SILENCE), eot_threshold=0.8, eager_eot_threshold=0.5)
        assert kinds(found)[-2:] == [Change.TURN_EAGERLY_ENDED, Change.TURN_ENDED]

    def test_resumes_where_somebody_speaks_on(self) -> None:
        parts = ((1, SPEECH), (0.6, SILENCE), (1, SPEECH), (2, SILENCE))
        found = changes(FINISHED, *parts, eot_threshold=0.9, eager_eot_threshold=0.5)
        assert kinds(found)[2:] == [
            Change.TURN_EAGERLY_ENDED,
            Change.TURN_RESUMED,
            Change.UTTERANCE_ENDED,
            Change.TURN_EAGERLY_ENDED,
            Change.TURN_ENDED,
        ]

    def test_forgets_the_signs_once_somebody_speaks_on(self) -> None:
        turns = Turns(WINDOW_S, Thresholds(eot_threshold=0.95))
        for _ in range(40):
            turns.step(SPEECH)
        for _ in range(20):
            if turns.step(SILENCE) is Change.PAUSE_LASTS:
                turns.weigh(FINISHED)
        assert turns.confidence > 0.7
        for speech in [SPEECH] * 40 + [SILENCE] * 13:
            turns.step(speech)
        assert turns.confidence == 0


def heard(text: str) -> list[HeardWord]:
    """A word a second."""
    return [HeardWord(word=word, start=at, end=at + 1, confidence=1.0) for at, word in enumerate(text.split())]


class TestWords:
    @pytest.mark.parametrize(
        ("language", "text", "expected"),
        [
            ("en", "So we rolled it back.", Ending.CLOSED),
            ("en", "And who decides that?", Ending.CLOSED),
            ("en", "I was on call when the", Ending.OPEN),
            ("en", "First I looked at...", Ending.OPEN),
            ("en", "It was slow because.", Ending.OPEN),
            ("en", "I was responsible for.", Ending.OPEN),
            ("en", "When I join a new project,", Ending.OPEN),
            ("en", "Our users were mostly nurses", Ending.OPEN),
            ("en", "We waited, um.", Ending.OPEN),
            ("en", "I ask what.", Ending.OPEN),
            ("en", "How many people are?", Ending.OPEN),
            ("en", "we rolled it back", Ending.UNKNOWN),
            ("en", "we rolled it back to the", Ending.OPEN),
            ("en", "", Ending.UNKNOWN),
            ("de", "Danach lief es wieder.", Ending.CLOSED),
            ("de", "Ich fange noch einmal an.", Ending.CLOSED),
            ("de", "Wir haben das verschoben, weil.", Ending.OPEN),
            ("de", "Zuerst habe ich mir die", Ending.OPEN),
            ("de", "Das war, äh", Ending.OPEN),
        ],
    )
    def test_end_as_sentences_do_or_not(self, language: str, text: str, expected: Ending) -> None:
        assert ending(heard(text), len(text.split()), language) is expected

    def test_leave_a_sentence_open_where_more_was_said_than_understood(self) -> None:
        words = heard("They asked for a part of it.")
        assert ending(words, 7.5, "en") is Ending.CLOSED
        assert ending(words, 8, "en") is Ending.OPEN

"""Reading Deepgram's prerecorded answers."""

import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.domain.transcripts.transcript import Transcript, Word, transcript_from_deepgram
from interview.errors import TranscriptionUnavailableError

MADE_AT = datetime(2026, 11, 21, 12, tzinfo=UTC)

# As recorded from the vendor's documentation, with fields that nobody here reads.
ANSWER: dict[str, Any] = {
    "metadata": {
        "transaction_key": "deprecated",
        "request_id": "a847f427-4ad5-4d67-9b95-db801e58251c",
        "sha256": "154e291ecfa8be6ab8343560bcc109008fa7853eb5372533e8efdefc9b504c33",
        "created": "2026-05-12T18:57:13.426Z",
        "duration": 25.933313,
        "channels": 1,
        "models": ["30089e05-99d1-4376-b32e-c263170674af"],
        "model_info": {
            "30089e05-99d1-4376-b32e-c263170674af": {
                "name": "general-nova-3",
                "version": "2026-01-09.29447",
                "arch": "nova-3",
            }
        },
    },
    "results": {
        "channels": [
            {
                "alternatives": [
                    {
                        "transcript": "Yeah. As, much as it's worth",
                        "confidence": 0.99902344,
                        "words": [
                            {
                                "word": "yeah",
                                "start": 0.08,
                                "end": 0.32,
                                "confidence": 0.9975586,
                                "punctuated_word": "Yeah.",
                            },
                            {"word": "as", "start": 0.32, "end": 0.79999995, "confidence": 0.9921875},
                        ],
                        "paragraphs": {"transcript": "...", "paragraphs": []},
                    }
                ]
            }
        ]
    },
}


def read(answer: object) -> Transcript:
    return transcript_from_deepgram(answer, model="nova-3", language="en", made_at=MADE_AT)


def test_an_answer_becomes_words_with_times_in_milliseconds() -> None:
    assert read(ANSWER) == Transcript(
        text="Yeah. As, much as it's worth",
        words=(
            Word(text="Yeah.", start_ms=80, end_ms=320, confidence=0.9975586),
            Word(text="as", start_ms=320, end_ms=800, confidence=0.9921875),
        ),
        language="en",
        duration_ms=25933,
        source="deepgram general-nova-3 2026-01-09.29447",
        request_id="a847f427-4ad5-4d67-9b95-db801e58251c",
        made_at=MADE_AT,
    )


def test_silence_is_a_result() -> None:
    silent = copy.deepcopy(ANSWER)
    silent["results"]["channels"][0]["alternatives"] = [{"transcript": "", "confidence": 0, "words": []}]
    transcript = read(silent)
    assert not transcript.has_speech
    assert transcript.words == ()
    assert transcript.duration_ms == 25933


def test_an_answer_that_names_no_model_is_credited_to_the_one_asked_for() -> None:
    answer = copy.deepcopy(ANSWER)
    del answer["metadata"]["model_info"]
    assert read(answer).source == "deepgram nova-3"


def test_a_detected_language_wins_over_the_one_asked_for() -> None:
    answer = copy.deepcopy(ANSWER)
    answer["results"]["channels"][0]["detected_language"] = "de"
    assert read(answer).language == "de"


def test_recognised_words_are_kept_as_they_are_seen() -> None:
    answer = copy.deepcopy(ANSWER)
    best = answer["results"]["channels"][0]["alternatives"][0]
    best["transcript"] = "\u202eＹeah.\U000e0041 As\u2028much"
    best["words"][0]["punctuated_word"] = "Ｙeah.\U000e0041"
    transcript = read(answer)
    assert (transcript.text, transcript.words[0].text) == ("Yeah. As\nmuch", "Yeah.")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("results",), None),
        (("results", "channels"), []),
        (("results", "channels", 0, "alternatives"), []),
        (("results", "channels", 0, "alternatives", 0, "words", 0, "start"), "soon"),
        (("results", "channels", 0, "alternatives", 0, "words", 0, "start"), -1.0),
        (("results", "channels", 0, "alternatives", 0, "words", 0, "end"), float("nan")),
        (("metadata", "duration"), None),
    ],
)
def test_a_wrong_shape_is_told_by_its_place_and_quotes_nothing(path: tuple[Any, ...], value: object) -> None:
    answer = copy.deepcopy(ANSWER)
    part: Any = answer
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(TranscriptionUnavailableError) as caught:
        read(answer)
    assert ".".join(map(str, path)) in caught.value.message
    assert "Yeah" not in caught.value.message


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["results", "metadata", "channels"]), inner),
)


@given(json_values)
def test_whatever_comes_is_a_transcript_or_a_named_error(answer: object) -> None:
    with pytest.raises(TranscriptionUnavailableError):
        read(answer)


@given(confidence=st.floats(allow_nan=False, allow_infinity=False), end=st.floats(0, 10))
def test_odd_confidences_and_times_are_brought_into_range(confidence: float, end: float) -> None:
    answer = copy.deepcopy(ANSWER)
    word = answer["results"]["channels"][0]["alternatives"][0]["words"][0]
    word.update(start=5.0, end=end, confidence=confidence)
    heard = read(answer).words[0]
    assert 0 <= heard.confidence <= 1
    assert heard.start_ms == 5000 <= heard.end_ms

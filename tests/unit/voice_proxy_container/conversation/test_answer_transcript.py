"""What a recogniser reports of a take: lines that the database can hold, whatever the numbers are."""

from uuid import uuid4

from bson import encode
from bson.binary import UuidRepresentation
from bson.codec_options import CodecOptions
from hypothesis import given
from hypothesis import strategies as st

from interview.adapters.mongo.client import document
from interview.domain.clock import utc_now
from voice_proxy_container.conversation.answer_transcript import AnswerTranscript
from voice_proxy_container.protocol.recognition import TurnInfo

STORED: CodecOptions[dict[str, object]] = CodecOptions(uuid_representation=UuidRepresentation.STANDARD)
seconds = st.floats(0, allow_nan=False, allow_infinity=False)


@given(seconds, seconds, seconds, seconds)
def test_any_times_make_a_line_that_can_be_stored(start: float, end: float, begins: float, ends: float) -> None:
    take = AnswerTranscript(uuid4(), 0, "stream", utc_now)
    info = TurnInfo(
        type="TurnInfo",
        event="Update",
        turn_index=0,
        audio_window_start=begins,
        audio_window_end=ends,
        transcript="one two",
        words=[{"word": "one", "start": start, "end": end}, {"word": "two"}],
    )
    line = take.heard(info)
    assert line
    assert encode(document(line), codec_options=STORED)


def test_words_heard_live_are_kept_as_they_are_seen() -> None:
    info = TurnInfo(
        type="TurnInfo",
        event="EndOfTurn",
        turn_index=0,
        transcript="\u202eＯne\U000e0041 two",
        words=[{"word": "Ｏne\U000e0041"}, {"word": "two"}],
    )
    line = AnswerTranscript(uuid4(), 0, "stream", utc_now).heard(info)
    assert line
    assert (line.text, [word.text for word in line.words]) == ("One two", ["One", "two"])

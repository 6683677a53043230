"""Where words stand on the recording, which of them count, and how well they were recorded."""

from collections.abc import Sequence
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from interview.domain.recordings.quality import Recording
from interview.domain.recordings.videos import Gap, Video
from interview.domain.sessions.answer import Answer, AnswerProgress, on_recording_clock
from interview.domain.transcripts.corrections import correct
from interview.domain.transcripts.text_answers import TextAnswer, typed
from interview.domain.transcripts.transcript import Transcript, Word
from tests.builders import NOW


def a_video(duration_ms: int, *gaps: tuple[int, int], offset_ms: int = 0) -> Video:
    return Video(
        key="v",
        audio_key="a",
        digest="d",
        size=1,
        duration_ms=duration_ms,
        recorded_ms=duration_ms + offset_ms,
        offset_ms=offset_ms,
        gaps=tuple(Gap(start_ms=start_ms, end_ms=end_ms, reason="missing") for start_ms, end_ms in gaps),
        merged_at=NOW,
    )


def heard(duration_ms: int, *starts_ms: int) -> Transcript:
    words = [Word(text="word", start_ms=start_ms, end_ms=start_ms + 300, confidence=1) for start_ms in starts_ms]
    return Transcript(
        text="word", words=tuple(words), language="en", duration_ms=duration_ms, source="test", made_at=NOW
    )


def places(transcript: Transcript, video: Video) -> Sequence[int]:
    moved = on_recording_clock(transcript, video)
    assert all(word.end_ms - word.start_ms == 300 for word in moved.words)
    return [word.start_ms for word in moved.words]


def test_a_whole_recording_moves_nothing() -> None:
    assert places(heard(30_010, 0, 12_000, 29_000), a_video(30_000)) == [0, 12_000, 29_000]


def test_what_came_after_a_gap_is_moved_behind_it() -> None:
    video = a_video(30_000, (10_000, 15_000), (20_000, 22_000))
    assert places(heard(23_000, 9_000, 10_000, 14_000, 15_000, 20_000), video) == [
        9_000,
        15_000,
        19_000,
        22_000,
        27_000,
    ]


def test_a_recogniser_that_keeps_the_gaps_is_believed() -> None:
    assert places(heard(30_000, 9_000, 16_000), a_video(30_000, (10_000, 15_000))) == [9_000, 16_000]


def test_a_lost_beginning_is_counted_once() -> None:
    assert places(heard(25_000, 0, 7_000), a_video(25_000, (0, 5_000), offset_ms=5_000)) == [5_000, 12_000]


@given(
    st.lists(st.tuples(st.integers(0, 50_000), st.integers(0, 9_000)), max_size=4),
    st.lists(st.integers(0, 60_000), max_size=20).map(sorted),
)
def test_words_stay_in_order_and_out_of_the_gaps(holes: list[tuple[int, int]], starts_ms: list[int]) -> None:
    gaps: list[tuple[int, int]] = []
    for start_ms, length_ms in sorted(holes):
        if not gaps or start_ms > gaps[-1][1]:
            gaps.append((start_ms, start_ms + length_ms))
    lost_ms = sum(end_ms - start_ms for start_ms, end_ms in gaps)
    found = places(heard(70_000 - lost_ms, *starts_ms), a_video(70_000, *gaps))
    assert list(found) == sorted(found)
    if lost_ms:
        assert not [at for at in found for start_ms, end_ms in gaps if start_ms <= at < end_ms]


def an_answer(heard_ms: int, text: str = "word", *, recorded_ms: int | None = 45_000) -> Answer:
    """What was heard live for so long, beside the transcript of a shorter recording."""
    return Answer(
        session_id=uuid4(),
        question_index=0,
        video=None if recorded_ms is None else a_video(recorded_ms),
        transcript=heard(40_000),
        live_transcript=heard(heard_ms).model_copy(update={"text": text}),
    )


def test_what_was_heard_after_the_recording_broke_off_is_measured() -> None:
    assert an_answer(80_000).heard_beyond_ms == 35_000
    assert an_answer(80_000, recorded_ms=None).heard_beyond_ms == 80_000


def test_nothing_was_heard_beyond_where_both_end_together_or_nobody_spoke() -> None:
    assert an_answer(47_900).heard_beyond_ms == 0
    assert an_answer(20_000).heard_beyond_ms == 0
    assert an_answer(80_000, " ").heard_beyond_ms == 0


def test_nor_where_what_was_heard_is_the_transcript_or_there_is_no_other() -> None:
    answer = an_answer(80_000)
    live_counts = answer.model_copy(update={"transcript": answer.live_transcript})
    assert (live_counts.heard_beyond_ms, live_counts.shown_transcript) == (0, "transcript")
    not_transcribed = answer.model_copy(update={"transcript": None})
    assert (not_transcribed.heard_beyond_ms, not_transcribed.shown_transcript) == (0, "live_transcript")


def test_what_a_video_lacks_is_told_where_both_lengths_are_known() -> None:
    def lost_ms(recorded_ms: int | None, filmed_ms: int | None) -> int:
        return AnswerProgress(
            session_id=uuid4(), question_index=0, recorded_ms=recorded_ms, filmed_ms=filmed_ms
        ).lost_ms

    assert lost_ms(20_000, 14_500) == 5_500
    assert [lost_ms(20_000, 20_300), lost_ms(20_000, None), lost_ms(None, None)] == [0, 0, 0]


def test_a_correction_counts_for_the_words_that_it_is_of() -> None:
    answer = an_answer(40_000, recorded_ms=None)
    transcript = heard(40_000)
    corrected = answer.model_copy(update={"correction": correct(transcript, "words", NOW)})
    assert corrected.correction_counts
    assert not answer.correction_counts
    changed = corrected.model_copy(update={"transcript": transcript.model_copy(update={"text": "other"})})
    assert not changed.correction_counts


class TestTheQualityOfARecording:
    def test_is_the_share_that_is_missing_and_how_sure_the_recogniser_was(self) -> None:
        words = tuple(Word(text="word", start_ms=0, end_ms=1, confidence=confidence) for confidence in (0.5, 1))
        transcript = heard(40_000).model_copy(update={"words": words})
        answer = an_answer(40_000).model_copy(
            update={"transcript": transcript, "video": a_video(40_000, (1_000, 3_000), (9_000, 11_000))}
        )
        assert answer.recording_quality == Recording(gaps=0.1, confidence=0.75)

    def test_lacks_nothing_where_what_was_heard_live_counts(self) -> None:
        answer = an_answer(40_000).model_copy(update={"video": a_video(40_000, (1_000, 21_000))})
        live_counts = answer.model_copy(update={"transcript": answer.live_transcript})
        assert live_counts.recording_quality == Recording()

    def test_is_told_of_no_written_answer(self) -> None:
        written = TextAnswer(text="word", written_at=NOW)
        answer = an_answer(40_000).model_copy(update={"text_answer": written, "transcript": typed(written)})
        assert answer.recording_quality == Recording()

    def test_says_how_much_the_candidate_corrected(self) -> None:
        transcript = heard(40_000).model_copy(update={"text": "one two three four five"})
        correction = correct(transcript, "one two three for five", NOW)
        answer = an_answer(40_000).model_copy(update={"transcript": transcript, "correction": correction})
        assert answer.recording_quality.corrected == 0.2

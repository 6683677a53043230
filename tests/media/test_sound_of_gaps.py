"""What word times after a gap rest on: the video keeps the gap, and whoever decodes its sound does not."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from interview.adapters.ffmpeg import Ffmpeg
from interview.domain.recordings.chunks import Manifest
from interview.domain.recordings.merging import plan_merge
from interview.domain.recordings.videos import Video
from interview.domain.sessions.answer import on_recording_clock
from interview.domain.transcripts.transcript import Transcript, Word
from interview.use_cases.recordings.stitch_recording import StitchRecording
from local_cloud.simulation.recordings import recording
from tests.builders import NOW
from tests.deliveries import registered

SEVEN = recording("seven-chunks")
RATE = 16_000


def decoded_ms(sound: Path) -> float:
    form = ("-ac", "1", "-ar", str(RATE), "-f", "s16le", "-")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(sound), *form]
    return len(subprocess.run(command, check=True, capture_output=True).stdout) / 2 / RATE * 1000


def test_the_last_word_is_found_at_the_end_of_the_recording(tmp_path: Path) -> None:
    bodies = {index: body for index, body in SEVEN.chunks.items() if index != 3}
    plan = plan_merge(Manifest.model_validate(SEVEN.manifest), registered(bodies))
    merged = StitchRecording(Ffmpeg())(plan, lambda chunks: (bodies[chunk.chunk_index] for chunk in chunks), tmp_path)
    [gap] = merged.gaps
    assert merged.files.duration_ms == pytest.approx(SEVEN.duration_ms, abs=200)
    assert merged.files.audio is not None
    sound_ms = round(decoded_ms(merged.files.audio))
    assert sound_ms == pytest.approx(SEVEN.duration_ms - (gap.end_ms - gap.start_ms), abs=300)

    last = Word(text="last", start_ms=sound_ms - 500, end_ms=sound_ms, confidence=1)
    heard = Transcript(text="last", words=(last,), language="en", duration_ms=sound_ms, source="test", made_at=NOW)
    video = Video(
        key="v",
        audio_key="a",
        digest=plan.digest,
        size=1,
        duration_ms=merged.files.duration_ms,
        recorded_ms=merged.recorded_ms,
        offset_ms=merged.offset_ms,
        gaps=merged.gaps,
        merged_at=NOW,
    )
    [word] = on_recording_clock(heard, video).words
    assert word.end_ms == pytest.approx(SEVEN.duration_ms, abs=300)

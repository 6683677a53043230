"""What a viewer sees of a file: each frame's time and the hash of its decoded picture."""

import subprocess
from pathlib import Path


def decoded_frames(video: Path, offset_ms: int = 0) -> dict[int, str]:
    """Hash of each decoded frame by its time on the recording's clock, in milliseconds."""
    as_they_are = ["-map", "0:v", "-fps_mode", "passthrough", "-copyts", "-enc_time_base", "1:1000"]
    result = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(video), *as_they_are, "-f", "framemd5", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    frames = (line.split(",") for line in result.stdout.splitlines() if not line.startswith("#"))
    return {int(pts) + offset_ms: md5.strip() for _, _, pts, _, _, md5 in frames}


def decoded_sound_ms(audio: Path) -> int:
    """How much sound a file holds, decoded."""
    samples = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(audio), "-ar", "16000", "-ac", "1", "-f", "s16le", "-"],
        capture_output=True,
        check=True,
    ).stdout
    return len(samples) // 32

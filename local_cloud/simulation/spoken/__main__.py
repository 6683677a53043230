"""Speak the fixtures anew: `python -m local_cloud.simulation.spoken [NAME ...]`."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence

from local_cloud.simulation.spoken import FOLDER, Span, rooms
from local_cloud.simulation.spoken.answers import ANSWERS, SILENT, Answer
from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, opus
from local_cloud.simulation.spoken.takes import Take
from local_cloud.simulation.spoken.voices import VOICES

SILENT_S = 10.0


def main() -> int:
    parser = argparse.ArgumentParser(description="Speak the fixtures of hearing anew.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="answers to speak (default: all)")
    names: list[str] = parser.parse_args().names
    takes = [Take(answer.text, VOICES[answer.voice]) for answer in ANSWERS]
    for answer, take in zip(ANSWERS, takes, strict=True):
        if not names or answer.name in names:
            _keep(answer, take, [other.sound for other in takes if other.voice != take.voice])
    if not names:
        for name, sound in {"hum": rooms.humming(SILENT_S), "clatter": rooms.clatter(SILENT_S)}.items():
            _write(name, sound, purpose=SILENT[name], language="en", voice="", condition=name)
    return 0


def _keep(answer: Answer, take: Take, others: Sequence[Sound]) -> None:
    heard = {
        "clean": lambda: rooms.quiet(take.sound),
        "noisy": lambda: rooms.noisy(take.sound, others),
        "soft": lambda: rooms.soft(take.sound),
        "clipped": lambda: rooms.clipped(take.sound),
    }
    for room in answer.rooms:
        name = answer.name if room == "clean" else f"{answer.name}-{room}"
        _write(
            name,
            heard[room](),
            take.pieces,
            take.words,
            purpose=answer.purpose,
            language=take.voice.language,
            voice=take.voice.engine,
            condition=room,
        )


def _write(name: str, sound: Sound, pieces: Sequence[Span] = (), words: Sequence[Span] = (), **about: str) -> None:
    file = opus(sound)
    (FOLDER / f"{name}.opus").write_bytes(file)
    spans = {
        kind: [[span.text, span.start_s, span.end_s] for span in found]
        for kind, found in (("pieces", pieces), ("words", words))
    }
    (FOLDER / f"{name}.json").write_text(_readable({**about, **spans}) + "\n")
    print(f"{name}: {len(sound) / SAMPLE_RATE:.1f} s, {len(file):,} bytes")


def _readable(about: Mapping[str, object]) -> str:
    """JSON with a line for each span."""
    lines = []
    for key, value in about.items():
        if isinstance(value, list) and value:
            spans = ",\n".join(f"    {json.dumps(span, ensure_ascii=False)}" for span in value)
            lines.append(f"  {json.dumps(key)}: [\n{spans}\n  ]")
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}"


if __name__ == "__main__":
    sys.exit(main())

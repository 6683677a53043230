"""One voice as a process: see the package."""

import argparse
import json
import struct
import sys
from importlib import import_module

from local_cloud.stand_ins.voices.engine import Engine, MissingVoiceError
from local_cloud.stand_ins.voices.sound import bounded, resampled

VOICES = ("piper", "pico", "espeak")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("voice", choices=VOICES)
    options.add_argument("language", choices=("en", "de", "es"))
    given = options.parse_args()
    module = import_module(f"local_cloud.stand_ins.voices.{given.voice}")
    try:
        engine: Engine = module.load(given.language)
    except MissingVoiceError as missing:
        _say({"missing": str(missing)})
        return
    _say({"name": engine.name})
    engine.warm()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        _answer(engine, asked["text"], asked["sample_rate"])


def _say(fact: dict[str, str]) -> None:
    sys.stdout.buffer.write(json.dumps(fact).encode() + b"\n")
    sys.stdout.buffer.flush()


def _answer(engine: Engine, text: str, sample_rate: int) -> None:
    spoken = bounded(engine.synthesize(text), engine.sample_rate, text)
    pcm = resampled(spoken, engine.sample_rate, sample_rate).tobytes()
    sys.stdout.buffer.write(struct.pack(">I", len(pcm)) + pcm)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

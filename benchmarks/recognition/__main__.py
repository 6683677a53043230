"""How well and how soon speech is heard without a vendor: `make bench NAME=recognition`.

Every spoken fixture is heard by the real stand-in, as a process: live (`/v2/listen`, asked for as the voice proxy does,
the sound as fast as it is spoken) and as a finished recording (`/v1/listen`, by the product's own client). In the same
run pocketsphinx, which knows English alone, hears the same sound both ways; live as fast as it can.

- Word errors for each word said; where nobody speaks, the words that were made up.
- Processor time for each second of sound; pocketsphinx's with its start.
- From a word's true end to the first report that holds it, of the words whose end is known: all of one voice's, and
  the last before each pause of the others'.
"""

import argparse
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.percentiles import nearest_rank
from benchmarks.recognition.engines import PEERS_LANGUAGE, Heard, peer, recogniser
from benchmarks.reporting import report
from local_cloud.simulation.spoken import Spoken, all_spoken, spoken

Way = str


def measure(fixtures: Sequence[Spoken], folder: Path) -> dict[Way, list[Heard]]:
    ways: dict[Way, list[Heard]] = defaultdict(list)
    with recogniser(folder) as stand_in:
        for hear in (stand_in.live, stand_in.prerecorded):
            hear(spoken("brief"))  # its models are loaded after this
        for fixture in fixtures:
            ways["live"].append(stand_in.live(fixture))
            ways["prerecorded"].append(stand_in.prerecorded(fixture))
    known = [fixture for fixture in fixtures if fixture.language == PEERS_LANGUAGE]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        ways["pocketsphinx_live"] += pool.map(partial(peer, live=True), known)
        ways["pocketsphinx_prerecorded"] += pool.map(partial(peer, live=False), known)
    return ways


def by_fixture(fixtures: Sequence[Spoken], ways: Mapping[Way, Sequence[Heard]]) -> dict[str, Any]:
    return {
        fixture.name: {
            "language": fixture.language,
            "condition": fixture.condition,
            "voice": fixture.voice,
            **{way: one.figures() for way, all_heard in ways.items() for one in all_heard if one.fixture == fixture},
        }
        for fixture in fixtures
    }


def by_condition(ways: Mapping[Way, Sequence[Heard]]) -> dict[str, dict[Way, float]]:
    """Word errors for each word said, of all fixtures of a language and condition together."""
    together: dict[str, dict[Way, float]] = defaultdict(dict)
    for way, all_heard in ways.items():
        for kind in dict.fromkeys(_kind(one) for one in all_heard if one.said):
            alike = [one for one in all_heard if _kind(one) == kind]
            together[kind][way] = round(sum(one.errors for one in alike) / sum(one.said for one in alike), 3)
    return together


def words_soon(heard: Iterable[Heard]) -> dict[str, float]:
    seconds = sorted(latency for one in heard for latency in one.latencies_s)
    ranks = {f"p{share}_s": round(nearest_rank(seconds, share / 100), 2) for share in (50, 95)}
    return {**ranks, "words": len(seconds)}


def _kind(heard: Heard) -> str:
    return f"{heard.fixture.language} {heard.fixture.condition}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "names", nargs="*", metavar="NAME", help="fixtures to hear (default: all, and keep the result)"
    )
    chosen = options.parse_args()
    fixtures = [spoken(name) for name in chosen.names] or all_spoken()
    with tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder:
        ways = measure(fixtures, Path(folder))
    result = {
        "engines": {way: sorted({one.by for one in heard}) for way, heard in ways.items()},
        "word_error_rate": by_condition(ways),
        "processor_s_a_second": {
            way: round(sum(one.processor_s for one in heard) / sum(one.fixture.duration_s for one in heard), 3)
            for way, heard in ways.items()
        },
        "word_end_to_first_report": words_soon(ways["live"]),
        "fixtures": by_fixture(fixtures, ways),
    }
    print(report("recognition", result, keep=not chosen.names))


if __name__ == "__main__":
    main()

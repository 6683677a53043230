"""When a word counts as reported, and whose processor time is counted."""

import subprocess
import sys

import pytest

from benchmarks.percentiles import nearest_rank
from benchmarks.processor_time import processor_time_s
from benchmarks.recognition.reports import Report, TimedWord, latencies, timed_words
from local_cloud.simulation.spoken import spoken

SAID = [
    TimedWord("we", 1.0, True),
    TimedWord("found", 1.5, True),
    TimedWord("it", 2.0, False),
    TimedWord("we", 3, True),
]


def test_a_word_is_reported_by_the_first_that_holds_it() -> None:
    reports = [Report(1.2, "we"), Report(1.7, "we pound"), Report(2.4, "we found it"), Report(3.6, "we found it we")]

    assert latencies(SAID, reports, "en") == pytest.approx([0.2, 0.9, 0.6])


def test_a_word_that_is_never_reported_has_no_latency() -> None:
    assert latencies(SAID, [Report(3.6, "we found")], "en") == pytest.approx([2.6, 2.1])


def test_a_word_is_not_reported_before_it_is_said() -> None:
    assert latencies(SAID, [Report(0.2, "we found it we"), Report(4, "we found it we")], "en") == pytest.approx(
        [3, 2.5, 1]
    )


def test_without_times_of_words_the_last_of_a_piece_has_one() -> None:
    words = timed_words(spoken("outage"))

    assert [word.word for word in words if word.is_exact] == ["morning", "and", "traffic", "out", "normal"]
    ends = [piece.end_s for piece in spoken("outage").pieces]
    assert [word.end_s for word in words if word.is_exact] == ends
    assert all(word.is_exact for word in timed_words(spoken("handover")))


def test_what_a_child_has_used_counts_with_its_parent() -> None:
    busy = "sum(range(30_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}]); print(flush=True); input()"
    with subprocess.Popen((sys.executable, "-c", parent), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        used_s = processor_time_s(process.pid)
        process.communicate(b"\n")
    assert used_s > 0.2


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (0.25, 1)])
def test_a_rank_is_the_nearest(share: float, value: float) -> None:
    assert nearest_rank([1, 2, 3, 4], share) == value

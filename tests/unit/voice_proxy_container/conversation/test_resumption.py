"""An answer that was finished too soon goes on, and nothing that was said is lost."""

import json
from array import array
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversation_bench import FRAME, LOUD, WIRE, Bench, page, types
from voice_proxy_container.conversation import effects as do
from voice_proxy_container.conversation.conversation import MAX_RESUMPTIONS, Phase, Route
from voice_proxy_container.conversation.finished_answer import KEPT_BYTES, RESUMABLE_S
from voice_proxy_container.protocol.frames import binary, payloads

LAST_WORD_ENDS_MS = 280
"""Of "I fixed it.", as the bench's recogniser says it."""
FRAMES_OF_A_WORD = 3
PATIENCE_STEPS = 100


@pytest.fixture
def bench() -> Bench:
    return Bench().agent_up()


def said_and_stored(bench: Bench, *, words: str = "I fixed it.") -> Bench:
    """An answer of a second, whose turn was over when the page finished it."""
    bench.answering()
    bench.speaks(1.0)
    bench.turn("EndOfTurn", words, audio_window_end=1.0, end_of_turn_confidence=0.9)
    bench.command("answer_finished", question=0)
    bench.take(bench.conversation.answer_stored(0, words, complete=True))
    return bench


def refused(bench: Bench, question: int = 0) -> list[str]:
    return [message["code"] for message in bench.command("answer_resumed", question=question)]


def sent(effects: list[do.Effect]) -> bytes:
    """The sound that goes to a recogniser."""
    wires = [effect.wire for effect in effects if isinstance(effect, do.SoundToRecognition)]
    return b"".join(sound for wire in wires for sound in payloads(wire))


class TestAnAnswerWhoseEndWasNoticed:
    @pytest.mark.parametrize("event", ["EndOfTurn", "EagerEndOfTurn"])
    def test_is_stored_at_once(self, bench: Bench, event: str) -> None:
        bench.answering()
        bench.speaks(1.0)
        bench.turn(event, "I fixed it.", audio_window_end=1.0)
        bench.speaks(0.5, WIRE)
        bench.command("answer_finished", question=0)
        assert bench.of(do.StoreAnswer) == [do.StoreAnswer(0, "take", True, 1500, None)]
        assert [line.final for line in bench.lines()] == [True]
        assert bench.of(do.ToRecognition) == []
        assert len(bench.of(do.CloseRecognition)) == 1

    def test_unless_something_loud_came_since(self, bench: Bench) -> None:
        bench.answering()
        bench.speaks(1.0)
        bench.turn("EndOfTurn", "I fixed it.", audio_window_end=1.0)
        bench.speaks(0.3)
        bench.command("answer_finished", question=0)
        assert bench.of(do.StoreAnswer) == []
        assert bench.of(do.ToRecognition) == [do.ToRecognition('{"type":"CloseStream"}')]

    @pytest.mark.parametrize("event", ["TurnResumed", "Update"])
    def test_or_the_recogniser_heard_more(self, bench: Bench, event: str) -> None:
        bench.answering()
        bench.speaks(1.0)
        bench.turn("EagerEndOfTurn", "I fixed", audio_window_end=1.0)
        bench.turn(event, "I fixed it", audio_window_end=1.0)
        bench.command("answer_finished", question=0)
        assert bench.of(do.StoreAnswer) == []


class TestAnAnswerThatGoesOn:
    def test_is_heard_from_its_end_on_in_the_same_take(self, bench: Bench) -> None:
        said_and_stored(bench)
        bench.speaks(0.6)
        assert bench.command("answer_resumed", question=0) == []
        assert isinstance(bench.done[-1], do.OpenRecognition)
        bench.speaks(0.4)
        assert sent(bench.take(bench.conversation.recognition_opened(bench.now))) == LOUD_SOUND * 10
        bench.turn("EndOfTurn", "Twice.", audio_window_end=1.0)
        bench.command("answer_finished", question=0)
        assert bench.of(do.StoreAnswer)[-1] == do.StoreAnswer(0, "take", True, 2000, None)
        first, second = bench.lines()
        assert (first.seq, first.text, second.seq, second.text) == (0, "I fixed it.", 1, "Twice.")
        assert second.words[0].start_ms == 1000

    def test_has_its_agent_hushed_and_its_reply_dropped(self, bench: Bench) -> None:
        said_and_stored(bench).agent_up()
        bench.command("speak_feedback", question=0)
        bench.take(bench.conversation.feedback_found(0, "You were clear.", bench.now))
        bench.agent_says("You were clear.")
        assert bench.audible()
        assert types(bench.command("answer_resumed", question=0)) == ["audio_done", "state"]
        assert not bench.audible()
        assert len(bench.of(do.CloseAgent)) == 2

    def test_has_the_feedback_on_its_beginning_not_said(self, bench: Bench) -> None:
        said_and_stored(bench)
        bench.command("speak_feedback", question=0)
        bench.command("answer_resumed", question=0)
        bench.take(bench.conversation.recognition_opened(bench.now))
        bench.speaks(1.0)
        bench.turn("EndOfTurn", "Twice.", audio_window_end=1.0)
        bench.command("answer_finished", question=0)
        bench.take(bench.conversation.answer_stored(0, "I fixed it. Twice.", complete=True))
        bench.command("speak_feedback", question=0)
        found = bench.of(do.FindFeedback)
        bench.take(bench.conversation.feedback_found(0, "Of the beginning.", bench.now))
        assert len(bench.of(do.FindFeedback)) == len(found) + 1
        bench.agent_up()
        bench.take(bench.conversation.feedback_found(0, "Of the whole.", bench.now))
        assert bench.injected() == ["Of the whole."]

    def test_waits_for_the_last_words_that_were_asked_for(self, bench: Bench) -> None:
        bench.answering()
        bench.speaks(1.0)
        bench.command("answer_finished", question=0)
        bench.speaks(0.5)
        bench.command("answer_resumed", question=0)
        bench.speaks(0.5)
        bench.turn("EndOfTurn", "I fixed it.", audio_window_end=1.0)
        assert len(bench.of(do.OpenRecognition)) == 1
        bench.take(bench.conversation.recognition_lost(bench.now, clean=True))
        assert bench.of(do.StoreAnswer) == []
        assert len(bench.of(do.OpenRecognition)) == 2
        assert LOUD_SOUND * 10 in sent(bench.take(bench.conversation.recognition_opened(bench.now)))

    def test_though_it_was_finished_once_more_before_they_came(self, bench: Bench) -> None:
        bench.answering()
        bench.speaks(1.0)
        for _ in range(2):
            bench.command("answer_finished", question=0)
            bench.speaks(0.3)
            bench.command("answer_resumed", question=0)
        bench.command("answer_finished", question=0)
        bench.turn("EndOfTurn", "I fixed it.", audio_window_end=1.0)
        bench.take(bench.conversation.recognition_lost(bench.now, clean=True))
        assert bench.of(do.StoreAnswer) == []
        opened = bench.take(bench.conversation.recognition_opened(bench.now))
        assert len(sent(opened)) == (1000 - LAST_WORD_ENDS_MS + 600) * 32
        assert bench.conversation.phase is Phase.FINISHING

    def test_a_word_that_the_end_cut_in_two_is_heard_whole(self, bench: Bench) -> None:
        bench.answering()
        bench.speaks(1.0)
        bench.command("answer_finished", question=0)
        bench.turn("EndOfTurn", "I fixed it.", audio_window_end=1.0)
        bench.take(bench.conversation.recognition_lost(bench.now, clean=True))
        bench.take(bench.conversation.answer_stored(0, "I fixed it.", complete=True))
        bench.speaks(0.2)
        bench.command("answer_resumed", question=0)
        opened = bench.take(bench.conversation.recognition_opened(bench.now))
        assert len(sent(opened)) == (1000 - LAST_WORD_ENDS_MS + 200) * 32

    def test_tells_how_much_was_heard_where_the_task_ends(self, bench: Bench) -> None:
        said_and_stored(bench)
        bench.speaks(0.5)
        bench.command("answer_resumed", question=0)
        bench.speaks(0.5)
        bench.take(bench.conversation.restart(bench.now, bench.now))
        assert bench.told("restarting") == [{"type": "restarting", "heard_ms": 2000}]

    def test_keeps_the_task_until_it_can_go_on_no_more(self, bench: Bench) -> None:
        said_and_stored(bench)
        bench.leaving = True
        bench.take(bench.conversation.restart(bench.now, bench.now + 60))
        bench.passes(RESUMABLE_S - 1)
        assert bench.told("restarting") == []
        bench.passes(2)
        assert bench.told("restarting") == [{"type": "restarting", "heard_ms": 0}]


LOUD_SOUND = b"".join(payloads(LOUD))


class TestIsRefused:
    def test_before_any_answer(self, bench: Bench) -> None:
        assert refused(bench) == ["not_resumed"]

    def test_where_another_one_was_finished_last(self, bench: Bench) -> None:
        said_and_stored(bench)
        assert refused(bench, 1) == ["not_resumed"]
        assert refused(bench, 0) == []

    def test_where_the_next_one_was_begun(self, bench: Bench) -> None:
        said_and_stored(bench)
        bench.command("answer_started", question=1)
        assert refused(bench) == ["not_resumed"]
        assert bench.conversation.phase is Phase.ANSWERING

    def test_after_ten_seconds(self, bench: Bench) -> None:
        said_and_stored(bench)
        bench.passes(RESUMABLE_S + 0.1)
        assert refused(bench) == ["not_resumed"]

    def test_of_practice(self, bench: Bench) -> None:
        bench.command("practice_started")
        bench.command("practice_finished")
        assert refused(bench) == ["not_resumed"]

    def test_more_than_so_often(self, bench: Bench) -> None:
        said_and_stored(bench)
        for _ in range(MAX_RESUMPTIONS):
            assert refused(bench) == []
            bench.command("answer_finished", question=0)
            bench.take(bench.conversation.answer_stored(0, "", complete=True))
        assert refused(bench) == ["not_resumed"]

    def test_but_not_where_it_goes_on_already(self, bench: Bench) -> None:
        said_and_stored(bench)
        assert refused(bench) == []
        opened = len(bench.of(do.OpenRecognition))
        assert refused(bench) == []
        assert len(bench.of(do.OpenRecognition)) == opened


def test_what_a_hurried_page_sends_after_the_end_is_bounded_and_a_hole_is_named(bench: Bench) -> None:
    said_and_stored(bench)
    bench.speak(KEPT_BYTES // len(FRAME) + 10, LOUD)
    bench.command("answer_resumed", question=0)
    assert len(sent(bench.take(bench.conversation.recognition_opened(bench.now)))) <= KEPT_BYTES
    bench.turn("EndOfTurn", "Twice.", audio_window_end=100.0)
    bench.command("answer_finished", question=0)
    assert not bench.of(do.StoreAnswer)[-1].complete


def word(number: int) -> bytes:
    """A frame of a word that can be told from the others."""
    samples = array("h", [8192, -8192] * (len(FRAME) // 4))
    samples[0] = number
    return binary(samples.tobytes(), masked=True)


@dataclass
class Recogniser:
    """Hears every word that it is given whole, and no other; says so when it is told to."""

    heard: list[int | None] = field(default_factory=list)
    """Of each frame the word's number."""
    turn: int = 0
    begun_at: int = 0
    closing: bool = False

    def hear(self, sound: bytes) -> None:
        for at in range(0, len(sound), len(FRAME)):
            (number,) = array("h", sound[at : at + 2])
            self.heard.append(number or None)

    def report(self, event: str) -> dict[str, object]:
        words: list[dict[str, object]] = []
        at = self.begun_at
        while at + FRAMES_OF_A_WORD <= len(self.heard):
            number = self.heard[at]
            if number is None or self.heard[at : at + FRAMES_OF_A_WORD] != [number] * FRAMES_OF_A_WORD:
                at += 1
                continue
            end = at + FRAMES_OF_A_WORD
            words.append({"word": f"w{number}", "confidence": 0.9, "start": at / 10, "end": end / 10})
            at = end
        told = {"type": "TurnInfo", "event": event, "turn_index": self.turn, "words": words}
        told |= {"transcript": " ".join(str(each["word"]) for each in words), "audio_window_end": len(self.heard) / 10}
        if event == "EndOfTurn":
            self.turn, self.begun_at = self.turn + 1, len(self.heard)
        return told


@dataclass
class Interview:
    """One answer at a bench whose recogniser and database do as they are told."""

    bench: Bench = field(default_factory=lambda: Bench().agent_up())
    recogniser: Recogniser | None = None
    wanted: bool = False
    waiting: list[do.StoreAnswer] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    complete: bool = True
    take_ms: int = 0
    words: int = 0
    said: list[str] = field(default_factory=list)
    since: list[str] = field(default_factory=list)
    finished_at: float | None = None

    def perform(self, effects: list[do.Effect]) -> None:
        for effect in self.bench.take(effects):
            match effect:
                case do.OpenRecognition():
                    self.recogniser, self.wanted = None, True
                case do.CloseRecognition():
                    self.recogniser, self.wanted = None, False
                case do.SoundToRecognition(wire) if self.recogniser:
                    self.recogniser.hear(b"".join(payloads(wire)))
                case do.ToRecognition() if self.recogniser:
                    self.recogniser.closing = True
                case do.StoreAnswer():
                    self.waiting.append(effect)

    def command(self, kind: str) -> bool:
        """Whether it is obeyed."""
        effects = self.bench.conversation.command(json.dumps({"type": kind, "question": 0}), self.bench.now)
        self.perform(effects)
        return not any(message["type"] == "error" for message in page(effects))

    def frame(self, wire: bytes) -> None:
        self.passes(0.1)
        route = self.bench.conversation.microphone(wire, len(FRAME), self.bench.now)
        if route is Route.RECOGNITION and self.recogniser:
            self.recogniser.hear(b"".join(payloads(wire)))
        if route is Route.RELEASE:
            self.perform(self.bench.conversation.release(self.bench.now))

    def passes(self, seconds: float) -> None:
        until = self.bench.now + seconds
        while (deadline := self.bench.conversation.deadline()) <= until:
            self.bench.now = max(self.bench.now, deadline)
            self.perform(self.bench.conversation.due(self.bench.now))
        self.bench.now = until

    def does(self, step: str) -> None:
        conversation, now = self.bench.conversation, self.bench.now
        match step:
            case "says":
                self.words += 1
                for _ in range(FRAMES_OF_A_WORD):
                    self.frame(word(self.words))
                (self.said if self.finished_at is None else self.since).append(f"w{self.words}")
            case "is silent":
                for _ in range(3):
                    self.frame(WIRE)
            case "finishes" if self.command("answer_finished"):
                self.finished_at = now
            case "resumes" if self.finished_at is not None and self.command("answer_resumed"):
                self.said += self.since
                self.since, self.finished_at = [], None
            case "opens" if self.wanted:
                self.recogniser, self.wanted = Recogniser(), False
                self.perform(conversation.recognition_opened(now))
            case "Update" | "EagerEndOfTurn" | "TurnResumed" | "EndOfTurn" if self.recogniser:
                self.perform(conversation.recognition_says(json.dumps(self.recogniser.report(step)), now))
            case "closes" if self.recogniser and self.recogniser.closing:
                self.does("EndOfTurn")
                if self.recogniser:
                    self.recogniser = None
                    self.perform(conversation.recognition_lost(now, clean=True))
            case "dies" if self.recogniser:
                self.recogniser = None
                self.perform(conversation.recognition_lost(now))
            case "stores" if self.waiting:
                self.store(self.waiting.pop(0))
            case "waits":
                self.passes(1.0)

    def store(self, answer: do.StoreAnswer) -> None:
        lines = self.bench.lines()
        self.stored.append(" ".join(line.text for line in lines))
        self.complete = answer.complete
        assert answer.duration_ms >= self.take_ms
        self.take_ms = answer.duration_ms
        if self.bench.conversation.awaits(answer):
            self.perform(self.bench.conversation.answer_stored(0, self.stored[-1], complete=answer.complete))

    def ends(self) -> None:
        """Everybody does what they still have to do."""
        if self.finished_at is None:
            self.does("finishes")
        for _ in range(PATIENCE_STEPS):
            for step in ("opens", "closes", "stores"):
                self.does(step)
            if self.bench.conversation.phase is Phase.TALKING and not self.waiting:
                return
            self.passes(0.1)
        raise AssertionError("the answer was never stored")


SPOKEN = ("says", "says", "is silent", "finishes", "resumes", "resumes")
HEARD = ("opens", "opens", "closes", "closes", "Update", "EagerEndOfTurn", "TurnResumed", "EndOfTurn", "stores")


@given(st.lists(st.sampled_from([*SPOKEN, *HEARD]), max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_order_of_ends_and_resumptions_loses_or_doubles_a_word(steps: list[str]) -> None:
    interview = Interview()
    interview.command("answer_started")
    for step in steps:
        interview.does(step)
        if interview.recogniser is None:
            interview.does("opens")
    interview.ends()
    if interview.complete:
        assert interview.stored[-1].split() == interview.said
    assert all(set(before.split()) <= set(interview.stored[-1].split()) for before in interview.stored)


@given(st.lists(st.sampled_from([*SPOKEN, *HEARD, "dies", "waits"]), max_size=60))
@settings(max_examples=300, deadline=None)
def test_nor_does_any_fault_without_saying_so(steps: list[str]) -> None:
    interview = Interview()
    interview.command("answer_started")
    for step in steps:
        interview.does(step)
    interview.ends()
    if interview.complete:
        assert interview.stored[-1].split() == interview.said
    assert all(set(before.split()) <= set(interview.stored[-1].split()) for before in interview.stored)


def test_a_whole_answer_is_called_so() -> None:
    """The two above say nothing of an answer that is called incomplete."""
    interview = Interview()
    interview.command("answer_started")
    interview.does("opens")
    for step in ("says", "EagerEndOfTurn", "finishes", "stores", "says", "resumes", "opens", "says", "Update"):
        interview.does(step)
    interview.ends()
    assert (interview.complete, interview.stored[-1]) == (True, "w1 w2 w3")

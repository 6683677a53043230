"""A conversation without I/O: what happened in, what is to be done out. Time is a number that the tests set."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from interview.domain.languages import Language
from interview.domain.templates import Question
from interview.domain.transcripts.live_transcripts import TranscriptLine
from tests.builders import ENGLISH, NOW, a_session
from voice_proxy_container.conversation import effects as do
from voice_proxy_container.conversation.conversation import Conversation, Route
from voice_proxy_container.protocol.agent import ThinkModel
from voice_proxy_container.protocol.frames import binary

QUESTIONS = ("What was your hardest bug?", "Why this team?")
FRAME = bytes(3200)
WIRE = binary(FRAME, masked=True)
LOUD = binary(b"\x00\x20\x00\xe0" * 800, masked=True)
THINK = ThinkModel("openai/gpt-oss-20b", "https://api.groq.com", "a-groq-key")


@dataclass
class Bench:
    """A conversation under test: keeps the time and everything it wanted done."""

    now: float = 100.0
    done: list[do.Effect] = field(default_factory=list)
    questions: Sequence[str] = QUESTIONS
    language: Language = ENGLISH
    leaving: bool = False
    """Whether a moment to move in is looked for."""

    def __post_init__(self) -> None:
        questions = tuple(Question(text=text) for text in self.questions)
        session = a_session(candidate_name="Ada Lovelace", questions=questions, language=self.language)
        self.conversation = Conversation(session, THINK, now=self.now, clock=lambda: NOW, new_stream=lambda: "take")
        self.take(self.conversation.begin())

    def take(self, effects: list[do.Effect]) -> list[do.Effect]:
        self.done += effects
        return effects

    def command(self, kind: str, **fields: Any) -> list[dict[str, Any]]:
        """What the page is told in answer."""
        return page(self.take(self.conversation.command(json.dumps({"type": kind, **fields}), self.now)))

    def agent(self, kind: str, **fields: Any) -> list[dict[str, Any]]:
        return page(self.take(self.conversation.agent_says(json.dumps({"type": kind, **fields}), self.now)))

    def agent_up(self) -> "Bench":
        self.take(self.conversation.agent_opened(self.now))
        self.agent("Welcome", request_id="r")
        self.agent("SettingsApplied")
        return self

    def agent_says(self, text: str) -> list[dict[str, Any]]:
        told = self.agent("ConversationText", role="assistant", content=text)
        return told + self.agent("AgentStartedSpeaking", total_latency=0.1, tts_latency=0.1, ttt_latency=0.1)

    def audible(self) -> bool:
        return self.conversation.agent_sound(self.now)

    def turn(self, event: str, text: str, turn: int = 0, **fields: Any) -> list[dict[str, Any]]:
        words = [
            {"word": word, "confidence": 0.9, "start": at * 0.1, "end": at * 0.1 + 0.08}
            for at, word in enumerate(text.split())
        ]
        report = {"type": "TurnInfo", "event": event, "turn_index": turn, "transcript": text, "words": words, **fields}
        return page(self.take(self.conversation.recognition_says(json.dumps(report), self.now)))

    def answering(self, question: int = 0) -> "Bench":
        self.command("answer_started", question=question)
        self.take(self.conversation.recognition_opened(self.now))
        return self

    def speak(self, frames: int = 1, wire: bytes = WIRE) -> list[Route]:
        """So many times 100 ms of the microphone, in no time."""
        routes = [self.conversation.microphone(wire, len(FRAME), self.now) for _ in range(frames)]
        if Route.RELEASE in routes:
            self.take(self.conversation.release(self.now))
        return routes

    def speaks(self, seconds: float, wire: bytes = LOUD) -> list[Route]:
        """The microphone, in its own time."""
        routes = []
        for _ in range(round(seconds * 10)):
            self.passes(0.1)
            routes += self.speak(1, wire)
        return routes

    def passes(self, seconds: float) -> list[do.Effect]:
        """Let time pass, waking the conversation when it asks for it."""
        until = self.now + seconds
        woken: list[do.Effect] = []
        while (deadline := self.conversation.deadline()) <= until:
            self.now = max(self.now, deadline)
            effects = self.conversation.due(self.now)
            assert effects or self.leaving, "woken for nothing"
            woken += self.take(effects)
        self.now = until
        return woken

    def of(self, kind: type) -> list[Any]:
        return [effect for effect in self.done if isinstance(effect, kind)]

    def upstream(self) -> list[dict[str, Any]]:
        return [json.loads(effect.text) for effect in self.of(do.ToAgent)]

    def injected(self) -> list[str]:
        return [message["message"] for message in self.upstream() if message["type"] == "InjectAgentMessage"]

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in page(self.done) if message["type"] == kind]

    def lines(self) -> list[TranscriptLine]:
        """The newest wording of each line."""
        newest = {effect.line.seq: effect.line for effect in self.of(do.StoreLine)}
        return [newest[seq] for seq in sorted(newest)]


def page(effects: list[do.Effect]) -> list[dict[str, Any]]:
    return [json.loads(effect.message.encode()) for effect in effects if isinstance(effect, do.ToPage)]


def types(messages: list[dict[str, Any]]) -> list[str]:
    return [message["type"] for message in messages]

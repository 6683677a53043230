"""The vendor's own client holds a conversation with the stand-in, by settings and injections that the proxy sends."""

import json
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from websockets.exceptions import InvalidStatus

from interview.domain.languages import Language
from local_cloud.simulation.recordings import recording
from local_cloud.simulation.spoken import spoken
from local_cloud.stand_ins.deepgram.agent import REPLIES
from tests.contract.deepgram_client import FRAME_BYTES, PATIENCE, limit, overlap, silence, speech
from tests.stand_ins import StandIn
from voice_proxy_container.protocol import agent

with warnings.catch_warnings():
    # It still asks for a client that the websockets library has put aside.
    warnings.simplefilter("ignore", DeprecationWarning)
    from deepgram import DeepgramClient
    from deepgram.agent.v1.types import (
        AgentV1AgentAudioDone,
        AgentV1AgentStartedSpeaking,
        AgentV1AgentThinking,
        AgentV1ConversationText,
        AgentV1InjectAgentMessage,
        AgentV1LatencyReport,
        AgentV1Settings,
        AgentV1SettingsApplied,
        AgentV1UserStartedSpeaking,
        AgentV1Welcome,
    )
    from deepgram.core.api_error import ApiError
    from deepgram.environment import DeepgramClientEnvironment
    from deepgram.listen.v2.types import ListenV2CloseStream, ListenV2Connected, ListenV2TurnInfo

if TYPE_CHECKING:
    from deepgram.agent.v1.socket_client import V1SocketClient

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

THINK = agent.ThinkModel("openai/gpt-oss-20b", "https://api.groq.com", "a-groq-key")
QUESTION = "What was your hardest bug?"


@pytest.fixture(scope="module")
def stand_in(deepgram_stand_in: StandIn) -> StandIn:
    limit(deepgram_stand_in.url, **PATIENCE)
    return deepgram_stand_in


@pytest.fixture
def client(stand_in: StandIn) -> DeepgramClient:
    return client_of(stand_in, "a key")


def client_of(stand_in: StandIn, key: str) -> DeepgramClient:
    http, sockets = stand_in.url, stand_in.url.replace("http", "ws", 1)
    environment = DeepgramClientEnvironment(base=http, production=sockets, agent=sockets, agent_rest=http)
    return DeepgramClient(api_key=key, environment=environment)


def until(socket: "V1SocketClient", kind: type, **fields: Any) -> tuple[Any, list[Any]]:
    """The next message of a type with these fields, and what came before it."""
    before: list[Any] = []
    while True:
        message = socket.recv()
        if isinstance(message, kind) and all(getattr(message, name) == value for name, value in fields.items()):
            return message, before
        before.append(message)


SAID: dict[Language, Callable[[], tuple[str, bytes]]] = {
    Language.ENGLISH: lambda: (recording("mp4").answer, speech("mp4")),
    Language.GERMAN: lambda: (spoken("projekt").text, spoken("projekt").pcm),
}
"""What somebody says, and its sound."""


@pytest.mark.parametrize("language", Language)
def test_its_client_converses_with_our_settings(client: DeepgramClient, language: Language) -> None:
    said_before = "Welcome back."
    with client.agent.v1.connect() as socket:
        until(socket, AgentV1Welcome)
        socket.send_settings(AgentV1Settings.model_validate(json.loads(agent.settings(THINK, language, [said_before]))))
        until(socket, AgentV1SettingsApplied)

        socket.send_inject_agent_message(
            AgentV1InjectAgentMessage.model_validate(json.loads(agent.inject(QUESTION, "queue")))
        )
        until(socket, AgentV1ConversationText, role="assistant", content=QUESTION)
        _, sounds = until(socket, AgentV1AgentAudioDone)
        assert sum(len(sound) for sound in sounds if isinstance(sound, bytes)) > 24_000

        said, pcm = SAID[language]()
        for start in range(0, len(pcm), FRAME_BYTES):
            socket.send_media(pcm[start : start + FRAME_BYTES])
        socket.send_media(silence(6))
        until(socket, AgentV1UserStartedSpeaking)
        heard, _ = until(socket, AgentV1ConversationText, role="user")
        assert overlap(heard.content, said) > 0.6
        if language is not Language.ENGLISH:
            return
        until(socket, AgentV1AgentThinking)
        until(socket, AgentV1AgentStartedSpeaking)
        until(socket, AgentV1ConversationText, role="assistant", content=REPLIES[0])
        report, _ = until(socket, AgentV1LatencyReport)
        assert report.total_latency > 0
        socket.send_keep_alive()


def test_its_client_has_speech_recognised(client: DeepgramClient) -> None:
    with client.listen.v2.connect(model="flux-general-en", encoding="linear16", sample_rate="16000") as socket:
        assert isinstance(socket.recv(), ListenV2Connected)
        socket.send_media(speech("mp4") + silence(1))
        socket.send_close_stream(ListenV2CloseStream(type="CloseStream"))
        turns = [message for message in socket if isinstance(message, ListenV2TurnInfo)]
    assert overlap(recording("mp4").answer, max((turn.transcript for turn in turns), key=len)) > 0.6


def test_its_client_is_turned_away_with_a_bad_key(stand_in: StandIn) -> None:
    """The library that its sockets use says so itself: of its newer errors the client knows nothing."""
    with pytest.raises((ApiError, InvalidStatus)) as refused, client_of(stand_in, "an invalid key").agent.v1.connect():
        pass
    assert "401" in str(refused.value)

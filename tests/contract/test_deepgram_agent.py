"""The stand-in's voice agent, talked to as Deepgram's is."""

import copy
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import numpy as np
import pytest
from websockets.exceptions import InvalidStatus

from local_cloud.processes import poll_until
from local_cloud.simulation.recordings import recording
from local_cloud.stand_ins.deepgram.agent import REPLIES, THINKING_S
from local_cloud.stand_ins.stand_in import NAME
from tests.contract.deepgram_client import AGENT, LONG_S, PATIENCE, Client, check, cut, limit, overlap, silence, speech
from tests.stand_ins import StandIn

GREETING = "Hello, and welcome. I will ask you three questions today."
BYTES_A_SECOND = 2 * 24000

SETTINGS: dict[str, Any] = {
    "type": "Settings",
    "audio": {
        "input": {"encoding": "linear16", "sample_rate": 16000},
        "output": {"encoding": "linear16", "sample_rate": 24000, "container": "none"},
    },
    "agent": {
        "listen": {"provider": {"type": "deepgram", "version": "v2", "model": "flux-general-en", "eot_threshold": 0.7}},
        "think": {
            "provider": {"type": "groq", "model": "openai/gpt-oss-20b", "temperature": 0.5},
            "endpoint": {
                "url": "https://api.groq.com/openai/v1/chat/completions",
                "headers": {"authorization": "Bearer k"},
            },
            "prompt": "You acknowledge in a few words.",
        },
        "speak": {"provider": {"type": "deepgram", "model": "aura-2-thalia-en"}},
        "context": {"messages": [{"type": "History", "role": "assistant", "content": "Welcome back."}]},
    },
}


@pytest.fixture
def stand_in(deepgram_stand_in: StandIn) -> Iterator[StandIn]:
    limit(deepgram_stand_in.url, **PATIENCE)
    yield deepgram_stand_in
    deepgram_stand_in.reset()


@pytest.fixture
def client(stand_in: StandIn) -> Iterator[Client]:
    with Client(stand_in.url, AGENT) as client:
        yield client


@pytest.fixture
def agent(client: Client) -> Client:
    """An agent that waits for the first words."""
    return begin(client)


def settings(**agent: Any) -> dict[str, Any]:
    changed = copy.deepcopy(SETTINGS)
    changed["agent"] |= agent
    return changed


def begin(client: Client, **agent: Any) -> Client:
    client.until(type="Welcome")
    wanted = settings(**agent)
    check(AGENT, "subscribe", wanted)
    client.send(**{"kind" if name == "type" else name: value for name, value in wanted.items()})
    client.until(type="SettingsApplied")
    return client


def test_how_long_it_was_open_is_told_once_it_is_closed(stand_in: StandIn) -> None:
    before = len(usage(stand_in))
    with Client(stand_in.url, AGENT) as client:
        begin(client)
        assert len(usage(stand_in)) == before
    assert poll_until(lambda: len(usage(stand_in)) > before, timeout_s=20)
    used = usage(stand_in)[-1]
    assert used["door"] == "agent"
    assert used["began"] < used["ended"]


def usage(stand_in: StandIn) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx.get(f"{stand_in.url}/stand-in/usage").raise_for_status().json()
    return found


class TestTheBeginning:
    def test_is_a_welcome_then_the_settings_then_the_greeting(self, client: Client) -> None:
        begin(client, greeting=GREETING)
        began = time.monotonic()
        client.until(type="ConversationText", role="assistant", content=GREETING)
        client.until(type="AgentAudioDone")
        took_s, length_s = time.monotonic() - began, len(client.sound) / BYTES_A_SECOND
        assert client.received[0]["request_id"].startswith(NAME)
        assert client.kinds() == [
            "Welcome",
            "SettingsApplied",
            "AgentStartedSpeaking",
            "ConversationText",
            "History",
            "AgentAudioDone",
        ]
        assert 2.5 < length_s < 6
        assert took_s > length_s / 2, "sent much faster than it is heard"
        assert np.abs(np.frombuffer(client.sound, "<i2")).max() > 3000

    @pytest.mark.parametrize("key", [None, "", "an invalid key"])
    def test_needs_a_key(self, stand_in: StandIn, key: str | None) -> None:
        with pytest.raises(InvalidStatus) as refused:
            Client(stand_in.url, AGENT, key=key)
        assert refused.value.response.status_code == 401
        assert json.loads(refused.value.response.body)["err_code"] == "INVALID_AUTH"

    @pytest.mark.parametrize(
        "too_early",
        [
            lambda client: client.hear(silence(0.1)),
            lambda client: client.send("InjectAgentMessage", message="Hello."),
        ],
        ids=["sound", "injection"],
    )
    def test_lets_nothing_come_before_the_settings(self, client: Client, too_early: Callable[[Client], None]) -> None:
        client.until(type="Welcome")
        too_early(client)
        assert client.until(type="Error")["code"] == "SETTINGS_EXPECTED"
        assert client.receive() is None

    @pytest.mark.parametrize(
        ("place", "value"),
        [
            (("audio", "input", "sample_rate"), 24000),
            (("audio", "input", "encoding"), "opus"),
            (("audio", "output", "container"), "wav"),
            (("agent", "listen", "provider", "eot_threshold"), 0.95),
            (("agent", "listen", "provider", "version"), "v1"),
            (("agent", "think", "provider", "model"), "openai/gpt-oss-120b"),
            (("agent", "think", "provider", "endpoint"), {"url": "https://example.com", "headers": {}}),
            (("agent", "speak", "provider", "model"), "alloy"),
            (("agent", "instructions"), "Be kind."),
        ],
        ids=lambda part: ".".join(part) if isinstance(part, tuple) else "",
    )
    def test_refuses_settings_that_are_not_the_vendors(
        self, client: Client, place: tuple[str, ...], value: Any
    ) -> None:
        wrong = settings()
        inner = wrong
        for name in place[:-1]:
            inner = inner[name]
        inner[place[-1]] = value
        client.send_text(json.dumps(wrong))
        error = client.until(type="Error")
        assert error["code"] == "UNPARSABLE_CLIENT_MESSAGE"
        assert place[1] in error["description"]
        assert client.receive() is None

    @pytest.mark.parametrize("kind", ["groq", "aws_bedrock"])
    def test_wants_an_endpoint_of_models_that_are_not_the_vendors(self, client: Client, kind: str) -> None:
        think = {"provider": {**SETTINGS["agent"]["think"]["provider"], "type": kind}, "prompt": "Be brief."}
        client.send_text(json.dumps(settings() | {"agent": {**settings()["agent"], "think": think}}))
        error = client.until(type="Error")
        assert (error["code"], "endpoint" in error["description"]) == ("UNPARSABLE_CLIENT_MESSAGE", True)

    @pytest.mark.parametrize("text", ["no JSON", "[]", "{}", '{"type": "Nonsense"}'])
    def test_and_later_gibberish_is_fatal(self, agent: Client, text: str) -> None:
        agent.send_text(text)
        assert agent.until(type="Error")["code"] == "UNPARSABLE_CLIENT_MESSAGE"
        assert agent.receive() is None


class TestInjections:
    def test_in_the_middle_of_a_turn_are_refused(self, agent: Client) -> None:
        agent.send("InjectAgentMessage", message="A first question.")
        agent.send("InjectAgentMessage", message="A second question.")
        agent.until(type="InjectionRefused")
        agent.until(type="AgentAudioDone")
        agent.send("InjectAgentMessage", message="A third question.")
        agent.until(type="ConversationText", content="A third question.")

    def test_wait_their_turn_when_queued(self, agent: Client) -> None:
        agent.send("InjectAgentMessage", message="One.")
        agent.send("InjectAgentMessage", message="Two.", behavior="queue")
        agent.until(type="ConversationText", content="One.")
        agent.until(type="AgentAudioDone")
        agent.until(type="ConversationText", content="Two.")
        agent.until(type="AgentAudioDone")

    def test_interrupt_what_is_said(self, agent: Client) -> None:
        agent.send("InjectAgentMessage", message="This is a very long sentence that nobody will hear the end of.")
        agent.until(type="ConversationText")
        agent.send("InjectAgentMessage", message="Stop.", behavior="interrupt")
        agent.until(type="ConversationText", content="Stop.")
        agent.until(type="AgentAudioDone")
        assert agent.kinds().count("AgentAudioDone") == 1
        assert len(agent.sound) / BYTES_A_SECOND < 2

    def test_of_the_users_words_are_answered(self, agent: Client) -> None:
        agent.send("InjectUserMessage", content="Could you repeat that?")
        agent.until(type="ConversationText", role="user", content="Could you repeat that?")
        agent.until(type="AgentThinking")
        agent.until(type="ConversationText", role="assistant", content=REPLIES[0])
        agent.until(type="AgentAudioDone")

    @pytest.mark.parametrize(
        ("kind", "field", "value"),
        [
            ("UpdatePrompt", "prompt", "Be brief."),
            ("UpdateListen", "listen", SETTINGS["agent"]["listen"]),
            ("UpdateThink", "think", SETTINGS["agent"]["think"]),
            ("UpdateSpeak", "speak", SETTINGS["agent"]["speak"]),
        ],
    )
    def test_of_updates_are_confirmed(self, agent: Client, kind: str, field: str, value: Any) -> None:
        agent.send(kind, **{field: value})
        agent.until(type=kind.removeprefix("Update") + "Updated")


class TestATurn:
    def test_is_heard_and_answered_each_time(self, agent: Client) -> None:
        agent.hear(speech("mp4") + silence(LONG_S))
        agent.until(type="UserStartedSpeaking")
        heard = agent.until(type="ConversationText", role="user")
        agent.until(type="AgentThinking")
        assert overlap(recording("mp4").answer, heard["content"]) > 0.6
        started = agent.until(type="AgentStartedSpeaking")
        assert started["total_latency"] >= started["ttt_latency"] == THINKING_S
        agent.until(type="ConversationText", role="assistant", content=REPLIES[0])
        agent.until(type="AgentAudioDone")
        sentence, _ = cut(speech("incident"), 1.2, 2)
        agent.hear(sentence + silence(LONG_S))
        agent.until(type="ConversationText", role="user")
        agent.until(type="ConversationText", role="assistant", content=REPLIES[1])

    def test_of_the_user_ends_the_agents(self, agent: Client) -> None:
        agent.send("InjectAgentMessage", message="A very long question. " * 5)
        agent.until(type="ConversationText", role="assistant")
        agent.send("InjectAgentMessage", message="Queued.", behavior="queue")
        sentence, _ = cut(speech("incident"), 1.2, 2)
        agent.hear(sentence)
        agent.until(type="UserStartedSpeaking")
        before = len(agent.sound)
        agent.send("InjectAgentMessage", message="Are you there?")
        assert "user" in agent.until(type="InjectionRefused")["message"]
        agent.hear(silence(LONG_S))
        agent.until(type="ConversationText", role="user")
        assert len(agent.sound) == before
        agent.until(type="ConversationText", role="assistant", content=REPLIES[0])
        assert "AgentAudioDone" not in agent.kinds()

    def test_does_not_end_at_a_pause_where_more_confidence_is_asked_for(self, client: Client) -> None:
        patient = {"type": "deepgram", "version": "v2", "model": "flux-general-en", "eot_threshold": 0.9}
        begin(client, listen={"provider": patient})
        first, rest = cut(speech("incident"), 1.2, 2)
        second, _ = cut(rest, 1.2, 2)
        client.hear(first + silence(0.7) + second + silence(1.5))
        client.until(type="AgentAudioDone")
        assert client.kinds().count("UserStartedSpeaking") == 1


class TestTheEnd:
    def test_comes_when_nothing_is_heard_of_the_client(self, stand_in: StandIn) -> None:
        limit(stand_in.url, idle_s=0.5)
        with Client(stand_in.url, AGENT) as client:
            begin(client).send("UpdatePrompt", prompt="Neither sound nor KeepAlive.")
            assert client.until(type="Error")["code"] == "CLIENT_MESSAGE_TIMEOUT"
            assert client.receive() is None

    def test_is_put_off_by_keep_alives(self, stand_in: StandIn) -> None:
        limit(stand_in.url, idle_s=1)
        with Client(stand_in.url, AGENT) as client:
            begin(client)
            until = time.monotonic() + 1.6
            while time.monotonic() < until:
                client.send("KeepAlive")
                with pytest.raises(TimeoutError):
                    client.receive(timeout_s=0.1)

    def test_comes_after_the_longest_session(self, stand_in: StandIn) -> None:
        limit(stand_in.url, session_s=0.5)
        with Client(stand_in.url, AGENT) as client:
            begin(client)
            assert client.until(type="Error")["code"] == "SESSION_TIMEOUT"
            assert client.receive() is None


class TestFailures:
    @pytest.mark.parametrize("status", [401, 429, 503])
    def test_refuse_the_handshake(self, stand_in: StandIn, status: int) -> None:
        stand_in.fail("refuse", target="agent", status=status)
        with pytest.raises(InvalidStatus) as refused:
            Client(stand_in.url, AGENT)
        assert refused.value.response.status_code == status
        with Client(stand_in.url, AGENT) as client:
            begin(client)

    def test_have_no_room(self, stand_in: StandIn) -> None:
        stand_in.fail("full", target="agent")
        with pytest.raises(InvalidStatus) as refused:
            Client(stand_in.url, AGENT)
        assert refused.value.response.status_code == 429
        assert json.loads(refused.value.response.body)["err_code"] == "TOO_MANY_REQUESTS"

    def test_close_in_mid_word(self, stand_in: StandIn) -> None:
        stand_in.fail("cut", target="agent")
        with Client(stand_in.url, AGENT) as client:
            begin(client, greeting=GREETING).until_closed()
            assert client.close_code == 1011
            assert 0 < len(client.sound) < BYTES_A_SECOND

    def test_drop_the_connection(self, stand_in: StandIn) -> None:
        stand_in.fail("drop", target="agent", after_s=0.5)
        with Client(stand_in.url, AGENT) as client:
            begin(client).until_closed()
            assert client.close_code is None

    def test_fall_silent_without_closing(self, stand_in: StandIn) -> None:
        stand_in.fail("stall", target="agent", after_s=0.3)
        with Client(stand_in.url, AGENT) as client:
            begin(client)
            for _ in range(3):
                with pytest.raises(TimeoutError):
                    client.receive(timeout_s=0.3)
                client.send("UpdatePrompt", prompt="Are you there?")

    def test_send_what_is_no_json(self, stand_in: StandIn) -> None:
        stand_in.fail("garbage", target="agent")
        with Client(stand_in.url, AGENT) as client, pytest.raises(ValueError, match="Unterminated"):
            client.receive()

    def test_take_their_time(self, stand_in: StandIn) -> None:
        stand_in.fail("slow", target="agent", delay_s=0.3)
        with Client(stand_in.url, AGENT) as client:
            began = time.monotonic()
            begin(client)
            assert time.monotonic() - began > 0.5

    def test_that_do_not_exist_are_refused(self, stand_in: StandIn) -> None:
        failures = [{"kind": "wrong_schema", "target": "agent"}, {"kind": "drop", "target": "nobody"}]
        for failure in failures:
            assert httpx.post(f"{stand_in.url}/stand-in/failures", json=failure).status_code == 400

"""A scripted Deepgram: both sockets, obeying the protocol, misbehaving when told, remembering all it was sent."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import ServerConnection, serve

SENTENCE_SOUND = [b"\x11\x11" * 1200, b"\x22\x22" * 1200]
"""50 ms of the agent's voice, twice."""
REPLY_SOUND = b"\x66\x66" * 1200
"""What the agent says by itself."""
REQUEST_ID = "6c1f7d3e-1e9b-4d0c-9d2e-0d7a3d4c5b6a"
FRAME_S = 0.1


@dataclass
class Vendor:
    """`words` are heard one a frame of sound, a turn ends after `turn_frames` of them."""

    url: str = ""
    key: str = "a-key"
    agent_status: int | None = None
    """What the agent's handshake is answered, if not well."""
    listen_status: int | None = None
    never_applies: bool = False
    mumbles: bool = False
    """Whether the agent replies to every frame of sound, and by itself when it is kept alive."""
    drop_agent_at_injection: bool = False
    drop_listen_after: int | None = None
    """Frames after which recognition breaks off, once."""
    hold_last_words: bool = False
    turn_frames: int = 4
    texts: list[dict[str, Any]] = field(default_factory=list)
    agent_texts: list[dict[str, Any]] = field(default_factory=list)
    listen_texts: list[dict[str, Any]] = field(default_factory=list)
    listen_paths: list[str] = field(default_factory=list)
    agent_sound: int = 0
    listen_sound: int = 0
    heard: int = 0
    agent_sockets: list[ServerConnection] = field(default_factory=list)

    @property
    def agent_url(self) -> str:
        return f"{self.url}/v1/agent/converse"

    @property
    def listen_url(self) -> str:
        return f"{self.url}/v2/listen"

    def injected(self) -> list[str]:
        return [text["message"] for text in self.agent_texts if text["type"] == "InjectAgentMessage"]

    def settings(self) -> list[dict[str, Any]]:
        return [text for text in self.agent_texts if text["type"] == "Settings"]

    def refuse(self, connection: ServerConnection, request: Request) -> Response | None:
        is_agent = request.path.startswith("/v1/agent")
        status = self.agent_status if is_agent else self.listen_status
        if request.headers.get("Authorization") != f"Token {self.key}":
            status = 401
        return connection.respond(HTTPStatus(status), "") if status else None

    def serve(self, socket: ServerConnection) -> None:
        assert socket.request
        try:
            if socket.request.path.startswith("/v1/agent"):
                self.agent_sockets.append(socket)
                self._agent(socket)
            else:
                self.listen_paths.append(socket.request.path)
                self._listen(socket)
        except ConnectionClosed:
            return

    def _agent(self, socket: ServerConnection) -> None:
        _send(socket, type="Welcome", request_id=REQUEST_ID)
        for frame in socket:
            if isinstance(frame, bytes):
                self.agent_sound += len(frame)
                if self.mumbles:
                    self._speak(socket, "Of course.", [REPLY_SOUND])
                continue
            message = json.loads(frame)
            self.agent_texts.append(message)
            if message["type"] == "Settings" and not self.never_applies:
                _send(socket, type="SettingsApplied")
                _send(socket, type="SomethingNew", value=1)
            elif message["type"] == "InjectAgentMessage":
                if self.drop_agent_at_injection:
                    self.drop_agent_at_injection = False
                    socket.socket.close()
                    return
                if self.mumbles:
                    self._speak(socket, "Of course.", [REPLY_SOUND])
                self._speak(socket, message["message"], SENTENCE_SOUND)

    def _speak(self, socket: ServerConnection, sentence: str, sound: list[bytes]) -> None:
        _send(socket, type="ConversationText", role="assistant", content=sentence)
        _send(socket, type="AgentStartedSpeaking", total_latency=0.1, tts_latency=0.1, ttt_latency=0.0)
        for piece in sound:
            socket.send(piece)
        _send(socket, type="AgentAudioDone")

    def _listen(self, socket: ServerConnection) -> None:
        sequence = turn = frames = 0
        words: list[dict[str, Any]] = []

        def report(event: str) -> None:
            nonlocal sequence
            sequence += 1
            _send(
                socket,
                type="TurnInfo",
                request_id=REQUEST_ID,
                sequence_id=sequence,
                event=event,
                turn_index=turn,
                audio_window_start=0.0,
                audio_window_end=frames * FRAME_S,
                transcript=" ".join(word["word"] for word in words),
                words=words,
                end_of_turn_confidence=0.9,
            )

        _send(socket, type="Connected", request_id=REQUEST_ID, sequence_id=0)
        for frame in socket:
            if isinstance(frame, str):
                message = json.loads(frame)
                self.listen_texts.append(message)
                if message["type"] == "CloseStream":
                    if self.hold_last_words:
                        continue
                    if words:
                        report("EndOfTurn")
                    return
                continue
            self.listen_sound += len(frame)
            words.append(
                {
                    "word": f"word{self.heard}",
                    "confidence": 0.9,
                    "start": round(frames * FRAME_S, 3),
                    "end": round((frames + 1) * FRAME_S, 3),
                }
            )
            frames += 1
            self.heard += 1
            report("StartOfTurn" if len(words) == 1 else "Update")
            if len(words) == self.turn_frames:
                report("EndOfTurn")
                turn, words = turn + 1, []
            if self.drop_listen_after is not None and frames >= self.drop_listen_after:
                self.drop_listen_after = None
                socket.socket.close()
                return


@contextmanager
def scripted_vendor(port: int) -> Iterator[Vendor]:
    vendor = Vendor(url=f"ws://127.0.0.1:{port}")
    with serve(vendor.serve, "127.0.0.1", port, process_request=vendor.refuse, compression=None) as server:
        thread = threading.Thread(target=server.serve_forever, name="vendor")
        thread.start()
        try:
            yield vendor
        finally:
            server.shutdown()
            thread.join()


def _send(socket: ServerConnection, **message: Any) -> None:
    socket.send(json.dumps(message))

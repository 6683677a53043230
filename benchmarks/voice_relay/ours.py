"""The voice proxy itself, with an admission that lets everybody in: no database, no secrets, no limit of rate.

python -m benchmarks.voice_relay.ours PORT AGENT_URL
"""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast
from uuid import uuid4

import uvloop
from websockets.http11 import Request

from interview.domain.sessions.session import Session
from interview.wiring.voice import Voice
from voice_proxy_container.admission import ConversationContext
from voice_proxy_container.conversation.rate_limit import Rate
from voice_proxy_container.protocol.agent import ThinkModel
from voice_proxy_container.relay import Deepgram
from voice_proxy_container.server import VoiceServer

UNLIMITED = Rate(bytes_a_second=1e12, burst_bytes=1e12)
MAX_OPEN = 10_000


class OpenAdmission:
    """Everybody is a candidate in the middle of an interview of five questions."""

    def __init__(self, agent_url: str) -> None:
        models = ThinkModel("openai/gpt-oss-20b", "https://api.groq.com", "a-groq-key")
        self._deepgram = Deepgram("a-key", agent_url, agent_url, models)
        self._voice = cast(
            "Voice",
            SimpleNamespace(
                store_transcript_lines=lambda _: set(),
                name_voice=lambda *_: None,
                meter=SimpleNamespace(add=lambda _: None),
            ),
        )

    def missing(self) -> list[str]:
        return []

    def admit(self, request: Request) -> ConversationContext:
        now = datetime.now(UTC)
        session = Session.model_validate(
            {
                "id": uuid4(),
                "organisation_id": uuid4(),
                "template_id": uuid4(),
                "template_title": "Backend engineer",
                "questions": [{"text": f"What was your hardest bug of {year}?"} for year in range(2021, 2026)],
                "candidate_name": "Ada Lovelace",
                "state": "in_progress",
                "link_token_hash": uuid4().hex * 2,
                "expires_at": now + timedelta(days=1),
                "created_at": now,
            }
        )
        return ConversationContext(session, self._voice, self._deepgram)


async def serve(port: int, agent_url: str) -> None:
    server = VoiceServer("127.0.0.1", port, OpenAdmission(agent_url), rate=UNLIMITED, max_conversations=MAX_OPEN)
    await server.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), sys.argv[2]))

"""Who may converse, and with what: asks the database and the secrets, so everything here is called in a thread."""

from collections.abc import Container, Sequence
from math import inf
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from websockets.http11 import Request

from interview.adapters.secrets import secret
from interview.domain.languages import vocabulary
from interview.domain.sessions.follow_ups import known_words
from interview.domain.sessions.session import BegunConversation, Session
from interview.errors import ForbiddenError, SignInRequiredError
from interview.wiring import voice as wiring
from interview.wiring.voice import Voice
from voice_proxy_container.health import checks, missing
from voice_proxy_container.protocol.agent import ThinkModel
from voice_proxy_container.relay import Deepgram
from voice_proxy_container.settings import VoiceProxySettings
from voice_proxy_container.speech_only import Speaker, Spoken, cost_s, sentence

__all__ = ["Admission", "ConversationContext"]


class ConversationContext(NamedTuple):
    """What a conversation is made of."""

    session: Session
    voice: Voice
    deepgram: Deepgram
    said_before: Sequence[str] = ()
    """What the agent has said in an earlier conversation of the interview."""
    number: int = 0
    """Of the interview's conversations the one with the highest counts."""
    vendor_left_s: float = inf
    """How long it may use the vendor."""

    @property
    def conversation(self) -> BegunConversation:
        return BegunConversation(self.session.permit, self.number)


class Admission:
    """Secrets and database are asked at the first request that needs them: a first deploy starts without either and
    answers 503 with what is missing."""

    def __init__(self, settings: VoiceProxySettings) -> None:
        self._settings = settings
        self._checks = checks(settings)

    def missing(self) -> list[str]:
        """Why no conversation can be held; empty when one can."""
        return missing(self._checks)

    def admit(self, request: Request) -> ConversationContext:
        """Let in whoever a request's ticket names. Raises a ColloquyError, whose `status` is the answer."""
        voice = wiring.voice(self._settings)
        deepgram = self._deepgram()
        if not _is_one_of(request.headers.get_all("Origin"), self._settings.origins):
            raise ForbiddenError("Only the interview's own pages may open this socket.")
        if not _is_one_of([each.lower() for each in request.headers.get_all("Upgrade")], ("websocket",)):
            raise SignInRequiredError("this is no WebSocket handshake")
        (ticket, *_) = parse_qs(urlsplit(request.path).query).get("ticket", [""])
        session = voice.redeem_ticket(ticket)
        said_before = voice.recall_conversation(session)
        begun = voice.begin_conversation(session)
        return ConversationContext(session, voice, deepgram, said_before, begun.number, voice.meter.left_s(session.id))

    def admit_speech(self, request: Request) -> Spoken:
        """Who says what, to a request for speech alone. Raises a ColloquyError, whose `status` is the answer."""
        voice = wiring.voice(self._settings)
        settings = self._settings
        key = secret(settings.deepgram_secret_arn, "Deepgram")
        query = urlsplit(request.path).query
        session = voice.redeem_ticket(parse_qs(query).get("ticket", [""])[0])
        words = vocabulary(session.language)
        known = known_words(session.questions, session.current_question_index)
        text = sentence(query, known, words.phrases.practice_question)
        voice.meter.take(session.id, cost_s(text))
        return Spoken(session.id, Speaker(settings.deepgram_api_url, key, words.speech.voice), text)

    def _deepgram(self) -> Deepgram:
        settings = self._settings
        return Deepgram(
            key=secret(settings.deepgram_secret_arn, "Deepgram"),
            interviewer_url=settings.deepgram_agent_url if settings.voice_agent else settings.deepgram_api_url,
            listen_url=settings.deepgram_listen_url,
            think=ThinkModel(
                settings.think_model, settings.groq_base_url, secret(settings.groq_secret_arn, "the agent")
            ),
            converses=settings.voice_agent,
        )


def _is_one_of(given: Sequence[str], expected: Container[str]) -> bool:
    """A header that is sent twice says nothing."""
    return len(given) == 1 and given[0] in expected

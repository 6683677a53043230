"""Recognition without an agent: the microphone goes up, words come down, nothing is stored. No I/O."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from interview.domain.clock import Clock, utc_now
from interview.domain.sessions.session import Session
from voice_proxy_container.conversation.answer_transcript import AnswerTranscript
from voice_proxy_container.conversation.conversation import Conversation, Phase
from voice_proxy_container.conversation.effects import Effect, ToPage
from voice_proxy_container.protocol import agent, page

__all__ = ["RecognitionOnly"]

MAX_LENGTH_S = 600.0


class RecognitionOnly(Conversation):
    """A conversation that is one long answer to nothing, and ends after ten minutes or with the page."""

    def __init__(
        self,
        session: Session,
        think: agent.ThinkModel,
        *,
        now: float,
        clock: Clock = utc_now,
        new_stream: Callable[[], str] = lambda: uuid4().hex,
    ) -> None:
        super().__init__(session, think, now=now, clock=clock, new_stream=new_stream, max_length_s=MAX_LENGTH_S)

    def begin(self) -> list[Effect]:
        self.phase = Phase.ANSWERING
        take = AnswerTranscript(self._session_id, None, self._new_stream(), self._clock)
        opening = self._hearing.begin(take, partial(page.Transcript, question=None))
        return [ToPage(page.Ready(agent=False, recognition=True)), *opening]

    def _obey(self, command: page.Request, now: float) -> list[Effect]:  # noqa: ARG002
        raise page.CommandError("wrong_order")

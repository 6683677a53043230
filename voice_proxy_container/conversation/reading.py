"""Our sentences without the agent: read aloud by Deepgram's voice alone, which hears nothing. No I/O."""

from collections.abc import Sequence

from interview.domain.languages import Language
from voice_proxy_container.conversation.agent_session import EXPECTED_FOR_S, AgentSession
from voice_proxy_container.conversation.effects import CloseAgent, CountSpeech, Effect, ToAgent
from voice_proxy_container.protocol import agent, speaking

__all__ = ["Reading"]


class Reading(AgentSession):
    """Who speaks to it between two answers is not heard, and interrupts nothing.

    Its socket is open while something is to be said or soon may be: it is paid by the character, but nobody promises
    that a silent one stays. It reports no sentence before it says it: they come in the order in which they were sent.
    """

    quiet = "quiet"

    def __init__(
        self, think: agent.ThinkModel, language: Language, now: float, said_before: Sequence[str] = ()
    ) -> None:
        super().__init__(think, language, now, said_before)
        self._sent: list[str] = []
        """What the socket is to say; the first of it is being said."""
        self._uncounted: list[CountSpeech] = []
        """What of it waits to be counted, one after the other: it is paid by the character."""
        self._clearing = 0

    @property
    def answers(self) -> bool:
        return False

    def unmute(self) -> list[Effect]:
        self._muted = False
        return []

    def opened(self, now: float) -> list[Effect]:
        self._sent.clear()
        self._uncounted.clear()
        self._clearing = 0
        self._last_activity = now
        return self._applied(now)

    def sound(self, now: float) -> bool:
        return super().sound(now) and not self._clearing

    def counted(self, speech: CountSpeech, now: float, *, allowed: bool) -> list[Effect]:
        if not self._uncounted or self._uncounted[0] is not speech:
            return []  # the candidate has gone on, or the socket was lost
        self._uncounted.pop(0)
        if not allowed:
            return [CloseAgent(), *self.lost(now, refused=True, used_up=True)]
        self._last_activity = now
        return [*(ToAgent(message) for message in speaking.say(speech.text)), *self._uncounted[:1]]

    def says(self, text: str, now: float) -> list[Effect]:
        message = speaking.parse(text)
        match message:
            case speaking.Flushed():
                self._last_activity = now
                return [*([] if self._clearing else self._said_all()), *self._settle(now)]
            case speaking.Cleared():
                self._last_activity = now
                self._clearing = max(0, self._clearing - 1)
                return []
            case _:
                return self.message(message, now)

    def _needed(self, now: float) -> bool:
        return self.busy or self._expected_at <= now < self._expected_at + EXPECTED_FOR_S

    def _inject(self, text: str, behavior: agent.Behavior) -> list[Effect]:
        effects: list[Effect] = []
        if behavior == "interrupt":
            self._sent.clear()
            self._uncounted.clear()
            self._clearing += 1
            effects = [ToAgent(speaking.clear())]
        self._sent.append(text)
        self._uncounted.append(CountSpeech(text))
        effects += self._uncounted if len(self._uncounted) == 1 else []
        return effects if len(self._sent) > 1 else [*effects, *self._reports(text)]

    def _keep_alive(self) -> list[Effect]:
        return []

    def _said_all(self) -> list[Effect]:
        """Of the first sentence: the next one is being said now."""
        del self._sent[:1]
        finished = self._finished()
        return [*finished, *(self._reports(self._sent[0]) if self._sent else [])]

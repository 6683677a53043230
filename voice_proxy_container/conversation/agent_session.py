"""What the agent says: our sentences in their order, and text where it cannot speak. No I/O.

Its socket is open while it is to speak or to listen, and closed while the candidate answers (`_needed`): the vendor is
paid by the minute, and has a limited number for an account. It is opened again when an answer seems to be over.

A sentence of ours is injected, and recognised again by the text that the agent reports before it speaks. Only such
sentences are heard. The agent replies to whatever it hears, and nothing turns that off: what it says by itself is
dropped, for it would thank a candidate whose words nobody records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf

from interview.domain.languages import Language
from voice_proxy_container.conversation.effects import (
    CloseAgent,
    Count,
    CountSpeech,
    Effect,
    Log,
    Measure,
    OpenAgent,
    ToAgent,
    ToPage,
)
from voice_proxy_container.conversation.sentences import is_back_channel, plain
from voice_proxy_container.protocol import agent, page

__all__ = ["EXPECTED_FOR_S", "AgentSession"]

KEEP_ALIVE_S = 8.0
APPLY_TIMEOUT_S = 5.0
STALLED_S = 8.0
"""How long an injected sentence may keep us waiting for anything at all."""
MAX_LISTENING_S = 20.0
"""How long it may when the candidate is speaking."""
REPLY_TIMEOUT_S = 8.0
"""How long the agent may take for what it always does: to say what it heard, then to answer that."""
TRIES_AGAIN_AFTER_S = (0.5, 1.0, 2.0)
TRIES_LATER_AFTER_S = 30.0
STEADY_S = 60.0
"""A socket that held so long earns a full set of tries again."""
SAYS_AGAIN_AFTER_S = 3.0
"""How long an interruption may last before what it made the agent forget is said all the same."""
STILL_SPEAKS_S = 1.0
"""Since the last loud sound."""
MAX_GARBLED = 3
"""Messages in a row that are none."""
EXPECTED_FOR_S = 15.0
"""How long the agent is kept at hand where an answer seems to be over: the longest silence that ends one."""
MIN_WORDS_OF_A_PART = 4
REMEMBERED = 10
MAX_WAITING = 6

DOWN = "The interviewer's voice is away for the moment. Questions come as text: read, and answer as before."
USED_UP = "The voice has been on for very long. Questions come as text from here on: read, and answer as before."
FULL = "All voices are taken at the moment. Questions come as text: read, and answer as before."


class Link(Enum):
    """How it stands with the agent's socket."""

    CONNECTING = "connecting"
    UP = "up"
    CLOSED = "closed"
    """As nobody needs it."""
    RECONNECTING = "reconnecting"
    DOWN = "down"


@dataclass
class _Sentence:
    """`unheard` is what the agent has not reported yet of a sentence of ours; its own ones have none."""

    text: str
    ours: bool
    refused: bool = False
    sounded: bool = False
    unheard: str = ""

    def is_reported_by(self, said: str) -> bool:
        """Whether these words are the sentence, or a part of it long enough not to be a mere "thank you"."""
        part = said.count(" ") + 1 >= MIN_WORDS_OF_A_PART and said in self.unheard
        if not said or not (part or said == self.unheard):
            return False
        self.unheard = self.unheard.partition(said)[2].strip()
        return True


class AgentSession:
    """`muted` is set while the candidate answers. `clock` figures are seconds of any monotonic clock."""

    quiet: page.AgentState = "listening"
    """What it is shown to do while it says nothing."""

    def __init__(
        self, think: agent.ThinkModel, language: Language, now: float, said_before: Sequence[str] = ()
    ) -> None:
        self.link = Link.CONNECTING
        self._think = think
        self._language = language
        self._waiting: list[_Sentence] = []
        self._current: _Sentence | None = None
        self._owes_done = False
        self._muted = False
        self._expected_at = inf
        """When the answer that is being given seems to be over."""
        self._user_speaks = False
        self._shown: page.AgentState | None = None
        self._said = list(said_before)[-REMEMBERED:]
        self._cut: _Sentence | None = None
        """What the candidate interrupted, until it is known whether they meant it."""
        self._tries = self._garbled = 0
        self._applied_by = self._say_again_at = self._reply_by = inf
        self._up_since = self._last_activity = self._last_sent = now
        self._last_loud = float("-inf")

    @property
    def answers(self) -> bool:
        """Whether sound may be sent to the agent."""
        return self.link is Link.UP

    @property
    def saying_ours(self) -> bool:
        """Whether a sentence of ours can be heard right now."""
        return self._says_ours and self._current is not None and self._current.sounded

    @property
    def _says_ours(self) -> bool:
        return self._current is not None and self._current.ours

    @property
    def busy(self) -> bool:
        """Whether something of ours is being said, or waits."""
        return bool(self._waiting) or self._says_ours

    @property
    def rests(self) -> bool:
        """Whether nobody is in mid-sentence, and none is owed."""
        owed = self._waiting or self._current or self._cut or self._reply_by < inf
        return not (owed or self._user_speaks)

    def begin(self) -> list[Effect]:
        return [OpenAgent(), *self._show("connecting")]

    def say(self, text: str, now: float) -> list[Effect]:
        """Have a sentence said, after those that are waiting and in place of one that is being heard; in text where the
        agent cannot."""
        if self.link in (Link.RECONNECTING, Link.DOWN):
            return [ToPage(page.Caption(text=text)), ToPage(page.AudioDone())]
        if any(sentence.ours and sentence.text == text for sentence in (self._current, *self._waiting) if sentence):
            return []  # it is being said, or will be
        if self.saying_ours:
            return self._say_instead(text, now)
        if len(self._waiting) >= MAX_WAITING:
            return [ToPage(page.VoiceError(code="too_many", message="The agent has enough to say."))]
        self._waiting.append(_Sentence(text, ours=True, unheard=plain(text)))
        self._owes_done = True
        if self.link is not Link.UP:
            return self._reopen()
        if not (self._current or len(self._waiting) > 1):
            self._last_activity = now
        return self._inject(text, "queue")

    def _say_instead(self, text: str, now: float) -> list[Effect]:
        """The candidate has gone on from what is being said: what still comes of it is not heard."""
        self._waiting = [_Sentence(text, ours=True, unheard=plain(text))]
        self._current = _Sentence("", ours=False)
        self._owes_done = True
        self._last_activity = now
        return self._inject(text, "interrupt")

    def mute(self) -> list[Effect]:
        """The candidate answers: what is being said or waits is cut."""
        self._muted = True
        self._user_speaks = False
        self._say_again_at = self._reply_by = inf
        self._cut = None
        self._waiting.clear()
        self._current = None
        self._expected_at = inf
        return [*self._done(), *self._show_quiet(), *self._let_go()]

    def unmute(self) -> list[Effect]:
        """The agent is to listen."""
        self._muted = False
        return self._reopen()

    def expect(self, at: float, now: float) -> list[Effect]:
        """The answer seems to be over then: the agent is to be there. `inf`: it goes on."""
        self._expected_at = at if now < at + EXPECTED_FOR_S else inf
        return self._settle(now)

    def sound_sent(self, now: float, *, loud: bool) -> None:
        """The microphone's sound went to the agent."""
        self._last_sent = now
        if loud:
            self._last_loud = now

    def opened(self, now: float) -> list[Effect]:
        self._applied_by = now + APPLY_TIMEOUT_S
        return [ToAgent(agent.settings(self._think, self._language, tuple(self._said)))]

    def sound(self, now: float) -> bool:
        """The agent sent sound: whether the candidate is to hear it."""
        self._last_activity = now
        self._reply_by = inf
        if self._current is None:
            self._current = _Sentence("", ours=False)
        self._current.sounded = True
        return self._current.ours

    def says(self, text: str, now: float) -> list[Effect]:
        """A text frame of the socket."""
        return self.message(agent.parse(text), now)

    def counted(self, speech: CountSpeech, now: float, *, allowed: bool) -> list[Effect]:  # noqa: ARG002
        """A sentence was counted that a voice says which is paid by the character: an agent is not."""
        return []

    def message(self, message: agent.Message, now: float) -> list[Effect]:
        return [*self._heed(message, now), *self._settle(now)]

    def _heed(self, message: agent.Message, now: float) -> list[Effect]:
        self._last_activity = now
        self._garbled = self._garbled + 1 if isinstance(message, agent.Garbled) else 0
        match message:
            case agent.SettingsApplied():
                return self._applied(now)
            case agent.ConversationText(role="assistant", content=content):
                return self._reports(content)
            case agent.ConversationText(content=content):
                return self._user_has_spoken(content, now)
            case agent.UserStartedSpeaking():
                return self._interrupted(now)
            case agent.AgentThinking():
                self._reply_by = now + REPLY_TIMEOUT_S if self._reply_by < inf else inf
                return self._show("thinking") if self.busy else []
            case agent.LatencyReport():
                return _measured(message)
            case agent.AgentStartedSpeaking():
                return self._show("speaking") if self._says_ours else []
            case agent.AgentAudioDone():
                return self._finished()
            case agent.InjectionRefused():
                return self._refused()
            case agent.Warning(code=code):
                return [Log("voice_agent_warning", {"code": code[:100]})]
            case agent.Error(code=code):
                return [Log("voice_agent_error", {"code": code[:100]}), CloseAgent(), *self.lost(now)]
            case agent.Garbled() if self._garbled >= MAX_GARBLED:
                return [Log("voice_agent_garbled", {"upstream": "agent"}), CloseAgent(), *self.lost(now)]
            case _:
                return []

    def lost(self, now: float, *, refused: bool = False, full: bool = False, used_up: bool = False) -> list[Effect]:
        """The socket is gone, or never came: what was to be said is shown, and another try is made unless refused.
        `full`: the vendor's account has no room. `used_up`: the interview has had its time, which is no fault."""
        if self.link is Link.CLOSED:
            return []
        self._applied_by = self._say_again_at = self._reply_by = inf
        self._garbled = 0
        if self.link is Link.DOWN:
            return [] if refused else [OpenAgent(TRIES_LATER_AFTER_S)]
        if self.link is Link.UP and now - self._up_since >= STEADY_S:
            self._tries = 0
        effects: list[Effect] = [ToPage(page.Caption(text=sentence.text)) for sentence in self._unsaid()]
        self._user_speaks = False
        effects += self._done()
        if not refused and self._tries < len(TRIES_AGAIN_AFTER_S):
            self.link = Link.RECONNECTING
            self._tries += 1
            return [*effects, *self._show("connecting"), OpenAgent(TRIES_AGAIN_AFTER_S[self._tries - 1])]
        self.link = Link.DOWN
        code: page.ErrorCode = "agent_full" if full else "agent_down"
        error = page.VoiceError(code=code, message=FULL if full else USED_UP if used_up else DOWN)
        effects += [*self._show("down"), ToPage(error)]
        effects += [] if used_up else [Count("AgentDown")]
        return effects if refused else [*effects, OpenAgent(TRIES_LATER_AFTER_S)]

    def leave(self) -> list[Effect]:
        """The task ends: what was to be said is shown."""
        effects: list[Effect] = [ToPage(page.Caption(text=sentence.text)) for sentence in self._unsaid()]
        return [*effects, *self._done()]

    def deadline(self) -> float:
        """When `due` has something to do at the latest."""
        if self.link is Link.CLOSED:
            return self._expected_at
        if self.link is not Link.UP:
            return self._applied_by
        let_go_at = inf if not self._muted or self.busy else self._expected_at + EXPECTED_FOR_S
        return min(self._last_sent + KEEP_ALIVE_S, self._stalled_at(), self._say_again_at, let_go_at)

    def due(self, now: float) -> list[Effect]:
        stalled_at = self._applied_by if self.link is not Link.UP else self._stalled_at()
        if now >= stalled_at:
            return [Log("voice_agent_stalled", {"upstream": "agent"}), CloseAgent(), *self.lost(now)]
        effects = self._settle(now)
        if self.link is not Link.UP:
            return effects
        if now >= self._say_again_at:
            effects += self._settle_interruption(now, meant=now < self._last_loud + STILL_SPEAKS_S)
        if now >= self._last_sent + KEEP_ALIVE_S:
            self._last_sent = now
            effects += self._keep_alive()
        return effects

    def _needed(self, now: float) -> bool:
        """Whether the agent is to listen, has something of ours to say, or soon may have."""
        return not self._muted or self.busy or self._expected_at <= now < self._expected_at + EXPECTED_FOR_S

    def _settle(self, now: float) -> list[Effect]:
        """Have the socket open where the agent is needed, and nowhere else."""
        if self._needed(now):
            return self._reopen()
        if now >= self._expected_at:
            self._expected_at = inf
        return self._let_go()

    def _reopen(self) -> list[Effect]:
        if self.link is not Link.CLOSED:
            return []
        self.link = Link.CONNECTING
        self._tries = 0
        return [OpenAgent()]

    def _let_go(self) -> list[Effect]:
        if self.link is not Link.UP:
            return []
        self.link = Link.CLOSED
        self._current = None
        return [CloseAgent()]

    def _settle_interruption(self, now: float, *, meant: bool) -> list[Effect]:
        """What was cut is over where the candidate meant it, and said again where not; what waits is said all the same:
        an interruption makes the agent forget it."""
        cut, self._cut = self._cut, None
        if cut and not meant:
            cut.sounded = False
            cut.unheard = plain(cut.text)
            self._waiting.insert(0, cut)
            self._owes_done = True
        return [*self._say_again(now), *self._done()]

    def _say_again(self, now: float) -> list[Effect]:
        """Inject what waits once more: an interruption makes the agent forget it."""
        if self._say_again_at == inf:
            return []
        self._say_again_at = inf
        self._last_activity = now
        return self._inject_waiting()

    def _inject(self, text: str, behavior: agent.Behavior) -> list[Effect]:
        return [ToAgent(agent.inject(text, behavior))]

    def _inject_waiting(self) -> list[Effect]:
        return [effect for sentence in tuple(self._waiting) for effect in self._inject(sentence.text, "queue")]

    def _keep_alive(self) -> list[Effect]:
        return [ToAgent(agent.keep_alive())]

    def _stalled_at(self) -> float:
        """When the agent has kept silent for too long: about a sentence of ours, about what it hears, or about what it
        has heard."""
        at = self._reply_by
        if self.busy:
            at = min(at, self._last_activity + (MAX_LISTENING_S if self._user_speaks else STALLED_S))
        if self._user_speaks:
            at = min(at, max(self._last_activity, self._last_loud) + REPLY_TIMEOUT_S)
        return at

    def _unsaid(self) -> list[_Sentence]:
        """What was to be said, and is forgotten by this."""
        unsaid = [*([self._cut] if self._cut else []), *self._waiting]
        self._waiting.clear()
        self._current = self._cut = None
        return unsaid

    def _applied(self, now: float) -> list[Effect]:
        if self.link in (Link.UP, Link.CLOSED):
            return []
        self.link = Link.UP
        self._applied_by = inf
        self._up_since = self._last_sent = now
        return [*self._show(self.quiet), *self._inject_waiting()]

    def _reports(self, content: str) -> list[Effect]:
        """The agent is about to say this, which may be a part of a sentence of ours."""
        self._reply_by = inf
        said = plain(content)
        for sentence in self._candidates():
            if sentence.is_reported_by(said):
                if sentence is self._current:
                    return []
                self._waiting.remove(sentence)
                self._current = sentence
                self._said = [*self._said, sentence.text][-REMEMBERED:]
                return [ToPage(page.Caption(text=sentence.text)), *self._show("speaking")]
        self._current = _Sentence(content, ours=False)
        return []

    def _candidates(self) -> Iterator[_Sentence]:
        if self._current and self._current.ours:
            yield self._current
        yield from tuple(self._waiting)

    def _user_has_spoken(self, said: str, now: float) -> list[Effect]:
        """The agent heard a whole turn, and will answer it."""
        if self._muted:
            return []
        self._reply_by = now + REPLY_TIMEOUT_S
        if not self._user_speaks:
            return []
        self._user_speaks = False
        meant = not is_back_channel(said, self._language)
        return [ToPage(page.SpeechEnded()), *self._settle_interruption(now, meant=meant)]

    def _interrupted(self, now: float) -> list[Effect]:
        if self._muted:
            return []
        self._user_speaks = True
        self._reply_by = inf
        if self.saying_ours:
            self._cut = self._current
        self._current = None
        if self._waiting or self._cut:
            self._say_again_at = now + SAYS_AGAIN_AFTER_S
        return [ToPage(page.SpeechStarted()), *self._done(), *self._show("listening")]

    def _finished(self) -> list[Effect]:
        if self._current and self._current.ours and not self._current.sounded:
            return []  # that was the sentence before
        self._current = None
        return [*self._done(), *self._show_quiet()]

    def _refused(self) -> list[Effect]:
        """Try the oldest sentence that waits once more, with force; then show it."""
        if not self._waiting:
            return []
        sentence = self._waiting[0]
        if not sentence.refused:
            sentence.refused = True
            return self._inject(sentence.text, "interrupt")
        self._waiting.pop(0)
        return [ToPage(page.Caption(text=sentence.text)), *self._done()]

    def _done(self) -> list[Effect]:
        """`audio_done`, where the page waits for it and nothing more is coming."""
        if not self._owes_done or self.busy or self._cut:
            return []
        self._owes_done = False
        return [ToPage(page.AudioDone())]

    def _show_quiet(self) -> list[Effect]:
        return self._show(self.quiet) if self.link is Link.UP and not self._waiting else []

    def _show(self, state: page.AgentState) -> list[Effect]:
        if state == self._shown:
            return []
        self._shown = state
        return [ToPage(page.State(agent=state))]


def _measured(report: agent.LatencyReport) -> list[Effect]:
    seconds = {
        "AgentReplyLatency": report.total_latency,
        "AgentThinkingLatency": report.ttt_text_latency,
        "AgentSpeechLatency": report.tts_latency,
    }
    measured = {name: round(value * 1000, 1) for name, value in seconds.items() if value is not None}
    return [Measure(measured)] if measured else []

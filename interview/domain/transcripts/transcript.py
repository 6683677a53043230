"""What was said in one answer: the text, its words with their times, and who heard it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationError

from interview.domain.engines import made_by
from interview.domain.text import normalised
from interview.domain.transcripts.text_normalisation import spoken_words
from interview.domain.values import Value
from interview.errors import TranscriptionUnavailableError

__all__ = ["Transcript", "Word", "silence", "transcript_from_deepgram", "transcript_hash"]

Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]


class Word(Value):
    """One spoken word as shown (`"Berlin,"`), its place on the recording's clock, and how sure the recogniser was."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float


class Transcript(Value):
    """The words of one answer. `text` is empty where nobody spoke, which is a result, not an error."""

    text: str
    words: tuple[Word, ...]
    language: str
    duration_ms: int
    source: str
    """What recognised it: see `engines.made_by`."""
    request_id: str | None = None
    """The service's name for the request, to quote to its support."""
    made_at: datetime

    @property
    def has_speech(self) -> bool:
        return bool(self.text.strip())

    def heard(self) -> list[tuple[str, Word]]:
        """The words as they are spoken, each with the one that has its time."""
        return [(spoken, word) for word in self.words for spoken in spoken_words(word.text)]


def transcript_hash(transcript: Transcript) -> str:
    """SHA-256 (hex) of the words."""
    return hashlib.sha256(transcript.text.encode()).hexdigest()


class _DeepgramWord(Value):
    word: str
    punctuated_word: str | None = None
    start: Seconds
    end: Seconds
    confidence: float = 0.0


class _DeepgramAlternative(Value):
    transcript: str
    words: list[_DeepgramWord] = Field(default_factory=list)


class _DeepgramChannel(Value):
    alternatives: list[_DeepgramAlternative] = Field(min_length=1)
    detected_language: str | None = None


class _DeepgramResults(Value):
    channels: list[_DeepgramChannel] = Field(min_length=1)


class _DeepgramModel(Value):
    name: str
    version: str = ""


class _DeepgramMetadata(Value):
    model_config = ConfigDict(protected_namespaces=())

    duration: Seconds
    request_id: str | None = None
    model_info: dict[str, _DeepgramModel] = Field(default_factory=dict)


class _DeepgramAnswer(Value):
    metadata: _DeepgramMetadata
    results: _DeepgramResults


def silence(duration_ms: int, made_at: datetime) -> Transcript:
    """The transcript of a recording without an audio track."""
    return Transcript(text="", words=(), language="", duration_ms=duration_ms, source="no audio track", made_at=made_at)


def transcript_from_deepgram(
    answer: object, *, model: str, language: str, made_at: datetime, served_by: str | None = None
) -> Transcript:
    """Read the decoded JSON of a prerecorded answer (`POST /v1/listen`), first channel, best alternative.

    `model` and `language` are what was asked for; they stand in where the answer names neither. `served_by`: as the
    server names itself, where it does.
    Unknown fields are ignored. Raises TranscriptionUnavailableError, which names the fields at fault and quotes
    none of them.
    """
    try:
        heard = _DeepgramAnswer.model_validate(answer)
    except ValidationError as error:
        message = f"Deepgram's answer has an unknown shape: {_places(error)}"
        raise TranscriptionUnavailableError(message) from None
    channel = heard.results.channels[0]
    best = channel.alternatives[0]
    return Transcript(
        text=normalised(best.transcript).strip(),
        words=tuple(_word(word) for word in best.words),
        language=channel.detected_language or language,
        duration_ms=round(heard.metadata.duration * 1000),
        source=made_by(served_by, "deepgram", _model(list(heard.metadata.model_info.values()), model)),
        request_id=heard.metadata.request_id,
        made_at=made_at,
    )


def _word(heard: _DeepgramWord) -> Word:
    start_ms = round(heard.start * 1000)
    return Word(
        text=normalised(heard.punctuated_word or heard.word),
        start_ms=start_ms,
        end_ms=max(start_ms, round(heard.end * 1000)),
        confidence=min(1.0, max(0.0, heard.confidence)),
    )


def _model(models: Sequence[_DeepgramModel], asked_for: str) -> str:
    return f"{models[0].name} {models[0].version}" if models else asked_for


def _places(error: ValidationError) -> str:
    problems = error.errors(include_input=False, include_url=False, include_context=False)
    places = [".".join(map(str, problem["loc"])) or "the whole" for problem in problems[:5]]
    return ", ".join(places)

"""`GET /v2/listen`: recognition while people speak, turn by turn, as Deepgram's Flux does it.

`Connected` comes first, then a `TurnInfo` for each quarter of a second of sound, and for each change of the turn. After
`CloseStream` a turn that is not over is told of once more, as an `Update`, and the socket closes.
"""

from itertools import count
from typing import Annotated, Any, Literal, Self
from uuid import uuid4

from aiohttp import web
from multidict import MultiMapping
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from local_cloud.stand_ins.deepgram.endpoints import (
    Connection,
    FatalError,
    Limits,
    Message,
    Session,
    connect,
    fault,
    refusal,
    turned_away,
)
from local_cloud.stand_ins.deepgram.hearing import Hearing, Recogniser
from local_cloud.stand_ins.deepgram.speech import SpeechModel
from local_cloud.stand_ins.deepgram.text_normalisation import punctuated
from local_cloud.stand_ins.deepgram.turn_recogniser import Ear, TurnInfo
from local_cloud.stand_ins.deepgram.turns import Thresholds
from local_cloud.stand_ins.recogniser import ENGLISH
from local_cloud.stand_ins.stand_in import FailureQueue, Usage

__all__ = ["ListenDoor"]


Known = Literal["en", "de"]


class _Thresholds(BaseModel):
    model_config = ConfigDict(extra="forbid")

    eot_threshold: float = Field(default=0.7, ge=0.5, le=1)
    eager_eot_threshold: float | None = Field(default=None, ge=0.3, le=0.9)
    eot_timeout_ms: int = Field(default=5000, ge=500, le=30000)

    @property
    def values(self) -> Thresholds:
        return Thresholds(self.eot_threshold, self.eot_timeout_ms, self.eager_eot_threshold)


class _Query(_Thresholds):
    """The query parameters. Of the encodings the stand-in hears one, at one rate."""

    model: Literal["flux-general-en", "flux-general-multi"]
    language_hint: list[Known] = []
    encoding: Literal["linear16"]
    sample_rate: Literal["16000"]
    keyterm: list[str] = []
    profanity_filter: Literal["true", "false"] = "false"
    numerals: Literal["true", "false"] = "false"
    redact: Literal["numbers", "aggressive_numbers"] | None = None
    mip_opt_out: Literal["true", "false"] = "false"
    tag: list[str] = []

    @model_validator(mode="after")
    def _only_the_multilingual_takes_hints(self) -> Self:
        if self.language_hint and self.model != "flux-general-multi":
            raise ValueError(f"{self.model} takes no language_hint")
        return self


class _CloseStream(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["CloseStream"]


class _Configure(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: Literal["Configure"]
    thresholds: dict[str, Any] = {}
    keyterms: list[str] | None = None


_command: TypeAdapter[_CloseStream | _Configure] = TypeAdapter(
    Annotated[_CloseStream | _Configure, Field(discriminator="type")]
)


class ListenDoor:
    def __init__(
        self, failures: FailureQueue, usage: Usage, limits: Limits, model: SpeechModel, hearing: Hearing
    ) -> None:
        self._failures = failures
        self._usage = usage
        self._limits = limits
        self._model = model
        self._hearing = hearing

    async def listen(self, request: web.Request) -> web.StreamResponse:
        failure = self._failures.take("listen")
        if refused := turned_away(request, failure):
            return refused
        try:
            query = _Query.model_validate(_parameters(request.query))
        except ValidationError as error:
            return refusal(400, "INVALID_QUERY_PARAMETER", fault(error))
        with self._usage.open_socket("listen"):
            recogniser = self._hearing.recogniser
            connection = await connect(request, failure, recogniser.name)
            return await _Recognition(connection, self._limits, query, self._model, recogniser).run()


def _parameters(query: MultiMapping[str]) -> dict[str, Any]:
    repeated = ("keyterm", "language_hint", "tag")
    return {name: query.getall(name) if name in repeated else query[name] for name in query}


class _Recognition(Session):
    """One socket's stream, from `Connected` to the end."""

    def __init__(
        self, connection: Connection, limits: Limits, query: _Query, model: SpeechModel, recogniser: Recogniser
    ) -> None:
        super().__init__(connection, limits)
        self._thresholds = _Thresholds(**query.model_dump(include=set(_Thresholds.model_fields)))
        self._keyterms = query.keyterm
        self._request_id = str(uuid4())
        self._sequence = count()
        language = query.language_hint[0] if query.language_hint else ENGLISH
        self._ear = Ear(model.stream(), recogniser, self._thresholds.values, self._tell, language)

    async def converse(self) -> None:
        await self.send("Connected", request_id=self._request_id)
        async for message in self.messages():
            if isinstance(message, bytes):
                await self._ear.hear(message)
                continue
            if not await self._obey(message):
                return

    async def send(self, kind: str, **fields: Any) -> None:
        await self.connection.send({"type": kind, "sequence_id": next(self._sequence), **fields})

    async def leave(self) -> None:
        await self._ear.close()

    async def _obey(self, message: Message) -> bool:
        """Whether the stream goes on."""
        try:
            command = _command.validate_python(message)
        except ValidationError as error:
            raise FatalError("UNPARSABLE_CLIENT_MESSAGE", f"Error parsing client message. {fault(error)}") from None
        if isinstance(command, _CloseStream):
            await self._ear.finish()
            return False
        await self._configure(command)
        return True

    async def _configure(self, command: _Configure) -> None:
        try:
            wanted = _Thresholds.model_validate(self._thresholds.model_dump() | command.thresholds)
        except ValidationError:
            await self.send("ConfigureFailure", request_id=self._request_id)
            return
        self._thresholds, self._ear.thresholds = wanted, wanted.values
        self._keyterms = self._keyterms if command.keyterms is None else command.keyterms
        thresholds = wanted.model_dump(exclude_none=True)
        await self.send("ConfigureSuccess", request_id=self._request_id, thresholds=thresholds, keyterms=self._keyterms)

    async def _tell(self, turn: TurnInfo) -> None:
        shown = punctuated(turn.words, finished=turn.event in {"EagerEndOfTurn", "EndOfTurn"})
        await self.send(
            "TurnInfo",
            request_id=self._request_id,
            event=turn.event,
            turn_index=turn.turn_index,
            audio_window_start=round(turn.start_s, 3),
            audio_window_end=round(turn.end_s, 3),
            transcript=" ".join(shown),
            words=[{**word, "word": text} for word, text in zip(turn.words, shown, strict=True)],
            end_of_turn_confidence=round(turn.confidence, 4),
        )

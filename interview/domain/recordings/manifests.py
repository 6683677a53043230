"""A manifest as a browser sends it: everything about it is checked here, before any of it is stored."""

from typing import Annotated

from pydantic import ConfigDict, FailFast, Field, model_validator

from interview.domain.clock import ClientTime
from interview.domain.recordings.chunks import (
    MAX_CHUNK_BYTES,
    MAX_QUESTION_CHUNKS,
    MAX_RUNS,
    MAX_SPANS,
    MIN_CHUNK_BYTES,
    RUN_LENGTH,
    Manifest,
)
from interview.domain.values import Value

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
DAY_MS = 24 * 60 * 60 * 1000


class ManifestChunkRequest(Value):
    """One chunk as the browser made it. Times are on the recording's clock, milliseconds from the run's start."""

    model_config = ConfigDict(extra="forbid")

    index: int = Field(ge=0, le=999_999, description="run × 1000 + position in the run")
    size: int = Field(ge=MIN_CHUNK_BYTES, le=MAX_CHUNK_BYTES, description="bytes")
    sha256: Sha256
    start_ms: int = Field(ge=0, le=DAY_MS)
    duration_ms: int = Field(ge=0, le=DAY_MS)


class SpanRequest(Value):
    """A part of a run, on its clock."""

    model_config = ConfigDict(extra="forbid")

    start_ms: int = Field(ge=0, le=DAY_MS)
    end_ms: int = Field(ge=0, le=DAY_MS)


class ManifestRunRequest(Value):
    """All chunks of one MediaRecorder, in order."""

    model_config = ConfigDict(extra="forbid")

    run: int = Field(ge=0, lt=MAX_RUNS)
    mime: str = Field(
        max_length=100,
        pattern=r"^video/(webm|mp4)(;\s*codecs=[\w.,\" ]+)?$",
        description="what the recorder calls its type, codecs included",
    )
    started_at: ClientTime | None = None
    interrupted: bool = Field(
        default=False, description="the page died while it recorded: up to two seconds after the last chunk are lost"
    )
    without_picture: Annotated[tuple[SpanRequest, ...], FailFast()] = Field(
        default=(), max_length=MAX_SPANS, description="where the page left the picture out, to spare the connection"
    )
    chunks: Annotated[tuple[ManifestChunkRequest, ...], FailFast()] = Field(max_length=RUN_LENGTH)

    @model_validator(mode="after")
    def _started_in_our_time(self) -> "ManifestRunRequest":
        if self.started_at and not 2000 <= self.started_at.year < 2200:
            raise ValueError("started_at is not a time of our days")
        return self

    @model_validator(mode="after")
    def _indexes_belong_to_the_run(self) -> "ManifestRunRequest":
        previous = self.run * RUN_LENGTH - 1
        for chunk in self.chunks:
            if not previous < chunk.index < (self.run + 1) * RUN_LENGTH:
                raise ValueError(f"chunk {chunk.index} is out of order or not of run {self.run}")
            previous = chunk.index
        return self


class ManifestRequest(Value):
    """Everything a browser recorded for one question."""

    model_config = ConfigDict(extra="forbid")

    runs: Annotated[tuple[ManifestRunRequest, ...], FailFast()] = Field(min_length=1, max_length=MAX_RUNS)
    recorded_ago_ms: int = Field(
        default=0, strict=True, ge=0, le=7 * DAY_MS, description="how long ago the last of it was recorded"
    )

    @model_validator(mode="after")
    def _runs_are_in_order(self) -> "ManifestRequest":
        numbers = [run.run for run in self.runs]
        if numbers != sorted(set(numbers)):
            raise ValueError("runs are repeated or out of order")
        return self

    @model_validator(mode="after")
    def _has_room(self) -> "ManifestRequest":
        if sum(len(run.chunks) for run in self.runs) > MAX_QUESTION_CHUNKS:
            raise ValueError(f"a question has at most {MAX_QUESTION_CHUNKS} chunks")
        if sum(len(run.without_picture) for run in self.runs) > MAX_SPANS:
            raise ValueError(f"the picture of a question is left out {MAX_SPANS} times at most")
        return self

    def manifest(self) -> Manifest:
        """As it is stored."""
        return Manifest.model_validate(self.model_dump(include={"runs"}))

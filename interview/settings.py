"""The only reader of the environment: one model an entry point, a field a variable.

A field `raw_bucket` is the variable `RAW_BUCKET`. docs/reference.md lists them.
"""

import os
from collections.abc import Mapping
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Settings = TypeVar("Settings", bound="StageSettings")


TOKENS_A_MINUTE = "most tokens a minute of each Groq model; 0: as many as Groq says"


class StageSettings(BaseModel):
    """What the metrics need."""

    model_config = ConfigDict(
        frozen=True,
        alias_generator=str.upper,
        extra="ignore",
        hide_input_in_errors=True,
        defer_build=True,  # an entry point loads one of them
    )

    stage: str = Field(min_length=1, description="name of the stage, in logs and metrics")


class DatabaseSettings(StageSettings):
    """What every entry point needs."""

    mongodb_secret_arn: str = Field(min_length=1, description="secret with the MongoDB connection URI")
    mongodb_database: str = Field(min_length=1, description="name of the database")


class LiveSettings(DatabaseSettings):
    live_endpoint: str = Field(description="execute-api address that messages to sockets are posted to")


class PublishingSettings(DatabaseSettings):
    event_bus_name: str = Field(min_length=1, description="EventBridge bus that events are published on")


class ProctoringSettings(LiveSettings):
    proctoring_retention_days: int = Field(ge=1, description="days that proctoring events are kept")


class ExportSettings(DatabaseSettings):
    merged_bucket: str = Field(description="bucket of the merged recordings")
    exports_queue_url: str = Field(description="queue of the files that people asked for")


class ApiSettings(ProctoringSettings, PublishingSettings):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")
    raw_bucket: str = Field(description="bucket of the chunks")
    merged_bucket: str = Field(description="bucket of the merged recordings")
    merge_requests_queue_url: str = Field(description="FIFO queue of questions to merge")
    exports_queue_url: str = Field(description="queue of the files that people asked for")
    process_interview_arn: str = Field(description="state machine that processes a finished interview")
    process_answer_arn: str = Field(description="state machine that transcribes and scores an answer by itself")
    recognition_engine: str = Field(description="what recognises speech, by its name")
    voice_engine: str = Field(description="what speaks, by its name")
    model_engine: str = Field(description="what judges, by its name")


class ChunkRegisteredSettings(DatabaseSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    merge_requests_queue_url: str = Field(description="FIFO queue of questions to merge")


class MergeSettings(DatabaseSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    merged_bucket: str = Field(description="bucket of the merged recordings")


class MergeRequestedSettings(MergeSettings):
    process_answer_arn: str = Field(description="state machine that transcribes and scores an answer by itself")


class AwaitChunksSettings(DatabaseSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    straggler_wait_s: int = Field(ge=0, le=1800, description="longest wait for late chunks, seconds")


class TranscribeSettings(DatabaseSettings):
    merged_bucket: str = Field(description="bucket of the merged recordings")
    deepgram_secret_arn: str = Field(description="secret with the Deepgram API key")
    deepgram_api_url: str = Field(description="base address of Deepgram's HTTP API")
    transcription_model: str = Field(description="Deepgram model for recordings")


class ScoreSettings(PublishingSettings):
    groq_secret_arn: str = Field(description="secret with the Groq API key")
    groq_base_url: str = Field(description="base address of Groq's API")
    groq_tokens_a_minute: int = Field(ge=0, description=TOKENS_A_MINUTE)
    score_models: str = Field(pattern=r"^\S+(,\S+)*$", description="scoring models by preference, separated by commas")
    score_samples: Literal["one", "adaptive", "three"] = Field(description="of how many samples a score is made")

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.score_models.split(","))


class FeedbackSettings(DatabaseSettings):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")
    groq_secret_arn: str = Field(description="secret with the Groq API key")
    groq_base_url: str = Field(description="base address of Groq's API")
    groq_tokens_a_minute: int = Field(ge=0, description=TOKENS_A_MINUTE)
    feedback_models: str = Field(
        pattern=r"^\S+(,\S+)*$", description="models of the feedback by preference, separated by commas"
    )

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.feedback_models.split(","))


class SweepSettings(PublishingSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    merged_bucket: str = Field(description="bucket of the merged recordings")
    process_interview_arn: str = Field(description="state machine that processes a finished interview")
    process_answer_arn: str = Field(description="state machine that transcribes and scores an answer by itself")
    merge_requests_queue_url: str = Field(description="FIFO queue of questions to merge")
    raw_retention_days: int = Field(ge=1, description="days that uploaded chunks are kept")
    merged_retention_days: int = Field(ge=1, description="days that merged recordings are kept")


class CanarySettings(StageSettings):
    site_url: str = Field(pattern=r"^https?://[^\s/]+$", description="where a browser reaches the pages")
    site_paths: str = Field(pattern=r"^/\S*(,/\S*)*$", description="what must answer there, separated by commas")
    groq_secret_arn: str = Field(description="secret with the Groq API key")
    groq_base_url: str = Field(description="base address of Groq's API")
    deepgram_secret_arn: str = Field(description="secret with the Deepgram API key")
    deepgram_api_url: str = Field(description="base address of Deepgram's HTTP API")

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.site_paths.split(","))


class LiveAuthorizerSettings(DatabaseSettings):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")


class SettingsError(Exception):
    """The environment lacks a variable or holds a bad one; the message names each."""


def load(model: type[Settings], environment: Mapping[str, str] = os.environ) -> Settings:
    """Read an entry point's settings; raises SettingsError naming every missing or bad variable."""
    try:
        return model.model_validate(dict(environment))
    except ValidationError as error:
        faults = ", ".join(f"{'.'.join(map(str, fault['loc']))} ({fault['msg']})" for fault in error.errors())
        raise SettingsError(f"{model.__name__}: {faults}") from None

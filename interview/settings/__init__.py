"""The only reader of the environment: one model an entry point, in a module of its name, a field a variable.

A field `raw_bucket` is the variable `RAW_BUCKET`. docs/reference.md lists them.
"""

import os
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Settings = TypeVar("Settings", bound="StageSettings")


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


class LinkSettings(DatabaseSettings):
    link_key_secret_arn: str = Field(min_length=1, description="secret with the key that links follow from")


class MailingSettings(DatabaseSettings):
    mail_queue_url: str = Field(min_length=1, description="queue of the letters that are to be sent")


class InvitingSettings(DatabaseSettings):
    invitations_queue_url: str = Field(min_length=1, description="queue of the people who are invited together")


class LeavingSettings(DatabaseSettings):
    left_after_hours: int = Field(
        ge=1, description="hours without a sign of its candidate after which a begun interview is handed in as it is"
    )


class CallingSettings(DatabaseSettings):
    webhooks_queue_url: str = Field(description="queue of endpoints that are to be told something")
    webhook_networks: str = Field(
        description="networks beside the public one that webhooks and providers may be at, separated by commas; empty: "
        "none"
    )


class ModelSettings(DatabaseSettings):
    groq_secret_arn: str = Field(description="secret with the Groq API key")
    groq_base_url: str = Field(description="base address of Groq's API")
    groq_tokens_a_minute: int = Field(
        ge=0, description="most tokens a minute of each Groq model; 0: as many as Groq says"
    )


class SettingsError(Exception):
    """The environment lacks a variable or holds a bad one; the message names each."""


def load(model: type[Settings], environment: Mapping[str, str] = os.environ) -> Settings:
    """Read an entry point's settings; raises SettingsError naming every missing or bad variable."""
    try:
        return model.model_validate(dict(environment))
    except ValidationError as error:
        faults = ", ".join(f"{'.'.join(map(str, fault['loc']))} ({fault['msg']})" for fault in error.errors())
        raise SettingsError(f"{model.__name__}: {faults}") from None

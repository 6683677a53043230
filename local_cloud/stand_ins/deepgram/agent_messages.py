"""What a client may say to the voice agent, as the vendor's AsyncAPI description has it; what it leaves out is refused.

Of what the vendor offers the stand-in takes what it can do: `linear16` sound, Deepgram's own ears and voices, any
model to think with, and no functions.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

__all__ = [
    "ClientMessage",
    "FunctionCallResponse",
    "InjectAgentMessage",
    "InjectUserMessage",
    "KeepAlive",
    "ListenProvider",
    "Settings",
    "UpdateListen",
    "UpdatePrompt",
    "UpdateSpeak",
    "UpdateThink",
    "client_message",
]

GROQ_MODELS = ("openai/gpt-oss-20b",)
"""What the vendor runs on Groq."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AudioInput(_Shape):
    encoding: Literal["linear16"]
    sample_rate: Literal[16000]


class AudioOutput(_Shape):
    encoding: Literal["linear16"] = "linear16"
    sample_rate: Literal[8000, 16000, 24000, 32000, 48000] = 24000
    bitrate: int | None = None
    container: Literal["none"] = "none"


class Audio(_Shape):
    input: AudioInput
    """The vendor's default, 24000 Hz, is not among the rates the stand-in hears."""
    output: AudioOutput = AudioOutput()


class ListenProvider(_Shape):
    type: Literal["deepgram"]
    version: Literal["v1", "v2"] = "v1"
    model: str = Field(default="nova-3", pattern=r"^(nova-[23](-[a-z]+)?|flux-general-(en|multi))$")
    language: str | None = None
    smart_format: bool = False
    keyterms: list[str] = []
    language_hints: list[Literal["en", "de"]] = []
    eot_threshold: float = Field(default=0.7, ge=0.5, le=0.9)
    eager_eot_threshold: float | None = Field(default=None, ge=0.3, le=0.9)
    eot_timeout_ms: int = Field(default=5000, ge=500, le=10000)

    @model_validator(mode="after")
    def _flux_is_version_2(self) -> "ListenProvider":
        if self.model.startswith("flux") != (self.version == "v2"):
            raise ValueError(f"model {self.model} is not of version {self.version}")
        of_v1 = {"language", "smart_format"}
        of_v2 = {"language_hints", "eot_threshold", "eager_eot_threshold", "eot_timeout_ms"}
        if foreign := sorted(self.model_fields_set & (of_v1 if self.version == "v2" else of_v2)):
            raise ValueError(f"not of version {self.version}: {', '.join(foreign)}")
        if self.language_hints and self.model != "flux-general-multi":
            raise ValueError(f"{self.model} takes no language_hints")
        return self


class Listen(_Shape):
    provider: ListenProvider


class ThinkProvider(_Shape):
    type: Literal["open_ai", "aws_bedrock", "anthropic", "google", "groq"]
    version: str | None = None
    model: str
    temperature: float | None = Field(default=None, ge=0, le=2)
    reasoning_mode: Literal["none", "minimal", "low", "medium", "high"] | None = None
    credentials: dict[str, str] | None = None


NEEDS_ENDPOINT = {"groq", "aws_bedrock"}
"""Whose models Deepgram does not manage itself (developers.deepgram.com/docs/voice-agent-llm-models)."""


class Endpoint(_Shape):
    url: str = Field(pattern=r"^(https|wss|http)://")
    headers: dict[str, str] = {}


class Think(_Shape):
    provider: ThinkProvider
    endpoint: Endpoint | None = None
    """A sibling of `provider`, never inside it."""
    functions: list[dict[str, Any]] = Field(default=[], max_length=0)
    prompt: str = Field(default="", max_length=25_000)
    context_length: Literal["max"] | float | None = None

    @model_validator(mode="after")
    def _model_is_served(self) -> "Think":
        if self.provider.type == "groq" and self.provider.model not in GROQ_MODELS:
            raise ValueError(f"groq model {self.provider.model} is none of {GROQ_MODELS}")
        if self.provider.type in NEEDS_ENDPOINT and self.endpoint is None:
            raise ValueError(f"{self.provider.type} needs an endpoint")
        if self.context_length is not None and self.endpoint is None:
            raise ValueError("context_length needs an endpoint")
        return self


class SpeakProvider(_Shape):
    type: Literal["deepgram"]
    version: Literal["v1", "v2"] = "v1"
    model: str = Field(pattern=r"^(aura(-2)?-[a-z]+-(en|es|de)|flux-[a-z]+-en)$")
    speed: float = Field(default=1, ge=0.7, le=1.5)


class Speak(_Shape):
    provider: SpeakProvider
    endpoint: Endpoint | None = None


class Said(_Shape):
    type: Literal["History"]
    role: Literal["user", "assistant"]
    content: str


class Context(_Shape):
    messages: list[Said] = []


class Agent(_Shape):
    language: str = "en"
    context: Context = Context()
    listen: Listen
    think: Think | list[Think]
    speak: Speak | list[Speak]
    greeting: str | None = None


class Flags(_Shape):
    history: bool = True


class Settings(_Shape):
    type: Literal["Settings"]
    tags: list[str] = []
    experimental: bool = False
    flags: Flags = Flags()
    mip_opt_out: bool = False
    audio: Audio
    agent: Agent


class UpdatePrompt(_Shape):
    type: Literal["UpdatePrompt"]
    prompt: str


class UpdateListen(_Shape):
    type: Literal["UpdateListen"]
    listen: Listen


class UpdateThink(_Shape):
    type: Literal["UpdateThink"]
    think: Think | list[Think]


class UpdateSpeak(_Shape):
    type: Literal["UpdateSpeak"]
    speak: Speak | list[Speak]


class InjectUserMessage(_Shape):
    type: Literal["InjectUserMessage"]
    content: str


class InjectAgentMessage(_Shape):
    type: Literal["InjectAgentMessage"]
    message: str
    behavior: Literal["default", "queue", "interrupt"] = "default"


class FunctionCallResponse(_Shape):
    type: Literal["FunctionCallResponse"]
    id: str | None = None
    name: str
    content: str


class KeepAlive(_Shape):
    type: Literal["KeepAlive"]


ClientMessage = (
    Settings
    | UpdatePrompt
    | UpdateListen
    | UpdateThink
    | UpdateSpeak
    | InjectUserMessage
    | InjectAgentMessage
    | FunctionCallResponse
    | KeepAlive
)

client_message: TypeAdapter[ClientMessage] = TypeAdapter(Annotated[ClientMessage, Field(discriminator="type")])

"""A stage: the typed settings in which one deployment of Colloquy differs from another.

They come from `cdk.json`, `context.stages.<name>`, each overridable by context (`-c key=value` of the cdk CLI,
`--context key=value` of `python -m cdk.app`). Nothing else makes stages differ.
"""

import platform
import re
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from cdk.sizing import sizes

THIS_MACHINE = "this-machine"
NOBODY = "nobody"

PythonVersion = Literal["3.11", "3.12", "3.13", "3.14"]
Architecture = Literal["x86_64", "arm64"]
OperatingSystem = Literal["linux", "macos"]


class StageError(Exception):
    """The context asks for a stage or a setting that does not exist, or a setting has a bad value."""


def _python_version(value: object) -> object:
    return f"{sys.version_info.major}.{sys.version_info.minor}" if value == THIS_MACHINE else value


def _architecture(value: object) -> object:
    machine = platform.machine().lower()
    return {"amd64": "x86_64", "aarch64": "arm64"}.get(machine, machine) if value == THIS_MACHINE else value


def _operating_system(value: object) -> object:
    return ("macos" if sys.platform == "darwin" else "linux") if value == THIS_MACHINE else value


def _names(value: object) -> object:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


def _email(value: str) -> str:
    if value != NOBODY and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise ValueError(f"expected an e-mail address, or {NOBODY}")
    return value


def _numbers(value: object) -> object:
    """`api=50,merge=5`, as a command line has it."""
    if not isinstance(value, str):
        return value
    parts = (part.partition("=") for part in value.split(",") if part)
    return {name: number for name, _, number in parts}


def by_size(setting: str) -> Callable[[dict[str, Any]], int]:
    """The default of a setting that follows from how many interviews there are at once."""
    return lambda stage: int(getattr(sizes(stage["interviews_at_once"]), setting))


Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Email = Annotated[str, AfterValidator(_email)]
Concurrency = Annotated[dict[str, int], BeforeValidator(_numbers)]
TopicArn = Annotated[str, Field(pattern=r"^arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$")]
WebAclArn = Annotated[str, Field(pattern=r"^arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/[\w-]+/[\w-]+$")]
BucketName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]


class Stage(BaseModel):
    """The settings of one stage. `this-machine` is resolved where the template is synthesized."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9]{1,15}$", description="Stack `Colloquy-<name>`, variable STAGE.")
    base_port: int | None = Field(
        default=None,
        ge=1024,
        le=65000,
        description="Set where stand-ins on loopback take the place of AWS, Groq and Deepgram. It only chooses "
        "defaults: +0 site_origins, +1 media_origin, +3 groq_base_url, +4 deepgram_api_url, deepgram_agent_url and "
        "deepgram_listen_url, 127.0.0.1 and +5 the voice proxy's host and port, +6 ses_url, and "
        "some mail_from.",
    )

    python_version: Annotated[PythonVersion, BeforeValidator(_python_version)] = Field(
        default="3.13",
        description="Python of the functions, and what their dependencies are built for. 3.11 is for a local cloud on "
        "a machine that has it: in Lambda its system is too old for some of the wheels.",
    )
    architecture: Annotated[Architecture, BeforeValidator(_architecture)] = Field(
        default="arm64", description="Processor of the functions and of the voice proxy."
    )
    operating_system: Annotated[OperatingSystem, BeforeValidator(_operating_system)] = Field(
        default="linux", description="What the layers' binaries run on. Lambda is Linux; a local cloud may not be."
    )

    groq_base_url: str = Field(
        default="https://api.groq.com", description="Base URL of the `groq` SDK, which appends /openai/v1."
    )
    score_models: Names = Field(
        default=("openai/gpt-oss-120b", "openai/gpt-oss-20b"),
        min_length=1,
        description="Groq models of the scorecard in order of preference: a retired one falls through to the next.",
    )
    score_samples: Literal["one", "adaptive", "three"] = Field(
        default="adaptive",
        description="Of how many samples of a model a score is made. By default one, and two more where a check failed "
        "or the figure is not clearly low or high.",
    )
    feedback_models: Names = Field(
        default=("openai/gpt-oss-20b", "openai/gpt-oss-120b"),
        min_length=1,
        description="Groq models of the feedback in order of preference: the candidate waits for it.",
    )
    groq_tokens_a_minute: int = Field(
        default=0,
        ge=0,
        description="Most tokens a minute that the stage asks of each Groq model; 0 for as many as Groq says with its "
        "answers. Fewer leave some to others who share the account.",
    )
    deepgram_api_url: str = Field(
        default="https://api.deepgram.com", description="Base URL of prerecorded recognition; EU, AU and IN differ."
    )
    deepgram_agent_url: str = Field(
        default="wss://agent.deepgram.com/v1/agent/converse", description="WebSocket of the Deepgram voice agent."
    )
    deepgram_listen_url: str = Field(
        default="wss://api.deepgram.com/v2/listen", description="WebSocket of Deepgram's streaming recognition."
    )
    voice_agent: bool = Field(
        default=True,
        description="Whether Deepgram's agent converses, paid by the minute. Without it its voice alone reads our "
        "sentences aloud, paid by the character: docs/costs.md. What is said between answers nobody hears then.",
    )
    think_model: str = Field(
        default="openai/gpt-oss-20b", description="Groq model of what the voice agent says by itself."
    )
    transcription_model: str = Field(default="nova-3", description="Deepgram model of prerecorded recognition.")

    recognition_engine: str | None = Field(
        default=None,
        description="What recognises speech, as /api/health names it, where another server stands in for Deepgram. By "
        "default Deepgram and transcription_model.",
    )
    voice_engine: str | None = Field(default=None, description="What speaks, likewise. By default Deepgram.")
    model_engine: str | None = Field(
        default=None, description="What judges, likewise. By default Groq, score_models and feedback_models."
    )

    mail_from: str = Field(
        default="",
        pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$",
        description="Address that mails come from, such as interviews@example.com. Without it no mail is sent: links "
        "are copied by hand.",
    )
    mail_makes_identity: bool = Field(
        default=True,
        description="Whether the stack makes the SES identity of mail_from's domain, whose DKIM records are outputs. "
        "False where the account has it, or one of the address, already.",
    )
    ses_url: str = Field(
        default="", description="Where another server stands in for SES. By default the region's own is used."
    )

    webhook_networks: Names = Field(
        default=(),
        description="Networks beside the public internet that webhooks may call, and where providers may be that sign "
        "people in, such as 10.1.0.0/16. By default none.",
    )

    straggler_wait_s: int = Field(
        default=240,
        ge=0,
        le=1800,
        description="How long after the lock chunks may still arrive before the merge: longer than an event of one is "
        "hidden after a failure, three minutes.",
    )
    longest_answer_mb: int = Field(
        default=2048,
        ge=256,
        le=5000,
        description="Largest recording of one answer. The merge's ephemeral storage holds it twice.",
    )
    raw_retention_days: int = Field(default=30, ge=9, description="Days that uploaded chunks are kept.")
    archive_after_days: int = Field(
        default=30,
        ge=0,
        description="After how many days merged recordings go to S3's instant archive, which costs a sixth and opens "
        "as fast; each look at one costs more.",
    )
    merged_retention_days: int = Field(default=365, ge=8, description="Days that merged recordings are kept.")
    left_after_hours: int = Field(
        default=24,
        ge=1,
        description="Hours without a sign of its candidate after which a begun interview is handed in as it is.",
    )
    proctoring_retention_days: int = Field(default=365, ge=1, description="Days that proctoring events are kept.")
    retain_data: bool = Field(
        default=True,
        description="Whether buckets, secrets and logs outlive the stack, and the stack is protected from deletion. "
        "Without it they go with it. What a first deploy made that failed goes in any case.",
    )
    raw_bucket: BucketName | None = Field(
        default=None,
        description="Name of the bucket of uploaded chunks, where it is to be one that outlived an earlier stack.",
    )
    merged_bucket: BucketName | None = Field(
        default=None, description="Name of the bucket of merged recordings, likewise."
    )
    origin_secret_number: int = Field(
        default=1, ge=1, description="Another number makes another `x-origin-secret`, known to all parts in one deploy."
    )
    log_retention_days: Literal[1, 3, 7, 14, 30, 60, 90, 180, 365, 731] = Field(
        default=90, description="Days that logs are kept."
    )
    media_origin: str | None = Field(
        default=None,
        description="Where browsers reach both media buckets, when that is not S3's regional virtual-host endpoint.",
    )

    site_origins: Names = Field(
        default=(),
        description="Where the pages are reached when that is not the distribution's own domain: the voice proxy "
        "opens sockets for pages of these origins alone, for example https://interviews.example.com.",
    )

    reserved_concurrency: Concurrency = Field(
        default_factory=dict,
        description="Reserved concurrency by function name, as api=50,merge=5. None by default: a new account has 10 "
        "in all, of which AWS keeps 10 unreserved.",
    )
    interviews_at_once: int = Field(
        default=250,
        ge=1,
        le=20_000,
        description="How many interviews the stage is to carry at once. The settings that follow from it have their "
        "defaults by it; what it asks of the account and the database is in docs/scale.md.",
    )
    max_chunk_consumers: int = Field(
        default_factory=by_size("max_chunk_consumers"),
        ge=2,
        le=1000,
        description="Concurrent runs of chunk_registered.",
    )
    max_merge_consumers: int = Field(
        default_factory=by_size("max_merge_consumers"),
        ge=2,
        le=1000,
        description="Concurrent runs of merge_requested.",
    )

    voice_proxy_host: str = Field(default="0.0.0.0", description="Address the voice proxy's task listens on.")  # noqa: S104
    voice_proxy_port: int = Field(
        default=8080, ge=1024, le=65535, description="Port the voice proxy's task listens on."
    )
    voice_proxy_min_tasks: int = Field(default=1, ge=0, description="Tasks of the voice proxy that always run.")
    voice_proxy_cpu: Literal[256, 512, 1024] = Field(
        default_factory=lambda stage: sizes(stage["interviews_at_once"]).voice_proxy_cpu,
        description="Processor of one task of the voice proxy, of 1024 a core; its memory is twice as many MB.",
    )
    voice_proxy_image_number: int = Field(
        default=1,
        ge=1,
        description="Another number builds the voice proxy's image anew, on what its base has been mended to since.",
    )
    voice_proxy_max_tasks: int = Field(
        default_factory=by_size("voice_proxy_max_tasks"), ge=1, description="Tasks of the voice proxy at most."
    )

    rollback_on_alarm: bool = Field(
        default=True,
        description="Whether a deploy after which api or feedback fail is taken back. One that mends what rings "
        "already would be, too: it goes with false.",
    )

    waf: bool = Field(
        default=True,
        description="A web ACL in front of the distribution. Its scope is CLOUDFRONT, which exists in us-east-1 alone: "
        "the stack of another region sets this to false, or names one by web_acl_arn.",
    )
    web_acl_arn: WebAclArn | None = Field(
        default=None,
        description="ARN of a web ACL of yours, made in us-east-1, that stands before the distribution instead: any "
        "region may name one. Without it and without `waf`, no limit by address is left but that on signing in.",
    )
    api_burst: int = Field(
        default_factory=by_size("api_burst"),
        ge=1,
        description="Throttling of the HTTP API and of /live: requests at once.",
    )
    api_rate: int = Field(
        default_factory=by_size("api_rate"),
        ge=1,
        description="Throttling of the HTTP API and of /live: requests a second.",
    )
    alarm_email: Email | None = Field(
        default=None,
        description="Who is told of alarms; they confirm by e-mail. Without it, and without alarm_topic, the first "
        "deploy asks: `--parameters AlarmEmail=you@example.com`. `nobody` says that nobody is to be told.",
    )
    alarm_topic: TopicArn | None = Field(
        default=None, description="ARN of an SNS topic of yours that is told of alarms instead."
    )

    @model_validator(mode="before")
    @classmethod
    def _loopback_stand_ins(cls, settings: Any) -> Any:
        if not isinstance(settings, Mapping) or not settings.get("base_port"):
            return settings
        base = int(settings["base_port"])
        return {
            "media_origin": f"http://127.0.0.1:{base + 1}",
            "groq_base_url": f"http://127.0.0.1:{base + 3}",
            "deepgram_api_url": f"http://127.0.0.1:{base + 4}",
            "deepgram_agent_url": f"ws://127.0.0.1:{base + 4}/v1/agent/converse",
            "deepgram_listen_url": f"ws://127.0.0.1:{base + 4}/v2/listen",
            "site_origins": [f"http://{host}:{base}" for host in ("localhost", "127.0.0.1")],
            "voice_proxy_host": "127.0.0.1",
            "voice_proxy_port": base + 5,
            "ses_url": f"http://127.0.0.1:{base + 6}",
            "mail_from": "interviews@colloquy.example",
            "mail_makes_identity": False,
            **settings,
        }

    @property
    def groq(self) -> dict[str, str]:
        """Where Groq is and how much is asked of it, by the names of the variables."""
        return {"GROQ_BASE_URL": self.groq_base_url, "GROQ_TOKENS_A_MINUTE": str(self.groq_tokens_a_minute)}

    @property
    def engines(self) -> dict[str, str]:
        """What hears, speaks and judges, by the names of the variables."""
        models = ", ".join(dict.fromkeys([*self.score_models, *self.feedback_models]))
        return {
            "RECOGNITION_ENGINE": self.recognition_engine or f"deepgram {self.transcription_model}",
            "VOICE_ENGINE": self.voice_engine or "deepgram",
            "MODEL_ENGINE": self.model_engine or f"groq {models}",
        }

    @property
    def makes_web_acl(self) -> bool:
        return self.waf and self.web_acl_arn is None

    @model_validator(mode="after")
    def _tasks_in_order(self) -> Self:
        if self.voice_proxy_min_tasks > self.voice_proxy_max_tasks:
            raise ValueError("voice_proxy_min_tasks is more than voice_proxy_max_tasks")
        return self


def _belongs_to_cdk(key: str) -> bool:
    """Feature flags, look-ups and bookkeeping, which the CDK keeps in the same context."""
    return "/" in key or ":" in key or key in {"acknowledged-issue-numbers", "cli-telemetry"}


def read_stage(context: Mapping[str, Any]) -> Stage:
    """The stage that the context names.

    Raises:
        StageError: unknown stage, unknown setting or bad value, each named.
    """
    stages: Mapping[str, Mapping[str, Any]] = context.get("stages", {})
    name = str(context.get("stage"))
    if name not in stages:
        raise StageError(f"There is no stage {name!r} in cdk.json; there are: {', '.join(stages)}.")
    overrides = {
        key: value for key, value in context.items() if key not in {"stage", "stages"} and not _belongs_to_cdk(key)
    }
    try:
        return Stage.model_validate({"name": name, **stages[name], **overrides})
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, problem['loc'])) or 'settings'}: "
            + ("no such setting" if problem["type"] == "extra_forbidden" else problem["msg"])
            for problem in error.errors()
            # Follows from another one.
            if problem["type"] != "default_factory_not_called"
        )
        raise StageError(f"Stage {name}: {problems}.") from error

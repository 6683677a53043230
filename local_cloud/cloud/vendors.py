"""The outside vendors: each is itself where its key is in the environment, else a stand-in on loopback."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["DEEPGRAM", "GROQ", "VENDORS", "Vendor"]

_NO_KEY = "stand-in"


@dataclass(frozen=True)
class Vendor:
    """`settings` are the stage's settings that lead to the real service; `port` counts from the base port."""

    name: str
    key_variable: str
    secret_output: str
    stand_in: str
    port: int
    settings: Mapping[str, str]
    engines: tuple[str, ...]
    """The stage's settings that name what does its work."""

    def key(self, environment: Mapping[str, str]) -> str:
        """The key to deploy: the real one, or one that a stand-in takes."""
        return environment.get(self.key_variable) or _NO_KEY

    def is_real(self, environment: Mapping[str, str]) -> bool:
        return bool(environment.get(self.key_variable))


GROQ = Vendor(
    name="Groq",
    key_variable="GROQ_API_KEY",
    secret_output="GroqSecretArn",  # noqa: S106 - the name of an output
    stand_in="local_cloud.stand_ins.groq_stand_in",
    port=3,
    settings={"groq_base_url": "https://api.groq.com"},
    engines=("model_engine",),
)
DEEPGRAM = Vendor(
    name="Deepgram",
    key_variable="DEEPGRAM_API_KEY",
    secret_output="DeepgramSecretArn",  # noqa: S106 - the name of an output
    stand_in="local_cloud.stand_ins.deepgram_stand_in",
    port=4,
    settings={
        "deepgram_api_url": "https://api.deepgram.com",
        "deepgram_agent_url": "wss://agent.deepgram.com/v1/agent/converse",
        "deepgram_listen_url": "wss://api.deepgram.com/v2/listen",
    },
    engines=("recognition_engine", "voice_engine"),
)
VENDORS = (GROQ, DEEPGRAM)

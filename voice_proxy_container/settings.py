"""What the voice proxy reads from its environment; a field `port` is the variable `PORT`."""

from pydantic import Field

from interview.settings import DatabaseSettings


class VoiceProxySettings(DatabaseSettings):
    deepgram_secret_arn: str = Field(min_length=1, description="secret with the Deepgram API key")
    voice_agent: bool = Field(
        default=True, description="whether Deepgram's agent converses; else its voice alone reads our sentences aloud"
    )
    deepgram_agent_url: str = Field(pattern=r"^wss?://", description="WebSocket of the Deepgram voice agent")
    deepgram_listen_url: str = Field(pattern=r"^wss?://", description="WebSocket of Deepgram's streaming recognition")
    deepgram_api_url: str = Field(pattern=r"^https?://", description="base address of Deepgram's HTTP API")
    groq_secret_arn: str = Field(min_length=1, description="secret with the Groq API key")
    groq_base_url: str = Field(pattern=r"^https?://", description="base address of Groq's API")
    think_model: str = Field(min_length=1, description="Groq model of the agent's own acknowledgements")
    site_origins: str = Field(
        pattern=r"^https?://[^\s,/]+(,https?://[^\s,/]+)*$",
        description="origins of the pages that may open a socket, separated by commas",
    )
    host: str = Field(min_length=1, description="address to listen on")
    ecs_container_metadata_uri_v4: str = Field(
        default="",
        pattern=r"^(http://.+)?$",
        description="metadata endpoint of the task, given by ECS itself: tells which task this is",
    )
    ecs_agent_uri: str = Field(
        default="",
        pattern=r"^(http://.+)?$",
        description="agent of the task's host, given by ECS itself: protects the task while it carries conversations",
    )
    port: int = Field(ge=1, le=65535, description="port to listen on")

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(self.site_origins.split(","))

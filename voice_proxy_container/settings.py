"""What the voice proxy reads from its environment; a field `port` is the variable `PORT`."""

from pydantic import Field

from interview.settings import DatabaseSettings


class VoiceProxySettings(DatabaseSettings):
    deepgram_secret_arn: str = Field(min_length=1, description="secret with the Deepgram API key")
    deepgram_agent_url: str = Field(pattern=r"^wss?://", description="WebSocket of the Deepgram voice agent")
    host: str = Field(min_length=1, description="address to listen on")
    port: int = Field(ge=1, le=65535, description="port to listen on")

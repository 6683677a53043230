"""What `functions/canary` reads."""

from pydantic import Field

from interview.settings import StageSettings


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

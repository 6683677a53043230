"""What `functions/transcribe` reads."""

from pydantic import Field

from interview.settings import DatabaseSettings


class TranscribeSettings(DatabaseSettings):
    merged_bucket: str = Field(description="bucket of the merged recordings")
    deepgram_secret_arn: str = Field(description="secret with the Deepgram API key")
    deepgram_api_url: str = Field(description="base address of Deepgram's HTTP API")
    transcription_model: str = Field(description="Deepgram model for recordings")

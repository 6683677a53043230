"""What `functions/await_chunks` reads."""

from pydantic import Field

from interview.settings import DatabaseSettings


class AwaitChunksSettings(DatabaseSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    straggler_wait_s: int = Field(ge=0, le=1800, description="longest wait for late chunks, seconds")

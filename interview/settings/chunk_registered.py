"""What `functions/chunk_registered` reads."""

from pydantic import Field

from interview.settings import DatabaseSettings


class ChunkRegisteredSettings(DatabaseSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    merge_requests_queue_url: str = Field(description="FIFO queue of questions to merge")

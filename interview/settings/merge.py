"""What `functions/merge` reads."""

from pydantic import Field

from interview.settings import DatabaseSettings


class MergeSettings(DatabaseSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    merged_bucket: str = Field(description="bucket of the merged recordings")

"""What `functions/export` reads."""

from pydantic import Field

from interview.settings import DatabaseSettings


class ExportSettings(DatabaseSettings):
    merged_bucket: str = Field(description="bucket of the merged recordings")
    exports_queue_url: str = Field(description="queue of the files that people asked for")

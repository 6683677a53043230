"""What `functions/proctoring` reads."""

from pydantic import Field

from interview.settings import LiveSettings


class ProctoringSettings(LiveSettings):
    proctoring_retention_days: int = Field(ge=1, description="days that proctoring events are kept")

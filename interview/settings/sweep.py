"""What `functions/sweep` reads."""

from pydantic import Field

from interview.settings import InvitingSettings, LeavingSettings, MailingSettings, PublishingSettings


class SweepSettings(PublishingSettings, MailingSettings, InvitingSettings, LeavingSettings):
    raw_bucket: str = Field(description="bucket of the chunks")
    merged_bucket: str = Field(description="bucket of the merged recordings")
    process_interview_arn: str = Field(description="state machine that processes a finished interview")
    process_answer_arn: str = Field(description="state machine that transcribes and scores an answer by itself")
    merge_requests_queue_url: str = Field(description="FIFO queue of questions to merge")
    raw_retention_days: int = Field(ge=1, description="days that uploaded chunks are kept")
    merged_retention_days: int = Field(ge=1, description="days that merged recordings are kept")

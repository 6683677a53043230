"""What `functions/merge_requested` reads."""

from pydantic import Field

from interview.settings.merge import MergeSettings


class MergeRequestedSettings(MergeSettings):
    process_answer_arn: str = Field(description="state machine that transcribes and scores an answer by itself")

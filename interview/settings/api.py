"""What `functions/api` reads."""

from pydantic import Field

from interview.settings import (
    CallingSettings,
    InvitingSettings,
    LeavingSettings,
    LinkSettings,
    MailingSettings,
    ModelSettings,
    PublishingSettings,
)
from interview.settings.proctoring import ProctoringSettings


class ApiSettings(
    ProctoringSettings,
    PublishingSettings,
    ModelSettings,
    LinkSettings,
    MailingSettings,
    InvitingSettings,
    LeavingSettings,
    CallingSettings,
):
    origin_secret_arn: str = Field(description="secret that CloudFront sends along and nobody else knows")
    raw_bucket: str = Field(description="bucket of the chunks")
    merged_retention_days: int = Field(ge=1, description="days that merged recordings are kept")
    merged_bucket: str = Field(description="bucket of the merged recordings")
    merge_requests_queue_url: str = Field(description="FIFO queue of questions to merge")
    exports_queue_url: str = Field(description="queue of the files that people asked for")
    process_interview_arn: str = Field(description="state machine that processes a finished interview")
    process_answer_arn: str = Field(description="state machine that transcribes and scores an answer by itself")
    mail_from: str = Field(description="address that mails come from; empty: no mail is sent")
    recognition_engine: str = Field(description="what recognises speech, by its name")
    voice_engine: str = Field(description="what speaks, by its name")
    model_engine: str = Field(description="what judges, by its name")
    draft_models: str = Field(
        pattern=r"^\S+(,\S+)*$",
        description="models of drafts and of questions across interviews by preference, separated by commas",
    )

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self.draft_models.split(","))

"""What `functions/notify` reads."""

from pydantic import Field

from interview.settings import LinkSettings


class NotifySettings(LinkSettings):
    site_url: str = Field(pattern=r"^https?://[^\s/]+$", description="where a browser reaches the pages")
    mail_from: str = Field(description="address that mails come from; empty: no mail is sent")
    mail_configuration_set: str = Field(description="SES configuration set that tells what became of mails")
    ses_url: str = Field(description="where another server stands in for SES; empty: the region's own")

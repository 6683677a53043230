"""What `functions/invite` reads."""

from interview.settings import InvitingSettings, LinkSettings, PublishingSettings


class InviteSettings(InvitingSettings, LinkSettings, PublishingSettings):
    """Links to make, events to publish, and the queue that it goes on by."""

"""Put tags on an interview, and take some off."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID, uuid4

from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tags import TagRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.accounts import User
from interview.domain.clock import Clock, utc_now
from interview.domain.decisions.notes import MAX_TAGS
from interview.domain.events import TagsChanged, TagsData
from interview.errors import QuotaExceededError
from interview.use_cases.publish_events import Publish, left_to_the_sweeper

TOO_MANY = "An interview has at most {most} tags. Take one off first."


@dataclass(frozen=True)
class ChangeTags:
    sessions: SessionRepository
    tags: TagRepository
    usage: UsageRepository
    publish: Publish = left_to_the_sweeper
    clock: Clock = utc_now

    def __call__(self, user: User, session_id: UUID, add: Collection[str], remove: Collection[str]) -> list[str]:
        """Those that it has then, whoever else adds some at the same time. Raises NotFoundError for a session of
        another organisation, and with nothing changed QuotaExceededError where they would be too many, and
        TooManyAttemptsError."""
        session = self.sessions.of_organisation(user.organisation_id, session_id)
        now = self.clock()
        self.usage.count_of_person(quotas.TAG_CHANGES_LATELY, session_id, user.id, now)
        event = TagsChanged(
            at=now,
            organisation_id=session.organisation_id,
            session_id=session_id,
            session_version=session.version,
            data=TagsData(change_id=uuid4()),
        )
        if not self.tags.change(session_id, add, remove, event):
            raise QuotaExceededError(TOO_MANY.format(most=MAX_TAGS), quotas.TAGS, MAX_TAGS)
        self.tags.know(user.organisation_id, add)
        self.publish(session_id)
        return sorted(self.sessions.of_organisation(user.organisation_id, session_id).tags)

"""The tags that an organisation uses."""

from dataclasses import dataclass

from interview.adapters.mongo.tags import TagRepository
from interview.domain.accounts import User


@dataclass(frozen=True)
class ListTags:
    tags: TagRepository

    def __call__(self, user: User) -> list[str]:
        """In the order of their letters, at most a thousand."""
        return self.tags.known(user.organisation_id)

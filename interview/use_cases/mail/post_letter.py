"""Write a letter that follows from no event of an interview, and have it sent."""

from contextlib import suppress
from dataclasses import dataclass

from interview.adapters.mail_requests import MailRequests
from interview.adapters.mongo.letters import LetterRepository
from interview.domain.mail.letters import Letter
from interview.errors import RetryableError

NOBODYS = "nobody"
"""The id of no letter: whoever is asked to send it finds none."""


@dataclass(frozen=True)
class PostLetter:
    letters: LetterRepository
    requests: MailRequests

    def __call__(self, letter: Letter) -> None:
        """Once it is stored the sweeper sends it where the queue does not take it."""
        self.letters.queue(letter)
        with suppress(RetryableError):
            self.requests.send([letter.id])

    def pretend(self) -> None:
        """For who must not be told whether there is anybody to write to: it takes as long."""
        with suppress(RetryableError):
            self.requests.send([NOBODYS])

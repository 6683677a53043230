"""Note what became of a mail."""

from dataclasses import dataclass

from interview.adapters.mongo.letters import LetterRepository
from interview.domain.clock import Clock, utc_now
from interview.domain.mail.letters import LetterState, UnsentReason
from interview.domain.mail.reports import MailReport
from interview.domain.tokens import address_mark

SUPPRESSES = {
    LetterState.BOUNCED: UnsentReason.ADDRESS_BOUNCED,
    LetterState.COMPLAINED: UnsentReason.ADDRESS_COMPLAINED,
}


@dataclass(frozen=True)
class TakeReport:
    """An address that does not exist, or complained, is not written to again by this organisation."""

    letters: LetterRepository
    link_key: str
    clock: Clock = utc_now

    def __call__(self, report: MailReport) -> bool:
        """Whether that was news."""
        letter = self.letters.report(report.letter_id, report.state, report.at)
        if letter and (reason := SUPPRESSES.get(report.state)):
            mark = address_mark(self.link_key, letter.organisation_id, letter.to)
            self.letters.suppress(letter.organisation_id, mark, reason, self.clock())
        return letter is not None

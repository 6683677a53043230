"""Write down what a browser recorded for one question."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain import quotas
from interview.domain.clock import Clock, utc_now
from interview.domain.recordings.chunks import MAX_QUESTION_CHUNKS, MAX_SESSION_CHUNKS, Manifest
from interview.domain.sessions.session import Session, accepts_delivery, require_question, require_unlocked
from interview.errors import ConflictError, LinkClosedError
from interview.use_cases.recordings.request_merge import RequestMerge


@dataclass(frozen=True)
class StoreManifest:
    answers: AnswerRepository
    request_merge: RequestMerge
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int, manifest: Manifest, late_ms: int = 0) -> list[int]:
        """Join it with what is known; returns the indexes of the chunks that have not arrived yet. `late_ms`: so long
        ago the last of it was recorded, as the page says.

        After the link's end it is taken until the lock, for runs that were handed out before. After the lock nothing is
        added: one that says nothing new is answered all the same, so that a browser that comes late learns what is
        awaited of it.

        Raises NotFoundError, LinkClosedError, MalformedRequestError for more chunks than a question or an interview may
        have, and ConflictError before the start or where it names a recorder run that was never handed out. Calls at
        once may each add a manifest where there is room for one.
        """
        require_question(session, question_index)
        now = self.clock()
        try:
            require_unlocked(session, now)
        except LinkClosedError:
            if not self._adds_nothing(session, question_index, manifest):
                raise
            return self._missing(session, question_index)
        leased = self.answers.next_run(session.id, question_index)
        if manifest.runs[-1].run >= leased:
            raise ConflictError(f"Recorder run {manifest.runs[-1].run} was never handed out.")
        known = self.answers.manifest(session.id, question_index)
        if known is None or known.joined_with(manifest) != known:
            self.usage.count(quotas.MANIFESTS, session.id, question_index)
        named = self.answers.manifest_chunks(session.id)
        elsewhere = sum(count for index, count in named.items() if index != question_index)
        added = (now, late_ms)
        self.answers.add_to_manifest(session.permit, question_index, manifest, MAX_SESSION_CHUNKS - elsewhere, added)
        self.request_merge(session.id, question_index)
        return self._missing(session, question_index)

    def _missing(self, session: Session, question_index: int) -> list[int]:
        deliveries = self.answers.deliveries(session.id, question_index, lacking=MAX_QUESTION_CHUNKS)
        return sorted(index for delivery in deliveries for index in delivery.lacking)

    def _adds_nothing(self, session: Session, question_index: int, manifest: Manifest) -> bool:
        """Whether it says no more than the manifest that stood at the lock, and chunks may still arrive."""
        known = self.answers.manifest(session.id, question_index)
        if known is None or not accepts_delivery(session, self.clock()):
            return False
        return known.joined_with(manifest) == known

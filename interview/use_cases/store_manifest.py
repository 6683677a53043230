"""Write down what a browser recorded for one question."""

from dataclasses import dataclass

from interview.adapters.mongo import AnswerRepository, ChunkRepository, UsageRepository
from interview.domain import quotas
from interview.domain.chunks import Manifest, ManifestChunk, missing
from interview.domain.clock import Clock, utc_now
from interview.domain.sessions import Session, accepts_delivery, require_begun, require_question
from interview.errors import ConflictError, LinkClosedError
from interview.use_cases.request_merge import RequestMerge


@dataclass(frozen=True)
class StoreManifest:
    answers: AnswerRepository
    chunks: ChunkRepository
    request_merge: RequestMerge
    usage: UsageRepository
    clock: Clock = utc_now

    def __call__(self, session: Session, question_index: int, manifest: Manifest) -> list[ManifestChunk]:
        """Join it with what is known; returns the chunks that have not arrived yet.

        After the lock nothing is added: one that says nothing new is answered all the same, so that a browser that
        comes late learns what is awaited of it.

        Raises NotFoundError, LinkClosedError, and ConflictError before the start or where it names a recorder run that
        was never handed out.
        """
        require_question(session, question_index)
        try:
            require_begun(session, self.clock())
        except LinkClosedError:
            known = self._awaited(session, question_index, manifest)
            if known is None:
                raise
            return missing(known, self.chunks.of_question(session.id, question_index))
        leased = self.answers.next_run(session.id, question_index)
        if manifest.runs[-1].run >= leased:
            raise ConflictError(f"Recorder run {manifest.runs[-1].run} was never handed out.")
        known = self.answers.manifest(session.id, question_index)
        if known is None or known.joined_with(manifest) != known:
            self.usage.count(quotas.MANIFESTS, session.id, question_index)
        whole = self.answers.add_to_manifest(session.permit, question_index, manifest)
        self.request_merge(session.id, question_index)
        return missing(whole, self.chunks.of_question(session.id, question_index))

    def _awaited(self, session: Session, question_index: int, manifest: Manifest) -> Manifest | None:
        """The manifest that stood at the lock, where this one adds nothing to it and chunks may still arrive."""
        known = self.answers.manifest(session.id, question_index)
        if known is None or not accepts_delivery(session, self.clock()):
            return None
        return known if known.joined_with(manifest) == known else None

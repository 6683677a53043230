"""Lines of live transcripts: one document a turn, the newest wording of it."""

from collections.abc import Sequence
from uuid import UUID

from pymongo import UpdateOne

from interview.adapters.mongo.client import Database, all_parsed, document, repository
from interview.domain.transcripts.live_transcripts import TranscriptLine


@repository
class TranscriptLineRepository:
    def __init__(self, database: Database) -> None:
        self._lines = database["transcript_lines"]

    def store(self, lines: Sequence[TranscriptLine]) -> None:
        """Write lines in order; one that is stored already takes the newer wording, unless it was final."""
        if lines:
            self._lines.bulk_write([change for line in lines for change in self._changes(line)], ordered=True)

    def of_question(self, session_id: UUID, question_index: int) -> list[TranscriptLine]:
        """In no particular order."""
        found = self._lines.find({"session_id": session_id, "question_index": question_index}, {"_id": False})
        return list(all_parsed(TranscriptLine, found))

    def of_other_takes(self, session_id: UUID, question_index: int, stream: str) -> list[TranscriptLine]:
        """As `of_question`, without their words: those of several takes have no common clock."""
        others = {"session_id": session_id, "question_index": question_index, "stream": {"$ne": stream}}
        found = self._lines.find(others, {"_id": False, "words": False})
        return list(all_parsed(TranscriptLine, ({**line, "words": []} for line in found)))

    @staticmethod
    def _changes(line: TranscriptLine) -> list[UpdateOne]:
        key = {
            "session_id": line.session_id,
            "question_index": line.question_index,
            "stream": line.stream,
            "seq": line.seq,
        }
        wording = {name: value for name, value in document(line).items() if name not in key}
        return [
            UpdateOne(key, {"$setOnInsert": wording}, upsert=True),
            UpdateOne({**key, "final": False}, {"$set": wording}),
        ]

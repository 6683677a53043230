"""Make a document of an interview to read and print, with stills of its videos."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from interview.adapters.ffmpeg import Ffmpeg
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.logos import LogoRepository
from interview.adapters.report import ReportLook, Still, typeset
from interview.adapters.s3 import MergedBucket
from interview.adapters.working_folder import working_folder
from interview.domain.exports import ExportedSession
from interview.domain.languages import Language
from interview.domain.recordings.videos import Video
from interview.domain.sessions.session import Session
from interview.errors import MediaError, MergeInterruptedError, StorageUnavailableError
from interview.use_cases.organisations.show_look import ShowLook

MAX_VIDEO_BYTES = 150_000_000
"""Of one that is fetched for its stills: some twenty minutes. Of a longer one there are none."""
MAX_VIDEOS = 12
STILLS_AT = (0.25, 0.75)

LOGO = "logo.png"


@dataclass(frozen=True)
class MakeReport:
    answers: AnswerRepository
    merged: MergedBucket
    ffmpeg: Ffmpeg
    show_look: ShowLook
    logos: LogoRepository

    def __call__(self, session: Session, described: ExportedSession, language: Language, *, unseen: bool) -> bytes:
        """`unseen` says that the candidate is not to be seen."""
        words = {"answers": {"__all__": {"transcript": {"words"}}}}
        with working_folder("report-") as folder:
            stills = {} if unseen else self._stills(session, folder)
            whole = described.model_dump(mode="json", exclude=words)
            return typeset(whole, stills, folder, language, self._look(session, folder))

    def _look(self, session: Session, folder: Path) -> ReportLook:
        look = self.show_look(session.organisation_id)
        png = self.logos.get(look.logo.id) if look.logo else None
        if png:
            (folder / LOGO).write_bytes(png)
        return ReportLook(look.name, look.light.accent_text if look.light else "", LOGO if png else "")

    def _stills(self, session: Session, folder: Path) -> dict[int, Sequence[Still]]:
        found: dict[int, Sequence[Still]] = {}
        videos = [(answer.question_index, answer.video) for answer in self.answers.outlines(session.id) if answer.video]
        for index, video in videos[:MAX_VIDEOS]:
            if video.size <= MAX_VIDEO_BYTES:
                found[index] = self._of_video(index, video, folder)
        return found

    def _of_video(self, index: int, video: Video, folder: Path) -> list[Still]:
        """None of a video that is not there any more, or without a picture."""
        path, stills = folder / f"video.{video.key.rpartition('.')[2]}", []
        with suppress(StorageUnavailableError):
            self.merged.fetch_file(video.key, path)
        if not path.is_file():
            return []
        for place, share in enumerate(STILLS_AT):
            at_ms, name = int(video.duration_ms * share), f"still-{index}-{place}.jpg"
            with suppress(MediaError, MergeInterruptedError):
                if self.ffmpeg.still(path, folder / name, at_ms):
                    stills.append(Still(name, at_ms + video.offset_ms))
        path.unlink()
        return stills

"""What S3 transfers that fail are called."""

from pathlib import Path
from typing import Any

import pytest
from boto3.exceptions import Boto3Error, RetriesExceededError, S3UploadFailedError

from interview.adapters import s3
from interview.adapters.s3 import MergedBucket
from interview.errors import StorageUnavailableError


class Failing:
    """A client whose transfers give up in boto3's own words."""

    def download_file(self, *_: Any, **__: Any) -> None:
        raise RetriesExceededError(Boto3Error("read timed out"))

    def upload_file(self, *_: Any, **__: Any) -> None:
        raise S3UploadFailedError("SlowDown")


def test_a_transfer_that_gives_up_is_worth_another_try(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(s3, "_client", Failing)
    bucket, file = MergedBucket("merged"), tmp_path / "file"
    file.write_bytes(b"recording")
    with pytest.raises(StorageUnavailableError):
        bucket.fetch_file("key", file)
    with pytest.raises(StorageUnavailableError):
        bucket.put_file("key", file, "video/webm")

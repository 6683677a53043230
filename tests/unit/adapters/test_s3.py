"""What S3 transfers that fail are called."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest
from boto3.exceptions import Boto3Error, RetriesExceededError, S3UploadFailedError
from boto3.s3.transfer import S3Transfer

from interview.adapters import s3
from interview.adapters.s3 import MergedBucket
from interview.errors import StorageUnavailableError


def fails_with(error: Exception) -> Callable[..., None]:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    return fail


def test_a_transfer_that_gives_up_is_worth_another_try(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(s3, "_client", lambda: boto3.client("s3", region_name="us-east-1"))
    monkeypatch.setattr(S3Transfer, "download_file", fails_with(RetriesExceededError(Boto3Error("read timed out"))))
    monkeypatch.setattr(S3Transfer, "upload_file", fails_with(S3UploadFailedError("SlowDown")))
    bucket, file = MergedBucket("merged"), tmp_path / "file"
    file.write_bytes(b"recording")
    with pytest.raises(StorageUnavailableError):
        bucket.fetch_file("key", file)
    with pytest.raises(StorageUnavailableError):
        bucket.put_file("key", file, "video/webm")

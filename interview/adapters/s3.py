"""The two media buckets: chunks as the browsers post them, and what was merged from them."""

import tempfile
from collections.abc import Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, IncompleteReadError, ReadTimeoutError

from interview.adapters import aws
from interview.domain.recordings.chunks import MAX_CHUNK_BYTES, MAX_UPLOAD_TEST_BYTES, MIN_CHUNK_BYTES, ContentType
from interview.domain.recordings.object_keys import ChunkKey, chunk_prefix, parse_chunk_key, upload_test_key
from interview.errors import RefusedObjectError, StorageUnavailableError

if TYPE_CHECKING:
    from boto3.s3.transfer import S3Transfer
    from mypy_boto3_s3 import S3Client

    from interview.domain.exports import Export  # it knows of all that results hold, and who merges needs none of that

EXPORTS = "exports/"
"""What keys of exports begin with."""
PLAYBACK_TTL_S = 3600
UPLOAD_POLICY_TTL_S = 3600
UPLOAD_TEST_POLICY_TTL_S = 600
FETCH_AHEAD = 8
LISTED_PAGES = 10
GONE = frozenset({"NoSuchKey", "NoSuchVersion", "404"})
PART_BYTES = 16 * 1024 * 1024
PARTS_AT_ONCE = 4


@cache
def _client() -> "S3Client":
    """Presigned addresses name the bucket's own regional host: the global one redirects, which breaks CORS."""
    client: S3Client = aws.client(
        "s3",
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
            connect_timeout=3,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 4},
            max_pool_connections=16,
        ),
    )
    return client


class PresignedPost(NamedTuple):
    """Where to POST an object, and the form fields to send before it; of a chunk the browser adds key and checksum."""

    url: str
    fields: dict[str, str]


class FoundChunk(NamedTuple):
    """A version of a chunk that the bucket lists; `is_latest` of its key."""

    key: ChunkKey
    version_id: str | None
    size: int
    is_latest: bool
    modified_at: datetime


class _MediaBucket:
    """Every object of a session has a key below the session's id."""

    def __init__(self, name: str) -> None:
        self.name = name

    def delete_session(self, session_id: UUID) -> int:
        """Delete all that there is of a session: objects, all their versions and delete markers, and parts of uploads
        that were never completed. How many there were."""
        return self._delete_versions(f"{session_id}/") + self._abort_uploads(f"{session_id}/")

    def _delete_versions(self, prefix: str) -> int:
        deleted = 0
        try:
            for page in _client().get_paginator("list_object_versions").paginate(Bucket=self.name, Prefix=prefix):
                found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                if not found:
                    continue
                named: Any = [{"Key": each["Key"], "VersionId": each["VersionId"]} for each in found]
                answer = _client().delete_objects(Bucket=self.name, Delete={"Objects": named, "Quiet": True})
                if answer.get("Errors"):
                    raise StorageUnavailableError(f"{len(answer['Errors'])} objects were not deleted")
                deleted += len(found)
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("the recordings cannot be deleted right now") from error
        return deleted

    def _abort_uploads(self, prefix: str) -> int:
        aborted = 0
        try:
            for page in _client().get_paginator("list_multipart_uploads").paginate(Bucket=self.name, Prefix=prefix):
                for each in page.get("Uploads", []):
                    _client().abort_multipart_upload(Bucket=self.name, Key=each["Key"], UploadId=each["UploadId"])
                    aborted += 1
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("the recordings cannot be deleted right now") from error
        return aborted


class RawBucket(_MediaBucket):
    """The chunks. Versioned: what counts is the version that the registry names."""

    def presigned_post(self, session_id: UUID, question_index: int, content_type: ContentType) -> PresignedPost:
        """One policy for all chunks of a question: prefix, type, size and an hour's time."""
        prefix = chunk_prefix(session_id, question_index)
        post = _client().generate_presigned_post(
            self.name,
            prefix + "${filename}",
            Fields={"Content-Type": content_type},
            Conditions=[
                {"Content-Type": content_type},
                ["content-length-range", MIN_CHUNK_BYTES, MAX_CHUNK_BYTES],
                ["starts-with", "$x-amz-checksum-sha256", ""],
            ],
            ExpiresIn=UPLOAD_POLICY_TTL_S,
        )
        fields = {name: value for name, value in post["fields"].items() if name != "key"}
        return PresignedPost(post["url"], fields)

    def presigned_test_post(self, session_id: UUID) -> PresignedPost:
        """A policy for the one object that tests how fast a connection is, for ten minutes."""
        content_type = {"Content-Type": "application/octet-stream"}
        post = _client().generate_presigned_post(
            self.name,
            upload_test_key(session_id),
            Fields=content_type,
            Conditions=[content_type, ["content-length-range", 1, MAX_UPLOAD_TEST_BYTES]],
            ExpiresIn=UPLOAD_TEST_POLICY_TTL_S,
        )
        return PresignedPost(post["url"], post["fields"])

    def fetch(self, key: str, version_id: str | None) -> bytes | None:
        """One chunk's bytes (at most 20 MiB by policy); None where that version is gone."""
        version: dict[str, Any] = {"VersionId": version_id} if version_id else {}
        try:
            return _client().get_object(Bucket=self.name, Key=key, **version)["Body"].read()
        except ClientError as error:
            if error.response["Error"]["Code"] in GONE:
                return None
            raise StorageUnavailableError(f"a chunk cannot be read ({_code(error)})") from error
        except (BotoCoreError, IncompleteReadError, ReadTimeoutError) as error:
            raise StorageUnavailableError("a chunk cannot be read") from error

    def fetch_in_order(self, wanted: list[tuple[str, str | None]]) -> Generator[bytes | None]:
        """The chunks' bytes in the order asked for, at most eight of them in flight or in memory."""
        with ThreadPoolExecutor(FETCH_AHEAD, thread_name_prefix="fetch") as pool:
            pending = [pool.submit(self.fetch, *one) for one in wanted[:FETCH_AHEAD]]
            try:
                for following in range(FETCH_AHEAD, FETCH_AHEAD + len(wanted)):
                    body = pending.pop(0).result()
                    if following < len(wanted):
                        pending.append(pool.submit(self.fetch, *wanted[following]))
                    yield body
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def delete(self, key: str, version_id: str | None) -> None:
        """Delete one version of an object; one that is gone counts as deleted."""
        version: dict[str, Any] = {"VersionId": version_id} if version_id else {}
        try:
            _client().delete_object(Bucket=self.name, Key=key, **version)
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("a chunk cannot be deleted right now") from error

    def find_chunks(self, session_id: UUID, question_index: int, sizes: Mapping[int, int]) -> list[FoundChunk]:
        """What the bucket has under these indexes, whatever events told of it: of each the latest version of the size
        that is asked for, or else the latest. Raises StorageUnavailableError."""

        def find(index: int) -> FoundChunk | None:
            versions = self._versions(f"{chunk_prefix(session_id, question_index)}{index:03}.")
            return next((one for one in versions if one.size == sizes[index]), versions[0] if versions else None)

        with ThreadPoolExecutor(FETCH_AHEAD, thread_name_prefix="find") as pool:
            return [found for found in pool.map(find, sizes) if found]

    def list_chunks(self, session_id: UUID, question_index: int) -> list[FoundChunk]:
        """The latest version of every chunk of a question, in the order of their indexes."""
        found = self._versions(chunk_prefix(session_id, question_index), max_pages=LISTED_PAGES)
        return sorted((one for one in found if one.is_latest), key=lambda chunk: chunk.key.chunk_index)

    def _versions(self, prefix: str, max_pages: int = 1) -> list[FoundChunk]:
        """Versions of chunks, those of each key newest first; objects that are no chunks are passed over.

        At most a thousand a page: a policy lets its holder post as many objects as they like.
        """
        found: list[FoundChunk] = []
        try:
            pages = _client().get_paginator("list_object_versions").paginate(Bucket=self.name, Prefix=prefix)
            for page in islice(pages, max_pages):
                for item in page.get("Versions", []):
                    try:
                        key = parse_chunk_key(item["Key"])
                    except RefusedObjectError:
                        continue
                    found.append(
                        FoundChunk(key, item["VersionId"], item["Size"], item["IsLatest"], item["LastModified"])
                    )
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("the chunks cannot be listed") from error
        return found


class MergedBucket(_MediaBucket):
    """The merged recordings."""

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """Upload a file, in parts where it is large."""
        with _transfer("the merged recording cannot be stored") as transfer:
            transfer.upload_file(str(path), self.name, key, extra_args={"ContentType": content_type})

    def fetch_file(self, key: str, path: Path) -> None:
        """Download to a file."""
        with _transfer("the merged recording cannot be read") as transfer:
            transfer.download_file(self.name, key, str(path))

    def playback_url(self, key: str, lasts_s: int = PLAYBACK_TTL_S) -> str:
        """An address that plays the object for so long, without other credentials."""
        return _client().generate_presigned_url(
            "get_object", Params={"Bucket": self.name, "Key": key}, ExpiresIn=lasts_s
        )

    def download_url(self, key: str, name: str) -> str:
        """As `playback_url`, of a file that the browser saves under this plain name."""
        kept = {"ResponseContentDisposition": f'attachment; filename="{name}"'}
        return _client().generate_presigned_url(
            "get_object", Params={"Bucket": self.name, "Key": key, **kept}, ExpiresIn=PLAYBACK_TTL_S
        )


class ExportFiles(_MediaBucket):
    """Files of results, in the bucket of the merged recordings: the parts while one is made, then the whole."""

    def put_part(self, export: "Export", number: int, part: bytes) -> None:
        """One that is there is written anew."""
        try:
            _client().put_object(Bucket=self.name, Key=f"{_parts(export.id)}{number:05}", Body=part)
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailableError("a part of an export cannot be stored") from error

    def join(self, export: "Export", opening: str, ending: str, content_type: str) -> int:
        """Put all parts into the one file, in their order, and say how large it is."""
        with tempfile.NamedTemporaryFile() as file:
            file.write(opening.encode())
            for number in range(export.parts):
                file.write(self._part(export, number))
            file.write(ending.encode())
            file.flush()
            with _transfer("the export cannot be stored") as transfer:
                extra = {"ContentType": content_type}
                transfer.upload_file(file.name, self.name, _whole(export), extra_args=extra)
            return file.tell()

    def _part(self, export: "Export", number: int) -> bytes:
        try:
            return _client().get_object(Bucket=self.name, Key=f"{_parts(export.id)}{number:05}")["Body"].read()
        except (BotoCoreError, ClientError, IncompleteReadError, ReadTimeoutError) as error:
            raise StorageUnavailableError("a part of an export cannot be read") from error

    def delete_parts(self, export: "Export") -> None:
        self._delete_versions(_parts(export.id))

    def delete(self, export_id: UUID) -> None:
        """All that there is of it."""
        self._delete_versions(f"{EXPORTS}{export_id}/")

    def download_url(self, export: "Export") -> str:
        """An address that saves the file under a name of its own, for one hour."""
        name = f"colloquy-{export.created_at:%Y-%m-%d}.{export.format}"
        saved = {"ResponseContentDisposition": f'attachment; filename="{name}"'}
        return _client().generate_presigned_url(
            "get_object", Params={"Bucket": self.name, "Key": _whole(export), **saved}, ExpiresIn=PLAYBACK_TTL_S
        )


def _parts(export_id: UUID) -> str:
    return f"{EXPORTS}{export_id}/part-"


def _whole(export: "Export") -> str:
    return f"{EXPORTS}{export.id}/results.{export.format}"


@contextmanager
def _transfer(failure: str) -> Iterator["S3Transfer"]:
    """Files in parts, several at once. Raises StorageUnavailableError with these words."""
    from boto3.exceptions import Boto3Error  # only merged recordings are moved as files
    from boto3.s3.transfer import S3Transfer, TransferConfig, create_transfer_manager

    parts = TransferConfig(
        multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES, max_concurrency=PARTS_AT_ONCE
    )
    try:
        with S3Transfer(manager=create_transfer_manager(_client(), parts)) as transfer:
            yield transfer
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise StorageUnavailableError(failure) from error


def _code(error: ClientError) -> str:
    return error.response["Error"]["Code"]

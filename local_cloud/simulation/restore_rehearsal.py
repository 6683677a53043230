"""Loses an interview's database and a recording in a local cloud of its own, and brings both back:
`make restore-rehearsal`. MongoDB's own tools are not used: documents are copied as the BSON that the server gives, and
indexes as it describes them. The recording comes back by its versions, as docs/operations.md has it.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

import httpx
import pymongo
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo.collection import Collection

from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.errors import LocalCloudError
from local_cloud.simulation.demo import run_demo
from local_cloud.simulation.recruiter import Recruiter

RAW = CodecOptions(document_class=RawBSONDocument)


class Kept(NamedTuple):
    """A collection: its documents as BSON, in the order of their ids, and its indexes by name."""

    documents: list[bytes]
    indexes: Mapping[str, Any]


Dump = dict[str, Kept]


def dump(client: pymongo.MongoClient[dict[str, Any]]) -> Dump:
    database = client[seed.DATABASE]
    found: Dump = {}
    for name in sorted(database.list_collection_names()):
        collection = cast("Collection[RawBSONDocument]", database.get_collection(name, codec_options=RAW))
        # By the index on ids: the server refuses what no index answers.
        documents = [bytes(each.raw) for each in collection.find().sort("_id", 1)]
        found[name] = Kept(documents, database[name].index_information())
    return found


def restore(client: pymongo.MongoClient[dict[str, Any]], kept: Dump) -> None:
    database = client[seed.DATABASE]
    for name, (documents, indexes) in kept.items():
        for index, described in indexes.items():
            options = {option: value for option, value in described.items() if option not in ("v", "key", "ns")}
            database[name].create_index(described["key"], name=index, **options)
        if documents:
            database.get_collection(name, codec_options=RAW).insert_many(map(RawBSONDocument, documents))


def missing(before: Dump, after: Dump) -> Iterator[str]:
    """What is not as it was, byte for byte."""
    for name, kept in before.items():
        now = after.get(name, Kept([], {}))
        if lost := len(set(kept.documents) - set(now.documents)):
            yield f"{name}: {lost} of {len(kept.documents)} documents"
        if kept.indexes != now.indexes:
            yield f"{name}: indexes"


def lose_and_restore_database(cloud: LocalCloud, results: Callable[[], dict[str, Any]]) -> None:
    with pymongo.MongoClient[dict[str, Any]](cloud.mongodb_uri) as client:
        before, told = dump(client), results()
        client.drop_database(seed.DATABASE)
        try:
            results()
        except httpx.HTTPStatusError:
            print("database dropped: the interview is gone")
        else:
            raise LocalCloudError("The database was dropped, and the interview is still there.")
        restore(client, before)
        if faults := list(missing(before, dump(client))):
            raise LocalCloudError(f"Not restored: {'; '.join(faults)}.")
        if results() != told:
            raise LocalCloudError("The interview's results are not what they were.")
    documents = sum(len(kept.documents) for kept in before.values())
    print(f"database restored: {documents} documents of {len(before)} collections and all indexes, results as before")


def lose_and_restore_recording(s3: Any, bucket: str, session_id: str) -> None:
    key = s3.list_objects_v2(Bucket=bucket, Prefix=f"{session_id}/")["Contents"][0]["Key"]

    def content() -> bytes:
        return bytes(s3.get_object(Bucket=bucket, Key=key)["Body"].read())

    good = s3.head_object(Bucket=bucket, Key=key)["VersionId"]
    before = content()
    s3.delete_object(Bucket=bucket, Key=key)
    (marker,) = s3.list_object_versions(Bucket=bucket, Prefix=key)["DeleteMarkers"]
    s3.delete_object(Bucket=bucket, Key=key, VersionId=marker["VersionId"])
    if content() != before:
        raise LocalCloudError("The deleted recording is not what it was.")
    print("recording deleted: back without its delete marker")
    s3.put_object(Bucket=bucket, Key=key, Body=b"overwritten")
    s3.copy_object(Bucket=bucket, Key=key, CopySource={"Bucket": bucket, "Key": key, "VersionId": good})
    if content() != before:
        raise LocalCloudError("The overwritten recording is not what it was.")
    print(f"recording overwritten: back from its version, {len(before)} bytes")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--base-port", type=int, default=8400)
    base_port = options.parse_args().base_port
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-restore-") as folder,
        LocalCloud(base_port=base_port, data=Path(folder) / "data", environment={}) as cloud,
    ):
        site, email, password = cloud.edge_url, cloud.demo_email, cloud.demo_password
        taken = run_demo(site, email, password, Path(folder) / "videos", lambda _: None, browser=False)
        session_id = taken.results["session"]["id"]
        with Recruiter(site, email, password) as recruiter:
            lose_and_restore_database(cloud, lambda: without_links(recruiter.results(session_id)))
        lose_and_restore_recording(cloud.client("s3"), cloud.outputs["MergedBucket"], session_id)


def without_links(results: Any) -> Any:
    """Presigned addresses are others each time."""
    if isinstance(results, dict):
        return {name: without_links(value) for name, value in results.items() if "url" not in name}
    return [without_links(each) for each in results] if isinstance(results, list) else results


if __name__ == "__main__":
    try:
        main()
    except LocalCloudError as error:
        sys.exit(str(error))

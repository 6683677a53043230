"""Media buckets, chunk events and merge requests."""

import json
from datetime import timedelta
from typing import Any

import pytest
from aws_cdk import App, Stack, assertions

from cdk.stage import Stage
from cdk.storage import Storage, _archive
from interview.domain.exports import MAX_ATTEMPTS
from interview.domain.sessions.session import DELIVERY_PERIOD, EXPIRY_GRACE
from interview.use_cases.recordings.request_merge import MERGE_PERIOD
from tests.infrastructure.template import Template

BUCKETS = ["StorageRaw", "StorageMerged", "SiteBucket"]


def bucket(template: Template, prefix: str) -> dict[str, Any]:
    return template.one("AWS::S3::Bucket", prefix)


def arn(template: Template, kind: str, prefix: str) -> dict[str, Any]:
    (name,) = (name for name in template.all(kind) if name.startswith(prefix))
    return {"Fn::GetAtt": [name, "Arn"]}


@pytest.mark.parametrize("prefix", BUCKETS)
def test_buckets_are_private_encrypted_and_closed_to_plain_http(template: Template, prefix: str) -> None:
    properties = bucket(template, prefix)
    assert all(properties["PublicAccessBlockConfiguration"].values())
    assert len(properties["PublicAccessBlockConfiguration"]) == 4
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert properties["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]

    policy = template.one("AWS::S3::BucketPolicy", prefix)["PolicyDocument"]["Statement"]
    denied = [statement["Condition"] for statement in policy if statement["Effect"] == "Deny"]
    assert {"Bool": {"aws:SecureTransport": "false"}} in denied


@pytest.mark.parametrize("prefix", ["StorageRaw", "StorageMerged"])
def test_what_was_deleted_or_overwritten_is_there_for_eight_more_days(template: Template, prefix: str) -> None:
    assert bucket(template, prefix)["VersioningConfiguration"] == {"Status": "Enabled"}
    rules = [rule for rule in bucket(template, prefix)["LifecycleConfiguration"]["Rules"] if "Prefix" not in rule]
    hidden = [rule["NoncurrentVersionExpiration"] for rule in rules if "NoncurrentVersionExpiration" in rule]
    assert hidden == [{"NoncurrentDays": 8}]
    assert any(rule.get("ExpiredObjectDeleteMarker") for rule in rules)


def test_files_of_results_last_a_day(template: Template) -> None:
    rules = bucket(template, "StorageMerged")["LifecycleConfiguration"]["Rules"]
    [rule] = [rule for rule in rules if "Prefix" in rule]
    assert (rule["Prefix"], rule["ExpirationInDays"]) == ("exports/", 1)
    assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}


def test_a_file_of_results_is_given_up_when_the_queue_gives_it_up(template: Template) -> None:
    queue = template.one("AWS::SQS::Queue", "ExportsRequestsQueue")
    assert queue["RedrivePolicy"]["maxReceiveCount"] == MAX_ATTEMPTS


def test_merged_raises_no_event(template: Template) -> None:
    notified = template.one("Custom::S3BucketNotifications")["BucketName"]["Ref"]
    assert notified.startswith("StorageRaw")


def test_whatever_is_posted_raises_an_event(template: Template) -> None:
    (configured,) = template.one("Custom::S3BucketNotifications")["NotificationConfiguration"]["QueueConfigurations"]
    assert configured["Events"] == ["s3:ObjectCreated:*"]
    assert "Filter" not in configured


def test_any_origin_may_post_chunks_and_get_recordings_without_credentials(template: Template) -> None:
    (raw,) = bucket(template, "StorageRaw")["CorsConfiguration"]["CorsRules"]
    (merged,) = bucket(template, "StorageMerged")["CorsConfiguration"]["CorsRules"]
    assert (raw["AllowedOrigins"], raw["AllowedMethods"]) == (["*"], ["POST"])
    assert (merged["AllowedOrigins"], merged["AllowedMethods"]) == (["*"], ["GET", "HEAD"])
    assert {"Content-Range", "Accept-Ranges"} <= set(merged["ExposedHeaders"])


@pytest.mark.parametrize(("prefix", "days"), [("StorageRaw", 30), ("StorageMerged", 365)])
def test_media_expire_and_broken_uploads_are_swept(prod: Template, prefix: str, days: int) -> None:
    rule, *markers = bucket(prod, prefix)["LifecycleConfiguration"]["Rules"]
    assert rule["ExpirationInDays"] == days
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    if prefix == "StorageRaw":
        assert rule["NoncurrentVersionExpiration"] == {"NoncurrentDays": 8}
        assert [marker["ExpiredObjectDeleteMarker"] for marker in markers] == [True]


def test_recordings_are_archived_where_they_stay_long_enough_and_chunks_never(prod: Template) -> None:
    merged, *_ = bucket(prod, "StorageMerged")["LifecycleConfiguration"]["Rules"]
    assert merged["Transitions"] == [{"StorageClass": "GLACIER_IR", "TransitionInDays": 30}]
    assert all("Transitions" not in rule for rule in bucket(prod, "StorageRaw")["LifecycleConfiguration"]["Rules"])
    stay_long = Stage(name="long", merged_retention_days=120)
    assert _archive(stay_long)
    assert _archive(stay_long.model_copy(update={"merged_retention_days": 119})) is None


def test_data_outlives_the_stack_of_prod_alone(local: Template, prod: Template) -> None:
    kept = {"AWS::S3::Bucket": ("StorageRaw", "StorageMerged"), "AWS::SecretsManager::Secret": ("SecretsM", "SecretsG")}
    for kind, prefixes in kept.items():
        for name in prod.all(kind):
            if name.startswith(prefixes):
                # Kept by name, but not when a first deploy fails.
                assert prod.body["Resources"][name]["DeletionPolicy"] == "RetainExceptOnCreate", name
                assert local.body["Resources"][name]["DeletionPolicy"] == "Delete", name


def test_a_stack_that_keeps_data_is_protected_from_deletion(local: Template, prod: Template) -> None:
    def is_protected(template: Template) -> bool:
        manifest = json.loads((template.assembly / "manifest.json").read_text())
        properties = manifest["artifacts"][f"Colloquy-{template.stage}"]["properties"]
        return bool(properties.get("terminationProtection"))

    assert is_protected(prod)
    assert not is_protected(local)


def test_buckets_that_outlived_a_stack_are_adopted_by_their_names() -> None:
    stack = Stack(App())
    Storage(stack, "Storage", stage=Stage(name="prod", raw_bucket="colloquy-raw-1", merged_bucket="colloquy-merged-1"))

    buckets = assertions.Template.from_stack(stack).find_resources("AWS::S3::Bucket").values()
    assert [each["Properties"]["BucketName"] for each in buckets] == ["colloquy-raw-1", "colloquy-merged-1"]


def test_what_goes_with_its_stack_is_emptied_and_nothing_else_is(local: Template, prod: Template) -> None:
    """A bucket that is not empty cannot be deleted, and what a person said is deleted by nothing but its retention."""

    def emptied(template: Template) -> set[str]:
        return {each["BucketName"]["Ref"] for each in template.all("Custom::S3AutoDeleteObjects").values()}

    for template in (local, prod):
        resources = template.body["Resources"]
        goes = {name for name in template.all("AWS::S3::Bucket") if resources[name]["DeletionPolicy"] == "Delete"}
        assert emptied(template) == goes
    assert {name[:10] for name in emptied(prod)} == {"SiteBucket"}


def test_only_this_bucket_of_this_account_may_announce_chunks(template: Template) -> None:
    policy = template.one("AWS::SQS::QueuePolicy", "IngestChunkEventsQueue")["PolicyDocument"]["Statement"]
    (allowed,) = (statement for statement in policy if statement["Effect"] == "Allow")
    assert allowed["Principal"] == {"Service": "s3.amazonaws.com"}
    assert allowed["Condition"] == {
        "ArnEquals": {"aws:SourceArn": arn(template, "AWS::S3::Bucket", "StorageRaw")},
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}},
    }


def test_s3_is_told_of_the_queue_after_it_may_send(template: Template) -> None:
    (notifications,) = (
        resource
        for resource in template.body["Resources"].values()
        if resource["Type"] == "Custom::S3BucketNotifications"
    )
    assert any(name.startswith("IngestChunkEventsQueuePolicy") for name in notifications["DependsOn"])


@pytest.mark.parametrize(
    ("queue", "function", "batch", "window"),
    [
        ("IngestChunkEventsQueue", "chunk_registered", 50, 1),
        ("ProcessingMergeRequestsQueue", "merge_requested", 1, None),
        ("ExportsRequestsQueue", "export", 1, None),
        ("InvitationsRequestsQueue", "invite", 1, None),
    ],
)
def test_queues_bear_slow_and_failing_functions(
    template: Template, queue: str, function: str, batch: int, window: int | None
) -> None:
    properties = template.one("AWS::SQS::Queue", queue)
    assert properties["SqsManagedSseEnabled"] is True
    assert properties["VisibilityTimeout"] == 6 * template.functions()[function]["Timeout"]
    dead_letters = properties["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
    assert template.all("AWS::SQS::Queue")[dead_letters]["SqsManagedSseEnabled"] is True

    source = template.one("AWS::Lambda::EventSourceMapping", f"{queue[:6]}")
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert source["ScalingConfig"]["MaximumConcurrency"] >= 2
    assert (source["BatchSize"], source.get("MaximumBatchingWindowInSeconds")) == (batch, window)


def test_merge_requests_are_in_order_a_question(template: Template) -> None:
    properties = template.one("AWS::SQS::Queue", "ProcessingMergeRequestsQueue")
    assert properties["FifoQueue"] is True
    # A late chunk asks for the same question again within minutes: only the sender knows that it is another request.
    assert "ContentBasedDeduplication" not in properties


def test_nothing_recorded_expires_before_it_is_merged(template: Template) -> None:
    """A link may outlive the chunks. What an open interview has delivered is merged a day later, with one more try the
    day after, or at the lock, a grace after the link's end; what arrives late after the lock is as young."""
    (rule,) = [
        rule for rule in bucket(template, "StorageRaw")["LifecycleConfiguration"]["Rules"] if "ExpirationInDays" in rule
    ]
    kept_for = timedelta(days=rule["ExpirationInDays"])
    queued_for = timedelta(
        seconds=template.one("AWS::SQS::Queue", "ProcessingMergeRequestsQueue")["MessageRetentionPeriod"]
    )
    sweeps_every = timedelta(minutes=5)
    assert template.one("AWS::Events::Rule", "ProcessingEveryFiveMinutes")["ScheduleExpression"] == "rate(5 minutes)"
    assert max(2 * MERGE_PERIOD, EXPIRY_GRACE) + sweeps_every + queued_for < kept_for
    late_for = EXPIRY_GRACE + sweeps_every + DELIVERY_PERIOD
    assert late_for < kept_for
    least = Stage.model_fields["raw_retention_days"].metadata
    assert any(timedelta(days=getattr(each, "ge", 0)) > late_for for each in least)
    assert EXPIRY_GRACE < DELIVERY_PERIOD, "until the lock chunks are taken as after it"

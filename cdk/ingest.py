"""Chunk events: S3 notifications through a queue to `chunk_registered`."""

import jsii
from aws_cdk import Aws, Duration
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from aws_cdk.interfaces.aws_s3 import IBucketRef
from constructs import Construct

from cdk.functions import Bundle, ProductFunction, allow
from cdk.queues import ConsumedQueue
from cdk.storage import Storage


@jsii.implements(s3.IBucketNotificationDestination)
class OwnBucketNotifications:
    """A queue that takes notifications of this bucket in this account, and of no bucket that later bears its name."""

    def __init__(self, queue: sqs.Queue) -> None:
        self._queue = queue

    def bind(self, _scope: Construct, bucket: IBucketRef) -> s3.BucketNotificationDestinationConfig:
        allowed = self._queue.add_to_resource_policy(
            iam.PolicyStatement(
                sid="ChunkEvents",
                principals=[iam.ServicePrincipal("s3.amazonaws.com")],
                actions=["sqs:SendMessage"],
                resources=[self._queue.queue_arn],
                conditions={
                    "ArnEquals": {"aws:SourceArn": bucket.bucket_ref.bucket_arn},
                    "StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID},
                },
            )
        )
        return s3.BucketNotificationDestinationConfig(
            arn=self._queue.queue_arn,
            type=s3.BucketNotificationDestinationType.QUEUE,
            dependencies=[allowed.policy_dependable] if allowed.policy_dependable else [],
        )


class Ingest(Construct):
    """One message an uploaded chunk; `chunk_registered` takes up to 50 a batch and asks for a merge when a question
    is complete."""

    def __init__(
        self, scope: Construct, construct_id: str, *, bundle: Bundle, storage: Storage, merge_requests: sqs.IQueue
    ) -> None:
        super().__init__(scope, construct_id)
        timeout = Duration.seconds(30)
        self.events = ConsumedQueue(self, "ChunkEvents", function_timeout=timeout)
        storage.raw.add_event_notification(s3.EventType.OBJECT_CREATED, OwnBucketNotifications(self.events.queue))
        self.chunk_registered = ProductFunction(
            self,
            "chunk_registered",
            bundle=bundle,
            description="Registers uploaded chunks",
            timeout=timeout,
            environment={"MERGE_REQUESTS_QUEUE_URL": merge_requests.queue_url, "RAW_BUCKET": storage.raw.bucket_name},
        )
        self.chunk_registered.add_event_source(
            event_sources.SqsEventSource(
                self.events.queue,
                batch_size=50,
                max_batching_window=Duration.seconds(1),
                max_concurrency=bundle.stage.max_chunk_consumers,
                report_batch_item_failures=True,
            )
        )
        allow(self.chunk_registered, ["sqs:SendMessage"], merge_requests.queue_arn)
        # What is no chunk is deleted, and what an interview posts beyond all measure.
        allow(self.chunk_registered, ["s3:DeleteObject", "s3:DeleteObjectVersion"], storage.raw.arn_for_objects("*"))

"""Files of results that people ask for: a queue, and the function that makes them."""

from aws_cdk import Duration
from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from cdk.functions import Bundle, ProductFunction, allow
from cdk.queues import ConsumedQueue
from cdk.sizing import EXPORTS_AT_ONCE
from cdk.storage import EXPORTS, Storage

TIMEOUT = Duration.minutes(2)
"""What takes longer goes on in another message: one that broke off comes back after six times that."""


class Exports(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, storage: Storage) -> None:
        super().__init__(scope, construct_id)
        self.requests = ConsumedQueue(self, "Requests", function_timeout=TIMEOUT, attempts=3)
        queue, merged = self.requests.queue, storage.merged
        self.environment = {"EXPORTS_QUEUE_URL": queue.queue_url}
        self.function = ProductFunction(
            self,
            "export",
            bundle=bundle,
            description="Makes files of results",
            timeout=TIMEOUT,
            memory_mb=1769,
            sets_documents=True,
            environment={"MERGED_BUCKET": merged.bucket_name, **self.environment},
        )
        files = merged.arn_for_objects(f"{EXPORTS}*")
        # Videos, too: a document shows stills of them.
        allow(self.function, ["s3:GetObject"], merged.arn_for_objects("*"))
        allow(self.function, ["s3:PutObject", "s3:AbortMultipartUpload"], files)
        allow(self.function, ["s3:DeleteObject", "s3:DeleteObjectVersion"], files)
        allow(self.function, ["s3:ListBucketVersions"], merged.bucket_arn)
        allow(self.function, ["sqs:SendMessage"], queue.queue_arn)
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue, batch_size=1, max_concurrency=EXPORTS_AT_ONCE, report_batch_item_failures=True
            )
        )

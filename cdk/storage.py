"""The two media buckets: raw chunks as candidates upload them, and the merged recordings.

They are two, because event filters and lifecycles cannot tell them apart by prefix, and a merged recording must
raise no chunk event.
"""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk import retention
from cdk.acknowledge import acknowledge
from cdk.stage import Stage

NO_ACCESS_LOGS = (
    "Server access logs would hold the query strings of presigned URLs, which grant access; who read a recording is "
    "in the product's own log."
)

EXPORTS = "exports/"
"""What keys of files begin with that people asked for: they last a day, and the bucket counts days from midnight."""
HIDDEN_VERSIONS_LAST_DAYS = 8
"""Late chunks have a question merged again for seven days, from the versions that were registered."""


ARCHIVED_FOR_DAYS = 90
"""The least that is paid for what goes to the instant archive."""


def _archive(stage: Stage) -> list[s3.Transition] | None:
    """Recordings are mostly looked at within days. Those that go before the archive pays stay where they are."""
    if stage.merged_retention_days < stage.archive_after_days + ARCHIVED_FOR_DAYS:
        return None
    return [
        s3.Transition(
            storage_class=s3.StorageClass.GLACIER_INSTANT_RETRIEVAL,
            transition_after=Duration.days(stage.archive_after_days),
        )
    ]


class Storage(Construct):
    """`raw` is versioned, so that a policy that is still valid cannot alter evidence: the merge reads the version
    that was registered. So is `merged`: what was deleted or overwritten by mistake can be restored. Any origin may post
    and read without credentials: the signed policy or URL is what authorizes."""

    def __init__(self, scope: Construct, construct_id: str, *, stage: Stage) -> None:
        super().__init__(scope, construct_id)
        self.raw = self._bucket(
            "Raw",
            stage,
            name=stage.raw_bucket,
            kept_days=stage.raw_retention_days,
            methods=[s3.HttpMethods.POST],
            exposed_headers=["ETag", "x-amz-version-id"],
        )
        self.merged = self._bucket(
            "Merged",
            stage,
            name=stage.merged_bucket,
            kept_days=stage.merged_retention_days,
            methods=[s3.HttpMethods.GET, s3.HttpMethods.HEAD],
            exposed_headers=["Accept-Ranges", "Content-Length", "Content-Range", "ETag"],
            transitions=_archive(stage),
            more_rules=[
                s3.LifecycleRule(
                    prefix=EXPORTS, expiration=Duration.days(1), noncurrent_version_expiration=Duration.days(1)
                )
            ],
        )

    def _bucket(
        self,
        construct_id: str,
        stage: Stage,
        *,
        name: str | None,
        kept_days: int,
        methods: list[s3.HttpMethods],
        exposed_headers: list[str],
        transitions: list[s3.Transition] | None = None,
        more_rules: Sequence[s3.LifecycleRule] = (),
    ) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            construct_id,
            bucket_name=name,
            versioned=True,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            cors=[
                s3.CorsRule(
                    allowed_origins=["*"],
                    allowed_methods=methods,
                    allowed_headers=["*"],
                    exposed_headers=exposed_headers,
                    max_age=3600,
                )
            ],
            lifecycle_rules=[
                s3.LifecycleRule(
                    transitions=transitions,
                    # In a versioned bucket this hides an object; what deletes it is the next line.
                    expiration=Duration.days(kept_days),
                    noncurrent_version_expiration=Duration.days(HIDDEN_VERSIONS_LAST_DAYS),
                    abort_incomplete_multipart_upload_after=Duration.days(1),
                ),
                s3.LifecycleRule(expired_object_delete_marker=True),
                *more_rules,
            ],
            removal_policy=retention.of_data(stage),
            auto_delete_objects=not stage.retain_data,
        )
        acknowledge(bucket, S1=NO_ACCESS_LOGS)
        return bucket

"""Processing of an interview: what is done ahead while it goes on, the state machine after it, and the sweeper."""

from pathlib import Path

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from cdk.event_bus import EventBus
from cdk.functions import Bundle, ProductFunction, allow, log_group
from cdk.invitations import Invitations
from cdk.mail import Mail
from cdk.queues import ConsumedQueue
from cdk.storage import Storage

HERE = Path(__file__).parent


class Processing(Construct):
    """The state machine takes `{session_id, attempt}`; its executions are named `{session_id}-{attempt}`, so that a
    second start of the same attempt is refused by Step Functions itself.

    A merge request (`merge_requests`, FIFO, grouped by session and question) and the state machine's Merge run the
    same use case, which answers at once when the recording is current. What it merged is transcribed and scored by an
    execution of `answers_machine`, so that the one of the whole interview finds little left to do.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bundle: Bundle,
        storage: Storage,
        bus: EventBus,
        mail: Mail,
        invitations: Invitations,
    ) -> None:
        super().__init__(scope, construct_id)
        self._bundle = bundle
        self._storage = storage
        stage, secrets = bundle.stage, bundle.secrets

        merge_timeout = Duration.minutes(5)
        self.merge_requests = ConsumedQueue(
            self, "MergeRequests", function_timeout=merge_timeout, attempts=3, fifo=True
        )
        self.merge_requested = self._merging("merge_requested", "Merges a completed question", merge_timeout)
        self.merge_requested.add_event_source(
            event_sources.SqsEventSource(
                self.merge_requests.queue,
                batch_size=1,
                max_concurrency=stage.max_merge_consumers,
                report_batch_item_failures=True,
            )
        )

        self.lock = self._step(
            "lock", "Asserts the lock of a session and lists its questions", environment=bus.environment
        )
        self.await_chunks = self._step(
            "await_chunks",
            "Tells which chunks of the manifests are still missing",
            environment={
                "STRAGGLER_WAIT_S": str(stage.straggler_wait_s),
                "RAW_BUCKET": storage.raw.bucket_name,
            },
        )
        # It sees what is there, and can read none of it.
        allow(self.await_chunks, ["s3:ListBucketVersions"], storage.raw.bucket_arn)
        self.merge = self._merging("merge", "Merges one question", merge_timeout)
        self.transcribe = self._step(
            "transcribe",
            "Transcribes a merged recording whose live lines have holes",
            timeout=Duration.minutes(5),
            secrets={"DEEPGRAM_SECRET_ARN": secrets.deepgram_arn},
            environment={
                "MERGED_BUCKET": storage.merged.bucket_name,
                "DEEPGRAM_API_URL": stage.deepgram_api_url,
                "TRANSCRIPTION_MODEL": stage.transcription_model,
            },
        )
        allow(self.transcribe, ["s3:GetObject"], storage.merged.arn_for_objects("*"))
        self.score = self._step(
            "score",
            "Scores one answer",
            timeout=Duration.minutes(3),
            secrets={"GROQ_SECRET_ARN": secrets.groq_arn},
            environment={
                **stage.groq,
                "SCORE_MODELS": ",".join(stage.score_models),
                "SCORE_SAMPLES": stage.score_samples,
                **bus.environment,
            },
        )
        self.finish = self._step("finish", "Records what an execution came to", environment=bus.environment)
        words = {"TranscribeArn": self.transcribe, "ScoreArn": self.score}
        self.answers_machine = self._state_machine("process_answer", words)
        self.merge_requested.add_environment("PROCESS_ANSWER_ARN", self.answers_machine.state_machine_arn)
        self.answers_machine.grant_start_execution(self.merge_requested)
        self.machine = self._state_machine(
            "process_interview",
            {
                "LockArn": self.lock,
                "AwaitChunksArn": self.await_chunks,
                "MergeArn": self.merge,
                "FinishArn": self.finish,
                **words,
            },
        )
        self.sweep = self._sweeper({**bus.environment, **mail.environment, **invitations.environment})
        mail.allow_asking(self.sweep)
        invitations.allow_asking(self.sweep)
        bus.allow_publishing(self.lock, self.score, self.finish, self.sweep)

    def _step(
        self,
        folder: str,
        description: str,
        *,
        timeout: Duration | None = None,
        environment: dict[str, str] | None = None,
        secrets: dict[str, str] | None = None,
    ) -> ProductFunction:
        return ProductFunction(
            self,
            folder,
            bundle=self._bundle,
            description=description,
            timeout=timeout or Duration.seconds(30),
            environment=environment,
            secrets=secrets,
        )

    def _merging(self, folder: str, description: str, timeout: Duration) -> ProductFunction:
        raw, merged = self._storage.raw, self._storage.merged
        function = ProductFunction(
            self,
            folder,
            bundle=self._bundle,
            description=description,
            timeout=timeout,
            memory_mb=1769,
            environment={"RAW_BUCKET": raw.bucket_name, "MERGED_BUCKET": merged.bucket_name},
            merges=True,
        )
        allow(function, ["s3:GetObject", "s3:GetObjectVersion"], raw.arn_for_objects("*"))
        # Without ListBucket an object that is gone would be one that may not be read.
        allow(function, ["s3:ListBucket", "s3:ListBucketVersions"], raw.bucket_arn)
        allow(function, ["s3:PutObject", "s3:AbortMultipartUpload"], merged.arn_for_objects("*"))
        return function

    def _state_machine(self, name: str, steps: dict[str, ProductFunction]) -> sfn.StateMachine:
        """The one defined in `<name>.asl.json`, whose placeholders are `steps`."""
        construct_id = "".join(word.capitalize() for word in name.split("_"))
        machine = sfn.StateMachine(
            self,
            construct_id,
            definition_body=sfn.DefinitionBody.from_string((HERE / f"{name}.asl.json").read_text()),
            definition_substitutions={name: function.function_arn for name, function in steps.items()},
            state_machine_type=sfn.StateMachineType.STANDARD,
            tracing_enabled=True,
            # Ids alone cross states; still the causes of failures stay out of the log.
            logs=sfn.LogOptions(
                destination=log_group(self, f"{construct_id}Logs", self._bundle.stage),
                level=sfn.LogLevel.ALL,
                include_execution_data=False,
            ),
        )
        allow(machine, ["lambda:InvokeFunction"], *(function.function_arn for function in steps.values()))
        return machine

    def allow_start(self, function: lambda_.IFunction) -> None:
        """Let a function start executions of the state machine."""
        self.machine.grant_start_execution(function)

    def _sweeper(self, telling: dict[str, str]) -> ProductFunction:
        sweep = self._step(
            "sweep",
            "Starts what is locked but has no execution",
            timeout=Duration.seconds(295),
            environment={
                "PROCESS_INTERVIEW_ARN": self.machine.state_machine_arn,
                "PROCESS_ANSWER_ARN": self.answers_machine.state_machine_arn,
                "MERGE_REQUESTS_QUEUE_URL": self.merge_requests.queue.queue_url,
                "RAW_BUCKET": self._storage.raw.bucket_name,
                "MERGED_BUCKET": self._storage.merged.bucket_name,
                "RAW_RETENTION_DAYS": str(self._bundle.stage.raw_retention_days),
                "MERGED_RETENTION_DAYS": str(self._bundle.stage.merged_retention_days),
                "LEFT_AFTER_HOURS": str(self._bundle.stage.left_after_hours),
                **telling,
            },
        )
        for bucket in (self._storage.raw, self._storage.merged):
            allow(sweep, ["s3:ListBucketVersions", "s3:ListBucketMultipartUploads"], bucket.bucket_arn)
            erasing = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"]
            allow(sweep, erasing, bucket.arn_for_objects("*"))
        allow(sweep, ["sqs:SendMessage"], self.merge_requests.queue.queue_arn)
        self.allow_start(sweep)
        self.answers_machine.grant_start_execution(sweep)
        for machine in (self.machine, self.answers_machine):
            machine.grant_execution(sweep, "states:DescribeExecution")
        events.Rule(
            self,
            "EveryFiveMinutes",
            schedule=events.Schedule.rate(Duration.minutes(5)),
            # A sweep that failed is made up for by the next.
            targets=[targets.LambdaFunction(sweep, retry_attempts=0)],
        )
        return sweep

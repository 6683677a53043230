"""Webhooks: a queue of events and wake-ups, and the function that tells the endpoints of organisations."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from cdk.event_bus import SOURCE, EventBus
from cdk.functions import Bundle, ProductFunction, allow
from cdk.queues import ConsumedQueue
from cdk.sizing import ENDPOINTS_AT_ONCE

TOLD_EVENTS = (
    *("SessionChanged", "LinkIssued", "AnswerScored", "ScorecardMade", "FlagRecorded", "ResultContested"),
    *("DecisionMade", "JudgedByPerson", "NoteAdded", "TagsChanged", "FlagDismissed", "ResultShared", "ShareRevoked"),
    "SessionErased",
)
"""Which an endpoint may choose from."""
TIMEOUT = Duration.seconds(60)


class Webhooks(Construct):
    """One message at a time and function: an endpoint that takes its ten seconds keeps others waiting for none."""

    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, bus: EventBus) -> None:
        super().__init__(scope, construct_id)
        self.requests = ConsumedQueue(self, "Requests", function_timeout=TIMEOUT)
        queue = self.requests.queue
        networks = ",".join(bundle.stage.webhook_networks)
        self.environment = {"WEBHOOKS_QUEUE_URL": queue.queue_url, "WEBHOOK_NETWORKS": networks}
        self.function = ProductFunction(
            self,
            "webhooks",
            bundle=bundle,
            description="Tells the endpoints of organisations what happened",
            timeout=TIMEOUT,
            environment=self.environment,
            secrets={"LINK_KEY_SECRET_ARN": bundle.secrets.link_key.secret_arn},
        )
        self.allow_asking(self.function)
        events.Rule(
            self,
            "Rule",
            event_bus=bus.bus,
            event_pattern=events.EventPattern(source=[SOURCE], detail_type=list(TOLD_EVENTS)),
            targets=[
                targets.SqsQueue(queue, dead_letter_queue=self.requests.dead_letters, max_event_age=Duration.hours(24))
            ],
        )
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue, batch_size=1, max_concurrency=ENDPOINTS_AT_ONCE, report_batch_item_failures=True
            )
        )

    def allow_asking(self, *functions: ProductFunction) -> None:
        """Let functions have an endpoint told what waits."""
        for function in functions:
            allow(function, ["sqs:SendMessage"], self.requests.queue.queue_arn)

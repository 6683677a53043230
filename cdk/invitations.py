"""People who are invited together: a queue, and the function that invites them."""

from aws_cdk import Duration
from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from cdk.event_bus import EventBus
from cdk.functions import Bundle, ProductFunction, allow
from cdk.queues import ConsumedQueue
from cdk.sizing import INVITING_AT_ONCE

TIMEOUT = Duration.minutes(2)
"""What takes longer goes on in another message: one that broke off comes back after six times that."""


class Invitations(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, bus: EventBus) -> None:
        super().__init__(scope, construct_id)
        self.requests = ConsumedQueue(self, "Requests", function_timeout=TIMEOUT, attempts=3)
        queue = self.requests.queue
        self.environment = {"INVITATIONS_QUEUE_URL": queue.queue_url}
        self.function = ProductFunction(
            self,
            "invite",
            bundle=bundle,
            description="Invites many people whom somebody sent a list of",
            timeout=TIMEOUT,
            memory_mb=1024,
            secrets={"LINK_KEY_SECRET_ARN": bundle.secrets.link_key.secret_arn},
            environment={**self.environment, **bus.environment},
        )
        bus.allow_publishing(self.function)
        self.allow_asking(self.function)
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue, batch_size=1, max_concurrency=INVITING_AT_ONCE, report_batch_item_failures=True
            )
        )

    def allow_asking(self, *functions: ProductFunction) -> None:
        """Let functions ask that inviting begins or goes on."""
        for function in functions:
            allow(function, ["sqs:SendMessage"], self.requests.queue.queue_arn)

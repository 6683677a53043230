"""The bus on which the product tells what happened to interviews, and the queues of those who listen."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from cdk.functions import ProductFunction, allow
from cdk.queues import ConsumedQueue
from cdk.sizing import EVENT_CONSUMERS

SOURCE = "colloquy"


class EventBus(Construct):
    """Each consumer has a rule, a queue and dead letters of its own: one that fails keeps no other waiting."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        self.bus = events.EventBus(self, "Bus")
        self.environment = {"EVENT_BUS_NAME": self.bus.event_bus_name}

    def allow_publishing(self, *functions: ProductFunction) -> None:
        for function in functions:
            allow(function, ["events:PutEvents"], self.bus.event_bus_arn)


class Subscription(Construct):
    """Hands events of these types to a function. What the bus cannot put into the queue, and what the function cannot
    handle in five tries, is in `queue.dead_letters`."""

    def __init__(
        self, scope: Construct, construct_id: str, *, bus: EventBus, function: ProductFunction, types: list[str]
    ) -> None:
        super().__init__(scope, construct_id)
        timeout = function.timeout
        assert timeout
        self.queue = ConsumedQueue(self, "Events", function_timeout=timeout)
        events.Rule(
            self,
            "Rule",
            event_bus=bus.bus,
            event_pattern=events.EventPattern(source=[SOURCE], detail_type=types),
            targets=[
                targets.SqsQueue(
                    self.queue.queue, dead_letter_queue=self.queue.dead_letters, max_event_age=Duration.hours(24)
                )
            ],
        )
        function.add_event_source(
            event_sources.SqsEventSource(
                self.queue.queue,
                batch_size=10,
                max_concurrency=EVENT_CONSUMERS,
                report_batch_item_failures=True,
            )
        )

"""A queue that one function consumes, with the queue of what it could not."""

from aws_cdk import Duration
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk.acknowledge import acknowledge


class ConsumedQueue(Construct):
    """`queue` is read by a function with this timeout; after `attempts` a message goes to `dead_letters` for 14 days.

    A message is hidden for six times the function's timeout, as Lambda asks for: a batch may wait for a free
    environment, and must not be handed out twice meanwhile.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, function_timeout: Duration, attempts: int = 5, fifo: bool = False
    ) -> None:
        super().__init__(scope, construct_id)
        # CloudFormation refuses `FifoQueue: false`: a queue is one or says nothing.
        is_fifo = fifo or None
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            retention_period=Duration.days(14),
            fifo=is_fifo,
        )
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            visibility_timeout=Duration.seconds(function_timeout.to_seconds() * 6),
            retention_period=Duration.days(7),
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=attempts),
            fifo=is_fifo,
        )
        acknowledge(self.dead_letters, SQS3="It is the dead-letter queue.")

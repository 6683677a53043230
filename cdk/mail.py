"""Mails: a queue, the function that writes and sends letters, and SES, which says what became of them."""

from aws_cdk import Aws, CfnOutput, Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda_event_sources as event_sources
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from cdk.event_bus import SOURCE, EventBus
from cdk.functions import Bundle, ProductFunction, allow
from cdk.queues import ConsumedQueue
from cdk.sizing import EVENT_CONSUMERS

WRITTEN_FOR = ("LinkIssued", "SessionChanged")
"""Events that letters follow from."""
REPORTS = ("DELIVERY", "BOUNCE", "COMPLAINT")
TIMEOUT = Duration.minutes(1)


class Mail(Construct):
    """One queue for all that the function hears of, for each that is polled costs the same: events of interviews,
    letters that are to be sent, and what SES tells. Without `mail_from` letters are written and not sent."""

    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, bus: EventBus) -> None:
        super().__init__(scope, construct_id)
        stage = bundle.stage
        self.requests = ConsumedQueue(self, "Letters", function_timeout=TIMEOUT)
        queue = self.requests.queue
        self.environment = {"MAIL_QUEUE_URL": queue.queue_url}
        self.function = ProductFunction(
            self,
            "notify",
            bundle=bundle,
            description="Writes letters and sends them",
            timeout=TIMEOUT,
            environment={
                "MAIL_FROM": stage.mail_from,
                "MAIL_CONFIGURATION_SET": self._send_by_ses() if stage.mail_from else "",
                "SES_URL": stage.ses_url,
            },
            secrets={"LINK_KEY_SECRET_ARN": bundle.secrets.link_key.secret_arn},
        )
        if stage.mail_from:
            self._allow_sending(stage.mail_from)
        events.Rule(
            self,
            "Rule",
            event_bus=bus.bus,
            event_pattern=events.EventPattern(source=[SOURCE], detail_type=list(WRITTEN_FOR)),
            targets=[
                targets.SqsQueue(queue, dead_letter_queue=self.requests.dead_letters, max_event_age=Duration.hours(24))
            ],
        )
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue, batch_size=10, max_concurrency=EVENT_CONSUMERS, report_batch_item_failures=True
            )
        )
        if stage.mail_from and stage.mail_makes_identity:
            self._identity(stage.mail_from.rpartition("@")[2])

    def lead_to(self, site_url: str) -> None:
        """Where links in letters lead."""
        self.function.add_environment("SITE_URL", site_url)

    def allow_asking(self, *functions: ProductFunction) -> None:
        """Let functions ask that letters are sent."""
        for function in functions:
            allow(function, ["sqs:SendMessage"], self.requests.queue.queue_arn)

    def _send_by_ses(self) -> str:
        """The name of a configuration set, whose reports come to the queue."""
        settings = ses.CfnConfigurationSet(
            self,
            "Sending",
            # A link is a secret: no mail goes on in the clear.
            delivery_options=ses.CfnConfigurationSet.DeliveryOptionsProperty(tls_policy="REQUIRE"),
            reputation_options=ses.CfnConfigurationSet.ReputationOptionsProperty(reputation_metrics_enabled=True),
            suppression_options=ses.CfnConfigurationSet.SuppressionOptionsProperty(
                suppressed_reasons=["BOUNCE", "COMPLAINT"]
            ),
        )
        topic = sns.Topic(self, "Reports", enforce_ssl=True)
        policy = topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("ses.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )
        topic.add_subscription(subscriptions.SqsSubscription(self.requests.queue, raw_message_delivery=True))
        destination = ses.CfnConfigurationSetEventDestination(
            self,
            "Told",
            configuration_set_name=settings.ref,
            event_destination=ses.CfnConfigurationSetEventDestination.EventDestinationProperty(
                enabled=True,
                matching_event_types=list(REPORTS),
                sns_destination=ses.CfnConfigurationSetEventDestination.SnsDestinationProperty(
                    topic_arn=topic.topic_arn
                ),
            ),
        )
        if policy.policy_dependable:
            # SES tries whether it may, when it is told of the topic.
            destination.node.add_dependency(policy.policy_dependable)
        self.configuration_set = settings.ref
        return settings.ref

    def _allow_sending(self, mail_from: str) -> None:
        """From this address alone, by its own identity or that of its domain."""
        place = f"arn:{Aws.PARTITION}:ses:{Aws.REGION}:{Aws.ACCOUNT_ID}"
        identities = [f"{place}:identity/{name}" for name in (mail_from, mail_from.rpartition("@")[2])]
        self.function.add_to_role_policy(
            iam.PolicyStatement(
                actions=["ses:SendEmail", "ses:SendRawEmail"],
                resources=[*identities, f"{place}:configuration-set/{self.configuration_set}"],
                conditions={"StringEquals": {"ses:FromAddress": mail_from}},
            )
        )

    def _identity(self, domain: str) -> None:
        """Its three DKIM records are outputs, to be put into the domain's DNS."""
        identity = ses.CfnEmailIdentity(self, "Identity", email_identity=domain)
        records = (
            (identity.attr_dkim_dns_token_name1, identity.attr_dkim_dns_token_value1),
            (identity.attr_dkim_dns_token_name2, identity.attr_dkim_dns_token_value2),
            (identity.attr_dkim_dns_token_name3, identity.attr_dkim_dns_token_value3),
        )
        for number, (name, value) in enumerate(records, start=1):
            output = CfnOutput(self, f"Dkim{number}Output", value=f"{name} CNAME {value}")
            output.override_logical_id(f"MailDkim{number}")

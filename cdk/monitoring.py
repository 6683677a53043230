"""Alarms, each about something an operator can act on, and one dashboard."""

from collections.abc import Sequence

from aws_cdk import Aws, CfnParameter, Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from cdk.api import Api
from cdk.canary import Canary
from cdk.exports import Exports
from cdk.functions import ProductFunction
from cdk.ingest import Ingest
from cdk.invitations import Invitations
from cdk.listing import Listing
from cdk.live import Live
from cdk.mail import Mail
from cdk.processing import Processing
from cdk.queues import ConsumedQueue
from cdk.site import Site
from cdk.stage import NOBODY, Stage
from cdk.voice_proxy import VoiceProxy
from cdk.webhooks import Webhooks

NAMESPACE = "Colloquy"
"""Of what the product publishes itself (`interview/entrypoints/metrics.py`)."""
SPOKEN_TURN = {"AgentReplyLatency": "in all", "AgentThinkingLatency": "its model", "AgentSpeechLatency": "its voice"}
RELAY = {"TranscriptToPage": "page", "TranscriptToDatabase": "database"}
STOPPING, STOPPING_TIMEOUT = 2, 5
"""Minutes with a fault, of so many, that take a deploy back. One may be what one request brings about; a version that
fails does so again in the next minute."""
MAX_REFUSED = 100
ONE_MINUTE = Duration.minutes(1)
FIVE_MINUTES = Duration.minutes(5)


class Monitoring(Construct):
    """All alarms go to one topic, which tells the stage's `alarm_email`; a stage that names nobody asks at its deploy.

    Each alarm ends with the name of its line in docs/operations.md, "When an alarm rings".
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        canary: Canary,
        ingest: Ingest,
        processing: Processing,
        exports: Exports,
        invitations: Invitations,
        api: Api,
        live: Live,
        listing: Listing,
        mail: Mail,
        webhooks: Webhooks,
        voice_proxy: VoiceProxy,
        site: Site,
    ) -> None:
        super().__init__(scope, construct_id)
        self._stage = stage
        self.topic = self._topic()
        self.alarms: list[cloudwatch.IAlarm] = []

        queues = {
            "chunk events": ingest.events,
            "merge requests": processing.merge_requests,
            "session changes": live.changes,
            "list changes": listing.changes,
            "exports": exports.requests,
            "invitations": invitations.requests,
            "mail": mail.requests,
            "webhooks": webhooks.requests,
        }
        functions = self._functions(
            ingest, processing, exports, invitations, api, live, listing, mail, webhooks, canary
        )
        for name, queue in queues.items():
            self._dead_letters(name, queue)
        self._late("chunk events", ingest.events, oldest=Duration.minutes(5))
        # A merge that failed once is hidden for half an hour before its second try.
        self._late("merge requests", processing.merge_requests, oldest=Duration.minutes(45))
        self._late("list changes", listing.changes, oldest=Duration.minutes(10))
        # One that broke off comes back after twelve minutes.
        self._late("exports", exports.requests, oldest=Duration.minutes(20))
        self._late("invitations", invitations.requests, oldest=Duration.minutes(20))
        self._late("mail", mail.requests, oldest=Duration.minutes(15))
        # A wake-up waits a quarter of an hour before it can be taken; one that broke off comes back after six minutes.
        self._late("webhooks", webhooks.requests, oldest=Duration.minutes(25))
        self._interviews()
        self._functions_of_the_live_socket(live)
        self._account()
        self._refused(api)
        self._vendors()
        self._schedules(canary.function, processing.sweep)
        self._pages()
        self.stopping = self._edge(api, site)
        """Alarms that send a new version back, by the function's folder."""
        self._dashboard(stage, queues, functions, processing, api, live, voice_proxy)

    def _topic(self) -> sns.ITopic:
        stage = self._stage
        if stage.alarm_topic:
            return sns.Topic.from_topic_arn(self, "Alarms", stage.alarm_topic)
        topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[topic.topic_arn],
                # Alarms of this account alone: of others CloudWatch would tell as well.
                conditions={"StringEquals": {"aws:SourceAccount": Aws.ACCOUNT_ID}},
            )
        )
        if stage.alarm_email != NOBODY:
            topic.add_subscription(subscriptions.EmailSubscription(stage.alarm_email or self._asked_for()))
        return topic

    def _asked_for(self) -> str:
        """Without a default CloudFormation makes no stack before it is told; later deploys remember."""
        parameter = CfnParameter(
            self,
            "AlarmEmail",
            description="Who is told of alarms",
            allowed_pattern=r"[^@\s]+@[^@\s]+",
            constraint_description="an e-mail address: --parameters AlarmEmail=you@example.com",
        )
        parameter.override_logical_id("AlarmEmail")
        return parameter.value_as_string

    @staticmethod
    def _functions(*constructs: Construct) -> list[ProductFunction]:
        found = [
            node for construct in constructs for node in construct.node.find_all() if isinstance(node, ProductFunction)
        ]
        return sorted(found, key=lambda function: function.folder)

    def _alarm(
        self,
        construct_id: str,
        metric: cloudwatch.IMetric,
        description: str,
        *,
        runbook: str,
        threshold: float = 0,
        periods: int = 1,
        of_them: int | None = None,
        missing: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
    ) -> cloudwatch.Alarm:
        alarm = cloudwatch.Alarm(
            self,
            construct_id,
            metric=metric,
            alarm_description=f"{description} See docs/operations.md: {runbook}.",
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            threshold=threshold,
            evaluation_periods=periods,
            datapoints_to_alarm=of_them,
            treat_missing_data=missing,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))
        self.alarms.append(alarm)
        return alarm

    def _published(
        self, name: str, statistic: str = "Sum", period: Duration = FIVE_MINUTES, label: str | None = None
    ) -> cloudwatch.Metric:
        """What the product counts or measures itself."""
        return cloudwatch.Metric(
            namespace=NAMESPACE,
            metric_name=name,
            dimensions_map={"stage": self._stage.name},
            statistic=statistic,
            period=period,
            label=label,
        )

    def _dead_letters(self, name: str, queue: ConsumedQueue) -> None:
        self._alarm(
            f"{_joined(name)}DeadLetters",
            queue.dead_letters.metric_approximate_number_of_messages_visible(period=ONE_MINUTE, statistic="Maximum"),
            f"Messages of {name} failed for good.",
            runbook=f"dead letters of {name}",
        )

    def _late(self, name: str, queue: ConsumedQueue, *, oldest: Duration) -> None:
        self._alarm(
            f"{_joined(name)}Late",
            queue.queue.metric_approximate_age_of_oldest_message(period=FIVE_MINUTES, statistic="Maximum"),
            f"The oldest of the {name} has been waiting for more than {oldest.to_minutes():.0f} minutes.",
            runbook=f"age of {name}",
            threshold=oldest.to_seconds(),
        )

    def _interviews(self) -> None:
        self._alarm(
            "SessionsFailed",
            self._published("SessionsFailed"),
            "An interview ended as failed, and not for what its candidate did or left undone.",
            runbook="sessions failed",
        )

    def _functions_of_the_live_socket(self, live: Live) -> None:
        """What any other function raises rings as what came of it: answers that failed, messages that grow old, a
        caller without an answer, a run that did not pass."""
        for function in (live.authorizer, live.proctoring):
            # One error is made up for by the browser, which connects again.
            self._alarm(
                f"{function.node.id}Errors",
                function.metric_errors(period=FIVE_MINUTES),
                f"{function.folder} has been raising errors for a quarter of an hour.",
                runbook="errors of a function",
                periods=3,
            )

    def _account(self) -> None:
        # Of all functions of the region: they share one quota.
        self._alarm(
            "Throttles",
            lambda_.Function.metric_all_throttles(period=FIVE_MINUTES),
            "Functions of this account were refused for want of concurrency.",
            runbook="throttles",
            periods=3,
        )

    def _refused(self, api: Api) -> None:
        """By API Gateway, before a function was asked: all callers share one rate, and one may use it up."""
        refused = api.access_logs.add_metric_filter(
            "Refused",
            filter_pattern=logs.FilterPattern.literal('{ ($.status = "429") && ($.integrationLatencyMs = "-") }'),
            metric_namespace=f"{NAMESPACE}/{self._stage.name}",
            metric_name="RequestsRefused",
        )
        self._alarm(
            "RequestsRefused",
            refused.metric(statistic="Sum", period=FIVE_MINUTES),
            f"More than {MAX_REFUSED} requests in five minutes were too many for api_rate and api_burst.",
            runbook="requests refused",
            threshold=MAX_REFUSED,
        )

    def _vendors(self) -> None:
        self._alarm(
            "VendorRefused",
            self._published("VendorRefused"),
            "Groq or Deepgram refused our key, our credit, or what the settings ask for, such as a model.",
            runbook="vendor refused",
        )
        if not self._stage.voice_agent:
            return
        self._alarm(
            "AgentDown",
            self._published("AgentDown"),
            "Deepgram's agent stayed away, or its account has no room for another: an interview goes on in text.",
            runbook="agent down",
        )

    def _schedules(self, canary: ProductFunction, sweep: ProductFunction) -> None:
        """What runs every five minutes: a run that did not pass raises, and one that did not come is missing."""
        self._alarm(
            "NoCanaryPassed",
            canary.metric_errors(period=FIVE_MINUTES),
            "Two times in a row a page, the API or the voice proxy was not to be reached as a browser reaches it.",
            runbook="no canary passed",
            periods=2,
            missing=cloudwatch.TreatMissingData.BREACHING,
        )
        self._alarm(
            "NothingSwept",
            sweep.metric_errors(period=FIVE_MINUTES),
            "For a quarter of an hour no sweep has put everything right.",
            runbook="nothing swept",
            periods=3,
            missing=cloudwatch.TreatMissingData.BREACHING,
        )

    def _pages(self) -> None:
        # Anybody can tell of a fault, and one browser's may be its own.
        self._alarm(
            "PageErrors",
            self._published("PageErrors"),
            "More than five times in five minutes a page of ours had a fault that nothing caught.",
            runbook="page errors",
            threshold=5,
        )

    def _edge(self, api: Api, site: Site) -> dict[str, list[cloudwatch.IAlarm]]:
        answered = self._alarm(
            "ApiServerErrors",
            self._published("ServerErrors", period=ONE_MINUTE),
            "In two of five minutes the HTTP API answered 5xx, and not because the stage is still to be configured.",
            runbook="server errors",
            periods=STOPPING_TIMEOUT,
            of_them=STOPPING,
        )
        rate = cloudwatch.Metric(
            namespace="AWS/CloudFront",
            metric_name="5xxErrorRate",
            dimensions_map={"DistributionId": site.distribution.distribution_id, "Region": "Global"},
            period=FIVE_MINUTES,
            statistic="Average",
        )
        self._alarm(
            "DistributionServerErrors",
            cloudwatch.MathExpression(
                expression="IF(FILL(unfinished, 0) > 0, 0, rate)",
                using_metrics={"rate": rate, "unfinished": self._published("NotYetConfigured")},
                period=FIVE_MINUTES,
                label="5xx of all requests, %",
            ),
            "More than 1 % of all requests ended in 5xx, twice. CloudFront reports to us-east-1 alone.",
            runbook="server errors",
            threshold=1,
            periods=3,
            of_them=2,
        )
        # Neither raises, whatever happens: what fails here cannot start, ran out of time, or out of memory.
        return {
            folder: [
                answered,
                self._alarm(
                    f"{folder.title()}Fails",
                    alias.metric_errors(period=ONE_MINUTE),
                    f"In two of five minutes {folder} was not able to answer at all.",
                    runbook="a function fails",
                    periods=STOPPING_TIMEOUT,
                    of_them=STOPPING,
                ),
            ]
            for folder, alias in api.aliases.items()
        }

    def _dashboard(
        self,
        stage: Stage,
        queues: dict[str, ConsumedQueue],
        functions: Sequence[ProductFunction],
        processing: Processing,
        api: Api,
        live: Live,
        voice_proxy: VoiceProxy,
    ) -> None:
        machine, service, targets = processing.machine, voice_proxy.service, voice_proxy.targets.metrics

        def graph(title: str, *metrics: cloudwatch.IMetric) -> cloudwatch.GraphWidget:
            return cloudwatch.GraphWidget(title=title, left=list(metrics), width=12, height=6)

        dashboard = cloudwatch.Dashboard(self, "Dashboard", default_interval=Duration.hours(12))
        dashboard.add_widgets(
            cloudwatch.AlarmStatusWidget(title=f"Colloquy {stage.name}", alarms=self.alarms, width=24)
        )
        dashboard.add_widgets(
            graph(
                "Messages waiting",
                *(queue.queue.metric_approximate_number_of_messages_visible(label=n) for n, queue in queues.items()),
            ),
            graph(
                "Age of the oldest message",
                *(queue.queue.metric_approximate_age_of_oldest_message(label=n) for n, queue in queues.items()),
            ),
            graph(
                "Interviews",
                machine.metric_started(),
                machine.metric_succeeded(),
                machine.metric_failed(),
                machine.metric_timed_out(),
            ),
            graph("From lock to finish", machine.metric_time(statistic="p50"), machine.metric_time(statistic="p99")),
            graph(
                "Spoken turns: until the agent replies",
                *(
                    self._published(name, statistic, label=f"{label}, {statistic}")
                    for name, label in SPOKEN_TURN.items()
                    for statistic in ("p50", "p99")
                ),
            ),
            graph(
                "Relay: from the recogniser's words to page and database",
                *(
                    self._published(name, statistic, label=f"{label}, {statistic}")
                    for name, label in RELAY.items()
                    for statistic in ("p50", "p99")
                ),
            ),
            graph(
                "Pages: from “I'm ready” to the voice",
                *(self._published("JoinTime", statistic, label=statistic) for statistic in ("p50", "p99")),
            ),
            graph("Pages: faults", self._published("PageErrors")),
            graph(
                "HTTP API",
                api.http_api.metric_count(),
                api.http_api.metric_client_error(),
                api.http_api.metric_server_error(),
            ),
            graph(
                "HTTP API, latency",
                api.http_api.metric_latency(statistic="p50"),
                api.http_api.metric_latency(statistic="p99"),
            ),
            graph("Function errors", *(function.metric_errors(label=function.folder) for function in functions)),
            graph(
                "Function duration, p99",
                *(function.metric_duration(statistic="p99", label=function.folder) for function in functions),
            ),
            graph(
                "Live messages",
                *(live.web_socket_api.metric(name, statistic="Sum") for name in ("MessageCount", "ConnectCount")),
            ),
            graph(
                "Voice proxy",
                service.metric_cpu_utilization(),
                service.metric_memory_utilization(),
                targets.healthy_host_count(),
            ),
        )


def _joined(name: str) -> str:
    return name.title().replace(" ", "")

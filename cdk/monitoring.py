"""Alarms, each about something an operator can act on, and one dashboard."""

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from cdk.api import Api
from cdk.functions import METRICS_NAMESPACE, ProductFunction
from cdk.ingest import Ingest
from cdk.live import Live
from cdk.processing import Processing
from cdk.queues import ConsumedQueue
from cdk.site import Site
from cdk.stage import Stage
from cdk.voice_proxy import VoiceProxy

FIVE_MINUTES = Duration.minutes(5)
MORE = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
LESS = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD


class Monitoring(Construct):
    """All alarms go to one topic, which tells the stage's `alarm_email`, if it has one."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: Stage,
        ingest: Ingest,
        processing: Processing,
        api: Api,
        live: Live,
        voice_proxy: VoiceProxy,
        site: Site,
    ) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["sns:Publish"],
                resources=[self.topic.topic_arn],
            )
        )
        if stage.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))
        self.alarms: list[cloudwatch.IAlarm] = []

        queues = {"chunk events": ingest.events, "merge requests": processing.merge_requests}
        functions = self._functions(ingest, processing, api, live)
        for name, queue in queues.items():
            self._dead_letters(name, queue)
        self._executions(processing)
        for function in functions:
            self._function(function)
        self._edge(api, site)
        if stage.voice_proxy_min_tasks:
            self._voice(voice_proxy)
        self._retired_model("", processing.score)
        self._retired_model("Review", api.review)
        self._dashboard(stage, queues, functions, processing, api, live, voice_proxy)

    @staticmethod
    def _functions(ingest: Ingest, processing: Processing, api: Api, live: Live) -> list[ProductFunction]:
        found = [
            node
            for construct in (api, ingest, processing, live)
            for node in construct.node.find_all()
            if isinstance(node, ProductFunction)
        ]
        return sorted(found, key=lambda function: function.folder)

    def _alarm(
        self,
        construct_id: str,
        metric: cloudwatch.IMetric,
        description: str,
        *,
        comparison: cloudwatch.ComparisonOperator = MORE,
        threshold: float = 0,
        periods: int = 1,
        missing: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
    ) -> None:
        alarm = cloudwatch.Alarm(
            self,
            construct_id,
            metric=metric,
            alarm_description=description,
            comparison_operator=comparison,
            threshold=threshold,
            evaluation_periods=periods,
            treat_missing_data=missing,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))
        self.alarms.append(alarm)

    def _dead_letters(self, name: str, queue: ConsumedQueue) -> None:
        self._alarm(
            f"{name.title().replace(' ', '')}DeadLetters",
            queue.dead_letters.metric_approximate_number_of_messages_visible(
                period=Duration.minutes(1), statistic="Maximum"
            ),
            f"Messages of {name} failed for good; look at the function's log, then redrive them.",
        )

    def _executions(self, processing: Processing) -> None:
        machine = processing.machine
        for outcome, metric in {
            "Failed": machine.metric_failed(period=FIVE_MINUTES),
            "TimedOut": machine.metric_timed_out(period=FIVE_MINUTES),
            "Aborted": machine.metric_aborted(period=FIVE_MINUTES),
        }.items():
            self._alarm(f"Executions{outcome}", metric, "An interview was not processed; its session says why.")

    def _function(self, function: ProductFunction) -> None:
        name = function.node.id
        # One error is tried again, by a queue, the state machine or the browser: a vendor that is busy wakes nobody.
        self._alarm(
            f"{name}Errors",
            function.metric_errors(period=FIVE_MINUTES),
            f"{function.folder} has been raising errors for a quarter of an hour.",
            periods=3,
        )
        self._alarm(
            f"{name}Throttles",
            function.metric_throttles(period=FIVE_MINUTES),
            f"{function.folder} was refused for want of concurrency; raise the account's limit.",
            periods=3,
        )

    def _edge(self, api: Api, site: Site) -> None:
        self._alarm(
            "ApiServerErrors",
            api.http_api.metric_server_error(period=FIVE_MINUTES, statistic="Sum"),
            "The HTTP API answered 5xx.",
        )
        self._alarm(
            "DistributionServerErrors",
            cloudwatch.Metric(
                namespace="AWS/CloudFront",
                metric_name="5xxErrorRate",
                dimensions_map={"DistributionId": site.distribution.distribution_id, "Region": "Global"},
                period=FIVE_MINUTES,
                statistic="Average",
            ),
            "More than 1 % of all requests ended in 5xx. CloudFront reports to us-east-1 alone.",
            threshold=1,
        )

    def _voice(self, voice_proxy: VoiceProxy) -> None:
        self._alarm(
            "NoHealthyVoiceProxy",
            voice_proxy.targets.metrics.healthy_host_count(period=Duration.minutes(1), statistic="Minimum"),
            "No task of the voice proxy is alive: interviews go on as text.",
            comparison=LESS,
            threshold=1,
            periods=3,
            missing=cloudwatch.TreatMissingData.BREACHING,
        )

    def _retired_model(self, prefix: str, function: ProductFunction) -> None:
        self._alarm(
            f"{prefix}ModelRetired",
            cloudwatch.Metric(
                namespace=METRICS_NAMESPACE,
                metric_name="ModelRetired",
                dimensions_map={"service": function.folder},
                period=FIVE_MINUTES,
                statistic="Sum",
            ),
            f"Groq no longer has a model of {function.folder}_models; the next one took over. Change the setting.",
        )

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
            graph("Interviews", machine.metric_started(), machine.metric_succeeded(), machine.metric_failed()),
            graph("From lock to finish", machine.metric_time(statistic="p50"), machine.metric_time(statistic="p99")),
            graph("HTTP API", api.http_api.metric_count(), api.http_api.metric_client_error()),
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
                "Live messages", live.web_socket_api.metric("MessageCount"), live.web_socket_api.metric("ConnectCount")
            ),
            graph(
                "Voice proxy",
                service.metric_cpu_utilization(),
                service.metric_memory_utilization(),
                targets.healthy_host_count(),
            ),
        )

"""The canary: asks at the stage's own doors, and the vendors about our keys, every five minutes."""

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from constructs import Construct

from cdk.functions import Bundle, ProductFunction


class Canary(Construct):
    """A schedule and a function of ours cost cents a month, CloudWatch Synthetics ten dollars at this pace."""

    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, site_url: str) -> None:
        super().__init__(scope, construct_id)
        stage = bundle.stage
        paths = ["/", "/interview/", "/dashboard/", "/result/", "/api/health"]
        if stage.voice_proxy_min_tasks:
            paths.append("/voice/live")
        self.function = ProductFunction(
            self,
            "canary",
            bundle=bundle,
            description="Looks whether a candidate could come",
            timeout=Duration.minutes(2),
            database=False,
            environment={
                "SITE_URL": site_url,
                "SITE_PATHS": ",".join(paths),
                "GROQ_BASE_URL": stage.groq_base_url,
                "DEEPGRAM_API_URL": stage.deepgram_api_url,
            },
            secrets={
                "GROQ_SECRET_ARN": bundle.secrets.groq_arn,
                "DEEPGRAM_SECRET_ARN": bundle.secrets.deepgram_arn,
            },
        )
        events.Rule(
            self,
            "EveryFiveMinutes",
            schedule=events.Schedule.rate(Duration.minutes(5)),
            targets=[targets.LambdaFunction(self.function, retry_attempts=0)],
        )

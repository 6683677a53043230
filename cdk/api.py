"""The HTTP API behind `/api/*` of the distribution."""

import json

from aws_cdk import Aws, Duration
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk.acknowledge import acknowledge
from cdk.event_bus import EventBus
from cdk.exports import Exports
from cdk.functions import Bundle, ProductFunction, allow, log_group
from cdk.invitations import Invitations
from cdk.live import Live
from cdk.mail import Mail
from cdk.processing import Processing
from cdk.storage import Storage
from cdk.webhooks import Webhooks

ALIAS = "live"
# The path without its query string, which may carry a ticket.
ACCESS_LOG_FIELDS = {
    "requestId": "$context.requestId",
    "httpMethod": "$context.httpMethod",
    "path": "$context.path",
    "status": "$context.status",
    "responseLength": "$context.responseLength",
    "integrationError": "$context.integrationErrorMessage",
    "integrationLatencyMs": "$context.integrationLatency",
}


class Api(Construct):
    """Stage `$default`, so that the distribution needs no origin path. The functions verify `x-origin-secret`: a web
    ACL cannot sit on an HTTP API, so nothing may come in beside the distribution."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bundle: Bundle,
        storage: Storage,
        processing: Processing,
        exports: Exports,
        invitations: Invitations,
        live: Live,
        mail: Mail,
        webhooks: Webhooks,
        bus: EventBus,
    ) -> None:
        super().__init__(scope, construct_id)
        stage = bundle.stage
        merge_requests = processing.merge_requests.queue
        self.function = ProductFunction(
            self,
            "api",
            bundle=bundle,
            description="The HTTP API",
            timeout=Duration.seconds(29),
            memory_mb=1024,
            takes_images=True,
            secrets={
                "ORIGIN_SECRET_ARN": bundle.secrets.origin.secret_arn,
                "GROQ_SECRET_ARN": bundle.secrets.groq_arn,
                "LINK_KEY_SECRET_ARN": bundle.secrets.link_key.secret_arn,
            },
            environment={
                **stage.groq,
                "MAIL_FROM": stage.mail_from,
                "DRAFT_MODELS": ",".join(stage.feedback_models),
                "RAW_BUCKET": storage.raw.bucket_name,
                "MERGED_BUCKET": storage.merged.bucket_name,
                "MERGE_REQUESTS_QUEUE_URL": merge_requests.queue_url,
                "PROCESS_INTERVIEW_ARN": processing.machine.state_machine_arn,
                "PROCESS_ANSWER_ARN": processing.answers_machine.state_machine_arn,
                "LIVE_ENDPOINT": live.endpoint,
                "PROCTORING_RETENTION_DAYS": str(stage.proctoring_retention_days),
                "MERGED_RETENTION_DAYS": str(stage.merged_retention_days),
                "LEFT_AFTER_HOURS": str(stage.left_after_hours),
                **stage.engines,
                **exports.environment,
                **invitations.environment,
                **mail.environment,
                **webhooks.environment,
                **bus.environment,
            },
        )
        # It signs posts and URLs for browsers: what S3 checks is whether the signer may.
        allow(self.function, ["s3:PutObject"], storage.raw.arn_for_objects("*"))
        allow(self.function, ["s3:GetObject"], storage.merged.arn_for_objects("*"))
        allow(self.function, ["sqs:SendMessage"], merge_requests.queue_arn, exports.requests.queue.queue_arn)
        processing.allow_start(self.function)
        processing.answers_machine.grant_start_execution(self.function)
        live.allow_messages(self.function)
        bus.allow_publishing(self.function)
        mail.allow_asking(self.function)
        webhooks.allow_asking(self.function)
        invitations.allow_asking(self.function)

        self.feedback = ProductFunction(
            self,
            "feedback",
            bundle=bundle,
            description="Gives feedback on an answer right after it was given",
            timeout=Duration.seconds(20),
            memory_mb=1024,
            secrets={
                "ORIGIN_SECRET_ARN": bundle.secrets.origin.secret_arn,
                "GROQ_SECRET_ARN": bundle.secrets.groq_arn,
            },
            environment={**stage.groq, "FEEDBACK_MODELS": ",".join(stage.feedback_models)},
        )

        # What API Gateway calls: a new version gets there little by little (`cdk/rollout.py`).
        self.aliases = {
            function.folder: lambda_.Alias(
                self, f"{function.node.id}Alias", alias_name=ALIAS, version=function.current_version
            )
            for function in (self.function, self.feedback)
        }

        self.http_api = apigateway.HttpApi(self, "HttpApi", create_default_stage=False)
        default_stage = apigateway.HttpStage(
            self,
            "DefaultStage",
            http_api=self.http_api,
            stage_name="$default",
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(burst_limit=stage.api_burst, rate_limit=stage.api_rate),
        )
        self.access_logs = log_group(self, "AccessLogs", stage)
        resource = default_stage.node.default_child
        assert isinstance(resource, apigateway.CfnStage)
        resource.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=self.access_logs.log_group_arn, format=json.dumps(ACCESS_LOG_FIELDS)
        )
        routes = [
            *self.http_api.add_routes(
                path="/api/{proxy+}",
                methods=[apigateway.HttpMethod.ANY],
                integration=integrations.HttpLambdaIntegration("Function", self.aliases["api"]),
            ),
            # API Gateway prefers the more specific routes.
            *self.http_api.add_routes(
                path="/api/interview/questions/{question_index}/feedback",
                methods=[apigateway.HttpMethod.POST],
                integration=integrations.HttpLambdaIntegration("Feedback", self.aliases["feedback"]),
            ),
            *self.http_api.add_routes(
                path="/api/interview/questions/{question_index}/feedback/preparation",
                methods=[apigateway.HttpMethod.POST],
                integration=integrations.HttpLambdaIntegration("FeedbackPreparation", self.aliases["feedback"]),
            ),
            *self.http_api.add_routes(
                path="/api/interview/feedback",
                methods=[apigateway.HttpMethod.GET],
                integration=integrations.HttpLambdaIntegration("FeedbackReadiness", self.aliases["feedback"]),
            ),
        ]
        for route in routes:
            acknowledge(route, APIG4="The function authorizes: sign-in, link tokens and public pages share the route.")
        self.domain_name = f"{self.http_api.api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"

"""The WebSocket API behind `/live` of the distribution: proctoring events in, fan-out to recruiters."""

from aws_cdk import Aws, Duration
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_authorizers as authorizers
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk.acknowledge import acknowledge
from cdk.event_bus import EventBus, Subscription
from cdk.functions import Bundle, ProductFunction, allow

STAGE_NAME = "live"


REVIEW_EVENTS = (
    *("AnswerScored", "ScorecardMade", "ResultContested"),
    *("DecisionMade", "JudgedByPerson", "NoteAdded", "TagsChanged", "FlagDismissed"),
)
"""Of which pages are told that they may ask anew."""


class Live(Construct):
    """The stage is named `live` and the distribution has no origin path: the request path is the stage.

    `$connect` asks the authorizer, which takes a single-use ticket in the query and verifies `x-origin-secret`.
    Heartbeats are answered: CloudFront closes a socket after ten minutes without bytes from the origin.
    """

    def __init__(self, scope: Construct, construct_id: str, *, bundle: Bundle, bus: EventBus) -> None:
        super().__init__(scope, construct_id)
        self.authorizer = ProductFunction(
            self,
            "live_authorizer",
            bundle=bundle,
            description="Admits WebSocket connections by ticket",
            timeout=Duration.seconds(10),
            secrets={"ORIGIN_SECRET_ARN": bundle.secrets.origin.secret_arn},
        )
        self.web_socket_api = apigateway.WebSocketApi(
            self, "WebSocketApi", route_selection_expression="$request.body.action"
        )
        self.domain_name = f"{self.web_socket_api.api_id}.execute-api.{Aws.REGION}.{Aws.URL_SUFFIX}"
        # @connections is called at API Gateway's own address, not at CloudFront's.
        self.endpoint = f"https://{self.domain_name}/{STAGE_NAME}"
        self.proctoring = ProductFunction(
            self,
            "proctoring",
            bundle=bundle,
            description="Takes proctoring events and heartbeats",
            timeout=Duration.seconds(29),
            environment={
                "LIVE_ENDPOINT": self.endpoint,
                "PROCTORING_RETENTION_DAYS": str(bundle.stage.proctoring_retention_days),
            },
        )
        self.session_changed = ProductFunction(
            self,
            "session_changed",
            bundle=bundle,
            description="Tells the pages that watch an interview that it has changed",
            timeout=Duration.seconds(30),
            environment={"LIVE_ENDPOINT": self.endpoint},
        )
        self.changes = Subscription(
            self,
            "Changes",
            bus=bus,
            function=self.session_changed,
            types=["SessionChanged", *REVIEW_EVENTS],
        ).queue
        for function in (self.proctoring, self.session_changed):
            self.allow_messages(function)
        self._routes()
        live_stage = apigateway.WebSocketStage(
            self,
            "LiveStage",
            web_socket_api=self.web_socket_api,
            stage_name=STAGE_NAME,
            auto_deploy=True,
            throttle=apigateway.ThrottleSettings(burst_limit=bundle.stage.api_burst, rate_limit=bundle.stage.api_rate),
        )
        acknowledge(
            live_stage,
            APIG1="Access logs of a WebSocket API need a role set for the whole account; the functions log each event.",
        )

    def allow_messages(self, function: lambda_.IFunction) -> None:
        """Let a function post to open sockets."""
        allow(
            function,
            ["execute-api:ManageConnections"],
            f"arn:{Aws.PARTITION}:execute-api:{Aws.REGION}:{Aws.ACCOUNT_ID}:"
            f"{self.web_socket_api.api_id}/{STAGE_NAME}/*/@connections/*",
        )

    def _routes(self) -> None:
        integration = integrations.WebSocketLambdaIntegration("Proctoring", self.proctoring)
        self.web_socket_api.add_route(
            "$connect",
            integration=integration,
            authorizer=authorizers.WebSocketLambdaAuthorizer(
                "Ticket", self.authorizer, identity_source=["route.request.querystring.ticket"]
            ),
        )
        self.web_socket_api.add_route("$disconnect", integration=integration)
        for key in ("join_session", "proctoring_event", "heartbeat", "$default"):
            self.web_socket_api.add_route(key, integration=integration, return_response=True)
        for route in self.web_socket_api.node.find_all():
            if isinstance(route, apigateway.CfnRoute) and route.route_key != "$connect":
                acknowledge(route, APIG4="API Gateway authorizes a WebSocket once, at $connect.")

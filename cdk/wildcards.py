"""The wildcards that policies may hold, each with its reason: cdk-nag refuses every other one."""

from aws_cdk import CfnElement, Stack
from constructs import IConstruct

from cdk.acknowledge import acknowledge_findings
from cdk.live import STAGE_NAME, Live
from cdk.processing import Processing
from cdk.providers import providers
from cdk.site import Site
from cdk.storage import EXPORTS, Storage
from cdk.voice_proxy import VoiceProxy

ACCOUNT = "<AWS::Region>:<AWS::AccountId>"


def _logical_id(construct: IConstruct) -> str:
    resource = construct.node.default_child
    assert isinstance(resource, CfnElement)
    return Stack.of(construct).get_logical_id(resource)


def accept_wildcards(
    stack: Stack, *, storage: Storage, processing: Processing, live: Live, voice_proxy: VoiceProxy, site: Site
) -> None:
    """Acknowledge them on the constructs whose roles hold them."""
    raw, merged = (f"IAM5[Resource::<{_logical_id(bucket)}.Arn>/*]" for bucket in (storage.raw, storage.merged))
    executions = (
        f"IAM5[Resource::arn:<AWS::Partition>:states:{ACCOUNT}:execution:"
        f'{{"Fn::Select":[6,{{"Fn::Split":[":",{{"Ref":"{_logical_id(machine)}"}}]}}]}}:*]'
        for machine in (processing.machine, processing.answers_machine)
    )
    files = f"IAM5[Resource::<{_logical_id(storage.merged)}.Arn>/{EXPORTS}*]"
    acknowledge_findings(stack, "Objects of one bucket: their keys are made at run time.", raw, merged, files)
    acknowledge_findings(stack, "Executions of one state machine: their names are made at run time.", *executions)
    acknowledge_findings(
        stack,
        "Connections of one API: their ids are made at run time.",
        f"IAM5[Resource::arn:<AWS::Partition>:execute-api:{ACCOUNT}:"
        f"<{_logical_id(live.web_socket_api)}>/{STAGE_NAME}/*/@connections/*]",
    )
    for kind in ("task", "service"):
        acknowledge_findings(
            voice_proxy,
            "One cluster, which holds one service alone: a task protects itself, and looks whether it is to stay.",
            f"IAM5[Resource::arn:<AWS::Partition>:ecs:{ACCOUNT}:{kind}/<{_logical_id(voice_proxy.cluster)}>/*]",
        )
    acknowledge_findings(voice_proxy, "ecr:GetAuthorizationToken knows no resources.", "IAM5[Resource::*]")
    for state_machine in (processing.machine, processing.answers_machine):
        acknowledge_findings(
            state_machine, "X-Ray's actions and those of log delivery know no resources.", "IAM5[Resource::*]"
        )
    _accept_what_the_cdk_brings(stack, site)


def _accept_what_the_cdk_brings(stack: Stack, site: Site) -> None:
    for provider in providers(stack):
        acknowledge_findings(
            provider,
            "The CDK's own provider: it runs at a deploy only, and its role and runtime are the library's.",
            "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
            "L1",
            "IAM5[Resource::*]",
            "IAM5[Action::s3:GetBucket*]",
            "IAM5[Action::s3:GetObject*]",
            "IAM5[Action::s3:List*]",
            "IAM5[Action::s3:Abort*]",
            "IAM5[Action::s3:DeleteObject*]",
            f"IAM5[Resource::<{_logical_id(site.bucket)}.Arn>/*]",
            "IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]",
        )

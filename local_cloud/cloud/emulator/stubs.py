"""Resource types that mean nothing on one machine: deployed as names without a thing behind them."""

__all__ = ["STUBS"]

_NO_LOAD = "one machine does not scale"
_NO_NETWORK = "every process here is on loopback"
_AT_ONCE = "a new version takes over at once, for one person is here"
_NO_EDGE = "the front door takes the place of CloudFront's network"

STUBS: dict[str, str] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": _NO_LOAD,
    "AWS::ApplicationAutoScaling::ScalingPolicy": _NO_LOAD,
    "AWS::CloudFront::VpcOrigin": "the front door reaches the voice proxy's task directly",
    "AWS::CloudFront::MonitoringSubscription": _NO_EDGE,
    "AWS::WAFv2::WebACLAssociation": "loopback has no attackers to filter",
    "AWS::WAFv2::LoggingConfiguration": "loopback has no attackers to filter",
    "AWS::EC2::FlowLog": _NO_NETWORK,
    "AWS::EC2::SecurityGroupIngress": _NO_NETWORK,
    "AWS::EC2::SecurityGroupEgress": _NO_NETWORK,
    "AWS::CodeDeploy::Application": _AT_ONCE,
    "AWS::CodeDeploy::DeploymentGroup": _AT_ONCE,
    "AWS::CloudWatch::CompositeAlarm": "nobody is on call for this machine",
    "Custom::VoiceProxyImage": "the container's command runs as a process: there is no engine that builds an image",
    "Custom::VpcRestrictDefaultSG": _NO_NETWORK,
}
"""Type ▶ why it is a stub here. `make run` prints those that the template uses."""

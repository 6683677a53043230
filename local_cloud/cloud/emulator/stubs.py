"""Resource types that mean nothing on one machine: deployed as names without a thing behind them."""

__all__ = ["STUBS"]

_NO_LOAD = "one machine does not scale"
_NO_NETWORK = "every process here is on loopback"
_AT_ONCE = "a new version takes over at once, for one person is here"

STUBS: dict[str, str] = {
    "AWS::ApplicationAutoScaling::ScalableTarget": _NO_LOAD,
    "AWS::ApplicationAutoScaling::ScalingPolicy": _NO_LOAD,
    "AWS::CloudFront::VpcOrigin": "the edge reaches the voice proxy's task directly",
    "AWS::WAFv2::LoggingConfiguration": "loopback has no attackers to filter",
    "AWS::EC2::SecurityGroupIngress": _NO_NETWORK,
    "AWS::EC2::SecurityGroupEgress": _NO_NETWORK,
    "AWS::CodeDeploy::Application": _AT_ONCE,
    "AWS::CodeDeploy::DeploymentGroup": _AT_ONCE,
    "Custom::S3AutoDeleteObjects": "buckets go with the folder that they are in",
    "Custom::VoiceProxyImage": "the container's command runs as a process: there is no engine that builds an image",
}
"""Type ▶ why it is a stub here. `make run` prints those that the template uses."""

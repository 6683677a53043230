"""Regions in which CloudFront reaches a load balancer inside a VPC, and what differs between them.

Zones have other names in each account, so they are chosen by id. CloudFront cannot reach every zone: `use1-az3`,
`usw1-az2`, `apne1-az3`, `apne2-az1` and `cac1-az3` are left out.

Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html. A
list's id is the same in all accounts, as `aws ec2 describe-managed-prefix-lists --region …` tells; these were published
by others.
"""

from dataclasses import dataclass

WEB_ACL_REGION = "us-east-1"
"""The one region that can hold a web ACL of a distribution."""


@dataclass(frozen=True)
class Region:
    """`cloudfront` is the id of `com.amazonaws.global.cloudfront.origin-facing`: where CloudFront calls from."""

    cloudfront: str
    zones: tuple[str, str]


REGIONS = {
    "ap-northeast-1": Region("pl-58a04531", ("apne1-az1", "apne1-az4")),
    "ap-northeast-2": Region("pl-22a6434b", ("apne2-az2", "apne2-az3")),
    "ap-northeast-3": Region("pl-31a14458", ("apne3-az1", "apne3-az3")),
    "ap-south-1": Region("pl-9aa247f3", ("aps1-az1", "aps1-az3")),
    "ap-southeast-1": Region("pl-31a34658", ("apse1-az1", "apse1-az2")),
    "ap-southeast-2": Region("pl-b8a742d1", ("apse2-az1", "apse2-az3")),
    "ca-central-1": Region("pl-38a64351", ("cac1-az1", "cac1-az2")),
    "eu-central-1": Region("pl-a3a144ca", ("euc1-az2", "euc1-az3")),
    "eu-north-1": Region("pl-fab65393", ("eun1-az1", "eun1-az2")),
    "eu-west-1": Region("pl-4fa04526", ("euw1-az1", "euw1-az2")),
    "eu-west-2": Region("pl-93a247fa", ("euw2-az2", "euw2-az3")),
    "eu-west-3": Region("pl-75b1541c", ("euw3-az1", "euw3-az2")),
    "sa-east-1": Region("pl-5da64334", ("sae1-az1", "sae1-az3")),
    "us-east-1": Region("pl-3b927c52", ("use1-az4", "use1-az6")),
    "us-east-2": Region("pl-b6a144df", ("use2-az1", "use2-az2")),
    "us-west-1": Region("pl-4ea04527", ("usw1-az1", "usw1-az3")),
    "us-west-2": Region("pl-82a045eb", ("usw2-az1", "usw2-az2")),
}

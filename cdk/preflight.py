"""Say what account, region and keys lack for a deploy: `python -m cdk.preflight --stage prod`, or `make preflight`.

Asks with the caller's credentials and changes nothing. One line for each thing: `ok`; `lacks`, with what to type, which
makes the exit code 1; or `note`, for what nobody can see from here, or what comes after the first deploy.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnectionError

from cdk.bytecode import compiler
from cdk.context import parse, stage_of
from cdk.keys import Finding, deepgram, groq, mongodb
from cdk.regions import REGIONS, WEB_ACL_REGION
from cdk.sizing import sizes
from cdk.stage import NOBODY, Stage

PATIENCE = Config(connect_timeout=5, read_timeout=20, retries={"mode": "standard", "max_attempts": 3})
BOOTSTRAP = "/cdk-bootstrap/hnb659fds/version"
MIN_BOOTSTRAP_VERSION = 6
MIN_CONCURRENT_FUNCTIONS = 100
"""Of the smallest stage: the API, the registering of chunks, feedback and merges share them."""
CLOUDFRONT_LIST = "com.amazonaws.global.cloudfront.origin-facing"
BUILDS = {"arm64": "ARM/Small", "x86_64": "Linux/Small"}
SECRETS = {"MongodbSecretArn": mongodb, "GroqSecretArn": groq, "DeepgramSecretArn": deepgram}
SERVICE_ROLES = {
    "AWSServiceRoleForECS": "ecs.amazonaws.com",
    "AWSServiceRoleForElasticLoadBalancing": "elasticloadbalancing.amazonaws.com",
    "AWSServiceRoleForApplicationAutoScaling_ECSService": "ecs.application-autoscaling.amazonaws.com",
}
"""Roles that AWS makes with an account's first cluster, balancer or scaling, and may refuse to take on at once."""
DONE = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "IMPORT_COMPLETE",
    "IMPORT_ROLLBACK_COMPLETE",
)
BEGUN = "REVIEW_IN_PROGRESS"
"""A change set was made and never executed: the next deploy makes the stack."""
NEVER_MADE = ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")
"""A first deploy that failed, or a stack that was not taken down entirely: no deploy can change it."""
NEVER_WHOLE = (BEGUN, "CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "DELETE_IN_PROGRESS", *NEVER_MADE)


@dataclass(frozen=True)
class Asked:
    """Where a deploy would go. `client` makes a client of a service in the region."""

    stage: Stage
    region: str
    client: Callable[[str], Any]

    @property
    def stack(self) -> str:
        return f"Colloquy-{self.stage.name}"

    def outputs(self) -> dict[str, str] | None:
        """Of the stack, where it is deployed."""
        stack = self.deployed()
        return None if stack is None else {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}

    def deployed(self) -> dict[str, Any] | None:
        """The stack, once it was whole."""
        stack = self.described()
        return None if stack is None or stack["StackStatus"] in NEVER_WHOLE else stack

    def described(self) -> dict[str, Any] | None:
        try:
            stack: dict[str, Any] = self.client("cloudformation").describe_stacks(StackName=self.stack)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return stack

    def quota(self, service: str, code: str) -> float:
        quotas = self.client("service-quotas")
        try:
            found = quotas.get_service_quota(ServiceCode=service, QuotaCode=code)
        except quotas.exceptions.NoSuchResourceException:
            found = quotas.get_aws_default_service_quota(ServiceCode=service, QuotaCode=code)
        return float(found["Quota"]["Value"])


def more(service: str, code: str, wanted: int) -> str:
    return (
        f"Type: aws service-quotas request-service-quota-increase --service-code {service} --quota-code {code} "
        f"--desired-value {wanted}"
    )


def account(asked: Asked) -> Iterator[Finding]:
    who = asked.client("sts").get_caller_identity()
    yield Finding("ok", "account", f"{who['Account']}, as {who['Arn']}")


def region(asked: Asked) -> Iterator[Finding]:
    if asked.region not in REGIONS:
        words = f"CloudFront cannot reach a VPC in {asked.region}. Deploy to one of {', '.join(REGIONS)}"
        yield Finding("lacks", "region", words)
    elif asked.stage.makes_web_acl and asked.region != WEB_ACL_REGION:
        words = f"A web ACL exists in {WEB_ACL_REGION} alone. Deploy there, or add -c waf=false to every deploy"
        yield Finding("lacks", "region", words)
    else:
        yield Finding("ok", "region", asked.region)


def zones(asked: Asked) -> Iterator[Finding]:
    wanted = REGIONS[asked.region]
    ec2 = asked.client("ec2")
    listed = ec2.describe_availability_zones(Filters=[{"Name": "zone-id", "Values": list(wanted.zones)}])
    there = {zone["ZoneId"] for zone in listed["AvailabilityZones"] if zone["State"] == "available"}
    if missing := sorted(set(wanted.zones) - there):
        words = f"This account has no {' and no '.join(missing)}. Name two that it has in cdk/regions.py"
        yield Finding("lacks", "zones", words)
    else:
        yield Finding("ok", "zones", " and ".join(wanted.zones))
    lists = ec2.describe_managed_prefix_lists(Filters=[{"Name": "prefix-list-name", "Values": [CLOUDFRONT_LIST]}])
    found = [each["PrefixListId"] for each in lists["PrefixLists"]]
    if found == [wanted.cloudfront]:
        yield Finding("ok", "addresses", f"CloudFront's are {wanted.cloudfront}")
    else:
        words = (
            f"CloudFront's list is {', '.join(found) or 'not here'}, not {wanted.cloudfront}. Mend it in cdk/regions.py"
        )
        yield Finding("lacks", "addresses", words)


def bootstrap(asked: Asked) -> Iterator[Finding]:
    ssm = asked.client("ssm")
    command = f"Type: npx cdk bootstrap aws://{asked.client('sts').get_caller_identity()['Account']}/{asked.region}"
    try:
        version = int(ssm.get_parameter(Name=BOOTSTRAP)["Parameter"]["Value"])
    except ssm.exceptions.ParameterNotFound:
        yield Finding("lacks", "bootstrap", f"The CDK was never bootstrapped here. {command}")
        return
    if version < MIN_BOOTSTRAP_VERSION:
        words = f"Version {version} of the CDK's bootstrap is older than {MIN_BOOTSTRAP_VERSION}. {command}"
        yield Finding("lacks", "bootstrap", words)
    else:
        yield Finding("ok", "bootstrap", f"version {version}")


def concurrency(asked: Asked) -> Iterator[Finding]:
    limit = asked.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    needed = max(MIN_CONCURRENT_FUNCTIONS, sizes(asked.stage.interviews_at_once).functions)
    if limit < needed:
        words = f"Lambda may run {limit} functions at once, and {needed} are needed."
        yield Finding("lacks", "lambda", f"{words} {more('lambda', 'L-B99A9384', max(1000, needed))}")
    else:
        yield Finding("ok", "lambda", f"{limit} functions at once")


def tasks(asked: Asked) -> Iterator[Finding]:
    # A rolling deploy runs old and new side by side.
    needed = 2 * asked.stage.voice_proxy_max_tasks * asked.stage.voice_proxy_cpu / 1024
    limit = asked.quota("fargate", "L-3032A538")
    if limit < needed:
        words = f"Fargate may use {limit:g} processors, and {needed:g} are needed."
        yield Finding("lacks", "fargate", f"{words} {more('fargate', 'L-3032A538', max(16, int(needed)))}")
    else:
        yield Finding("ok", "fargate", f"{limit:g} processors")


def networks(asked: Asked) -> Iterator[Finding]:
    limit = asked.quota("vpc", "L-F678F1CE")
    used = len(asked.client("ec2").describe_vpcs()["Vpcs"])
    if used >= limit and asked.deployed() is None:
        words = f"All {limit:g} VPCs of the region are in use. {more('vpc', 'L-F678F1CE', int(limit) + 5)}"
        yield Finding("lacks", "vpc", words)
    else:
        yield Finding("ok", "vpc", f"{used} of {limit:g} in use")


def builds(asked: Asked) -> Iterator[Finding]:
    """The image is built by CodeBuild, whose quotas have names that are the same everywhere."""
    machine = BUILDS[asked.stage.architecture]
    name = f"Concurrently running builds for {machine} environment"
    pages = asked.client("service-quotas").get_paginator("list_service_quotas").paginate(ServiceCode="codebuild")
    found = {quota["QuotaName"]: quota for page in pages for quota in page["Quotas"]}.get(name)
    other = next(each for each in BUILDS if each != asked.stage.architecture)
    if found is None:
        words = f"no quota of {machine} builds is listed here; if the build is refused, add -c architecture={other}"
        yield Finding("note", "codebuild", words)
    elif found["Value"] < 1:
        words = f"CodeBuild may run no {machine} build."
        yield Finding("lacks", "codebuild", f"{words} {more('codebuild', found['QuotaCode'], 1)}")
    else:
        yield Finding("ok", "codebuild", f"{found['Value']:g} builds at once; Docker is not needed here")


def distributions(asked: Asked) -> Iterator[Finding]:
    """Whether an account is verified shows in no call; one that has a distribution is."""
    listed = asked.client("cloudfront").list_distributions(MaxItems="1")["DistributionList"]
    if listed.get("Quantity"):
        yield Finding("ok", "cloudfront", "this account has distributions")
    else:
        words = (
            "this account has no distribution yet. If the deploy says “Your account must be verified”, open a case: "
            "https://console.aws.amazon.com/support"
        )
        yield Finding("note", "cloudfront", words)


def roles(asked: Asked) -> Iterator[Finding]:
    iam = asked.client("iam")
    for name, service in SERVICE_ROLES.items():
        try:
            iam.get_role(RoleName=name)
        except iam.exceptions.NoSuchEntityException:
            words = f"There is no {name} yet. Type: aws iam create-service-linked-role --aws-service-name {service}"
            yield Finding("lacks", "roles", words)
        else:
            yield Finding("ok", "roles", name)


def state(asked: Asked) -> Iterator[Finding]:
    stack = asked.described()
    status = stack["StackStatus"] if stack else None
    if stack is None or status is None:
        yield Finding("ok", "stack", f"{asked.stack} is not deployed yet")
    elif status in DONE:
        yield Finding("ok", "stack", f"{asked.stack} is {status}")
    elif status == BEGUN:
        yield Finding("ok", "stack", f"{asked.stack} is {status}: it was begun and never made, the next deploy does")
    elif status.endswith("IN_PROGRESS"):
        yield Finding("lacks", "stack", f"{asked.stack} is {status}: wait for its end")
    else:
        yield Finding("lacks", "stack", f"{asked.stack} is {status}. Type: {way_out(asked.stack, stack)}")


def way_out(name: str, stack: dict[str, Any]) -> str:
    """What makes a stack deployable again. One that has been whole is never deleted for it."""
    aws = "aws cloudformation"
    if stack["StackStatus"] in NEVER_MADE:
        # The CDK protects a stack before it makes it.
        unprotect = f"{aws} update-termination-protection --no-enable-termination-protection --stack-name {name} && "
        delete = f"{aws} delete-stack --stack-name {name} && {aws} wait stack-delete-complete --stack-name {name}"
        return (unprotect if stack.get("EnableTerminationProtection") else "") + delete
    if stack["StackStatus"] == "UPDATE_FAILED":
        return f"{aws} rollback-stack --stack-name {name}"
    if stack["StackStatus"] == "UPDATE_ROLLBACK_FAILED":
        return f"{aws} continue-update-rollback --stack-name {name}"
    return f"{aws} describe-stack-events --stack-name {name}, and mend what it names"


def alarms(asked: Asked) -> Iterator[Finding]:
    told = asked.stage.alarm_email or asked.stage.alarm_topic
    if told == NOBODY:
        yield Finding("note", "alarms", "nobody is told: alarm_email says so")
    elif told:
        yield Finding("ok", "alarms", f"are told to {told}")
    elif asked.deployed() is None:
        words = "say whom they are told: add --parameters AlarmEmail=you@example.com to the first deploy"
        yield Finding("note", "alarms", words)
    else:
        yield Finding("ok", "alarms", "are told to whom the first deploy named")


def mail(asked: Asked) -> Iterator[Finding]:
    """That SES writes to anybody, and knows the sender."""
    sender = asked.stage.mail_from
    if not sender:
        yield Finding("note", "mail", "none is sent, links are copied by hand: mail_from says who sends")
        return
    ses = asked.client("sesv2")
    if not ses.get_account()["ProductionAccessEnabled"]:
        words = "SES is a sandbox here: 200 mails a day, to addresses that it knows. Ask for production access; a day"
        yield Finding("note", "mail", words)
    domain = sender.rpartition("@")[2]
    if any(_is_verified(ses, identity) for identity in (domain, sender)):
        yield Finding("ok", "mail", f"SES sends from {sender}")
    elif asked.stage.mail_makes_identity and asked.deployed() is None:
        yield Finding("note", "mail", f"the first deploy tells SES of {domain}; then its DNS needs three records")
    else:
        words = f"SES has not verified {domain}. Put the outputs MailDkim1 to MailDkim3 into its DNS; some minutes"
        yield Finding("lacks", "mail", words)


def _is_verified(ses: Any, identity: str) -> bool:
    try:
        return bool(ses.get_email_identity(EmailIdentity=identity)["VerifiedForSendingStatus"])
    except ses.exceptions.NotFoundException:
        return False


def secrets(asked: Asked) -> Iterator[Finding]:
    """That there are values, and that who issued them takes them."""
    outputs = asked.outputs()
    if outputs is None:
        yield Finding("note", "secrets", "come after the first deploy; then ask again")
        return
    client = asked.client("secretsmanager")
    for output, check in SECRETS.items():
        arn = outputs[output]
        try:
            value = client.get_secret_value(SecretId=arn)["SecretString"]
        except client.exceptions.ResourceNotFoundException:
            words = f"Type: aws secretsmanager put-secret-value --secret-id {arn} --secret-string '…'"
            yield Finding("lacks", check.__name__, f"Its secret has no value. {words}")
            continue
        try:
            yield check(asked.stage, value.strip())
        except Exception as error:  # noqa: BLE001 (whatever it is, its words may quote the secret)
            words = f"Its secret cannot be used ({type(error).__name__}): look at its value"
            yield Finding("lacks", check.__name__, words)


def bytecode(asked: Asked) -> Iterator[Finding]:
    wanted = asked.stage.python_version
    if found := compiler(asked.stage):
        yield Finding("ok", "bytecode", f"{found} compiles what the functions import")
    else:
        words = f"No Python {wanted} here: functions would compile at each start, and take twice as long"
        yield Finding("note", "bytecode", f"{words}. Type: .venv/bin/uv python install {wanted}")


CHECKS = (
    region,
    zones,
    bootstrap,
    concurrency,
    tasks,
    networks,
    builds,
    distributions,
    roles,
    state,
    alarms,
    mail,
    bytecode,
    secrets,
)


def findings(asked: Asked) -> Iterator[Finding]:
    """What holds and what lacks. Without an account nothing else can be asked; any other check fails alone."""
    try:
        yield from account(asked)
    except (HTTPClientError, NoConnectionError) as error:
        yield Finding(
            "lacks", "account", f"AWS does not answer from here ({error}). Look at the network, and the region"
        )
        return
    except (BotoCoreError, ClientError) as error:
        words = f"No credentials that AWS takes ({error}). Type: aws configure, or aws sso login"
        yield Finding("lacks", "account", words)
        return
    for check in CHECKS:
        if check is zones and asked.region not in REGIONS:
            continue
        try:
            yield from check(asked)
        except Exception as error:  # noqa: BLE001 (whatever it is, the other checks are asked)
            yield Finding("note", check.__name__, f"could not be asked: {error}")


def report(found: Iterator[Finding]) -> int:
    """Print a line for each; 1 where something lacks."""
    lacking = 0
    for finding in found:
        print(f"{finding.state:<6} {finding.what:<11} {finding.words}", flush=True)
        lacking += finding.state == "lacks"
    needed = "1 thing is" if lacking == 1 else f"{lacking} things are"
    print(f"{needed} needed before a deploy is of use." if lacking else "Nothing lacks.")
    return 1 if lacking else 0


def main() -> int:
    stage = stage_of(parse("Say what account, region and keys lack for a deploy of a stage."))
    session = boto3.Session()
    if not session.region_name:
        print("Say where: export AWS_REGION=us-east-1", file=sys.stderr)
        return 2
    return report(findings(Asked(stage, session.region_name, partial(session.client, config=PATIENCE))))


if __name__ == "__main__":
    sys.exit(main())

"""`make preflight`: what account, region and keys lack, a line for each, and what to type."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError, NoCredentialsError
from botocore.stub import Stubber

from cdk import keys, preflight
from cdk.inputs import ROOT
from cdk.keys import Finding
from cdk.preflight import Asked
from cdk.sizing import sizes
from cdk.stage import Stage
from tests.infrastructure.template import Template

STAGE = Stage.model_validate({"name": "prod", "alarm_email": "ops@example.com"})
ACCOUNT = {"Account": "123456789012", "Arn": "arn:aws:iam::123456789012:user/ada", "UserId": "1"}


class Account:
    """AWS, which answers each service's calls in the order in which they were told here."""

    def __init__(self) -> None:
        self.clients: dict[str, Any] = {}
        self.stubbers: dict[str, Stubber] = {}

    def client(self, service: str) -> Any:
        if service not in self.clients:
            session: Any = boto3.Session("test", "test", region_name="us-east-1")
            self.clients[service] = session.client(service)
            self.stubbers[service] = Stubber(self.clients[service])
            self.stubbers[service].activate()
        return self.clients[service]

    def answers(self, service: str, call: str, answer: dict[str, Any]) -> None:
        self.client(service)
        self.stubbers[service].add_response(call, answer)

    def refuses(self, service: str, call: str, code: str, words: str = "") -> None:
        self.client(service)
        self.stubbers[service].add_client_error(call, code, words)

    def asked(self, stage: Stage = STAGE, region: str = "us-east-1") -> Asked:
        return Asked(stage, region, self.client)

    # What a single thing is like

    def has_zones(self, *ids: str, cloudfront: str = "pl-3b927c52") -> None:
        zones = [{"ZoneId": each, "State": "available"} for each in ids]
        self.answers("ec2", "describe_availability_zones", {"AvailabilityZones": zones})
        lists = [{"PrefixListId": cloudfront, "PrefixListName": preflight.CLOUDFRONT_LIST}]
        self.answers("ec2", "describe_managed_prefix_lists", {"PrefixLists": lists})

    def has_quota(self, value: float) -> None:
        self.answers("service-quotas", "get_service_quota", {"Quota": {"Value": value}})

    def has_build_quotas(self, **values: float) -> None:
        quotas = [
            {"QuotaName": f"Concurrently running builds for {name} environment", "QuotaCode": "L-1", "Value": value}
            for name, value in values.items()
        ]
        self.answers("service-quotas", "list_service_quotas", {"Quotas": quotas})

    def has_distributions(self, quantity: int) -> None:
        listed = {"Quantity": quantity, "Marker": "", "MaxItems": 1, "IsTruncated": False}
        self.answers("cloudfront", "list_distributions", {"DistributionList": listed})

    def has_role(self) -> None:
        role = {"Path": "/", "RoleName": "role", "RoleId": "A" * 16, "Arn": "arn:aws:iam::123456789012:role/a"}
        self.answers("iam", "get_role", {"Role": {**role, "CreateDate": datetime.now(UTC)}})

    def has_stack(self, status: str | None, *, is_protected: bool = False, **outputs: str) -> None:
        if status is None:
            words = "Stack with id Colloquy-prod does not exist"
            self.refuses("cloudformation", "describe_stacks", "ValidationError", words)
            return
        named = [{"OutputKey": name, "OutputValue": value} for name, value in outputs.items()]
        stack: dict[str, Any] = {"StackName": "Colloquy-prod", "CreationTime": datetime.now(UTC), "StackStatus": status}
        stack["EnableTerminationProtection"] = is_protected
        self.answers("cloudformation", "describe_stacks", {"Stacks": [{**stack, "Outputs": named}]})


@pytest.fixture
def aws() -> Account:
    return Account()


def only(found: Iterator[Finding]) -> Finding:
    (finding,) = found
    return finding


def test_a_ready_account_is_told_so_in_a_line_for_each_thing(
    aws: Account, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "compiler", lambda _: "/usr/bin/python3.13")
    aws.answers("sts", "get_caller_identity", ACCOUNT)
    aws.has_zones("use1-az4", "use1-az6")
    aws.answers("sts", "get_caller_identity", ACCOUNT)
    aws.answers("ssm", "get_parameter", {"Parameter": {"Value": "30"}})
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 1000}})
    aws.has_quota(16)
    aws.has_quota(5)
    aws.answers("ec2", "describe_vpcs", {"Vpcs": [{"VpcId": "vpc-1"}]})
    aws.has_build_quotas(**{"ARM/Small": 1, "Linux/Small": 0})
    aws.has_distributions(3)
    for _ in preflight.SERVICE_ROLES:
        aws.has_role()
    aws.has_stack(None)
    aws.has_stack(None)

    assert preflight.report(preflight.findings(aws.asked())) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[:-1]] == [
        *([state, what] for state, what in [("ok", "account"), ("ok", "region"), ("ok", "zones"), ("ok", "addresses")]),
        *([state, what] for state, what in [("ok", "bootstrap"), ("ok", "lambda"), ("ok", "fargate"), ("ok", "vpc")]),
        *(["ok", what] for what in ("codebuild", "cloudfront", "roles", "roles", "roles")),
        *(["ok", what] for what in ("stack", "alarms")),
        ["note", "mail"],
        ["ok", "bytecode"],
        ["note", "secrets"],
    ]
    assert lines[-1] == "Nothing lacks."


def test_one_thing_that_lacks_makes_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Finding("ok", "a", "fine"), Finding("lacks", "b", "Type: this"), Finding("note", "c", "later")]
    assert preflight.report(iter(found)) == 1
    told = capsys.readouterr().out
    assert "lacks  b           Type: this\n" in told
    assert told.endswith("1 thing is needed before a deploy is of use.\n")


def test_without_credentials_nothing_else_is_asked(aws: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise NoCredentialsError

    monkeypatch.setattr(aws.client("sts"), "get_caller_identity", refuse)
    finding = only(preflight.findings(aws.asked()))
    assert (finding.state, finding.what) == ("lacks", "account")
    assert "Type: aws configure" in finding.words


def test_what_may_not_be_asked_keeps_nothing_else_from_it(aws: Account) -> None:
    """Every other check here finds no answer at all, and is a line of its own."""
    aws.answers("sts", "get_caller_identity", ACCOUNT)
    aws.refuses("lambda", "get_account_settings", "AccessDeniedException", "not authorized")

    found = list(preflight.findings(aws.asked()))

    assert [each.what for each in found if each.state == "ok"] == ["account", "region", "alarms"]
    assert {each.what for each in found if each.state == "note"} == {
        each.__name__ for each in preflight.CHECKS if each not in (preflight.region, preflight.alarms)
    }
    assert "not authorized" in next(each.words for each in found if each.what == "concurrency")


def test_a_region_without_cloudfront_to_its_vpcs_is_refused_with_the_others(aws: Account) -> None:
    finding = only(preflight.region(aws.asked(region="eu-south-2")))
    assert finding.state == "lacks"
    assert "us-east-1" in finding.words


def test_a_web_acl_elsewhere_is_refused_with_the_setting(aws: Account) -> None:
    finding = only(preflight.region(aws.asked(region="eu-west-1")))
    assert (finding.state, "-c waf=false" in finding.words) == ("lacks", True)
    arn = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/ours/0a1b"
    for change in ({"waf": False}, {"web_acl_arn": arn}):
        assert only(preflight.region(aws.asked(STAGE.model_copy(update=change), "eu-west-1"))).state == "ok"


def test_a_zone_that_the_account_lacks_is_named(aws: Account) -> None:
    aws.has_zones("use1-az4", cloudfront="pl-00000000")
    zones, addresses = preflight.zones(aws.asked())
    assert (zones.state, "no use1-az6" in zones.words) == ("lacks", True)
    assert (addresses.state, "pl-00000000, not pl-3b927c52" in addresses.words) == ("lacks", True)


@pytest.mark.parametrize(("version", "state"), [("5", "lacks"), ("6", "ok"), ("30", "ok")])
def test_an_old_bootstrap_is_refused(aws: Account, version: str, state: str) -> None:
    aws.answers("sts", "get_caller_identity", ACCOUNT)
    aws.answers("ssm", "get_parameter", {"Parameter": {"Value": version}})
    assert only(preflight.bootstrap(aws.asked())).state == state


def test_a_missing_bootstrap_is_refused_with_the_command(aws: Account) -> None:
    aws.answers("sts", "get_caller_identity", ACCOUNT)
    aws.refuses("ssm", "get_parameter", "ParameterNotFound")
    assert "Type: npx cdk bootstrap aws://123456789012/us-east-1" in only(preflight.bootstrap(aws.asked())).words


def test_the_bootstrap_that_is_asked_for_is_the_one_that_the_template_needs(prod: Template) -> None:
    manifest = json.loads((prod.assembly / "manifest.json").read_text())
    stack = manifest["artifacts"]["Colloquy-prod"]["properties"]
    assert stack["requiresBootstrapStackVersion"] == preflight.MIN_BOOTSTRAP_VERSION
    assert stack["bootstrapStackVersionSsmParameter"] == preflight.BOOTSTRAP


def test_a_new_accounts_ten_functions_are_too_few(aws: Account) -> None:
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 10}})
    finding = only(preflight.concurrency(aws.asked()))
    assert finding.state == "lacks"
    assert finding.words.endswith(
        "Type: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 "
        "--desired-value 1000"
    )


def test_a_larger_stage_needs_the_functions_that_it_is_sized_for(aws: Account) -> None:
    aws.answers("lambda", "get_account_settings", {"AccountLimit": {"ConcurrentExecutions": 1000}})
    large = STAGE.model_copy(update={"interviews_at_once": 3000})
    finding = only(preflight.concurrency(aws.asked(large)))
    assert (finding.state, f"and {sizes(3000).functions} are needed" in finding.words) == ("lacks", True)


def test_processors_for_a_rolling_deploy_are_asked_for(aws: Account) -> None:
    """Four tasks of a quarter of a processor, twice."""
    aws.has_quota(1)
    assert "1 processors, and 2 are needed" in only(preflight.tasks(aws.asked())).words
    aws.refuses("service-quotas", "get_service_quota", "NoSuchResourceException")
    aws.answers("service-quotas", "get_aws_default_service_quota", {"Quota": {"Value": 6}})
    assert only(preflight.tasks(aws.asked())).state == "ok"


def test_the_template_takes_the_processors_that_are_counted(prod: Template) -> None:
    assert int(prod.one("AWS::ECS::TaskDefinition")["Cpu"]) == 256


def test_a_region_full_of_networks_has_no_room_for_a_first_deploy(aws: Account) -> None:
    for status, state in ((None, "lacks"), ("CREATE_COMPLETE", "ok")):
        aws.has_quota(1)
        aws.answers("ec2", "describe_vpcs", {"Vpcs": [{"VpcId": "vpc-1"}]})
        aws.has_stack(status)
        assert only(preflight.networks(aws.asked())).state == state


def test_builds_are_counted_for_the_stages_processor(aws: Account) -> None:
    for quotas, state, words in (
        ({"ARM/Small": 0, "Linux/Small": 1}, "lacks", "--service-code codebuild --quota-code L-1 --desired-value 1"),
        ({"Linux/Small": 1}, "note", "-c architecture=x86_64"),
        ({"ARM/Small": 2}, "ok", "Docker is not needed"),
    ):
        aws.has_build_quotas(**quotas)
        finding = only(preflight.builds(aws.asked()))
        assert (finding.state, words in finding.words) == (state, True)


def test_an_account_without_a_distribution_may_have_to_be_verified(aws: Account) -> None:
    aws.has_distributions(0)
    finding = only(preflight.distributions(aws.asked()))
    assert (finding.state, "must be verified" in finding.words) == ("note", True)


@pytest.mark.parametrize(
    ("status", "state", "words"),
    [
        (None, "ok", "not deployed yet"),
        ("UPDATE_COMPLETE", "ok", ""),
        ("UPDATE_ROLLBACK_COMPLETE", "ok", ""),
        ("UPDATE_IN_PROGRESS", "lacks", "wait"),
        ("IMPORT_ROLLBACK_COMPLETE", "ok", ""),
        ("REVIEW_IN_PROGRESS", "ok", "never made"),
        ("CREATE_IN_PROGRESS", "lacks", "wait"),
        ("ROLLBACK_COMPLETE", "lacks", "Type: aws cloudformation delete-stack --stack-name Colloquy-prod && "),
        ("UPDATE_FAILED", "lacks", "rollback-stack --stack-name Colloquy-prod"),
        ("IMPORT_ROLLBACK_FAILED", "lacks", "describe-stack-events --stack-name Colloquy-prod"),
        ("UPDATE_ROLLBACK_FAILED", "lacks", "continue-update-rollback --stack-name Colloquy-prod"),
    ],
)
def test_a_stack_that_no_deploy_can_change_is_told_how_to_mend(
    aws: Account, status: str | None, state: str, words: str
) -> None:
    aws.has_stack(status)
    finding = only(preflight.state(aws.asked()))
    assert (finding.state, words in finding.words) == (state, True)


@pytest.mark.parametrize("status", preflight.NEVER_MADE)
def test_a_first_deploy_that_failed_is_unprotected_before_it_is_deleted(aws: Account, status: str) -> None:
    aws.has_stack(status, is_protected=True)
    words = only(preflight.state(aws.asked())).words
    assert 0 < words.index("--no-enable-termination-protection") < words.index("delete-stack")


@pytest.mark.parametrize("status", ["UPDATE_FAILED", "IMPORT_ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED"])
def test_a_stack_that_people_use_is_never_deleted(aws: Account, status: str) -> None:
    aws.has_stack(status)
    assert "delete-stack" not in only(preflight.state(aws.asked())).words


@pytest.mark.parametrize("status", preflight.NEVER_WHOLE)
def test_a_stack_that_was_never_whole_is_asked_for_nothing(aws: Account, status: str) -> None:
    nobody = aws.asked(STAGE.model_copy(update={"alarm_email": None}))
    aws.has_stack(status)
    assert "after the first deploy" in only(preflight.secrets(nobody)).words
    aws.has_stack(status)
    assert "--parameters AlarmEmail=" in only(preflight.alarms(nobody)).words


def test_roles_that_aws_makes_late_are_made_before(aws: Account) -> None:
    aws.refuses("iam", "get_role", "NoSuchEntity")
    for _ in range(2):
        aws.has_role()
    lacking, *others = preflight.roles(aws.asked())
    assert lacking.words.endswith("Type: aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com")
    assert [each.state for each in (lacking, *others)] == ["lacks", "ok", "ok"]


def test_a_network_that_is_down_is_not_told_as_credentials(aws: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise EndpointConnectionError(endpoint_url="https://sts.amazonaws.com")

    monkeypatch.setattr(aws.client("sts"), "get_caller_identity", fail)
    words = only(preflight.findings(aws.asked())).words
    assert ("does not answer" in words, "credentials" in words) == (True, False)


def test_a_check_that_breaks_keeps_no_other_from_being_asked(aws: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Asked) -> Iterator[Finding]:
        yield Finding("ok", "broken", os.environ["NO_SUCH_VARIABLE"])

    aws.answers("sts", "get_caller_identity", ACCOUNT)
    monkeypatch.setattr(preflight, "CHECKS", (broken, preflight.region))
    assert [each.state for each in preflight.findings(aws.asked())] == ["ok", "note", "ok"]


@pytest.mark.parametrize(
    ("found", "state", "words"),
    [("/usr/bin/python3.13", "ok", "/usr/bin/python3.13"), (None, "note", "uv python install 3.13")],
)
def test_a_machine_without_the_functions_python_is_told_how_to_get_it(
    aws: Account, monkeypatch: pytest.MonkeyPatch, found: str | None, state: str, words: str
) -> None:
    monkeypatch.setattr(preflight, "compiler", lambda _: found)
    finding = only(preflight.bytecode(aws.asked()))
    assert (finding.state, words in finding.words) == (state, True)


SENDS = Stage.model_validate({"name": "prod", "alarm_email": "ops@example.com", "mail_from": "us@example.com"})


@pytest.mark.parametrize(("knows_domain", "knows_sender"), [(True, False), (False, True)])
def test_a_sender_whom_ses_knows_is_in_order(aws: Account, *, knows_domain: bool, knows_sender: bool) -> None:
    aws.answers("sesv2", "get_account", {"ProductionAccessEnabled": True})
    for knows in (knows_domain, knows_sender)[: 1 if knows_domain else 2]:
        aws.answers("sesv2", "get_email_identity", {"VerifiedForSendingStatus": knows})
    assert only(preflight.mail(aws.asked(SENDS))) == Finding("ok", "mail", "SES sends from us@example.com")


def test_a_sandbox_is_told_and_an_unknown_sender_refused_once_the_stack_is_there(aws: Account) -> None:
    for status in (None, "CREATE_COMPLETE"):
        aws.answers("sesv2", "get_account", {"ProductionAccessEnabled": False})
        for _ in ("domain", "sender"):
            aws.refuses("sesv2", "get_email_identity", "NotFoundException")
        aws.has_stack(status)
    before, after = (list(preflight.mail(aws.asked(SENDS))) for _ in range(2))
    assert [finding.state for finding in before] == ["note", "note"]
    assert [finding.state for finding in after] == ["note", "lacks"]
    assert "sandbox" in after[0].words
    assert "MailDkim1" in after[1].words


def test_a_first_deploy_is_reminded_of_whom_alarms_are_told(aws: Account) -> None:
    nobody = aws.asked(STAGE.model_copy(update={"alarm_email": None}))
    aws.has_stack(None)
    assert "--parameters AlarmEmail=" in only(preflight.alarms(nobody)).words
    aws.has_stack("CREATE_COMPLETE")
    assert only(preflight.alarms(nobody)).state == "ok"
    assert only(preflight.alarms(aws.asked(STAGE.model_copy(update={"alarm_email": "nobody"})))).state == "note"


# What the secrets hold


class Vendor(HTTPServer):
    """Answers as `status` and `headers` say, and keeps what it was asked."""

    status, headers = 200, {"x-ratelimit-limit-tokens": "250000"}

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        vendor = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                vendor.seen.append((self.path, self.headers["authorization"]))
                self.send_response(vendor.status)
                for name, value in vendor.headers.items():
                    self.send_header(name, value)
                self.end_headers()

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        super().__init__(("127.0.0.1", 0), Answer)


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    with Vendor() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def stage(vendor: Vendor) -> Stage:
    address = f"http://127.0.0.1:{vendor.server_port}"
    return STAGE.model_copy(update={"groq_base_url": address, "deepgram_api_url": address})


def test_secrets_are_looked_for_and_tried(aws: Account, vendor: Vendor, stage: Stage, database_uri: str) -> None:
    aws.has_stack("CREATE_COMPLETE", MongodbSecretArn="m", GroqSecretArn="g", DeepgramSecretArn="d")
    for value in (database_uri, "groq-key\n"):
        aws.answers("secretsmanager", "get_secret_value", {"SecretString": value})
    aws.refuses("secretsmanager", "get_secret_value", "ResourceNotFoundException")

    found = list(preflight.secrets(aws.asked(stage)))

    assert [(each.state, each.what) for each in found] == [("ok", "mongodb"), ("ok", "groq"), ("lacks", "deepgram")]
    assert "Type: aws secretsmanager put-secret-value --secret-id d" in found[2].words
    assert vendor.seen == [("/openai/v1/chat/completions", "Bearer groq-key")]
    assert not [each for each in found if "groq-key" in each.words or database_uri in each.words]


def test_a_secret_that_cannot_be_used_is_told_without_a_word_of_it(aws: Account, vendor: Vendor, stage: Stage) -> None:
    aws.has_stack("CREATE_COMPLETE", MongodbSecretArn="m", GroqSecretArn="g", DeepgramSecretArn="d")
    values = ("mongodb://a/?tls=true&tlsCAFile=/top-secret", "top\nsecret", "top\r\nsecret")
    for value in values:
        aws.answers("secretsmanager", "get_secret_value", {"SecretString": value})

    found = list(preflight.secrets(aws.asked(stage)))

    assert [each.state for each in found] == ["lacks"] * 3
    assert not [each for each in found if "secret" in each.words.replace("Its secret", "")]
    assert vendor.seen == []


@pytest.mark.parametrize(
    ("status", "state"), [(200, "ok"), (401, "lacks"), (403, "lacks"), (500, "note"), (429, "note")]
)
def test_a_refused_key_is_told_from_a_busy_vendor(vendor: Vendor, stage: Stage, status: int, state: str) -> None:
    vendor.status = status
    assert (keys.groq(stage, "key").state, keys.deepgram(stage, "key").state) == (state, state)


def test_groqs_free_plan_is_not_enough(vendor: Vendor, stage: Stage) -> None:
    vendor.headers = {"x-ratelimit-limit-tokens": "8000"}
    finding = keys.groq(stage, "key")
    assert (finding.state, "8,000 tokens a minute" in finding.words) == ("lacks", True)
    vendor.headers = {}
    assert keys.groq(stage, "key").state == "ok"


def test_a_vendor_that_nobody_reaches_is_named(stage: Stage) -> None:
    nowhere = stage.model_copy(update={"groq_base_url": "http://127.0.0.1:9", "deepgram_api_url": "http://127.0.0.1:9"})
    assert "Nobody answers at http://127.0.0.1:9" in keys.groq(nowhere, "key").words
    assert "Nobody answers at http://127.0.0.1:9" in keys.deepgram(nowhere, "key").words


@pytest.mark.parametrize("uri", ["mongodb://user:hidden@127.0.0.1:9", "not an address", "mongodb://127.0.0.1:port"])
def test_a_database_that_does_not_answer_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, uri: str
) -> None:
    monkeypatch.setattr(keys, "TIMEOUT_S", 0.1)
    finding = keys.mongodb(STAGE, uri)
    assert finding.state == "lacks"
    assert "hidden" not in finding.words


def test_the_command_asks_for_a_region(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setattr("sys.argv", ["preflight", "--stage", "prod"])
    assert preflight.main() == 2
    assert capsys.readouterr().err == "Say where: export AWS_REGION=us-east-1\n"


def test_make_tells_the_region_to_every_command() -> None:
    """The CDK and the AWS CLI read AWS_REGION, boto3 reads AWS_DEFAULT_REGION alone."""
    shown = ["make", "--silent", "--eval", "show: ; @echo $$AWS_DEFAULT_REGION", "show"]
    for variable in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        environment = {"PATH": os.environ["PATH"], variable: "eu-west-1"}
        told = subprocess.run(shown, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert told.stdout == "eu-west-1\n"

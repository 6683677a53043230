"""A synthesized template, read the way the tests ask about it."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdk.app import STAMP
from cdk.inputs import BUILD, ROOT, TEMPLATE_INPUTS, digest

Properties = dict[str, Any]

NO_ACCOUNT_NO_NETWORK = {
    "PATH": os.environ["PATH"],
    # The CDK's runtime keeps its unpacked packages below the home folder.
    "HOME": os.environ.get("HOME", "/"),
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
}


def build_layers(stage: str) -> None:
    """While there is a network."""
    subprocess.run([sys.executable, "-m", "cdk.layers", "--stage", stage], cwd=ROOT, check=True, capture_output=True)


def synthesize(stage: str) -> "Template":
    """Synthesize a stage without account and network, unless nothing changed since the last time.

    The CDK's own rules are asked of what AWS is given alone: `synthesized_by_the_command_line`.
    """
    output = BUILD / "cdk.out" / f"test-{stage}"
    build_layers(stage)
    finished = subprocess.run(
        [sys.executable, "-m", "cdk.app", "--stage", stage, "--if-changed", "--output", str(output)],
        cwd=ROOT,
        env={**NO_ACCOUNT_NO_NETWORK, "CDK_VALIDATION": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    written = output / f"Colloquy-{stage}.template.json"
    assert written.is_file(), finished.stderr
    return Template(stage, output, json.loads(written.read_text()))


def synthesized_by_the_command_line() -> "Template":
    """The stage that `cdk.json` names, by `cdk synth`, checked by cdk-nag, unless nothing changed since."""
    output = BUILD / "cdk.out" / "test-prod"
    written, stamp = output / "Colloquy-prod.template.json", output / STAMP
    inputs = digest(TEMPLATE_INPUTS, "cdk synth")
    if not (written.is_file() and stamp.is_file() and stamp.read_text() == inputs):
        build_layers("prod")
        shutil.rmtree(output, ignore_errors=True)
        options = ("--quiet", "--no-notices", "--no-lookups", "--no-version-reporting", "--output", str(output))
        finished = subprocess.run(
            ["node_modules/.bin/cdk", "synth", *options, "--app", f"{sys.executable} -m cdk.app --check"],
            cwd=ROOT,
            env={**NO_ACCOUNT_NO_NETWORK, "CDK_DISABLE_VERSION_CHECK": "1", "CI": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert written.is_file(), finished.stderr
        if finished.returncode == 0:
            stamp.write_text(inputs)
    return Template("prod", output, json.loads(written.read_text()))


@dataclass(frozen=True)
class Template:
    """`assembly` is the folder with the assets, `body` the template."""

    stage: str
    assembly: Path
    body: dict[str, Any]

    def all(self, kind: str) -> dict[str, Properties]:
        """Properties of all resources of a type, by logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.body["Resources"].items()
            if resource["Type"] == kind
        }

    def one(self, kind: str, prefix: str = "") -> Properties:
        """Properties of the only resource of a type whose logical id starts so."""
        found = [properties for name, properties in self.all(kind).items() if name.startswith(prefix)]
        assert len(found) == 1, f"{len(found)} resources {kind} {prefix}"
        return found[0]

    def functions(self) -> dict[str, Properties]:
        """The product's functions by folder."""
        return {
            properties["Handler"].split(".")[1]: properties
            for properties in self.all("AWS::Lambda::Function").values()
            if properties.get("Handler", "").startswith("functions.")
        }

    def environment(self, folder: str) -> dict[str, Any]:
        """Environment variables of a function."""
        variables: dict[str, Any] = self.functions()[folder]["Environment"]["Variables"]
        return variables

    def container_environment(self) -> dict[str, Any]:
        """Environment variables of the voice proxy."""
        container = self.one("AWS::ECS::TaskDefinition")["ContainerDefinitions"][0]
        return {variable["Name"]: variable["Value"] for variable in container["Environment"]}

    def statements(self, role: Any) -> list[dict[str, Any]]:
        """What the policies attached to a role (a `Ref` or `GetAtt … Arn`) allow."""
        name = role.get("Ref") or role["Fn::GetAtt"][0]
        return [
            statement
            for policy in self.all("AWS::IAM::Policy").values()
            if {"Ref": name} in policy.get("Roles", [])
            for statement in policy["PolicyDocument"]["Statement"]
        ]

    def allowed(self, folder: str) -> dict[str, set[str]]:
        """What a function may do: resources, as JSON text, by action."""
        allowed: dict[str, set[str]] = {}
        for statement in self.statements(self.functions()[folder]["Role"]):
            for action in as_list(statement["Action"]):
                allowed.setdefault(action, set()).update(json.dumps(each) for each in as_list(statement["Resource"]))
        return allowed

    def asset(self, properties: Properties) -> Path:
        """The folder of the asset that a function's Code or a layer's Content names."""
        key = properties["S3Key"].removesuffix(".zip")
        listed = json.loads((self.assembly / f"Colloquy-{self.stage}.assets.json").read_text())
        return self.assembly / str(listed["files"][key]["source"]["path"])


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

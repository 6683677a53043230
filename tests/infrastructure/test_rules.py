"""What the rule checkers say of the templates."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from aws_cdk import App, Stack
from aws_cdk import aws_s3 as s3

from cdk.app import SynthesisError, synthesize
from tests.infrastructure.template import Template

# W3005: the CDK states dependencies that a reference implies as well.
IGNORED_LINT = ["W3005"]


def test_cdk_nag_has_no_finding_without_a_reason(prod: Template) -> None:
    assert findings(prod.assembly) == []


def test_cdk_nag_refuses_what_has_no_reason(tmp_path: Path) -> None:
    def add_stack(app: App) -> None:
        s3.Bucket(Stack(app, "Careless"), "Bucket")

    with pytest.raises(SynthesisError):
        synthesize(add_stack, {}, tmp_path, check=True)

    assert "AwsSolutions-S10" in findings(tmp_path)


def findings(assembly: Path) -> list[str]:
    report = json.loads((assembly / "validation-report.json").read_text())
    return [violation["ruleName"] for plugin in report["pluginReports"] for violation in plugin["violations"]]


def test_cfn_lint_has_no_finding(prod: Template) -> None:
    """Of the stage that AWS is given; the local one holds the same resources."""
    linter = Path(sys.executable).parent / "cfn-lint"
    finished = subprocess.run(
        [
            *(str(linter), "--regions", "us-east-1", "--ignore-checks", *IGNORED_LINT),
            *("--", str(prod.assembly / "Colloquy-prod.template.json")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 0, finished.stdout

"""Stages: typed settings from the context, and nothing else in which templates differ."""

import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cdk import app
from cdk.context import parse, stage_of
from cdk.inputs import ROOT, digest
from cdk.stage import Stage, StageError, read_stage
from tests.infrastructure.template import NO_ACCOUNT_NO_NETWORK, Template

CONTEXT: dict[str, Any] = {
    "stage": "prod",
    "stages": {"local": {"base_port": 8000, "retain_data": False}, "prod": {}},
    "@aws-cdk/aws-iam:minimizePolicies": True,
}


def test_every_setting_says_what_it_means() -> None:
    assert [name for name, field in Stage.model_fields.items() if name != "name" and not field.description] == []


def test_an_override_is_read_as_its_type() -> None:
    stage = read_stage(
        {**CONTEXT, "raw_retention_days": "45", "score_models": "a, b", "reserved_concurrency": "api=50,merge=5"}
    )

    assert (stage.raw_retention_days, stage.score_models) == (45, ("a", "b"))
    assert stage.reserved_concurrency == {"api": 50, "merge": 5}


def test_one_bad_value_is_told_alone() -> None:
    with pytest.raises(StageError) as told:
        read_stage({**CONTEXT, "voice_agent": "maybe"})
    assert str(told.value).count(";") == 0


def test_a_setting_is_overridden_as_the_cdks_command_line_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["preflight", "--stage", "prod", "-c", "waf=false"])
    assert stage_of(parse("Say what lacks.")).waf is False


def test_a_base_port_chooses_the_loopback_stand_ins() -> None:
    stage = read_stage({**CONTEXT, "stage": "local", "base_port": "8200"})

    assert stage.groq_base_url == "http://127.0.0.1:8203"
    assert stage.deepgram_agent_url.startswith("ws://127.0.0.1:8204/")
    assert stage.deepgram_listen_url == "ws://127.0.0.1:8204/v2/listen"
    assert stage.site_origins == ("http://localhost:8200", "http://127.0.0.1:8200")
    assert (stage.voice_proxy_host, stage.voice_proxy_port) == ("127.0.0.1", 8205)


def test_a_real_vendor_takes_the_place_of_one_stand_in() -> None:
    stage = read_stage({**CONTEXT, "stage": "local", "groq_base_url": "https://api.groq.com"})

    assert stage.groq_base_url == "https://api.groq.com"
    assert stage.deepgram_api_url == "http://127.0.0.1:8004"


def test_engines_are_the_vendors_unless_others_are_named() -> None:
    assert read_stage(CONTEXT).engines == {
        "RECOGNITION_ENGINE": "deepgram nova-3",
        "VOICE_ENGINE": "deepgram",
        "MODEL_ENGINE": "groq openai/gpt-oss-120b, openai/gpt-oss-20b",
    }
    assert read_stage({**CONTEXT, "voice_engine": "piper, pico"}).engines["VOICE_ENGINE"] == "piper, pico"


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ({"stage": "staging"}, "no stage 'staging'"),
        ({"retain_dta": True}, "retain_dta: no such setting"),
        ({"architecture": "sparc"}, "architecture: "),
        ({"alarm_email": "ops"}, "expected an e-mail address, or nobody"),
        ({"reserved_concurrency": "api"}, "reserved_concurrency.api: "),
        ({"raw_retention_days": "soon"}, "raw_retention_days: "),
        ({"voice_proxy_min_tasks": 9}, "voice_proxy_min_tasks is more than voice_proxy_max_tasks"),
    ],
)
def test_a_bad_setting_is_named(override: dict[str, Any], words: str) -> None:
    with pytest.raises(StageError, match=words):
        read_stage({**CONTEXT, **override})


def test_the_command_answers_a_bad_setting_in_one_sentence() -> None:
    command = [sys.executable, "-m", "cdk.app", "--stage", "local", "--context", "colour=blue"]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert finished.returncode == 2
    assert finished.stderr == "Stage local: colour: no such setting.\n"


def test_a_region_that_cloudfront_cannot_reach_is_refused_with_those_that_it_can() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "cdk.app", "--stage", "local"],
        cwd=ROOT,
        env={**NO_ACCOUNT_NO_NETWORK, "CDK_DEFAULT_REGION": "eu-south-2"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert finished.returncode == 2
    assert finished.stderr.startswith("CloudFront cannot reach a VPC in eu-south-2. Deploy to one of ap-northeast-1, ")


def test_stages_hold_the_same_resources_but_for_who_is_told_what_is_emptied_and_what_sends_mail(
    local: Template, prod: Template
) -> None:
    sends_mail = re.compile(r"Mail(Sending|Told|Reports)")  # where `mail_from` is set

    def kinds(template: Template) -> list[tuple[str, str]]:
        # The CDK puts the stack's name, and hashes of it, into some logical ids.
        return sorted(
            (resource["Type"], re.sub(r"[0-9A-Fa-f]{8,}", "", name.replace(template.stage, "")))
            for name, resource in template.body["Resources"].items()
            # Only what goes with its stack is emptied.
            if resource["Type"] not in ("AWS::SNS::Subscription", "Custom::S3AutoDeleteObjects")
            and not sends_mail.match(name)
        )

    assert kinds(local) == kinds(prod)
    assert set(local.body["Outputs"]) == set(prod.body["Outputs"])


def test_functions_of_stages_differ_in_settings_alone(local: Template, prod: Template) -> None:
    by_setting = {"Code", "Runtime", "Architectures", "Layers", "Environment", "Tags"}
    for folder, function in local.functions().items():
        other = prod.functions()[folder]
        assert {key for key in function if function[key] != other.get(key)} <= by_setting, folder
        assert set(local.environment(folder)) == set(prod.environment(folder)), folder


def test_an_unchanged_output_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, output = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    written: list[Path] = []

    def write(_add_stacks: object, _context: object, folder: Path, *, check: bool) -> None:
        folder.mkdir()
        written.append(folder)

    monkeypatch.setattr(app, "digest", partial(digest, root=source))
    monkeypatch.setattr(app, "synthesize", write)
    monkeypatch.setattr(sys, "argv", ["cdk.app", "--stage", "local", "--if-changed", "--output", str(output)])

    assert (app.main(), app.main()) == (0, 0)
    assert len(written) == 1

    (source / "cdk.json").write_text("{}")
    assert (app.main(), len(written)) == (0, 2)


def test_that_nothing_changed_is_told_without_loading_the_cdk() -> None:
    subprocess.run(
        [sys.executable, "-c", "import sys, cdk.app; sys.exit('aws_cdk' in sys.modules)"], cwd=ROOT, check=True
    )


def test_the_hash_of_inputs_sees_names_content_and_settings(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    before = digest(["*.py"], "x", root=tmp_path)
    assert before == digest(["*.py"], "x", root=tmp_path)

    assert before != digest(["*.py"], "y", root=tmp_path)
    (tmp_path / "a.py").write_text("2")
    changed = digest(["*.py"], "x", root=tmp_path)
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert len({before, changed, digest(["*.py"], "x", root=tmp_path)}) == 3

"""Synthesize a stage: `python -m cdk.app --stage local --context base_port=8000`, or by the cdk CLI (`cdk.json`).

The template and its assets go to `build/cdk.out/<stage>`, or where `--output` says; under the cdk CLI, where it says.
Needs neither an account nor the network, once the layers are built. With `--if-changed` an output whose inputs are
the same is left as it is, which is told without loading the CDK.
"""

import filecmp
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdk.context import context_of, parser, stage_of
from cdk.inputs import BUILD, TEMPLATE_INPUTS, announce, digest, exclusive
from cdk.layers import LayerError, dependencies_layer, documents_layer, ffmpeg_layer, images_layer
from cdk.pages import PagesError
from cdk.regions import REGIONS, WEB_ACL_REGION
from cdk.stage import Stage

if TYPE_CHECKING:
    from aws_cdk import App

STAMP = ".inputs"


class SynthesisError(Exception):
    """The CDK or cdk-nag refused the template; the message says where the report is."""


def synthesize(
    add_stacks: Callable[["App"], object], context: dict[str, Any], output: Path | None, *, check: bool
) -> None:
    """Write the cloud assembly; with `check`, refuse a template that cdk-nag has findings on.

    Raises:
        SynthesisError: the CDK or cdk-nag refused; `validation-report.json` in the output names the findings.
    """
    # The CDK's own runtime asks for a newer Node.js than the 20 that it runs on as well.
    os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
    from aws_cdk import App, Validations

    app = App(outdir=str(output) if output else None, context=context)
    if check:
        from cdk_nag import AwsSolutionsChecks

        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    add_stacks(app)
    try:
        app.synth()
    except RuntimeError as error:
        raise SynthesisError(str(error)) from error


def main() -> int:
    options = parser("Synthesize the template of a stage.")
    options.add_argument("--output", type=Path, help="folder of the cloud assembly (default: build/cdk.out/<stage>)")
    options.add_argument("--if-changed", action="store_true", help="do nothing when the output is up to date")
    options.add_argument("--check", action="store_true", help="run cdk-nag and fail on its findings")
    chosen = options.parse_args()
    stage = stage_of(chosen)
    context = context_of(chosen)
    region = os.environ.get("CDK_DEFAULT_REGION", WEB_ACL_REGION)
    if region not in REGIONS:
        print(f"CloudFront cannot reach a VPC in {region}. Deploy to one of {', '.join(REGIONS)}.", file=sys.stderr)
        return 2
    _warn_of_region(stage, region)
    _ask_for_email(stage)
    by_cdk_cli = "CDK_OUTDIR" in os.environ and chosen.output is None
    output = None if by_cdk_cli else (chosen.output or BUILD / "cdk.out" / stage.name)

    try:
        with exclusive():
            _bring_up_to_date(stage, context, output, if_changed=chosen.if_changed, check=chosen.check)
    except (LayerError, PagesError, SynthesisError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _warn_of_region(stage: Stage, region: str) -> None:
    if stage.makes_web_acl and region != WEB_ACL_REGION:
        print(
            f"Stage {stage.name} has a web ACL, which {WEB_ACL_REGION} alone can hold, but the CDK deploys "
            f"to {region}: deploy there, set waf to false, or name one that is there by web_acl_arn.",
            file=sys.stderr,
        )


def _ask_for_email(stage: Stage) -> None:
    if not (stage.alarm_email or stage.alarm_topic):
        print(
            f"Stage {stage.name} says nobody whom alarms are told. Its first deploy asks: "
            "--parameters AlarmEmail=you@example.com; or set alarm_email or alarm_topic in cdk.json.",
            file=sys.stderr,
        )


def _add_stack(stage: Stage) -> Callable[["App"], object]:
    def add(app: "App") -> object:
        from cdk.stack import ColloquyStack

        return ColloquyStack(app, stage)

    return add


def _bring_up_to_date(
    stage: Stage, context: dict[str, Any], output: Path | None, *, if_changed: bool, check: bool
) -> None:
    if output is None:
        synthesize(_add_stack(stage), context, output, check=check)
        return
    stamp = output / STAMP
    inputs = digest(TEMPLATE_INPUTS, stage.model_dump_json(), *(["checked"] if check else []))
    if if_changed and stamp.is_file() and stamp.read_text() == inputs:
        return
    announce(f"Synthesizing the template of {stage.name}")
    shutil.rmtree(output, ignore_errors=True)
    synthesize(_add_stack(stage), context, output, check=check)
    for layer in (dependencies_layer(stage), documents_layer(stage), ffmpeg_layer(stage), images_layer(stage)):
        share(layer, output)
    stamp.write_text(inputs)


def share(layer: Path, output: Path) -> None:
    """Have the copy of a layer among the assets take no room of its own: its files are the layer's."""
    tops = [path.name for path in layer.iterdir()]
    # There are many assets and thousands of files: only what looks like the layer is compared.
    alike = [asset for asset in output.glob("asset.*") if any((asset / top).exists() for top in tops)]
    for path in filter(Path.is_file, layer.rglob("*") if alike else ()):
        for asset in alike:
            copy = asset / path.relative_to(layer)
            if copy.is_file() and filecmp.cmp(path, copy, shallow=False):
                copy.unlink()
                copy.hardlink_to(path)


if __name__ == "__main__":
    sys.exit(main())

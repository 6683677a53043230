"""Synthesize a stage: `python -m cdk.app --stage local --context base_port=8000`, or by the cdk CLI (`cdk.json`).

The template and its assets go to `build/cdk.out/<stage>`, or where `--output` says; under the cdk CLI, where it says.
Needs neither an account nor the network, once the layers are built. With `--if-changed` an output whose inputs are
the same is left as it is, which is told without loading the CDK.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from cdk.context import context_of, parser, stage_of
from cdk.inputs import BUILD, ROOT, TEMPLATE_INPUTS, digest, exclusive
from cdk.stage import Stage, StageError

STAMP = ".inputs"


def synthesize(stage: Stage, context: dict[str, Any], output: Path | None, *, check: bool) -> None:
    """Write the cloud assembly; with `check`, refuse a template that cdk-nag has findings on."""
    from aws_cdk import App, Validations

    from cdk.stack import ColloquyStack

    app = App(outdir=str(output) if output else None, context=context)
    if check:
        from cdk_nag import AwsSolutionsChecks

        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    ColloquyStack(app, stage)
    app.synth()


def main() -> int:
    options = parser("Synthesize the template of a stage.")
    options.add_argument("--output", type=Path, help="folder of the cloud assembly (default: build/cdk.out/<stage>)")
    options.add_argument("--if-changed", action="store_true", help="do nothing when the output is up to date")
    options.add_argument("--check", action="store_true", help="run cdk-nag and fail on its findings")
    chosen = options.parse_args()
    stage = stage_of(chosen)
    context = context_of(chosen)
    by_cdk_cli = "CDK_OUTDIR" in os.environ and chosen.output is None
    output = None if by_cdk_cli else (chosen.output or BUILD / "cdk.out" / stage.name)

    with exclusive():
        inputs = digest(TEMPLATE_INPUTS, stage.model_dump_json())
        stamp = output / STAMP if output else None
        if stamp and chosen.if_changed and stamp.is_file() and stamp.read_text() == inputs:
            return 0
        if output:
            shutil.rmtree(output, ignore_errors=True)
        synthesize(stage, context, output, check=chosen.check)
        if stamp:
            stamp.write_text(inputs)
    return 0


if __name__ == "__main__":
    sys.exit(main())

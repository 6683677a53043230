"""The command line and the context of `python -m cdk.app` and `python -m cdk.layers`, with or without the cdk CLI."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from cdk.inputs import ROOT
from cdk.stage import Stage, StageError, read_stage


def parser(description: str) -> argparse.ArgumentParser:
    """Options that both commands share."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--stage", help="a stage of cdk.json (default: the one it names)")
    options.add_argument(
        "-c",
        "--context",
        metavar="SETTING=VALUE",
        action="append",
        default=[],
        help="override a setting of the stage (cdk/stage.py lists them); may be repeated",
    )
    return options


def parse(description: str) -> argparse.Namespace:
    return parser(description).parse_args()


def context_of(options: argparse.Namespace) -> dict[str, Any]:
    """`cdk.json`, then what the cdk CLI passes in CDK_CONTEXT_JSON, then the command line.

    Raises:
        StageError: an override is not SETTING=VALUE.
    """
    context: dict[str, Any] = json.loads(Path(ROOT / "cdk.json").read_text())["context"]
    context |= json.loads(os.environ.get("CDK_CONTEXT_JSON", "{}"))
    for override in options.context:
        key, separator, value = override.partition("=")
        if not separator:
            raise StageError(f"--context {override}: expected SETTING=VALUE.")
        context[key] = value
    if options.stage:
        context["stage"] = options.stage
    return context


def stage_of(options: argparse.Namespace) -> Stage:
    """The stage asked for; what is wrong with it goes to stderr and ends the command."""
    try:
        return read_stage(context_of(options))
    except StageError as error:
        print(error, file=sys.stderr)
        sys.exit(2)

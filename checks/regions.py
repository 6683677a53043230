"""Synthesize the shipped stage for five regions, as `cdk deploy` would there, and lint it: `make synth-regions`."""

import os
import subprocess
import sys
import time
from pathlib import Path

from cdk.inputs import BUILD, ROOT
from cdk.regions import WEB_ACL_REGION

REGIONS = ("us-east-1", "us-west-2", "eu-central-1", "ap-southeast-2", "sa-east-1")
# W3005: the CDK states dependencies that a reference implies as well.
IGNORED_LINT = "W3005"


def synthesize(region: str) -> Path:
    output = BUILD / "cdk.out" / f"region-{region}"
    command = [
        *("node_modules/.bin/cdk", "synth", "--quiet", "--no-notices", "--no-lookups", "--no-version-reporting"),
        *("--app", f"{sys.executable} -m cdk.app", "--output", str(output), "-c", "stage=prod"),
        *([] if region == WEB_ACL_REGION else ["-c", "waf=false"]),
    ]
    # The CDK's command line asks AWS_REGION, and tells the app.
    environment = {**os.environ, "AWS_REGION": region}
    finished = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if finished.returncode:
        sys.exit(f"{region}: {finished.stderr}")
    return output / "Colloquy-prod.template.json"


def lint(template: Path, region: str) -> None:
    linter = Path(sys.executable).parent / "cfn-lint"
    command = [str(linter), "--regions", region, "--ignore-checks", IGNORED_LINT, "--", str(template)]
    subprocess.run(command, check=True)


def main() -> int:
    for region in REGIONS:
        began = time.monotonic()
        template = synthesize(region)
        synthesized = time.monotonic()
        lint(template, region)
        linted = time.monotonic()
        took = f"synthesized in {synthesized - began:.1f} s, linted in {linted - synthesized:.1f} s"
        print(f"{region:<15} {took}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What importing each function's handler takes in a fresh process: `make bench NAME=cold_start`.

Code and layer are those that are deployed, for this machine's Python: as they are, with their bytecode, and without it,
as Lambda would compile them at each cold start, for its folders are read-only. Nothing of the repository is on the
path. Counted is the processor's time, which is all that an import takes where the system has the files in its cache.
Starting the interpreter and unpacking the layers are not in here.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from benchmarks.reporting import report
from cdk.assets import functions_code
from cdk.inputs import exclusive
from cdk.layers import dependencies_layer
from cdk.stage import THIS_MACHINE, Stage
from interview import settings

IMPORT = """
import importlib, sys, time
began = time.process_time()
for name in sys.argv[1:]:
    importlib.import_module(name)
print((time.process_time() - began) * 1000)
"""
LIBRARIES = ("botocore.session", "pymongo", "pydantic.main", "aws_lambda_powertools")
"""What nearly every function imports, and would if it did nothing."""
TIMEOUT_MS = {"api": 350.0}
OTHERS_TIMEOUT_MS = 250.0


def environment() -> dict[str, str]:
    """A value for whatever a function may read."""
    models = [each for each in vars(settings).values() if isinstance(each, type) and issubclass(each, BaseModel)]
    fields = {name.upper(): field for model in models for name, field in model.model_fields.items()}
    values = {name: "1" if field.annotation is int else "http://localhost" for name, field in fields.items()}
    values |= {"SITE_PATHS": "/", "SCORE_SAMPLES": "one"}
    return {**values, "POWERTOOLS_METRICS_NAMESPACE": "Benchmark", "AWS_DEFAULT_REGION": "us-east-1"}


def import_ms(modules: Sequence[str], code: Path, packages: Path) -> float:
    finished = subprocess.run(
        [sys.executable, "-P", "-B", "-S", "-c", IMPORT, *modules],
        env={"PATH": os.environ["PATH"], **environment(), "PYTHONPATH": f"{code}:{packages}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(finished.stdout)


def without_bytecode(folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(folder, target, ignore=shutil.ignore_patterns("__pycache__")))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=7, help="each function is imported, of which the median counts")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    stage = Stage.model_validate(
        {"name": "local", **dict.fromkeys(("python_version", "architecture", "operating_system"), THIS_MACHINE)}
    )
    with exclusive(), tempfile.TemporaryDirectory(prefix="colloquy-bench-") as scratch:
        code, packages = functions_code(stage), dependencies_layer(stage) / "python"
        folders = {
            "with_bytecode": (code, packages),
            "without": (
                without_bytecode(code, Path(scratch) / "code"),
                without_bytecode(packages, Path(scratch) / "packages"),
            ),
        }
        names = sorted(path.parent.name for path in code.glob("functions/*/handler.py"))
        modules = {"libraries alone": LIBRARIES, **{name: (f"functions.{name}.handler",) for name in names}}
        # In rounds, so that what else the machine does meets all alike.
        rounds = [
            {(name, kind): import_ms(modules[name], *folders[kind]) for name in modules for kind in folders}
            for _ in range(chosen.times)
        ]
        figures = {
            name: {kind: round(statistics.median(each[name, kind] for each in rounds)) for kind in folders}
            for name in modules
        }
    over = [name for name in names if figures[name]["with_bytecode"] > TIMEOUT_MS.get(name, OTHERS_TIMEOUT_MS)]
    targets = {**TIMEOUT_MS, "others": OTHERS_TIMEOUT_MS}
    result = {"times": chosen.times, "import_ms": figures, "targets_ms": targets, "over_target": over}
    print(report("cold_start", result, keep=not chosen.no_result_file))


if __name__ == "__main__":
    main()

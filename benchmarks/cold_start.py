"""What importing each function's handler takes in a fresh process: `make bench NAME=cold_start`.

Code and layer are those that are deployed, for this machine's Python: as they are, with their bytecode, and without it,
as Lambda would compile them at each cold start, for its folders are read-only. Nothing of the repository is on the
path. Counted is the processor's time, which is all that an import takes where the system has the files in its cache.
Starting the interpreter and unpacking the layers are not in here.

`--against REF` imports the code of that commit too, in the same rounds and with the same layer: how long an import
takes is the machine's, what share is left of it the code's. What the targets are measured by is BEFORE.
"""

import argparse
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.reporting import report
from cdk.assets import functions_code
from cdk.bytecode import add_bytecode
from cdk.inputs import ROOT, exclusive
from cdk.layers import dependencies_layer
from cdk.stage import THIS_MACHINE, Stage

IMPORT = """
import importlib, sys, time
began = time.process_time()
for name in sys.argv[1:]:
    importlib.import_module(name)
print((time.process_time() - began) * 1000)
"""
ALONE = "libraries alone"
LIBRARIES = ("functions", "botocore.session", "pymongo", "pydantic.main", "aws_lambda_powertools")
"""What nearly every function imports, and would if it did nothing; the first leaves out what no function uses."""
BEFORE = "afbe7da^"
"""Every function imported all of the product: the API in 590 ms, the others in 450."""
TARGETS_MS = {"api": 350.0, "others": 250.0}
TARGET_SHARES = {"api": 350 / 590, "others": 250 / 450}
OF_LIBRARIES = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""As the template has it."""
SETTING = re.compile(r"^    (\w+): (\w+)", re.MULTILINE)


def environment(code: Path = ROOT) -> dict[str, str]:
    """A value for whatever a function of this code may read."""
    modules = [*code.glob("interview/settings.py"), *code.glob("interview/settings/*.py")]
    fields = [field for module in modules for field in SETTING.findall(module.read_text())]
    values = {name.upper(): "1" if kind == "int" else "http://localhost" for name, kind in fields}
    values |= {"SITE_PATHS": "/", "SCORE_SAMPLES": "one", "WEBHOOK_NETWORKS": ""}
    return {**values, "AWS_DEFAULT_REGION": "us-east-1"}


def import_ms(modules: Sequence[str], code: Path, packages: Path, of_libraries: Mapping[str, str]) -> float:
    finished = subprocess.run(
        [sys.executable, "-P", "-B", "-S", "-c", IMPORT, *modules],
        env={"PATH": os.environ["PATH"], **environment(code), **of_libraries, "PYTHONPATH": f"{code}:{packages}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(finished.stdout)


def without_bytecode(folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(folder, target, ignore=shutil.ignore_patterns("__pycache__")))


def code_of(ref: str, stage: Stage, target: Path) -> Path:
    """The functions' code as it was at a commit, with bytecode."""
    command = ["git", "-C", str(ROOT), "archive", ref, "functions", "interview"]
    archive = subprocess.run(command, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(target, filter="data")
    add_bytecode(stage, target, "/var/task")
    return target


def functions_in(code: Path) -> list[str]:
    return sorted(path.parent.name for path in code.glob("functions/*/handler.py"))


def modules_of(name: str) -> Sequence[str]:
    return LIBRARIES if name == ALONE else (f"functions.{name}.handler",)


def over(measured: dict[str, float], targets: dict[str, float]) -> list[str]:
    return [name for name, figure in measured.items() if figure > targets.get(name, targets["others"])]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--times", type=int, default=7, help="each function is imported, of which the median counts")
    options.add_argument("--against", metavar="REF", help=f"measure this commit too, for example {BEFORE}")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    stage = Stage.model_validate(
        {"name": "local", **dict.fromkeys(("python_version", "architecture", "operating_system"), THIS_MACHINE)}
    )
    with exclusive(), tempfile.TemporaryDirectory(prefix="colloquy-bench-") as scratch:
        code, packages = functions_code(stage), dependencies_layer(stage) / "python"
        folders = {
            "with_bytecode": (code, packages, OF_LIBRARIES),
            "without": (
                without_bytecode(code, Path(scratch) / "code"),
                without_bytecode(packages, Path(scratch) / "packages"),
                OF_LIBRARIES,
            ),
        }
        if chosen.against:
            folders["before"] = (code_of(chosen.against, stage, Path(scratch) / "before"), packages, {})
        names = {kind: functions_in(code) for kind, (code, *_) in folders.items()}
        imported = [(name, kind) for kind in folders for name in (ALONE, *names[kind])]
        # In rounds, so that what else the machine does meets all alike.
        rounds = [
            {(name, kind): import_ms(modules_of(name), *folders[kind]) for name, kind in imported}
            for _ in range(chosen.times)
        ]
    figures: dict[str, dict[str, float]] = {name: {} for name, _ in imported}
    for name, kind in imported:
        figures[name][kind] = round(statistics.median(each[name, kind] for each in rounds))
    now = {name: figures[name]["with_bytecode"] for name in names["with_bytecode"]}
    result = {"times": chosen.times, "import_ms": figures, "targets_ms": TARGETS_MS, "over": over(now, TARGETS_MS)}
    if chosen.against:
        usual = statistics.median(figures[name]["before"] for name in names["before"])
        share = {name: round(ms / figures[name].get("before", usual), 2) for name, ms in now.items()}
        shares = {"share_of_before": share, "targets": TARGET_SHARES, "over": over(share, TARGET_SHARES)}
        result["against"] = {"ref": chosen.against, **shares}
    print(report("cold_start", result, keep=not chosen.no_result_file))


if __name__ == "__main__":
    main()

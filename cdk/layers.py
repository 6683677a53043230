"""Build the Lambda layers for a stage, without Docker: `python -m cdk.layers --stage prod`.

`build/layers/dependencies-<python>-<platform>/python/…` holds what `layers/dependencies/requirements.txt` locks;
`build/layers/documents-…` what `layers/documents/requirements.txt` locks, for the one function that sets documents;
`build/layers/images-…` what `layers/images/requirements.txt` locks, for the one function that takes logos;
`build/layers/ffmpeg-<platform>/bin/ffmpeg` is the static binary of the wheel that `layers/ffmpeg/requirements.txt`
locks. Both are rebuilt only when their inputs changed, and hold the same bytes whoever builds them.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cdk.bytecode import add_bytecode, compiler
from cdk.inputs import BUILD, ROOT, announce, digest, exclusive
from cdk.stage import Stage

UNPACKED_LIMIT_MB = 240
"""Lambda's limit on a function with its layers is 250 MB (262,144,000 bytes); this keeps a margin."""

# Written by the installer: paths, times and hashes of this machine, which no import reads.
NOT_REPRODUCIBLE = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json")


class LayerError(Exception):
    """A layer could not be built; the message says what the installer said."""


CALLED = frozenset({"apigatewaymanagementapi", "events", "s3", "secretsmanager", "sesv2", "sqs", "stepfunctions"})
"""The services that functions call: what botocore knows of the 400 others is 27 MB of each function's 250."""


def wheel_platform(stage: Stage) -> str:
    """uv's name of the platform whose wheels run on the stage. Lambda has glibc 2.34 from Python 3.12 on."""
    processor = {"x86_64": "x86_64", "arm64": "aarch64"}[stage.architecture]
    return f"{processor}-{'apple-darwin' if stage.operating_system == 'macos' else 'manylinux_2_28'}"


def _install(stage: Stage, requirements: Path, target: Path) -> None:
    installer = Path(sys.executable).parent / "uv"
    command = [
        *(str(installer), "pip", "install", "--quiet", "--no-config", "--link-mode", "copy"),
        *("--python", sys.executable, "--python-version", stage.python_version),
        *("--python-platform", wheel_platform(stage), "--only-binary", ":all:", "--no-deps"),
        *("--require-hashes", "--requirement", str(requirements), "--target", str(target)),
    ]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise LayerError(f"{requirements.relative_to(ROOT)}: {finished.stderr.strip()}")


def _packages(stage: Stage, layer: Path, requirements: Path) -> None:
    packages = layer / "python"
    _install(stage, requirements, packages)
    shutil.rmtree(packages / "bin", ignore_errors=True)
    for path in packages.glob("*.dist-info/*"):
        if path.name in NOT_REPRODUCIBLE:
            path.unlink()
    for path in list(packages.rglob("__pycache__")):
        shutil.rmtree(path)
    (packages / ".lock").unlink(missing_ok=True)
    for service in list(packages.glob("botocore/data/*")):
        if service.is_dir() and service.name not in CALLED:
            shutil.rmtree(service)
    add_bytecode(stage, packages, "/opt/python")


def _ffmpeg(stage: Stage, layer: Path) -> None:
    with tempfile.TemporaryDirectory(dir=layer) as wheel:
        _install(stage, ROOT / "layers/ffmpeg/requirements.txt", Path(wheel))
        binaries = list(Path(wheel).glob("imageio_ffmpeg/binaries/ffmpeg-*"))
        if len(binaries) != 1:
            raise LayerError(f"The wheel for {wheel_platform(stage)} holds {len(binaries)} FFmpeg binaries, not one.")
        binary = layer / "bin" / "ffmpeg"
        binary.parent.mkdir()
        shutil.copyfile(binaries[0], binary)
        binary.chmod(0o755)
    # Its licence asks that this goes wherever the binary goes.
    shutil.copyfile(ROOT / "layers/ffmpeg/NOTICE", layer / "NOTICE")


def _built(name: str, stage: Stage, patterns: list[str], build: Callable[[Stage, Path], None]) -> Path:
    target = BUILD / "layers" / name
    stamp = target.with_name(f"{name}.inputs")
    makers = ["cdk/layers.py", "cdk/bytecode.py"]
    inputs = digest([*patterns, *makers], wheel_platform(stage), stage.python_version, compiler(stage) or "")
    if target.is_dir() and stamp.is_file() and stamp.read_text() == inputs:
        return target
    announce(f"Building the layer {name}")
    stamp.unlink(missing_ok=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        fresh = Path(scratch) / name
        fresh.mkdir()
        build(stage, fresh)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    stamp.write_text(inputs)
    return target


def _of_packages(name: str, stage: Stage) -> Path:
    folder = f"{name}-python{stage.python_version.replace('.', '')}-{wheel_platform(stage)}"
    requirements = ROOT / f"layers/{name}/requirements.txt"
    return _built(folder, stage, [f"layers/{name}/*"], lambda stage, layer: _packages(stage, layer, requirements))


def dependencies_layer(stage: Stage) -> Path:
    """The folder of the dependencies' layer, built if need be."""
    return _of_packages("dependencies", stage)


def documents_layer(stage: Stage) -> Path:
    """The folder of the layer of what sets documents, built if need be."""
    return _of_packages("documents", stage)


def images_layer(stage: Stage) -> Path:
    """The folder of the layer of what reads pictures, built if need be."""
    return _of_packages("images", stage)


def ffmpeg_layer(stage: Stage) -> Path:
    """The folder of the FFmpeg layer, built if need be."""
    return _built(f"ffmpeg-{wheel_platform(stage)}", stage, ["layers/ffmpeg/*"], _ffmpeg)


def main() -> int:
    from cdk.context import parse, stage_of

    stage = stage_of(parse("Build the Lambda layers of a stage."))
    try:
        with exclusive():
            for folder in (dependencies_layer(stage), documents_layer(stage), ffmpeg_layer(stage), images_layer(stage)):
                size_mb = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
                print(f"{folder.relative_to(ROOT)}  {size_mb:.0f} MB")
    except LayerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

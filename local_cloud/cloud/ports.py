"""One synthesis for clouds on any ports: what is synthesized names those of nobody, which a cloud's own replace."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

from local_cloud.cloud.deploy import Assembly

__all__ = ["NOBODYS", "with_ports"]

NOBODYS = 64_990
"""The first of ten that stand in no template for anything else."""
_PORT = re.compile(rf"\b{NOBODYS // 10}(\d)\b")
_VERSION = re.compile(r"CurrentVersion[0-9A-F]{8}[0-9a-f]{32}")


def with_ports(source: Path, stack: str, base_port: int, target: Path) -> Assembly:
    """Write the assembly of `source` for a cloud whose ports count from `base_port`; its assets stay where they are."""
    template = (source / f"{stack}.template.json").read_text()
    template = _PORT.sub(lambda port: str(base_port + int(port[1])), template)
    # A version is published where its name is new, which the CDK makes of what now has other ports.
    template = _VERSION.sub(rf"\g<0>At{base_port}", template)
    key = f"{hashlib.sha256(template.encode()).hexdigest()}.json"
    manifest = json.loads((source / f"{stack}.assets.json").read_text())
    for file in manifest["files"].values():
        if file["source"]["path"] == f"{stack}.template.json":
            for place in file["destinations"].values():
                place["objectKey"] = key
        else:
            file["source"]["path"] = os.path.relpath(source / file["source"]["path"], target)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / f"{stack}.template.json").write_text(template)
    (target / f"{stack}.assets.json").write_text(json.dumps(manifest))
    return Assembly(target, stack)

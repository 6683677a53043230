"""Licences of what is deployed: permissive, or named."""

import importlib.metadata
import re

import pytest

from cdk.inputs import ROOT
from cdk.layers import ffmpeg_layer
from cdk.stage import Stage

PERMISSIVE = re.compile(r"MIT|BSD|ISC|Apache|PSF-2\.0|Dual License")
NAMED = {"certifi": "MPL-2.0"}
LOCKS = ("layers/dependencies/requirements.txt", "voice_proxy_container/requirements.txt")
PACKAGES = sorted({name for lock in LOCKS for name in re.findall(r"(?m)^([a-z0-9-]+)==", (ROOT / lock).read_text())})


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_deployed_is_permissive_or_named(package: str) -> None:
    about = importlib.metadata.metadata(package).json
    licence = str(about.get("license_expression") or about.get("license") or "")
    if package in NAMED:
        assert licence == NAMED[package]
        assert package in (ROOT / "docs/third-party.md").read_text()
    else:
        assert PERMISSIVE.search(licence), licence


def test_the_layer_tells_ffmpegs_licence_and_source() -> None:
    notice = (ffmpeg_layer(Stage(name="prod", architecture="x86_64")) / "NOTICE").read_text()
    version = re.search(r"binary \((\d+\.\d+\.\d+)\)", (ROOT / "layers/ffmpeg/requirements.in").read_text())
    assert version
    assert f"ffmpeg-{version[1]}.tar.xz" in notice
    assert "GNU General Public License, version 3" in notice

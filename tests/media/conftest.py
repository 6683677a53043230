"""The FFmpeg of the layer on the PATH, as the cloud has it."""

from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
import pytest


@pytest.fixture(scope="session", autouse=True)
def ffmpeg_on_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder: Path = tmp_path_factory.mktemp("bin")
    (folder / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder), prepend=":")
        yield

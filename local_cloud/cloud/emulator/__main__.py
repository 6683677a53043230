"""Patch ministack and serve it; `--check` only says, a line a patch, whether this version can be patched."""

import sys

from local_cloud.cloud.emulator import api_gateway, cloudformation, fargate, iam, python_functions
from local_cloud.cloud.emulator.patching import EmulatorChangedError

PATCHES = (
    *python_functions.PATCHES,
    *iam.PATCHES,
    *cloudformation.PATCHES,
    *api_gateway.PATCHES,
    *fargate.PATCHES,
)


def check() -> None:
    for patch in PATCHES:
        try:
            patch()
            print(patch.__name__, "ok")
        except EmulatorChangedError as change:
            print(patch.__name__, change)


def serve() -> None:
    from ministack import app  # reads the environment when imported, so only now

    for patch in PATCHES:
        patch()
    app.main()


if __name__ == "__main__":
    if "--check" in sys.argv:
        check()
    else:
        serve()

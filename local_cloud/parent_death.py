"""Become another command that ends when its parent does, even when the parent is killed with SIGKILL.

Run as a script: `python -I -S parent_death.py PARENT_PID COMMAND [ARGUMENT...]`. Linux sends the process SIGTERM
(prctl PR_SET_PDEATHSIG, kept across exec) when the *thread* that started it ends, so start it from a thread
that lives as long as the parent. Elsewhere the command runs untethered.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    parent, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it ended before the line above
            sys.exit(0)
    os.execvp(command[0], command)  # noqa: S606 - a command of the local cloud, no shell


if __name__ == "__main__":
    main()

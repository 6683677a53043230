"""`python -m local_cloud run` runs the whole cloud on this machine; `python -m local_cloud demo` sends an interview
through it, `python -m local_cloud seed` fills its list with interviews to look at."""

import argparse
import os
import signal
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from types import FrameType

from local_cloud.cloud.cloud import LocalCloud
from local_cloud.cloud.data_folder import DataFolder
from local_cloud.cloud.vendors import VENDORS
from local_cloud.errors import LocalCloudError
from local_cloud.processes import MARK, Child
from local_cloud.progress import step
from local_cloud.simulation.examples.plan import PLAN

FIRST_PORT, LAST_PORT = 1024, 65_000
NICENESS = 10
"""Of what may take its time: whoever tries an interview meanwhile comes first."""


class _StoppedError(BaseException):
    """The terminal or the system asks this process to end."""


def main() -> int:
    given = _options().parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        return {"demo": demo, "run": run, "seed": seed}[given.command](given)
    except LocalCloudError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except _StoppedError:
        return 0


def run(given: argparse.Namespace) -> int:
    """Start, say where everything is, and stay until asked to end or a part has ended."""
    began = time.monotonic()
    cloud = LocalCloud(given.base_port, given.data, fresh=given.fresh, seeded=not given.no_seed, say=_say)
    _say("Starting Colloquy's cloud on this machine")
    with cloud:
        _say(f"Ready after {time.monotonic() - began:.1f} s\n")
        _describe(cloud, seeded=not given.no_seed, verbose=given.verbose)
        with ExitStack() as stack:
            if not (given.no_seed or given.no_examples or _is_billed() or _examples_of(cloud.folder).exists()):
                stack.callback(_take_examples(cloud).stop)
            _stay(cloud)
    return 0


def seed(given: argparse.Namespace) -> int:
    """Take what is lacking of the examples, in the cloud that runs."""
    from local_cloud.seed import REVIEWER_EMAIL, create_demo_reviewer
    from local_cloud.simulation.examples.taking import Examples, is_foreign
    from local_cloud.simulation.recruiter import Recruiter

    os.nice(NICENESS)
    cloud = _running(given)
    if cloud is None:
        raise LocalCloudError(f"No cloud runs with the data in {given.data}: `make run` first.")
    with Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter:
        if not (given.if_empty and is_foreign(recruiter)):
            create_demo_reviewer(cloud.mongodb_uri)
            with Recruiter(cloud.edge_url, REVIEWER_EMAIL, cloud.demo_password) as reviewer:
                Examples(cloud.edge_url, recruiter, reviewer, _say).take()
    _examples_of(cloud.folder).touch()
    return 0


def _take_examples(cloud: LocalCloud) -> Child:
    """In a process of its own: who starts the cloud does not wait for them."""
    log = cloud.folder.logs / "examples.log"
    _say(f"\n{len(PLAN)} interviews to look at are being taken meanwhile, in some minutes: {log}")
    command = [sys.executable, "-m", "local_cloud", "seed", "--if-empty"]
    command += ["--base-port", str(cloud.base_port), "--data", str(cloud.folder.path)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", MARK: str(cloud.folder.path)}
    return Child("The examples", command, log=log, env=environment)


def _is_billed() -> bool:
    """A real service is paid for what it judges."""
    return any(vendor.is_real(os.environ) for vendor in VENDORS)


def _examples_of(folder: DataFolder) -> Path:
    """There once all were taken, and gone when the data are wiped."""
    return folder.path / "examples"


def demo(given: argparse.Namespace) -> int:
    """Use the cloud that runs, or run one, for one interview; one that was started for it stays, to be looked at."""
    from local_cloud.simulation.browser import find_chromium
    from local_cloud.simulation.demo import run_demo

    if not given.no_browser:
        find_chromium()
    with ExitStack() as stack:
        cloud = _running(given)
        is_ours = cloud is None
        if cloud is None:
            _say("Starting Colloquy's cloud on this machine")
            cloud = stack.enter_context(LocalCloud(given.base_port, given.data, say=_say))
        _say(f"An interview at {cloud.edge_url}")
        folder = cloud.folder.path / "demo"
        who = (cloud.edge_url, cloud.demo_email, cloud.demo_password)
        result = run_demo(*who, folder, _say, browser=not given.no_browser, show=given.show)
        for fault in result.faults:
            print(f"Wrong: {fault}.", file=sys.stderr)
        if is_ours and not given.once:
            _say("")
            _describe(cloud, seeded=True, verbose=given.verbose)
            with suppress(_StoppedError):
                _stay(cloud)
    return 1 if result.faults else 0


def _running(given: argparse.Namespace) -> LocalCloud | None:
    """The cloud that another process runs with this data, once it is there."""
    if not DataFolder(given.data).is_taken():
        return None
    with step(_say, "the cloud that runs already is there"):
        return LocalCloud.attached(given.base_port, given.data)


def _stay(cloud: LocalCloud) -> None:
    """Until this process is asked to end, or a part has ended."""
    try:
        cloud.watch()
    except _StoppedError:
        _say("\nStopping")
        raise


def _describe(cloud: LocalCloud, *, seeded: bool, verbose: bool) -> None:
    rows = [("Open", f"{cloud.edge_url}   (API: {cloud.edge_url}/api/docs)")]
    if seeded:
        rows.append(("Sign in", f"{cloud.demo_email} / {cloud.demo_password}"))
    else:
        rows.append(("Set up", f"{cloud.edge_url}/dashboard, with the code {cloud.setup_code}"))
    for vendor in VENDORS:
        real = vendor.is_real(os.environ)
        what = "the real service" if real else f"a stand-in; with {vendor.key_variable} set, the real service"
        rows.append((vendor.name, what))
        rows += [("", cloud.engines[engine]) for engine in vendor.engines if not real]
    rows.append(("Mail", f"{cloud.edge_url}/inbox   (a stand-in: no mail leaves this machine)"))
    rows += [("AWS", f"{cloud.endpoint_url}   (key and secret: test)"), ("MongoDB", cloud.mongodb_uri)]
    rows += [("Data", str(cloud.folder.path)), ("Logs", str(cloud.folder.logs))]
    for name, what in rows:
        _say(f"  {name:<10}{what}")
    if verbose and cloud.stubs:
        _say("\nWithout a meaning on one machine, so only recorded:")
        for kind, reason in cloud.stubs.items():
            _say(f"  {kind:<46}{reason}")
    _say("\nCtrl-C ends it; the data stay.")


def _base_port(value: str) -> int:
    if not value.isdecimal() or not FIRST_PORT <= int(value) <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"has to be a number from {FIRST_PORT} to {LAST_PORT}")
    return int(value)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m local_cloud", description=__doc__)
    commands = options.add_subparsers(dest="command", required=True)
    for name, about in (
        ("run", "run the cloud until Ctrl-C"),
        ("demo", "send an interview through it"),
        ("seed", "fill the list of the cloud that runs with interviews to look at"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument(
            "--base-port", type=_base_port, default=8000, help="first of its eight ports (default: 8000)"
        )
        command.add_argument("--data", type=Path, default=Path(".local"), help="folder for its data (default: .local)")
        command.add_argument("-v", "--verbose", action="store_true", help="list what of AWS is only recorded here")
        if name == "run":
            command.add_argument("--fresh", action="store_true", help="wipe the data first")
            command.add_argument("--no-seed", action="store_true", help="make no demo organisation")
            command.add_argument("--no-examples", action="store_true", help="take no interviews to look at")
        elif name == "seed":
            command.add_argument("--if-empty", action="store_true", help="not where somebody has templates already")
        else:
            command.add_argument("--once", action="store_true", help="end after the interview, not at Ctrl-C")
            command.add_argument("--no-browser", action="store_true", help="post kept chunks instead of recording")
            command.add_argument("--show", action="store_true", help="in a window that stays open at the end")
    return options


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # once is enough: the children are being ended
    raise _StoppedError


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())

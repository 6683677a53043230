"""One synthetic interview against a deployed stage, from its outputs alone: a line a step, exit code 1 at a fault.

    python -m smoke --stage prod
    SMOKE_EMAIL=you@example.com SMOKE_PASSWORD=… python -m smoke --stage prod

Uses your AWS credentials as `make admin` does. Without an account of yours it signs in with one of its own, which
it shuts again. The interview is erased in any case, also where Ctrl-C or SIGTERM ends the run; what one that was killed
left, the next one erases first: so one run at a time in an organisation. What stays is that account, its organisation
and its template.
"""

import argparse
import os
import secrets
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import Any
from uuid import UUID

import httpx
import websocket
from botocore.exceptions import BotoCoreError, ClientError
from pymongo.errors import PyMongoError

from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.passwords import Passwords
from interview.adapters.secrets import secret
from interview.domain.accounts import Role
from interview.entrypoints.admin import DATABASE, stack_outputs
from interview.errors import ColloquyError, NotFoundError
from interview.use_cases.accounts.create_account import CreateAccount
from interview.use_cases.accounts.end_sign_ins import EndSignIns
from interview.use_cases.sessions.forget_session import ForgetSession
from interview.wiring.forgetting import forget_session_of
from local_cloud.errors import LocalCloudError
from local_cloud.progress import step
from local_cloud.simulation.recruiter import Recruiter
from smoke.interview import QUESTION, SmokeError, check_pages, check_results, take_interview

ORGANISATION = "Smoke test"
CANDIDATE = "Smoke test"
EMAIL = "smoke-test@colloquy.invalid"
PROCESSING_TIMEOUT_S = 600


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m smoke", description="Take one interview of a deployed stage.")
    parser.add_argument("--stage", required=True)
    stage = parser.parse_args().stage
    try:
        with ExitStack() as stack, interruptible():
            site = hold_interview(stage, stack)
    except Ended as ended:
        print(f"Ended by {ended.signal.name}, and cleaned up.", file=sys.stderr)
        return 128 + ended.signal
    except Exception as error:  # noqa: BLE001 (whatever it is, it is the finding)
        print(f"FAILED: {in_words(error)}", file=sys.stderr)
        return 1
    print(f"{site} holds interviews.")
    return 0


def hold_interview(stage: str, stack: ExitStack) -> str:
    """The site's address. What is to be cleaned up is left to `stack`."""
    timed = partial(step, partial(print, flush=True))
    with timed(f"outputs of Colloquy-{stage} read"):
        outputs = stack_outputs(f"Colloquy-{stage}")
        site = outputs["SiteUrl"]
        database = connect(secret(outputs["MongodbSecretArn"], "the database"), DATABASE)
        stack.callback(database.client.close)
        forget = forget_session_of(database, outputs["RawBucket"], outputs["MergedBucket"])
    with timed("pages, API and voice proxy answer"):
        check_pages(site)
    with timed("signed in"):
        email, password = stack.enter_context(account(database))
        recruiter = stack.enter_context(Recruiter(site, email, password))
    with timed("template there, link issued"):
        template = recruiter.template(ORGANISATION, [QUESTION])
        erase_all(template, database, forget)
        stack.callback(erase_all, template, database, forget)
        session_id, token = recruiter.invite(template, CANDIDATE)
    stack.enter_context(erased(session_id, forget, recruiter))
    take_interview(site, token, timed)
    with timed("processed: merged, transcribed, scored"):
        results = recruiter.wait_for_results(session_id, PROCESSING_TIMEOUT_S)
    with timed("recording plays, transcript and score are there"):
        check_results(results)
    return site


class Ended(KeyboardInterrupt):
    """A signal ended the run."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.signal = signal.Signals(number)


@contextmanager
def interruptible() -> Iterator[None]:
    """The first signal raises; from then on, and after the work, there is nothing but cleaning up, which none breaks
    off."""

    def end(number: int, _: object) -> None:
        handle(signal.SIG_IGN)
        raise Ended(number)

    def handle(how: Any) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, how)

    handle(end)
    try:
        yield
    finally:
        handle(signal.SIG_IGN)


@contextmanager
def account(database: Database) -> Iterator[tuple[str, str]]:
    """E-mail address and password: yours, or those of an account that is open for this run alone."""
    given = os.environ.get("SMOKE_EMAIL"), os.environ.get("SMOKE_PASSWORD")
    if given[0] and given[1]:
        yield given[0], given[1]
        return
    password = secrets.token_urlsafe(24)
    accounts = AccountRepository(database)
    places, connections = KnownPlaceRepository(database), ConnectionRepository(database)
    keeper = EndSignIns(accounts, TicketRepository(database), connections, places, None)
    create_indexes(database)
    try:
        if not CreateAccount(accounts, Passwords())(ORGANISATION, EMAIL, ORGANISATION, password, Role.RECRUITER):
            keeper.reset_password(EMAIL, password, Passwords())
            keeper.enable(EMAIL)
        yield EMAIL, password
    finally:
        with suppress(NotFoundError):  # ended before it was made
            keeper.disable(EMAIL)


def erase_all(template: str, database: Database, forget: ForgetSession) -> None:
    """What runs have left: one that was killed, or ended before it knew that its link was issued."""
    theirs = {"template_id": UUID(template), "candidate_name": CANDIDATE}
    for session in list(database["sessions"].find(theirs, {"_id": True})):
        forget(session["_id"])


@contextmanager
def erased(session_id: str, forget: ForgetSession, recruiter: Recruiter) -> Iterator[None]:
    """Whatever becomes of it, nothing of the interview stays."""
    try:
        yield
    finally:
        with step(partial(print, flush=True), "interview erased"):
            forget(UUID(session_id))
            if recruiter.has(session_id):
                raise SmokeError("The interview was erased, and is still shown.")


def in_words(error: Exception) -> str:
    """What a person can act on; no stack, for the steps before say where it was."""
    match error:
        case httpx.HTTPStatusError():
            asked, answer = error.request, error.response
            return f"{asked.method} {asked.url.path} was answered {answer.status_code}: {answer.text[:300]}"
        case ColloquyError():
            return error.message
        case SmokeError() | LocalCloudError():
            return str(error)
        case httpx.HTTPError() | websocket.WebSocketException() | OSError() | PyMongoError():
            return f"{type(error).__name__}: {error}"
        case BotoCoreError() | ClientError():
            return f"AWS: {error}"
        case _:
            raise error


if __name__ == "__main__":
    sys.exit(main())

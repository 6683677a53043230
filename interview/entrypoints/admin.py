"""What an operator does for a stage: set it up, look after accounts, forget an interview.

    python -m interview.entrypoints.admin indexes --stage prod
    python -m interview.entrypoints.admin setup-code --stage prod
    python -m interview.entrypoints.admin create --stage prod --organisation Acme --email you@example.com
        --name "Your name"
    python -m interview.entrypoints.admin reset-password --stage prod --email you@example.com
    python -m interview.entrypoints.admin disable --stage prod --email you@example.com
    python -m interview.entrypoints.admin enable --stage prod --email you@example.com
    python -m interview.entrypoints.admin sign-out --stage prod --email you@example.com
    python -m interview.entrypoints.admin remove-second-factor --stage prod --email you@example.com
    python -m interview.entrypoints.admin forget-session --stage prod 3f0d8a7b-6c5e-4b4a-8c4a-96b434a2c8d3
    python -m interview.entrypoints.admin verify-audit --stage prod
    python -m interview.entrypoints.admin verify-report --stage prod deletion.json

`--stage` looks everything up with your AWS credentials, in the outputs of the stack `Colloquy-<stage>`; `--uri` names a
database directly, and the other options what else is needed. Every command may be repeated.
"""

import argparse
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import TypeAdapter, ValidationError

from interview.adapters.live_connections import LiveConnections
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.audit_entries import AuditRepository
from interview.adapters.mongo.client import Database, connect, ping
from interview.adapters.mongo.connections import ConnectionRepository
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.known_places import KnownPlaceRepository
from interview.adapters.mongo.second_factors import SecondFactorRepository
from interview.adapters.mongo.stage_keys import StageKeyRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.passwords import Passwords
from interview.adapters.secrets import secret
from interview.domain.accounts import MIN_PASSWORD, Role, normalised_email
from interview.domain.audit import AuditHead
from interview.domain.sessions.erasure import REPORT_KEY, ErasureReport
from interview.domain.setup_code import setup_code
from interview.domain.text import Email, Name
from interview.errors import ColloquyError, MalformedRequestError, NotConfiguredError
from interview.use_cases.accounts.create_account import CreateAccount
from interview.use_cases.accounts.end_sign_ins import EndSignIns
from interview.use_cases.auditing.verify_entries import VerifyEntries
from interview.use_cases.live.end_connections import EndConnections
from interview.wiring.forgetting import forget_session_of
from interview.wiring.listing import list_round_of
from interview.wiring.passages import passage_round_of

DATABASE = "colloquy"
OUTPUTS = ("MongodbSecretArn", "RawBucket", "MergedBucket", "LiveApiUrl")


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code; what went wrong is one sentence on stderr."""
    asked = parse(arguments)
    try:
        if asked.stage:
            look_up(asked)
        database = connect(asked.uri, asked.database)
        try:
            ping(database)
            return int(asked.command(database, asked))
        finally:
            database.client.close()
    except ColloquyError as error:
        print(f"{error.message[0].upper()}{error.message[1:]}.".replace("..", "."), file=sys.stderr)
        return 1


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    where = argparse.ArgumentParser(add_help=False)
    place = where.add_mutually_exclusive_group(required=True)
    place.add_argument("--uri", help="MongoDB connection URI")
    place.add_argument("--stage", help="name of a deployed stage")
    where.add_argument("--database", default=DATABASE, help=f"name of the database ({DATABASE})")
    where.add_argument("--raw-bucket", help="with --uri: bucket of the chunks")
    where.add_argument("--merged-bucket", help="with --uri: bucket of the merged recordings")
    where.add_argument("--live-endpoint", help="with --uri: execute-api address of the live sockets")
    person = argparse.ArgumentParser(add_help=False)
    person.add_argument("--email", required=True, type=address)
    password = argparse.ArgumentParser(add_help=False)
    password.add_argument(
        "--password-stdin", action="store_true", help="read the password from stdin instead of making one up"
    )

    parser = argparse.ArgumentParser(prog="python -m interview.entrypoints.admin", description="Look after a stage.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    indexes = commands.add_parser("indexes", parents=[where], help="make the indexes, and the list of interviews")
    indexes.set_defaults(command=make_indexes)
    setup = commands.add_parser("setup-code", parents=[where], help="say by which code the first account is made")
    setup.set_defaults(command=show_setup_code)
    create = commands.add_parser(
        "create", parents=[where, person, password], help="make an organisation and its first account"
    )
    create.add_argument("--organisation", required=True, type=words)
    create.add_argument("--name", required=True, type=words)
    create.add_argument("--role", type=Role, choices=list(Role), default=Role.ADMIN)
    create.set_defaults(command=create_account)
    reset = commands.add_parser(
        "reset-password", parents=[where, person, password], help="give a person another password, and sign them out"
    )
    reset.set_defaults(command=reset_password)
    for name, command, about in (
        ("disable", disable, "let a person sign in no more, and sign them out"),
        ("enable", enable, "let a person sign in again"),
        ("sign-out", sign_out, "end all sign-ins of a person"),
        ("remove-second-factor", remove_second_factor, "let a person in by the password alone, and sign them out"),
    ):
        commands.add_parser(name, parents=[where, person], help=about).set_defaults(command=command)
    forget = commands.add_parser("forget-session", parents=[where], help="erase one candidate's interview for good")
    forget.add_argument("session", type=UUID, help="its id, as in the address of its results")
    forget.set_defaults(command=forget_session)
    verify = commands.add_parser("verify-audit", parents=[where], help="check that the audit log is as it was written")
    verify.add_argument("--organisation", type=UUID, help="of this one alone, by its id")
    verify.add_argument("--head", type=head, help="with --organisation: NUMBER:HASH that was noted elsewhere")
    verify.set_defaults(command=verify_audit)
    report = commands.add_parser(
        "verify-report", parents=[where], help="tell whether a report of an erasure was made by this stage, unchanged"
    )
    report.add_argument("report", type=Path, help="the file that was downloaded")
    report.set_defaults(command=verify_report)
    return parser.parse_args(arguments)


def words(value: str) -> str:
    try:
        return TypeAdapter[str](Name).validate_python(value)
    except ValidationError as error:
        raise argparse.ArgumentTypeError("is empty, or longer than 200 characters") from error


def address(value: str) -> str:
    try:
        return TypeAdapter[str](Email).validate_python(value)
    except ValidationError as error:
        raise argparse.ArgumentTypeError("is not an e-mail address") from error


def head(value: str) -> AuditHead:
    number, _, digest = value.partition(":")
    if not number.isdecimal() or not digest:
        raise argparse.ArgumentTypeError("is not NUMBER:HASH")
    return AuditHead(number=int(number), hash=digest)


def look_up(asked: argparse.Namespace) -> None:
    """Fill in what `--stage` stands for."""
    outputs = stack_outputs(f"Colloquy-{asked.stage}")
    asked.uri = secret(outputs["MongodbSecretArn"], "the database")
    asked.origin_secret_arn, asked.site = outputs.get("OriginSecretArn"), outputs.get("SiteUrl")
    asked.raw_bucket, asked.merged_bucket = outputs["RawBucket"], outputs["MergedBucket"]
    asked.live_endpoint = outputs["LiveApiUrl"].replace("wss://", "https://", 1)


def stack_outputs(stack: str) -> dict[str, str]:
    """Raises NotConfiguredError where there is no such stage, or no way to ask for it."""
    try:
        found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except (BotoCoreError, ClientError) as error:
        raise NotConfiguredError(f"the stack {stack} cannot be read: {error}") from error
    outputs = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}
    if lacking := [name for name in OUTPUTS if name not in outputs]:
        raise NotConfiguredError(f"the stack {stack} has no output {lacking[0]}")
    return outputs


def make_indexes(database: Database, _: argparse.Namespace) -> int:
    print(f"{len(create_indexes(database))} indexes are in place.")
    failed = 0
    for go_round, made in (
        (list_round_of(database), "{} interviews are listed."),
        (passage_round_of(database), "{} interviews can be asked."),
    ):
        many = 0
        while not go_round.is_complete():
            done = go_round()
            many, failed = many + done.count, failed + len(done.failed)
        if many:
            print(made.format(many))
    if failed:
        print(f"{failed} could not be: the sweeper tries again, and its log says why.")
    return 1 if failed else 0


def show_setup_code(database: Database, asked: argparse.Namespace) -> int:
    if not asked.stage:
        raise MalformedRequestError("Say of which stage: --stage.")
    if AccountRepository(database).has_admin():
        print("There is an account already: the code opens nothing any more. `make admin` makes another account.")
        return 0
    code = setup_code(secret(asked.origin_secret_arn, "the origin secret"))
    print(f"Open {asked.site}/dashboard and set it up with the code {code}")
    return 0


def create_account(database: Database, asked: argparse.Namespace) -> int:
    password = new_password(asked)
    create_indexes(database)
    create = CreateAccount(AccountRepository(database), Passwords())
    user = create(asked.organisation, asked.email, asked.name, password, asked.role)
    if user is None:
        print(f"{asked.email} has an account already; it stays as it is.")
        return 0
    print(f"{user.email} may sign in as {user.role} of {asked.organisation}.")
    show(password, asked)
    return 0


def new_password(asked: argparse.Namespace) -> str:
    password = sys.stdin.readline().rstrip("\r\n") if asked.password_stdin else secrets.token_urlsafe(15)
    if len(password) < MIN_PASSWORD:
        raise MalformedRequestError(f"A password has at least {MIN_PASSWORD} characters.")
    return password


def show(password: str, asked: argparse.Namespace) -> None:
    if not asked.password_stdin:
        print(f"Password, shown this once: {password}")


def end_sign_ins(database: Database, asked: argparse.Namespace) -> EndSignIns:
    connections, endpoint = ConnectionRepository(database), asked.live_endpoint
    return EndSignIns(
        AccountRepository(database),
        TicketRepository(database),
        connections,
        KnownPlaceRepository(database),
        EndConnections(connections, LiveConnections(endpoint)) if endpoint else None,
    )


def reset_password(database: Database, asked: argparse.Namespace) -> int:
    password = new_password(asked)
    ended = end_sign_ins(database, asked).reset_password(asked.email, password, Passwords())
    print(f"{asked.email} has another password; {ended} sign-ins were ended.")
    show(password, asked)
    return 0


def disable(database: Database, asked: argparse.Namespace) -> int:
    ended = end_sign_ins(database, asked).disable(asked.email)
    print(f"{asked.email} can sign in no more; {ended} sign-ins were ended.")
    return 0


def enable(database: Database, asked: argparse.Namespace) -> int:
    end_sign_ins(database, asked).enable(asked.email)
    print(f"{asked.email} may sign in again, with the password as it was.")
    return 0


def sign_out(database: Database, asked: argparse.Namespace) -> int:
    print(f"{end_sign_ins(database, asked)(asked.email)} sign-ins of {asked.email} were ended.")
    return 0


def remove_second_factor(database: Database, asked: argparse.Namespace) -> int:
    """For the only admin, who has lost app and codes: of everybody else an admin takes it away."""
    user = AccountRepository(database).user_by_email(normalised_email(asked.email))
    had = user is not None and SecondFactorRepository(database).remove(user.id) is not None
    ended = end_sign_ins(database, asked)(asked.email)
    print(f"{asked.email} {'is' if had else 'was'} asked for the password alone; {ended} sign-ins were ended.")
    return 0


def forget_session(database: Database, asked: argparse.Namespace) -> int:
    if not (asked.raw_bucket and asked.merged_bucket):
        raise MalformedRequestError("Name the buckets, too: --raw-bucket and --merged-bucket, or --stage.")
    create_indexes(database)
    erased = forget_session_of(database, asked.raw_bucket, asked.merged_bucket)(asked.session)
    print(f"{asked.session} is forgotten: {erased.documents} documents and {erased.objects} objects were deleted.")
    return 0


def verify_audit(database: Database, asked: argparse.Namespace) -> int:
    entries = AuditRepository(database)
    verify, broken = VerifyEntries(entries), 0
    for organisation_id in [asked.organisation] if asked.organisation else entries.organisations():
        found = verify.whole(organisation_id, asked.head if asked.organisation else None)
        if found.fault:
            broken += 1
            print(f"{organisation_id}: broken at {found.broken_at} ({found.fault}).")
        else:
            print(f"{organisation_id}: {found.head.number} entries, whole. Head {found.head.number}:{found.head.hash}")
    return 1 if broken else 0


def verify_report(database: Database, asked: argparse.Namespace) -> int:
    """Returns 1 for one that is not this stage's, or was changed."""
    try:
        report = ErasureReport.model_validate_json(asked.report.read_bytes())
    except (OSError, ValidationError) as error:
        raise MalformedRequestError(f"{asked.report} is no report of an erasure.") from error
    is_ours = report.is_signed_by(StageKeyRepository(database).key(REPORT_KEY))
    print(f"The report {report.id} is {'as this stage made it' if is_ours else 'not what this stage made'}.")
    return 0 if is_ours else 1


if __name__ == "__main__":
    sys.exit(main())

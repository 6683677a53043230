"""What an operator does once for a stage: make the indexes, and the first account.

    python -m interview.admin indexes --stage prod
    python -m interview.admin create --stage prod --organisation Acme --email you@example.com --name "Your name"

`--uri` with `--database` names a database directly; `--stage` looks its address up with your AWS credentials: the
secret that the stack `Colloquy-<stage>` names. Both commands may be repeated.
"""

import argparse
import re
import secrets
import sys
from collections.abc import Sequence

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from interview.adapters.mongo import AccountRepository, connect, create_indexes, ping
from interview.adapters.mongo.client import Database
from interview.adapters.passwords import Passwords
from interview.adapters.secrets import secret
from interview.domain.accounts import Role
from interview.errors import ColloquyError, NotConfiguredError
from interview.use_cases.create_account import CreateAccount

DATABASE = "colloquy"
SECRET_OUTPUT = "MongodbSecretArn"  # noqa: S105
SHORTEST_PASSWORD = 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code; what went wrong is one sentence on stderr."""
    asked = parse(arguments)
    try:
        uri = asked.uri or secret(mongodb_secret_arn(asked.stage), "the database")
        database = connect(uri, asked.database)
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

    parser = argparse.ArgumentParser(prog="python -m interview.admin", description="Set up a stage's database.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    indexes = commands.add_parser("indexes", parents=[where], help="make the indexes")
    indexes.set_defaults(command=make_indexes)
    create = commands.add_parser("create", parents=[where], help="make an organisation and its first account")
    create.add_argument("--organisation", required=True, type=words)
    create.add_argument("--email", required=True, type=address)
    create.add_argument("--name", required=True, type=words)
    create.add_argument("--role", type=Role, choices=list(Role), default=Role.ADMIN)
    create.add_argument(
        "--password-stdin", action="store_true", help="read the password from stdin instead of making one up"
    )
    create.set_defaults(command=create_account)
    return parser.parse_args(arguments)


def words(value: str) -> str:
    if not value.strip():
        raise argparse.ArgumentTypeError("is empty")
    return value.strip()


def address(value: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", value.strip()):
        raise argparse.ArgumentTypeError("is not an e-mail address")
    return value.strip()


def mongodb_secret_arn(stage: str) -> str:
    """Raises NotConfiguredError where there is no such stage, or no way to ask for it."""
    stack = f"Colloquy-{stage}"
    try:
        found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    except (BotoCoreError, ClientError) as error:
        raise NotConfiguredError(f"the stack {stack} cannot be read: {error}") from error
    for output in found.get("Outputs", []):
        if output["OutputKey"] == SECRET_OUTPUT:
            return output["OutputValue"]
    raise NotConfiguredError(f"the stack {stack} has no output {SECRET_OUTPUT}")


def make_indexes(database: Database, _: argparse.Namespace) -> int:
    print(f"{len(create_indexes(database))} indexes are in place.")
    return 0


def create_account(database: Database, asked: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\r\n") if asked.password_stdin else secrets.token_urlsafe(15)
    if len(password) < SHORTEST_PASSWORD:
        print(f"A password has at least {SHORTEST_PASSWORD} characters.", file=sys.stderr)
        return 1
    create_indexes(database)
    create = CreateAccount(AccountRepository(database), Passwords())
    user = create(asked.organisation, asked.email, asked.name, password, asked.role)
    if user is None:
        print(f"{asked.email} has an account already; it stays as it is.")
        return 0
    print(f"{user.email} may sign in as {user.role} of {asked.organisation}.")
    if not asked.password_stdin:
        print(f"Password, shown this once: {password}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

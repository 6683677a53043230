"""What is written about the project is true of it."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from checks.environment_names import PRODUCT
from checks.reference import MAKE_TARGET, REFERENCE, reference
from interview.adapters.mongo.indexes import INDEXES
from interview.domain.quotas import QUOTAS, RATES, Quota, Rate

PAGES = [Path("README.md"), *sorted(Path("docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def test_the_reference_is_what_the_code_says() -> None:
    """Every command, setting, variable, route and error is in it: `make reference` writes it anew."""
    assert REFERENCE.read_text() == reference()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_commands_that_pages_name_exist(page: Path) -> None:
    known = {target for target, _ in MAKE_TARGET.findall(Path("Makefile").read_text())}
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text()))
    assert named <= known


def test_every_decision_has_a_number_of_its_own_and_stands_in_the_index() -> None:
    records = sorted(path for path in Path("docs/decisions").glob("*.md") if path.name != "README.md")
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(records) + 1))
    assert [path.read_text().split(".")[0] for path in records] == [f"# {number}" for number in numbers]
    indexed = LINK.findall(Path("docs/decisions/README.md").read_text())
    assert sorted(indexed) == [path.name for path in records]


def logged() -> set[str]:
    """The events that functions, product and voice proxy write: what stands first in a call that logs."""
    writers = re.compile(r"logger\.(info|warning|error)|logs\.event|Log|self\._(log|replace)")
    names: set[str] = set()
    for path in (path for folder in PRODUCT for path in Path(folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Call(func=writer, args=[ast.Constant(value=str(name)), *_]):
                    names |= {name} if writers.fullmatch(ast.unparse(writer)) else set()
    return names


def test_every_event_of_the_log_is_listed() -> None:
    rows = re.findall(r"^\| (`[a-z_]+`[^|]*) \|", Path("docs/operations.md").read_text(), re.MULTILINE)
    assert set(re.findall(r"`([a-z_]+)`", " ".join(rows))) == logged()


def test_every_collection_is_described() -> None:
    table = Path("docs/architecture.md").read_text().partition("| collection |")[2].partition("\n\n")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`([a-z_]+)`", row.split(" | ")[0])}
    assert named == set(INDEXES)


def test_every_phony_target_is_listed_by_help() -> None:
    makefile = Path("Makefile").read_text()
    phony = {name for line in re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE) for name in line.split()}
    listed = subprocess.run(["make", "help"], capture_output=True, text=True, check=True).stdout
    assert phony == set(re.findall(r"^\s+make ([a-z-]+)", listed, re.MULTILINE))


def test_lock_files_name_no_index() -> None:
    locks = [
        path for folder in ("requirements", "layers", "voice_proxy_container") for path in Path(folder).rglob("*.txt")
    ]
    named = [str(lock) for lock in locks if re.search(r"://|^-", lock.read_text(), re.MULTILINE)]
    assert len(locks) > 4
    assert named == []
    assert '"resolved"' not in Path("package-lock.json").read_text()


@pytest.mark.parametrize("quota", QUOTAS, ids=lambda quota: quota.name)
def test_every_quota_is_in_the_table_of_limits(quota: Quota) -> None:
    rows = re.findall(rf"^\| `{quota.name}`: (.*)$", Path("docs/security.md").read_text(), re.MULTILINE)
    [row] = rows
    assert row.startswith(f"{quota.most:,} a {'question' if quota.per_question else 'session'}")
    assert (quota.refusal or "| nothing: ") in row


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.name)
def test_every_rate_is_in_the_table_of_limits(rate: Rate) -> None:
    rows = re.findall(rf"^\| `{rate.name}`: (.*)$", Path("docs/security.md").read_text(), re.MULTILINE)
    [row] = rows
    per = {60: "a minute", 600: "in ten minutes", 3600: "an hour", 86400: "a day"}[int(rate.per.total_seconds())]
    assert row.startswith(f"{rate.most:,} {per} and ")
    assert rate.refusal in row

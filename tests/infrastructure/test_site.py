"""The pages as they are deployed: what they name, their weight, how long browsers may keep it, their types' source."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from pydantic import BaseModel, create_model

from cdk.pages import built_site
from checks.page_types import MESSAGES, SHARED, TYPES, AmbiguousNameError, socket_types
from tests.infrastructure.template import Template

PAGES = ("index.html", "interview/index.html", "dashboard/index.html", "result/index.html")
NAMED = re.compile(r'(?:href|src)="(/assets/[^"]+)"')
LINKED_BY_STYLE = re.compile(r"url\(([^)]+)\)")
SCRIPTS_KB = {"interview": 64, "dashboard": 120}
"""Compressed, of a page before more of it is fetched when it is needed. A candidate's: a second on a line of half a
megabit, before the face watch."""
HASHED = re.compile(r"-[\w-]{8}\.\w+$")


def deployments(template: Template) -> dict[str, Any]:
    """Settings of the two deployments by the key that they write below."""
    return {
        each.get("DestinationBucketKeyPrefix", ""): each
        for each in template.all("Custom::CDKBucketDeployment").values()
    }


def folder_with(template: Template, name: str) -> Path:
    (found,) = {path.parent for path in template.assembly.glob(f"asset.*/{name}")}
    return found


def test_pages_are_revalidated_and_assets_kept_for_good(template: Template) -> None:
    told = {prefix: each["SystemMetadata"]["cache-control"] for prefix, each in deployments(template).items()}
    assert told == {"": "no-cache", "assets": "public, max-age=31536000, immutable"}


def test_old_assets_outlive_a_deploy(template: Template) -> None:
    assert [each["Prune"] for each in deployments(template).values()] == [False, False]


def test_no_page_is_deployed_before_what_it_names(template: Template) -> None:
    resources = template.body["Resources"]
    (pages,) = (name for name in resources if name.startswith("SitePagesCustomResource"))
    assert any(name.startswith("SiteAssetsCustomResource") for name in resources[pages]["DependsOn"])


def test_the_bucket_is_emptied_after_all_that_writes_into_it_is_gone(template: Template) -> None:
    """What depends on another is deleted before it."""
    resources = template.body["Resources"]
    (emptied,) = (name for name in resources if name.startswith("SiteBucketAutoDelete"))
    (assets,) = (name for name in resources if name.startswith("SiteAssetsCustomResource"))
    assert emptied in resources[assets]["DependsOn"]


def test_no_page_is_deployed_before_the_functions_that_it_speaks_to(template: Template) -> None:
    """A new page says what an old function would refuse, and forgets what was refused."""
    resources = template.body["Resources"]
    (pages,) = (name for name in resources if name.startswith("SitePagesCustomResource"))
    before = set(resources[pages]["DependsOn"])
    assert before >= set(template.all("AWS::Lambda::Alias"))
    (proctoring,) = (
        name
        for name, function in template.all("AWS::Lambda::Function").items()
        if function.get("Handler") == "functions.proctoring.handler.handler"
    )
    assert proctoring in before
    assert set(template.all("AWS::ECS::Service")) <= before


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_files_that_are_deployed_and_that_its_policy_allows(template: Template, page: str) -> None:
    names_only_what_is_deployed(template, (folder_with(template, "dashboard").joinpath(page)).read_text())


def test_so_does_the_page_for_addresses_without_one(template: Template) -> None:
    code = template.one("AWS::CloudFront::Function", "SitePageRewrites")["FunctionCode"]
    [page] = re.findall(r"^var NOT_FOUND = (.*);$", code, re.MULTILINE)
    names_only_what_is_deployed(template, json.loads(page))


def names_only_what_is_deployed(template: Template, text: str) -> None:
    assets = folder_with(template, "mark-*.svg")
    named = NAMED.findall(text)
    assert named
    for name in named:
        assert (assets / name.removeprefix("/assets/")).is_file(), name
    assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|https?://|javascript:", text)


@pytest.mark.parametrize(("page", "most_kb"), SCRIPTS_KB.items())
def test_who_is_on_a_thin_line_waits_for_little_script(template: Template, page: str, most_kb: int) -> None:
    text = (folder_with(template, "dashboard") / page / "index.html").read_text()
    assets = folder_with(template, "mark-*.svg")
    scripts = [name.removeprefix("/assets/") for name in NAMED.findall(text) if name.endswith(".js")]
    compressed = sum(len(gzip.compress((assets / name).read_bytes())) for name in scripts)
    assert 0 < compressed <= most_kb * 1000


def test_every_asset_has_a_hash_in_its_name_and_styles_name_assets_alone(template: Template) -> None:
    assets = folder_with(template, "mark-*.svg")
    assert not [path.name for path in assets.rglob("*") if path.is_file() and not HASHED.search(path.name)]
    named = {name for sheet in assets.glob("*.css") for name in LINKED_BY_STYLE.findall(sheet.read_text())}
    assert {name for name in named if name.endswith(".woff2")}
    for name in named:
        assert (assets / name.removeprefix("/assets/")).is_file(), name


def test_the_site_is_not_built_again_when_nothing_changed() -> None:
    first = (built_site() / "index.html").stat().st_mtime_ns
    assert (built_site() / "index.html").stat().st_mtime_ns == first


@pytest.mark.parametrize(("file", "types"), TYPES.items(), ids=lambda each: getattr(each, "stem", ""))
def test_the_pages_types_are_those_of_the_code(file: Path, types: Callable[[], str]) -> None:
    assert file.read_text() == types(), "run `make types`"


class Hired(BaseModel):
    """Planted."""

    type: Literal["hired"] = "hired"


@pytest.mark.parametrize("union", MESSAGES)
def test_a_message_that_is_new_makes_the_types_stale(union: str) -> None:
    planted = socket_types(messages={**MESSAGES, union: MESSAGES[union] | Hired})
    assert '"hired"' in planted
    assert (SHARED / "socket-types.ts").read_text() != planted


def test_two_models_of_one_name_are_refused() -> None:
    """Of one socket's messages and another's, or of what pages say and what they hear."""
    other = create_model("Hired", since=(int, ...))
    with pytest.raises(AmbiguousNameError, match="Hired"):
        socket_types(messages={"VoiceMessage": Hired | None, "LiveNews": other | None})
    with pytest.raises(AmbiguousNameError, match="Hired"):
        socket_types({"LiveCommand": Hired | None}, {"LiveNews": other | None})

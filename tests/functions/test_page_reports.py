"""What pages tell of themselves: counted for the alarm, nothing of whom, and not without end."""

import json
from dataclasses import replace
from typing import Any

import pytest

from interview.adapters.mongo.client import Database
from interview.domain import quotas
from tests.functions.api_client import Api, Log

ERRORS, JOINS = "/api/page-reports/errors", "/api/page-reports/joins"
FAULT = {"page": "candidate", "error": "TypeError", "place": "candidate-Bx1_-Y2z.js:1:2345"}


def counted(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"_aws"' in line]


def test_a_fault_is_counted_with_its_place(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert api.post(ERRORS, FAULT).status == 204
    [line] = counted(capsys)
    assert (line["PageErrors"], line["page"], line["error"], line["place"]) == (1, *FAULT.values())


def test_a_time_of_joining_is_measured(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert api.post(JOINS, {"join_ms": 1234}).status == 204
    [line] = counted(capsys)
    assert line["JoinTime"] == 1234


@pytest.mark.parametrize(
    ("path", "report"),
    [
        (ERRORS, {**FAULT, "error": "Ada Lovelace"}),
        (ERRORS, {**FAULT, "page": "https://example.com/interview#secret"}),
        (ERRORS, {**FAULT, "place": "candidate.js?token=secret:1:2"}),
        (ERRORS, {**FAULT, "place": "https://example.com/assets/a.js:1:2"}),
        (ERRORS, {**FAULT, "message": "what Ada said"}),
        (ERRORS, {key: FAULT[key] for key in ("page", "error")}),
        (JOINS, {"join_ms": -1}),
        (JOINS, {"join_ms": 600_001}),
        (JOINS, {"join_ms": 1, "name": "Ada"}),
    ],
)
def test_words_names_and_addresses_have_no_place(
    api: Api, capsys: pytest.CaptureFixture[str], log: Log, path: str, report: object
) -> None:
    refused = api.post(path, report)
    assert (refused.status, refused.error) == (400, "malformed_request")
    assert counted(capsys) == []
    assert not any(word in log.stream.getvalue() for word in ("Ada", "secret"))


def test_all_of_a_stage_share_one_count_of_faults_and_one_of_joining(
    api: Api, api_database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    api_database.stage_usage.delete_many({})
    for name in ("PAGE_ERRORS", "PAGE_JOINS"):
        monkeypatch.setattr(quotas, name, replace(getattr(quotas, name), most=2))
    join: tuple[str, dict[str, Any]] = (JOINS, {"join_ms": 1})
    fault: tuple[str, dict[str, Any]] = (ERRORS, FAULT)
    sent = [api.post(*report).status for report in (join, join, join, fault, fault, fault)]
    assert sent == [204, 204, 429, 204, 204, 429]
    assert len(counted(capsys)) == 4
    for stored in api_database.stage_usage.find():
        assert set(stored) == {"_id", "usage"}, "nothing of whom"
    api_database.stage_usage.delete_many({})

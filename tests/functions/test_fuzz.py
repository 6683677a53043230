"""Whatever the API's description allows, and much that it does not, sent to the untouched handlers by Schemathesis:
`make fuzz MINUTES=30`. Other runs pass it over.

Four callers take turns: an admin, a program with API keys, candidates, and somebody with a link to a result. Three ids
of four that are sent are of things that are there.
"""

import importlib
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from benchmarks.reporting import report
from functions.api import service
from functions.api.application import openapi_document
from interview.adapters.mongo.client import Database
from tests.functions.api_client import Api, Context, Firm, request_event
from tests.functions.conftest import PASSWORD
from tests.functions.foreign import everything_of
from tests.functions.test_api_keys import make
from tests.functions.test_api_shares import finished, share
from tests.functions.test_foreign import FEEDBACK
from tests.stand_ins import running

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SHARE_OF_TIME = {"admin": 0.5, "candidate": 0.25, "key": 0.2, "viewer": 0.05}
KEYS = 20
"""Each is good for so many calls a minute."""
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)


@pytest.fixture
def site(api: Api, aws: pytest.MonkeyPatch, storage: "S3Client", tmp_path: Path) -> Iterator[str]:
    """Where both functions answer, as API Gateway has them do: one request at a time each."""
    with running("local_cloud.stand_ins.groq_stand_in", tmp_path) as groq, (tmp_path / "api.log").open("w") as log:
        aws.setenv("GROQ_BASE_URL", groq.url)
        aws.setenv("FEEDBACK_MODELS", "openai/gpt-oss-20b")
        service.settings.cache_clear()
        feedback = importlib.import_module("functions.feedback.handler").handler
        written = importlib.import_module("interview.entrypoints.http.gateway").logger.registered_handler
        aws.setattr(written, "stream", log)
        one_at_a_time = Lock()

        class Gateway(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                size = int(self.headers.get("content-length") or 0)
                event = payload(self.command, self.path, dict(self.headers.items()), self.rfile.read(size))
                with one_at_a_time:
                    sent = (feedback if FEEDBACK in event["rawPath"] else api.handler)(event, Context())
                body = sent["body"].encode()
                self.send_response(sent["statusCode"])
                for name, value in sent["headers"].items():
                    self.send_header(name, value)
                for cookie in sent.get("cookies", ()):
                    self.send_header("set-cookie", cookie)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def __getattr__(self, name: str) -> Any:
                if name.startswith("do_"):
                    return self.answer
                raise AttributeError(name)

            def log_message(self, *_: object) -> None:
                """Schemathesis writes down what it was answered."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


def payload(method: str, target: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    """A request as API Gateway hands it over."""
    parts = urlsplit(target)
    event = request_event(method, unquote(parts.path), None, None, body or None, {}, {})
    event["rawQueryString"] = parts.query
    pairs: defaultdict[str, list[str]] = defaultdict(list)
    for pair in filter(None, parts.query.split("&")):
        name, _, value = pair.partition("=")
        pairs[unquote(name.replace("+", " "))].append(unquote(value.replace("+", " ")))
    if pairs:
        event["queryStringParameters"] = {name: ",".join(values) for name, values in pairs.items()}
    said = {name.lower(): value for name, value in headers.items()}
    event["cookies"] = [each.strip() for each in said.pop("cookie", "").split(";") if each.strip()]
    event["headers"] |= said
    return event


def state(firm: Firm, database: Database, site: str) -> dict[str, Any]:
    """What is there to be asked for, by the names that routes give it, and who asks."""
    belongings = everything_of(firm, database)
    ids = {name: [value] for name, value in belongings.ids.items()}
    done = [finished(firm, database) for _ in range(8)]
    invited = [firm.invite(accommodations={"text_answers": True}) for _ in range(8)]
    begun = [firm.start() for _ in range(24)]
    ids["session_id"] += map(str, [*done, *(each.session_id for each in [*invited, *begun])])
    ids["template_id"] += [firm.template() for _ in range(3)]
    ids["question_index"] = ["0", "1"]
    wanted: dict[str, Any] = {"shows": ["video", "transcript", "score", "notes"], "comments": True}
    shares = [share(firm.recruiter, session_id, **wanted).json["link_path"].partition("#")[2] for session_id in done]
    return {
        "site": site,
        "email": firm.emails["admin"],
        "password": PASSWORD,
        "ids": ids,
        "tokens": {
            "candidate": [each.candidate.token for each in [*invited, *begun]],  # the last of them end
            "viewer": shares,
            "key": [make(firm)["secret"] for _ in range(KEYS)],
        },
    }


def fuzz(who: str, folder: Path, site: str, seconds: int, seed: int) -> int:
    """How it ended: with 0 where all was as described."""
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "run", f"{site}/api/openapi.json"),
        *("--max-time", str(seconds), "--continue-on-failure", "--seed", str(seed), "--generation-database", "none"),
        *("--checks", ",".join(CHECKS), "--suppress-health-check", "all", "--warnings", "off", "--no-color"),
        *("--request-timeout", "60"),
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path.cwd()),
        "SCHEMATHESIS_HOOKS": "tests.functions.fuzz_hooks",
        "FUZZ_AS": who,
        "FUZZ_FOLDER": str(folder),
    }
    with (folder / f"{who}.txt").open("w") as said:
        run = subprocess.run(command, cwd=folder, env=environment, check=False, stdout=said, stderr=subprocess.STDOUT)
    return run.returncode


def figures(log: Path) -> dict[str, Any]:
    """What was answered, by who asked."""
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    described = {
        f"{method.upper()} {path}" for path, methods in openapi_document()["paths"].items() for method in methods
    }
    statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    asked: defaultdict[str, set[str]] = defaultdict(set)
    done: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        statuses[line["who"]][str(line["status"])] += 1
        asked[line["who"]] |= described & {line["route"]}
        if line["status"] < 300:
            done[line["who"]].add(line["route"])
    return {
        "requests": len(lines),
        "server_errors": sum(line["status"] >= 500 for line in lines),
        "callers": {
            who: {
                "requests": counts.total(),
                "routes": len(asked[who]),
                "routes_that_did_it": len(done[who]),
                "statuses": dict(sorted(counts.items())),
            }
            for who, counts in statuses.items()
        },
    }


@pytest.mark.timeout(0)
def test_nothing_that_is_sent_breaks_it_or_is_answered_as_nobody_said(
    pytestconfig: pytest.Config, firm: Firm, api_database: Database, site: str, tmp_path: Path
) -> None:
    minutes = float(pytestconfig.getoption("--fuzz-minutes"))
    folder = Path(pytestconfig.getoption("--fuzz-folder") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    seed = 1
    (folder / "state.json").write_text(json.dumps(state(firm, api_database, site)))
    callers = pytestconfig.getoption("--fuzz-as") or SHARE_OF_TIME
    ended = {who: fuzz(who, folder, site, round(60 * minutes * SHARE_OF_TIME[who]), seed) for who in callers}
    found = figures(folder / "answers.jsonl")
    wrong = [who for who, code in ended.items() if code]
    print(report("fuzz", {"minutes": minutes, "seed": seed, **found, "not_as_described": wrong}))
    assert found["server_errors"] == 0
    assert wrong == [], "\n".join((folder / f"{who}.txt").read_text()[-20_000:] for who in wrong)

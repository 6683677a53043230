"""The state machine and what starts it."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from cdk.inputs import ROOT
from cdk.stage import Stage
from interview.adapters.event_bus import SOURCE
from tests.infrastructure.template import Template

SERVICE_ERRORS = re.compile(r"^(Lambda|Sandbox|Runtime|States)\.")
# What any function may meet: no secret or database, no time, no memory, no environment to run in.
EVERYWHERE = {
    "DatabaseUnavailableError",
    "StorageUnavailableError",
    "Sandbox.Timedout",
    "Runtime.ExitError",
    "Lambda.Unknown",
    "Lambda.ServiceException",
    "Lambda.TooManyRequestsException",
}


LIVE_CALL_S = 2 * (1 + 2)
"""The last call to a socket that hangs: two attempts, each a second to connect and two to answer."""
CALL_OF_THE_BUS_S = 2 * (1 + 2)
"""As long, of the bus."""
MACHINES = ("ProcessingProcessInterview", "ProcessingProcessAnswer")


def machine_of(template: Template, name: str = MACHINES[0]) -> dict[str, Any]:
    return template.one("AWS::StepFunctions::StateMachine", name)


def definition(template: Template, name: str = MACHINES[0]) -> dict[str, Any]:
    machine: dict[str, Any] = json.loads(machine_of(template, name)["DefinitionString"])
    return machine


def states(machine: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, state in machine["States"].items():
        yield name, state
        if state["Type"] == "Map":
            yield from states(state["ItemProcessor"])


def retryable_errors() -> set[str]:
    """Leaves below RetryableError in interview/errors.py, read without importing the product."""
    tree = ast.parse((ROOT / "interview" / "errors.py").read_text())
    bases = {
        node.name: [base.id for base in node.bases if isinstance(base, ast.Name)]
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }

    def retryable(name: str) -> bool:
        return "RetryableError" in bases[name] or any(base in bases and retryable(base) for base in bases[name])

    return {name for name in bases if retryable(name)}


@pytest.mark.parametrize("name", MACHINES)
def test_every_substitution_is_a_function_and_every_function_is_named(template: Template, name: str) -> None:
    properties = machine_of(template, name)
    placeholders = set(re.findall(r"\$\{(\w+)\}", properties["DefinitionString"]))
    substitutions = properties["DefinitionSubstitutions"]

    assert placeholders == set(substitutions)
    assert properties["StateMachineType"] == "STANDARD"
    for value in substitutions.values():
        assert value["Fn::GetAtt"][0] in template.all("AWS::Lambda::Function")


@pytest.mark.parametrize("name", MACHINES)
def test_the_state_machine_may_call_its_functions_alone(template: Template, name: str) -> None:
    properties = machine_of(template, name)
    invoked = [
        resource
        for statement in template.statements(properties["RoleArn"])
        if statement["Action"] == "lambda:InvokeFunction"
        for resource in statement["Resource"]
    ]
    assert sorted(map(json.dumps, invoked)) == sorted(map(json.dumps, properties["DefinitionSubstitutions"].values()))


def test_retried_errors_are_those_that_the_product_calls_retryable(template: Template) -> None:
    retried = {
        error
        for _, state in states(definition(template))
        for retry in state.get("Retry", [])
        for error in retry["ErrorEquals"]
    }
    assert {error for error in retried if not SERVICE_ERRORS.match(error)} == retryable_errors()


def test_every_task_is_tried_again_and_no_failure_is_lost(template: Template) -> None:
    for name, state in states(definition(template)):
        if state["Type"] not in {"Task", "Map"}:
            continue
        if state["Type"] == "Task":
            (retry,) = state["Retry"]
            assert (retry["IntervalSeconds"], retry["BackoffRate"], retry["MaxAttempts"]) == (5, 2, 5), name
            assert set(retry["ErrorEquals"]) >= EVERYWHERE, name
        if name != "FinishFailed":
            (caught,) = state["Catch"]
            assert caught["ErrorEquals"] == ["States.ALL"], name


def test_a_bad_question_stays_inside_the_map(template: Template) -> None:
    questions = definition(template)["States"]["Questions"]
    inside = questions["ItemProcessor"]["States"]
    assert questions["MaxConcurrency"] == 10
    assert questions["ItemProcessor"]["ProcessorConfig"] == {"Mode": "INLINE"}
    assert [inside[name]["Next"] for name in ("Merge", "Transcribe", "Score")] == [
        "Transcribe",
        "Score",
        "IsScored",
    ]
    for name in ("Merge", "Transcribe", "Score"):
        assert inside[name]["Catch"][0]["Next"] == "QuestionFailed"
        assert inside[name]["ResultPath"] == {"Score": "$.turn"}.get(name)
    assert inside["QuestionFailed"]["End"] is True


def test_an_answer_is_worked_on_ahead_as_it_would_be_in_the_end(template: Template) -> None:
    ahead = definition(template, MACHINES[1])["States"]
    inside = definition(template)["States"]["Questions"]["ItemProcessor"]["States"]
    assert ahead["WaitForWords"]["Next"] == "Transcribe"
    assert ahead["Transcribe"]["Next"] == "Score"
    for name in ("Transcribe", "Score"):
        for field in ("Resource", "Retry", "ResultPath"):
            assert ahead[name][field] == inside[name][field]
    assert ahead["Score"]["Parameters"] == inside["Score"]["Parameters"]
    assert ahead["WaitForTurn"] == inside["WaitForTurn"]
    assert ahead["IsScored"]["Choices"] == inside["IsScored"]["Choices"]


@pytest.mark.parametrize("name", MACHINES)
def test_an_answer_waits_outside_a_function_for_as_long_as_it_is_told(template: Template, name: str) -> None:
    by_name = dict(states(definition(template, name)))
    score, choice, wait = (by_name[name] for name in ("Score", "IsScored", "WaitForTurn"))
    assert score["Parameters"]["waits"] is True
    assert score["Next"] == "IsScored"
    (again,) = choice["Choices"]
    assert again == {"Variable": "$.turn.wait_s", "NumericGreaterThan": 0, "Next": "WaitForTurn"}
    assert (wait["Type"], wait["SecondsPath"], wait["Next"]) == ("Wait", "$.turn.wait_s", "Score")
    assert by_name[choice["Default"]]["Type"] in {"Pass", "Succeed"}


def test_an_execution_outlasts_the_tokens_of_a_day(template: Template) -> None:
    assert definition(template)["TimeoutSeconds"] >= 2 * 86_400


def test_stragglers_are_awaited_until_they_are_here_or_time_is_up(template: Template) -> None:
    machine = definition(template)["States"]
    assert machine["WaitForStragglers"] == {"Type": "Wait", "Seconds": 1, "Next": "AwaitChunks"}
    assert machine["AllChunksHere"]["Default"] == "WaitForStragglers"
    assert {choice["Next"] for choice in machine["AllChunksHere"]["Choices"]} == {"Questions"}


def test_the_longest_wait_for_stragglers_fits_the_history_of_an_execution() -> None:
    """AWS ends an execution at 25,000 events. A round of waiting makes nine: five of a task, two of a choice, two of a
    wait."""
    machine = json.loads((ROOT / "cdk" / "process_interview.asl.json").read_text())
    longest_s = Stage.model_json_schema()["properties"]["straggler_wait_s"]["maximum"]
    assert 9 * longest_s / machine["States"]["WaitForStragglers"]["Seconds"] < 20_000


def test_the_wait_for_stragglers_outlasts_a_chunk_event_that_failed_once(template: Template) -> None:
    """A message is hidden after a failure; then it comes again, and is worked on."""
    hidden_s = template.one("AWS::SQS::Queue", "IngestChunkEventsQueue")["VisibilityTimeout"]
    waits_s = int(template.environment("await_chunks")["STRAGGLER_WAIT_S"])
    assert waits_s > hidden_s + template.functions()["chunk_registered"]["Timeout"]


@pytest.mark.parametrize("name", MACHINES)
def test_the_log_of_executions_holds_no_data(template: Template, name: str) -> None:
    logging = machine_of(template, name)["LoggingConfiguration"]
    assert (logging["Level"], logging["IncludeExecutionData"]) == ("ALL", False)


def test_the_sweeper_runs_every_five_minutes(template: Template) -> None:
    rule = template.one("AWS::Events::Rule", "ProcessingEveryFiveMinutes")
    assert rule["ScheduleExpression"] == "rate(5 minutes)"
    (target,) = rule["Targets"]
    assert target["Arn"]["Fn::GetAtt"][0].startswith("ProcessingSweep")


def constant(path: str, name: str) -> int:
    """A number at the top of a module, read without importing the product."""
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return int(ast.literal_eval(node.value))
    raise AssertionError(f"{path} has no {name}")


@pytest.mark.parametrize("folder", ["merge", "merge_requested"])
def test_merging_has_the_time_that_the_longest_answer_needs_and_ends_by_itself(template: Template, folder: str) -> None:
    """Two runs of FFmpeg. What takes longer ends before Lambda ends it: it is told how long it has."""
    lasts_s = template.functions()[folder]["Timeout"]
    spare_s = constant("interview/entrypoints/step.py", "ENDS_BEFORE_S")
    spare_s += constant("interview/use_cases/recordings/merge_question.py", "STORING_START_TIMEOUT_S")
    assert lasts_s == 300
    assert 2 * constant("interview/adapters/ffmpeg.py", "TIMEOUT_S") + spare_s <= lasts_s
    assert "@timed_step(QuestionTask)" in (ROOT / "functions" / folder / "handler.py").read_text()


@pytest.mark.parametrize("folder", ["lock", "await_chunks", "finish"])
def test_a_step_outlasts_a_database_and_a_bus_that_do_not_answer(template: Template, folder: str) -> None:
    """The first operation that times out ends it."""
    database_s = constant("interview/adapters/mongo/client.py", "OPERATION_TIMEOUT_MS") / 1000
    assert database_s + CALL_OF_THE_BUS_S + 10 <= template.functions()[folder]["Timeout"]


def test_telling_the_pages_outlasts_a_database_that_does_not_answer_and_sockets_that_hang(template: Template) -> None:
    database_s = constant("interview/adapters/mongo/client.py", "OPERATION_TIMEOUT_MS") / 1000
    told_s = constant("interview/use_cases/live/fan_out.py", "FAN_OUT_TIMEOUT_S") + LIVE_CALL_S
    assert database_s + told_s + 10 <= template.functions()["session_changed"]["Timeout"]


def test_each_event_has_a_queue_of_its_own_behind_the_bus(template: Template) -> None:
    """What the bus cannot put there, and what the function cannot handle, is in the same dead letters."""
    (bus,) = template.all("AWS::Events::EventBus")
    rule = template.one("AWS::Events::Rule", "LiveChanges")
    found = ["AnswerScored", "ScorecardMade", "ResultContested"]
    found += ["DecisionMade", "JudgedByPerson", "NoteAdded", "TagsChanged", "FlagDismissed"]
    assert rule["EventBusName"] == {"Ref": bus}
    assert rule["EventPattern"] == {"source": [SOURCE], "detail-type": ["SessionChanged", *found]}
    (target,) = rule["Targets"]
    queue = template.one("AWS::SQS::Queue", "LiveChangesEventsQueue")
    dead = queue["RedrivePolicy"]["deadLetterTargetArn"]
    assert target["Arn"]["Fn::GetAtt"][0].startswith("LiveChangesEventsQueue")
    assert target["DeadLetterConfig"]["Arn"] == dead
    for name, policy in template.all("AWS::SQS::QueuePolicy").items():
        if name.startswith("LiveChanges"):
            (allowed,) = (each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow")
            assert allowed["Principal"] == {"Service": "events.amazonaws.com"}
            source = allowed["Condition"]["ArnEquals"]["aws:SourceArn"]
            assert source["Fn::GetAtt"][0].startswith("LiveChangesRule")


def test_the_list_hears_of_all_that_it_is_found_filtered_and_ordered_by(template: Template) -> None:
    database_s = constant("interview/adapters/mongo/client.py", "OPERATION_TIMEOUT_MS") / 1000
    assert database_s + 10 <= template.functions()["list_sessions"]["Timeout"]
    rule = template.one("AWS::Events::Rule", "ListingChanges")
    state = ["SessionChanged", "SessionErased", "ScorecardMade", "FlagRecorded"]
    by_people = ["DecisionMade", "JudgedByPerson", "TagsChanged", "FlagDismissed"]
    assert rule["EventPattern"] == {"source": [SOURCE], "detail-type": [*state, *by_people]}
    queue = template.one("AWS::SQS::Queue", "ListingChangesEventsQueue")
    assert rule["Targets"][0]["DeadLetterConfig"]["Arn"] == queue["RedrivePolicy"]["deadLetterTargetArn"]


def test_a_transcription_that_hangs_is_given_up_before_lambda_gives_up_the_function(template: Template) -> None:
    """Fetching the sound, then as long as one may be sent and as long as the answer may stay away."""
    connect_s = constant("interview/adapters/deepgram.py", "CONNECT_TIMEOUT_S")
    waits_s = constant("interview/adapters/deepgram.py", "WAITS_S")
    assert connect_s + 2 * waits_s + 30 <= template.functions()["transcribe"]["Timeout"]


def test_a_sweep_outlasts_what_it_has_begun_and_one_slow_index(template: Template) -> None:
    begins_s = constant("interview/use_cases/processing/sweep_sessions.py", "BEGINS_NOTHING_AFTER_S")
    index_s = constant("interview/adapters/mongo/indexes.py", "BUILD_TIMEOUT_S")
    rounds_s = 2 * constant("interview/use_cases/sessions/go_round.py", "LASTS_S")
    assert begins_s + index_s + rounds_s + 100 <= template.functions()["sweep"]["Timeout"] < 300


def test_a_model_that_is_slow_is_given_up_before_lambda_gives_up_the_function(template: Template) -> None:
    longest = constant("interview/use_cases/evaluation/score_answer.py", "SCORING_TIMEOUT_S")
    assert longest + 30 <= template.functions()["score"]["Timeout"]

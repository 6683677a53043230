"""Rules of the domain are decided there alone: what another module decides for itself is found in its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = {
    str(path.relative_to(ROOT)): path.read_text()
    for folder in ("interview", "functions", "voice_proxy_container")
    for path in sorted((ROOT / folder).rglob("*.py"))
}
OUTSIDE_THE_DOMAIN = {path: source for path, source in SOURCES.items() if not path.startswith("interview/domain/")}
WORDS = {"transcript_hash", "live_transcript", "live_complete", "scored_hash"}
"""What tells which words count, and which score is of them."""


def readers(name: str, sources: dict[str, str]) -> set[str]:
    """The files that read an attribute of this name."""
    return {
        path
        for path, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr == name
    }


def deciders(names: set[str], sources: dict[str, str]) -> list[str]:
    """Where something is compared, or chosen, by an attribute or a function of these names."""
    return [
        f"{path}:{node.lineno}"
        for path, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.expr) and _decides(node) and names & _names(node)
    ]


def _decides(node: ast.AST) -> bool:
    """Whether it compares, or chooses one of two; None for what is not there is no choice."""
    if isinstance(node, ast.IfExp):
        return not any(isinstance(side, ast.Constant) and side.value is None for side in (node.body, node.orelse))
    return isinstance(node, ast.Compare | ast.BoolOp)


def _names(tree: ast.AST) -> set[str]:
    return set(_each_name(tree))


def _each_name(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id


def test_whether_people_alone_judge_is_asked_of_the_session() -> None:
    """The API reads it in a request only."""
    allowed = {"interview/domain/sessions/session.py", "functions/api/interview.py"}
    assert readers("human_review_only", SOURCES) == allowed


def test_which_words_count_and_which_score_holds_is_decided_in_the_domain() -> None:
    assert deciders(WORDS, OUTSIDE_THE_DOMAIN) == []


@pytest.mark.parametrize(
    "decision",
    [
        "counts = score.transcript_hash == answer.scored_hash",
        "if transcript_hash(heard) != correction.of: pass",
        "words = answer.transcript or answer.live_transcript",
        "words = answer.live_transcript if answer.live_complete else answer.transcript",
    ],
)
def test_a_decision_elsewhere_is_found(decision: str) -> None:
    assert deciders(WORDS, {"planted.py": decision}) == ["planted.py:1"]
    assert deciders(WORDS, {"planted.py": "view(answer.live_transcript)"}) == []
    assert readers("human_review_only", {"planted.py": "if session.consent.human_review_only: pass"}) == {"planted.py"}

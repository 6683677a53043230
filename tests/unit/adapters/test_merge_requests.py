"""How merges are asked for."""

from typing import Any
from uuid import UUID

import pytest

from interview.adapters import merge_requests
from interview.adapters.merge_requests import MergeRequests

ONE, OTHER = UUID(int=1), UUID(int=2)


class Queue:
    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def send_message(self, **message: Any) -> None:
        self.sent.append(message)


def test_a_session_is_merged_one_question_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A FIFO group has one message in work: twenty questions of one candidate take one function, not twenty."""
    queue = Queue()
    monkeypatch.setattr(merge_requests, "_client", lambda: queue)
    for question in range(20):
        MergeRequests("https://queue").send(ONE, question, f"digest-{question}")
    MergeRequests("https://queue").send(OTHER, 0, "digest")
    groups = [message["MessageGroupId"] for message in queue.sent]
    assert len(set(groups[:20])) == 1
    assert groups[20] not in groups[:20]

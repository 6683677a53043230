"""Takes the planned interviews through the API: invites, answers, and judges as people would.

What is there already stays, and what broke off goes on: findings and flags have ids that follow from the interview's.
"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from local_cloud.progress import Say
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.examples.plan import PLAN, TEMPLATES, Planned
from local_cloud.simulation.examples.recorded import damaged, recorded
from local_cloud.simulation.examples.texts import question
from local_cloud.simulation.recruiter import Recruiter

__all__ = ["Examples", "is_foreign"]

ANSWER_TIME_S = 180
PROCESSED_WITHIN_S = 600
CRITERIA = ("content", "structure", "clarity", "delivery")
LEVELS_OF_ONES_OWN = (3, 3, 3, 3)
OPEN = frozenset({"pending", "in_progress"})


def is_foreign(recruiter: Recruiter) -> bool:
    """Whether somebody has made templates of their own: their list is left as it is."""
    return bool(set(recruiter.titles()) - {role.title for role in TEMPLATES.values()})


class Examples:
    """`reviewer` judges, too, and decides nothing."""

    def __init__(self, site: str, recruiter: Recruiter, reviewer: Recruiter, say: Say) -> None:
        self._site = site
        self._recruiter = recruiter
        self._reviewer = reviewer
        self._say = say

    def take(self, plan: Sequence[Planned] = PLAN) -> None:
        """All that are not there yet; returns when the last one is processed."""
        templates = {name: self._template(name) for name in TEMPLATES}
        known = {session["candidate_name"]: session for session in self._recruiter.sessions()}
        with ExitStack() as stack:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="colloquy-examples-")))
            for number, planned in enumerate(plan, 1):
                session = known.get(planned.name)
                session_id = self._taken(planned, session, templates[planned.role], scratch)
                self._say(f"{number} of {len(plan)}: {planned.name}")
                if planned.ends == "finished":
                    self._judged(planned, session_id)

    def _template(self, name: str) -> str:
        role = TEMPLATES[name]
        asked = [
            {"text": each.text, "expected_points": list(each.expected_points), "answer_time_s": ANSWER_TIME_S}
            for each in map(question, role.questions)
        ]
        return self._recruiter.template(role.title, asked, language=role.language, blinding=role.blinding)

    def _taken(self, planned: Planned, session: dict[str, Any] | None, template: str, scratch: Path) -> str:
        if session is None:
            written = {"text_answers": True} if planned.manner == "written" else {}
            session_id, token = self._recruiter.invite(template, planned.name, **written)
        elif session["state"] not in OPEN or _is_as_planned(planned, session):
            return str(session["id"])
        else:
            session_id, token = session["id"], self._recruiter.new_link(session["id"])
        if planned.ends != "invited":
            with Candidate(self._site, token) as candidate:
                self._answer(planned, candidate, UUID(session_id), scratch)
        if planned.ends == "finished":
            self._recruiter.wait_for_results(session_id, PROCESSED_WITHIN_S)
        return session_id

    def _answer(self, planned: Planned, candidate: Candidate, session_id: UUID, scratch: Path) -> None:
        candidate.start(planned.name, human_review_only=planned.people_only)
        role = TEMPLATES[planned.role]
        for index, (name, kind) in enumerate(zip(role.questions, planned.said, strict=True)):
            if kind is None:
                continue
            if planned.manner == "written":
                candidate.write(index, question(name).answers[kind])
            elif planned.manner == "damaged" and index == 1:
                candidate.answer(index, damaged(scratch))
            else:
                candidate.answer(index, recorded(name, kind, role.voice, scratch))
        events = [
            {"id": _id_of(session_id, kind), "type": kind, "question_index": 0, "ago_ms": 1000, "detail": {}}
            for kind in planned.flags
        ]
        if events:
            candidate.tell(events)
        if planned.ends == "finished":
            candidate.finish()

    def _judged(self, planned: Planned, session_id: str) -> None:
        found, recruiter = planned.found, self._recruiter

        def entry(what: str) -> dict[str, str]:
            return {"id": _id_of(UUID(session_id), what)}

        answered = [index for index, kind in enumerate(planned.said) if kind is not None]
        for index in answered if found.seen else ():
            levels = dict(zip(CRITERIA, LEVELS_OF_ONES_OWN, strict=True))
            recruiter.find(session_id, f"answers/{index}/levels", {**entry(f"own {index}"), "levels": levels})
        for index in answered if found.levels else ():
            levels = dict(zip(CRITERIA, found.levels or (), strict=True))
            self._reviewer.find(session_id, f"answers/{index}/levels", {**entry(f"levels {index}"), "levels": levels})
        if found.choice:
            body = {**entry("decision"), "choice": found.choice, "reason": found.reason}
            recruiter.find(session_id, "decisions", body)
        if found.note:
            recruiter.find(session_id, "notes", {**entry("note"), "text": found.note})
        if found.tags:
            recruiter.find(session_id, "tags", {"add": list(found.tags)})


def _id_of(session_id: UUID, what: str) -> str:
    """The same each time, and as a page's own ids are: others are the server's."""
    return str(UUID(bytes=uuid5(session_id, what).bytes, version=4))


def _is_as_planned(planned: Planned, session: dict[str, Any]) -> bool:
    """Whether an interview that is open is to stay so."""
    begun = {"invited": "pending", "under way": "in_progress"}
    return bool(begun.get(planned.ends) == session["state"])

"""A recruiter who works through the API alone."""

from typing import Any

import httpx

from local_cloud.errors import LocalCloudError
from local_cloud.processes import poll_until
from local_cloud.simulation.api_client import ApiClient

__all__ = ["Recruiter"]

ENDED = frozenset({"done", "failed", "expired"})


class Recruiter(ApiClient):
    """Signed in at the edge, by a cookie as a browser is."""

    def __init__(self, site: str, email: str, password: str) -> None:
        super().__init__(site)
        self._cookies: dict[str, str] = {}
        self._api.headers["Sec-Fetch-Site"] = "same-origin"
        self._api.event_hooks["response"] = [self._keep_cookies]
        self._call("POST", "/api/sign-in", json={"email": email, "password": password})

    def _keep_cookies(self, response: httpx.Response) -> None:
        """Browsers send Secure cookies to http://localhost, too; httpx's own jar would not."""
        self._cookies |= response.cookies
        self._api.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def titles(self) -> list[str]:
        """Of all templates."""
        return [found["title"] for found in self._call("GET", "/api/templates")["templates"]]

    def template(self, title: str, questions: list[dict[str, Any]], **more: Any) -> str:
        """The id of the template that asks this; made where there is none, with what else it says."""
        for found in self._call("GET", "/api/templates")["templates"]:
            if found["title"] != title:
                continue
            asks = self._call("GET", f"/api/templates/{found['id']}")["questions"]
            if len(asks) == len(questions) and all(a | q == a for a, q in zip(asks, questions, strict=True)):
                return str(found["id"])
        return self.make_template(title, questions, **more)

    def make_template(self, title: str, questions: list[dict[str, Any]], *, language: str = "en", **more: Any) -> str:
        """The new template's id."""
        template = {"title": title, "language": language, "questions": questions, **more}
        return str(self._call("POST", "/api/templates", json=template)["id"])

    def invite(self, template_id: str, candidate_name: str, **accommodations: Any) -> tuple[str, str]:
        """(session id, link token) of a new interview."""
        invitation = {
            "template_id": template_id,
            "candidate_name": candidate_name,
            "accommodations": accommodations,
        }
        issued = self._call("POST", "/api/sessions", json=invitation)
        return issued["session"]["id"], issued["link_path"].partition("#")[2]

    def public_link(self, template_id: str) -> str:
        """The path of the template's, switched on as it usually is."""
        return str(self._call("PUT", f"/api/templates/{template_id}/public-link", json={})["link"]["link_path"])

    def lists(self, session_id: str, **wanted: str) -> bool:
        """Whether the first page of the list that is asked for has this interview."""
        listed = self._call("GET", "/api/sessions", params=wanted)["sessions"]
        return session_id in [session["id"] for session in listed]

    def answering(self, question: str) -> list[str]:
        """The candidates who said something with the words of this question."""
        answers = self._api.get("/api/answers", params={"q": question}).raise_for_status().json()
        return [each["candidate_name"] for each in answers["candidates"]]

    def new_link(self, session_id: str) -> str:
        """Its token; the old link ends."""
        issued = self._call("POST", f"/api/sessions/{session_id}/link", json={})
        return str(issued["link_path"].partition("#")[2])

    def sessions(self) -> list[dict[str, Any]]:
        """All interviews, as the list shows them."""
        found: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            page = self._call("GET", "/api/sessions", params={"limit": 100, **cursor})
            found += page["sessions"]
            if page["next_cursor"] is None:
                return found
            cursor = {"cursor": page["next_cursor"]}

    def scored(self) -> list[dict[str, Any]]:
        """Those of all interviews that have an overall figure, the best first."""
        found = [each for each in self.sessions() if each["figure"] and each["figure"]["overall"] is not None]
        return sorted(found, key=lambda each: float(each["figure"]["overall"]), reverse=True)

    def find(self, session_id: str, what: str, body: dict[str, Any]) -> None:
        """Store a finding: `decisions`, `answers/0/levels`, `notes` or `tags`."""
        self._call("POST", f"/api/sessions/{session_id}/{what}", json=body)

    def review(self, session_id: str) -> dict[str, Any]:
        """What people found."""
        return self._call("GET", f"/api/sessions/{session_id}/review")

    def progress(self, session_id: str) -> dict[str, Any]:
        """How an interview stands."""
        return self._call("GET", f"/api/sessions/{session_id}")

    def has(self, session_id: str) -> bool:
        """Whether there is such an interview."""
        return self._api.get(f"/api/sessions/{session_id}").status_code != httpx.codes.NOT_FOUND

    def results(self, session_id: str) -> dict[str, Any]:
        """How it stands, with all that is known of each answer, and its first flags."""
        results = self.progress(session_id)
        path = f"/api/sessions/{session_id}/answers"
        answers = [self._call("GET", f"{path}/{answer['question_index']}") for answer in results["answers"]]
        return {**results, "answers": answers}

    def wait_for_results(self, session_id: str, timeout_s: float = 120) -> dict[str, Any]:
        """The results, once processing has ended in whatever way."""

        def ended() -> bool:
            return self.progress(session_id)["session"]["state"] in ENDED

        if not poll_until(ended, timeout_s=timeout_s, every_s=0.2):
            raise LocalCloudError(f"Session {session_id} was not processed within {timeout_s:.0f} s.")
        return self.results(session_id)

    def live_ticket(self, session_id: str) -> str:
        """Opens `/live` once, to watch that session."""
        return str(self._call("POST", "/api/live-tickets", json={"session_id": session_id})["ticket"])

    def process_again(self, session_id: str) -> None:
        self._call("POST", f"/api/sessions/{session_id}/processing")

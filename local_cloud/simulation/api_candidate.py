"""A simulated candidate: sends a kept recording the way the browser does, through the API and presigned POSTs."""

import base64
import hashlib
from typing import Any

import httpx

from local_cloud.errors import LocalCloudError
from local_cloud.simulation.api_client import ApiClient
from local_cloud.simulation.recordings import Recording

__all__ = ["Candidate"]


class Candidate(ApiClient):
    """Holds a link."""

    def __init__(self, site: str, link_token: str) -> None:
        super().__init__(site)
        self._api.headers["Authorization"] = f"Bearer {link_token}"
        self._storage = httpx.Client(timeout=30)

    def interview(self) -> dict[str, Any]:
        return self._call("GET", "/api/interview")

    def start(self, name: str, *, human_review_only: bool = False) -> None:
        consent = {
            "text_version": self.interview()["consent_text_version"],
            "human_review_only": human_review_only,
        }
        self._call("POST", "/api/interview/start", json={"name": name, "consent": consent})

    def lease(self, question: int, content_type: str = "video/webm") -> dict[str, Any]:
        """A presigned POST and recorder runs of one's own."""
        return self._call("POST", f"/api/interview/questions/{question}/uploads", json={"content_type": content_type})

    def post(self, lease: dict[str, Any], index: int, body: bytes, **fields: str) -> httpx.Response:
        """POST one chunk to the bucket; `fields` take the place of form fields of the same name."""
        form = {
            **lease["fields"],
            "key": lease["key_pattern"].replace("{index}", f"{index:03}"),
            "x-amz-checksum-sha256": base64.b64encode(hashlib.sha256(body).digest()).decode(),
            **fields,
        }
        file = ("chunk", body, form.get("Content-Type", "application/octet-stream"))
        return self._storage.post(lease["url"], data=form, files={"file": file})

    def upload_test(self) -> dict[str, Any]:
        """A presigned POST of the one object that tests the connection."""
        return self._call("POST", "/api/interview/upload-test")

    def post_test(self, body: bytes) -> httpx.Response:
        """POST the one object that tests the connection."""
        test = self.upload_test()
        return self._storage.post(test["url"], data=test["fields"], files={"file": body})

    def send_manifest(self, question: int, manifest: dict[str, Any]) -> list[int]:
        """Say what was recorded; the indexes that have not arrived yet."""
        answer = self._call("PUT", f"/api/interview/questions/{question}/manifest", json=manifest)
        return [int(index) for index in answer["missing"]]

    def answer(self, question: int, recording: Recording) -> None:
        """Deliver a whole recording: lease, every chunk, manifest."""
        lease = self.lease(question, recording.content_type)
        for index, body in recording.chunks.items():
            self.post(lease, index, body).raise_for_status()
        self.send_manifest(question, recording.manifest)

    def feedback(self, question: int) -> httpx.Response:
        """The feedback on an answer, or 202 while there are no words of it."""
        return self._api.post(f"/api/interview/questions/{question}/feedback")

    def prepare_feedback(self, question: int) -> None:
        """Have the feedback made from the words so far."""
        self._api.post(f"/api/interview/questions/{question}/feedback/preparation").raise_for_status()

    def correct(self, question: int, text: str) -> dict[str, Any]:
        """Put misheard words of the live transcript right."""
        return self._call("PUT", f"/api/interview/questions/{question}/correction", json={"text": text})

    def write(self, question: int, text: str) -> dict[str, Any]:
        """Answer in writing, where that was offered."""
        return self._call("PUT", f"/api/interview/questions/{question}/text-answer", json={"text": text})

    def tell(self, events: list[dict[str, Any]]) -> None:
        """What the browser noticed. LocalCloudError where some of it is refused."""
        if refused := self._call("POST", "/api/interview/events", json={"events": events})["refused"]:
            raise LocalCloudError(f"Events were refused: {refused}.")

    def live_ticket(self) -> str:
        return str(self._call("POST", "/api/live-tickets", json={})["ticket"])

    def voice_ticket(self) -> str:
        return str(self._call("POST", "/api/interview/voice-ticket")["ticket"])

    def finish(self) -> str:
        """The state of the interview after the call."""
        return str(self._call("POST", "/api/interview/finish")["state"])

    def close(self) -> None:
        super().close()
        self._storage.close()

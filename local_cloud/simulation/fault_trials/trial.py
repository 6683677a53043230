"""One recording of one interview: what the rows of the fault table have in hand."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import connect
from interview.domain.recordings.chunks import Manifest
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.errors import LocalCloudError
from local_cloud.simulation.api_candidate import Candidate
from local_cloud.simulation.fault_trials.browser_worker import Station
from local_cloud.simulation.fault_trials.verdicts import BrokenOff, Recorded
from local_cloud.simulation.faulty_network import ARRIVES, FaultyNetwork
from local_cloud.simulation.recruiter import Recruiter

__all__ = ["Invitation", "Lengths", "Original", "Trial"]

NO_VOICE = ("/voice",)
"""Many a company's network lets no such socket through; the interview then goes on in text, which is quicker here."""
QUESTION = {
    "text": "What was your hardest bug?",
    "thinking_time_s": 60,
    "answer_time_s": 120,
    "expected_points": ["Names the cause"],
}


@dataclass(frozen=True)
class Lengths:
    """How long things last: `answer_s` an answer, `rest_s` what is answered after a break, `outage_s` an outage."""

    answer_s: float = 13
    rest_s: float = 5
    outage_s: float = 60


@dataclass(frozen=True)
class Invitation:
    session_id: UUID
    link: str
    token: str


@dataclass(frozen=True)
class Original:
    """A complete recording that a real Chromium made, to be sent again by other means."""

    bodies: dict[int, bytes]
    manifest: dict[str, Any]
    """As the API takes it."""


@dataclass
class Trial:
    """`place` is where pages are recorded; `originals` are what stored rows send, at least one."""

    cloud: LocalCloud
    recruiter: Recruiter
    rng: random.Random
    lengths: Lengths
    place: Station | None = None
    originals: Sequence[Original] = ()
    broken_off: list[BrokenOff] = field(default_factory=list)

    def invite(self, questions: int = 1) -> Invitation:
        template = self.recruiter.make_template("Faults", [QUESTION] * questions)
        session_id, token = self.recruiter.invite(template, "Candidate")
        return Invitation(UUID(session_id), f"{self.cloud.edge_url}/interview#{token}", token)

    @property
    def station(self) -> Station:
        if self.place is None:
            raise LocalCloudError("A row that records needs a station.")
        return self.place

    @property
    def original(self) -> Original:
        return self.rng.choice(self.originals)

    def candidate(self, invitation: Invitation) -> Candidate:
        """Somebody who has started, and sends through the API alone."""
        candidate = Candidate(self.cloud.edge_url, invitation.token)
        candidate.start("Candidate")
        return candidate

    def sent(self, invitation: Invitation, network: FaultyNetwork, more_faults: int = 0) -> Recorded:
        """What pages sent through a network."""
        faults = sum(1 for _, fate in network.posts if fate != ARRIVES) + more_faults
        return Recorded(invitation.session_id, 0, dict(network.bodies), tuple(self.broken_off), faults)

    def original_of(self, recorded: Recorded) -> Original:
        database = connect(self.cloud.mongodb_uri, seed.DATABASE)
        with database.client:
            answer = AnswerRepository(database).get(recorded.session_id, recorded.question)
        manifest = answer.manifest or Manifest.model_validate({})
        bodies = {index: recorded.bodies[index] for index in sorted(manifest.indexes)}
        return Original(bodies, manifest.model_dump(mode="json", exclude_none=True))

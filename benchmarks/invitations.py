"""How long it takes to invite 5,000 people of a list, with a kill in the middle: `make bench NAME=invitations`.

The job runs in a process of its own over a MongoDB of its own; what EventBridge takes is taken at once, so that what is
timed is the product and the database. About half-way the process is killed (SIGKILL) wherever it is, and another goes
on. In the end each person has to have one interview with all its answers, each told of once.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from benchmarks.database import own_database
from benchmarks.reporting import report
from interview.adapters.event_bus import EventBus
from interview.adapters.mongo.accounts import AccountRepository
from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.indexes import create_indexes
from interview.adapters.mongo.invitation_batches import InvitationBatchRepository
from interview.adapters.mongo.organisation_settings import OrganisationSettingsRepository
from interview.adapters.mongo.outbox import OutboxRepository
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tags import TagRepository
from interview.adapters.mongo.templates import TemplateRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.domain.accounts import Organisation, Role, User
from interview.domain.clock import utc_now
from interview.domain.events import Event
from interview.domain.invitations.batches import BatchState, RowState
from interview.domain.templates import Question, Template
from interview.use_cases.invitations.end_batch import EndBatch
from interview.use_cases.invitations.invite_batch import InviteBatch
from interview.use_cases.invitations.prepare_batch import ListOfPeople, PrepareBatch
from interview.use_cases.publish_events import PublishEvents
from interview.use_cases.sessions.count_link import CountLink
from interview.wiring.listing import keep_listed_of

QUESTIONS = 6
LOOKS_EVERY_S = 0.05


class OpenBus(EventBus):
    """Takes everything at once."""

    def put(self, events: Sequence[Event]) -> list[bool]:
        return [True] * len(events)


def work(uri: str, name: str, batch_id: UUID) -> None:
    """What `functions/invite` does, to the end."""
    store = connect(uri, name)
    batches, sessions = InvitationBatchRepository(store), SessionRepository(store)
    invite = InviteBatch(
        batches,
        AccountRepository(store),
        sessions,
        AnswerRepository(store),
        TagRepository(store),
        OrganisationSettingsRepository(store),
        keep_listed_of(store),
        PublishEvents(OutboxRepository(store), OpenBus("benchmark")),
        EndBatch(batches, sessions, CountLink(sessions, UsageRepository(store))),
        "a key of links",
    )
    while invite(batch_id):
        pass


def prepared(database: Database, people: int) -> tuple[UUID, float]:
    """A batch, checked and begun, and how long it took to check it."""
    now = utc_now()
    organisation = Organisation(id=uuid4(), name="Firm", created_at=now)
    user = User(
        id=uuid4(),
        organisation_id=organisation.id,
        email="rita@example.com",
        name="Rita",
        role=Role.RECRUITER,
        password_hash=uuid4().hex,
        created_at=now,
    )
    accounts = AccountRepository(database)
    accounts.add_organisation(organisation)
    accounts.add_user(user)
    template = Template(
        id=uuid4(),
        organisation_id=organisation.id,
        title="Nurse",
        questions=tuple(Question(text=f"Question {number}?") for number in range(QUESTIONS)),
        created_at=now,
        updated_at=now,
    )
    TemplateRepository(database).add(template)
    rows = "".join(f"Candidate {n};candidate{n}@example.com;de;night shift\n" for n in range(people))
    content = f"Name;E-Mail;Sprache;Tags\n{rows}".encode()
    batches, sessions = InvitationBatchRepository(database), SessionRepository(database)
    prepare = PrepareBatch(batches, sessions, TemplateRepository(database), UsageRepository(database))
    began = time.monotonic()
    batch = prepare(user, ListOfPeople(uuid4(), template.id, content, 14, by_email=False)).batch
    checked_s = time.monotonic() - began
    CountLink(sessions, UsageRepository(database)).many(organisation.id, people)
    batches.move(batch.id, [BatchState.CHECKED], state=BatchState.INVITING.value, counted=people, moved_at=now)
    return batch.id, checked_s


def run(people: int) -> dict[str, Any]:
    with own_database() as database:
        create_indexes(database)
        batch_id, checked_s = prepared(database, people)
        host, port = next(iter(database.client.nodes))
        command = [sys.executable, "-m", "benchmarks.invitations", "--work", f"mongodb://{host}:{port}"]
        command += [database.name, str(batch_id)]
        batches = InvitationBatchRepository(database)
        began = time.monotonic()
        with subprocess.Popen(command) as first:
            while batches.counts([batch_id])[batch_id].get(RowState.INVITED, 0) < people / 2:
                assert first.poll() is None, "it ended before it was killed"
                time.sleep(LOOKS_EVERY_S)
            first.kill()
        killed_at = batches.counts([batch_id])[batch_id].get(RowState.INVITED, 0)
        half_made = database.sessions.count_documents({}) - killed_at
        subprocess.run(command, check=True)
        took_s = time.monotonic() - began
        names = [each["candidate_name"] for each in database.sessions.find({}, {"candidate_name": True})]
        answers = database.answers.count_documents({})
        batch = batches.get(batch_id)
        assert batch
        return {
            "people": people,
            "questions": QUESTIONS,
            "checked_s": round(checked_s, 2),
            "killed_at": killed_at,
            "made_and_not_marked_when_killed": half_made,
            "invited_s": round(took_s, 1),
            "people_a_second": round(people / took_s),
            "state": batch.state.value,
            "doubled": len(names) - len(set(names)),
            "lost": people - len(set(names)),
            "answers_too_many_or_few": answers - people * QUESTIONS,
            "not_told": len(OutboxRepository(database).before(utc_now() + timedelta(days=1), people).events),
            "not_listed": people - database.listed_sessions.count_documents({}),
        }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=5_000)
    options.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.work:
        uri, name, batch_id = given.work
        work(uri, name, UUID(batch_id))
        return
    print(report("invitations", run(given.people), keep=given.people == options.get_default("people")))


if __name__ == "__main__":
    main()

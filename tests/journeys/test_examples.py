"""Interviews to look at, taken through the deployed template."""

from interview.adapters.mongo.client import connect
from local_cloud import seed
from local_cloud.cloud.cloud import LocalCloud
from local_cloud.simulation.examples.plan import PLAN
from local_cloud.simulation.examples.taking import Examples
from local_cloud.simulation.recruiter import Recruiter


def test_what_broke_off_goes_on_and_what_is_there_stays(cloud: LocalCloud) -> None:
    names = ("Candidate 20", "Candidate 41", "Candidate 44")
    plan = [planned for planned in PLAN if planned.name in names]
    seed.create_demo_reviewer(cloud.mongodb_uri)
    said: list[str] = []
    with (
        Recruiter(cloud.edge_url, cloud.demo_email, cloud.demo_password) as recruiter,
        Recruiter(cloud.edge_url, seed.REVIEWER_EMAIL, cloud.demo_password) as reviewer,
    ):
        examples = Examples(cloud.edge_url, recruiter, reviewer, said.append)
        examples.take(plan)
        first = {each["candidate_name"]: each for each in recruiter.sessions() if each["candidate_name"] in names}
        assert {name: each["state"] for name, each in first.items()} == {
            "Candidate 20": "done",
            "Candidate 41": "in_progress",
            "Candidate 44": "pending",
        }
        decision = recruiter.review(first["Candidate 20"]["id"])["decision"]
        assert decision["choice"] == plan[0].found.choice
        examples.take(plan)
        again = [each["id"] for each in recruiter.sessions() if each["candidate_name"] in names]
        assert sorted(again) == sorted(each["id"] for each in first.values())
    database = connect(cloud.mongodb_uri, seed.DATABASE)
    with database.client:
        assert database.users.count_documents({"email": seed.REVIEWER_EMAIL}) == 1

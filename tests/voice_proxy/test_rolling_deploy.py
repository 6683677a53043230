"""A deploy while people converse: they go on at the new task, and the old one ends."""

import asyncio
from pathlib import Path

from benchmarks.rolling_deploy import deploy_while_people_speak
from interview.adapters.mongo.client import Database


def test_no_word_is_lost_no_socket_is_cut_and_the_old_task_ends(
    database: Database, database_uri: str, tmp_path: Path
) -> None:
    people = [[1.0, 1.0], [2.0, 3.0], [4.0, 1.0]]
    deploy = asyncio.run(
        deploy_while_people_speak(database, database_uri, tmp_path, people, look_every_s=0.2, after_s=1.0)
    )
    assert deploy.old_was_left_to == 0
    assert deploy.lost == 0
    assert [notes.cut for notes in deploy.notes] == [0] * len(people)
    assert [len(notes.away) for notes in deploy.notes] == [1] * len(people)

"""A deploy of the voice proxy during conversations: `make bench NAME=rolling_deploy`.

Two tasks on this machine, the old and the new one, behind one front; ECS, the load balancer and Deepgram are stand-ins.
Every candidate says words that are told apart, two seconds and a pause by turns. Counted are the words that stand in
no line at the end, how long a page was between two tasks, and how long a candidate waited for a voice. Some give an
answer that outlasts the time to leave: they move in a pause of it.
"""

import argparse
import random
import tempfile
from pathlib import Path

import uvloop

from benchmarks.percentiles import percentiles
from benchmarks.reporting import report
from benchmarks.rolling_deploy import Deploy, deploy_while_people_speak
from interview.adapters.mongo.client import connect
from interview.adapters.mongo.indexes import create_indexes
from local_cloud.cloud.mongod import Mongod
from local_cloud.processes import free_port
from voice_proxy_container.server import LEAVE_TIMEOUT_S
from voice_proxy_container.task_standing import LOOK_EVERY_S

DEPLOY_AFTER_S = 8.0


def figures(deploy: Deploy) -> dict[str, object]:
    notes = deploy.notes
    return {
        "words_said": sum(len(each.said) for each in notes),
        "words_lost": deploy.lost,
        "words_twice": deploy.twice,
        "moved": sum(len(each.away) for each in notes),
        "moved_in_an_answer": sum(each.moved_in_answer for each in notes),
        "sockets_cut": sum(each.cut for each in notes),
        "doors_refused": sum(each.refused for each in notes),
        "between_two_tasks": percentiles([away for each in notes for away in each.away]),
        "from_a_wish_to_its_first_sound": percentiles([wait for each in notes for wait in each.first_sounds]),
        "longest_silence_s": round(max(wait for each in notes for wait in each.first_sounds), 2),
        "old_task_ended_after_s": round(deploy.ended_after_s, 1),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--conversations", type=int, default=50)
    options.add_argument("--long", type=int, default=3, help="how many of them give an answer that does not end")
    options.add_argument("--no-result-file", action="store_true")
    chosen = options.parse_args()
    short = [[random.uniform(15, 35), random.uniform(30, 50)] for _ in range(chosen.conversations - chosen.long)]  # noqa: S311
    long = [[10.0, LEAVE_TIMEOUT_S + 3 * LOOK_EVERY_S] for _ in range(chosen.long)]
    with (
        tempfile.TemporaryDirectory(prefix="colloquy-bench-") as folder,
        Mongod(Path(folder) / "data", port=free_port(), log=Path(folder) / "mongod.log") as mongod,
    ):
        database = connect(mongod.uri, "benchmark")
        with database.client:
            create_indexes(database)
            deploy = uvloop.run(
                deploy_while_people_speak(
                    database,
                    mongod.uri,
                    Path(folder),
                    [*short, *long],
                    look_every_s=LOOK_EVERY_S,
                    after_s=DEPLOY_AFTER_S,
                )
            )
    result = {"conversations": chosen.conversations, "of_them_long": chosen.long, **figures(deploy)}
    print(report("rolling_deploy", result, keep=not chosen.no_result_file))


if __name__ == "__main__":
    main()

"""`python -m voice_proxy_container`: serve until SIGTERM or Ctrl-C."""

import asyncio
import signal
import sys

import uvloop

from interview.settings import SettingsError, load
from voice_proxy_container import logs
from voice_proxy_container.admission import Admission
from voice_proxy_container.server import VoiceServer
from voice_proxy_container.settings import VoiceProxySettings
from voice_proxy_container.task_protection import TaskProtection
from voice_proxy_container.task_standing import TaskStanding


def main() -> int:
    try:
        settings = load(VoiceProxySettings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    logs.configure()
    uvloop.run(serve(settings))
    return 0


async def serve(settings: VoiceProxySettings) -> None:
    stopped = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stopped.set)
    protection = TaskProtection(settings.ecs_agent_uri, logs.event)
    admission = Admission(settings)
    server = VoiceServer(
        settings.host, settings.port, admission, carries=protection.carries, speech=admission.admit_speech
    )
    standing = TaskStanding(
        settings.ecs_container_metadata_uri_v4, logs.event, outdated=protection.outdated, leave=server.leave
    )
    beside = [asyncio.create_task(protection.run()), asyncio.create_task(standing.run())]
    await server.start()
    await stopped.wait()
    await server.stop()
    for task in beside:
        task.cancel()


if __name__ == "__main__":
    sys.exit(main())

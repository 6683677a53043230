"""`python -m voice_proxy_container`: serve until SIGTERM or Ctrl-C."""

import asyncio
import signal
import sys

import uvloop

from interview.settings import SettingsError, load
from voice_proxy_container import logs
from voice_proxy_container.reception import Reception
from voice_proxy_container.server import VoiceServer
from voice_proxy_container.settings import VoiceProxySettings


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
    server = VoiceServer(settings.host, settings.port, Reception(settings))
    await server.start()
    await stopped.wait()
    await server.stop()


if __name__ == "__main__":
    sys.exit(main())

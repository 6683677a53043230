"""`python -m voice_proxy_container`: serve until SIGTERM or Ctrl-C."""

import signal
import sys
import threading

from interview.settings import SettingsError, load
from voice_proxy_container.health import HealthServer
from voice_proxy_container.settings import VoiceProxySettings


def main() -> int:
    try:
        settings = load(VoiceProxySettings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    stopped = threading.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: stopped.set())
    with HealthServer(settings) as server:
        serving = threading.Thread(target=server.serve_forever, name="http")
        serving.start()
        stopped.wait()
        server.shutdown()
        serving.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())

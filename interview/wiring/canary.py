"""What `functions/canary` asks for."""

from interview.adapters.deepgram import Deepgram
from interview.adapters.groq import Groq
from interview.adapters.secrets import secret
from interview.adapters.site import Site
from interview.settings.canary import CanarySettings
from interview.use_cases.live.look_around import LookAround
from interview.wiring.kept import kept

VENDOR_TIMEOUT_S = 10.0
"""Where a function that runs every five minutes asks about a key."""


@kept
def look_around(settings: CanarySettings) -> LookAround:
    def ask_groq() -> None:
        key = secret(settings.groq_secret_arn, "scoring")
        with Groq(key, base_url=settings.groq_base_url, models=(), timeout_s=VENDOR_TIMEOUT_S) as groq:
            groq.check_key()

    def ask_deepgram() -> None:
        key = secret(settings.deepgram_secret_arn, "transcription")
        with Deepgram(key, api_url=settings.deepgram_api_url, timeout_s=VENDOR_TIMEOUT_S) as deepgram:
            deepgram.check_key()

    return LookAround(Site(settings.site_url), settings.paths, (ask_groq, ask_deepgram))

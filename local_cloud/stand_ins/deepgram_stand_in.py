"""Stand-in for Deepgram on the loopback address: a voice agent and speech recognition that need no key.

    python -m local_cloud.stand_ins.deepgram_stand_in --port 8004

| door | what |
|---|---|
| `POST /v1/listen` | finished recordings: `deepgram.prerecorded` |
| `POST /v1/speak` | a text as sound: `deepgram.speak` |
| `GET /v1/speak` | texts as sound over a WebSocket: `deepgram.speaking` |
| `GET /v1/auth/token` | about the key |
| `GET /v2/listen` | recognition while people speak: `deepgram.listen` |
| `GET /v1/agent/converse` | the voice agent: `deepgram.agent` |
| `GET /stand-in/usage` | what was used: `stand_in.Usage` |
| `PUT /stand-in/hearing` | whether it hears, or says a script: `deepgram.hearing.Hearing` |
| `PUT /stand-in/voice` | whether a person speaks, or what costs least: `deepgram.voice.Voice.change` |
| `PUT /stand-in/limits` | how long sockets may stay: `deepgram.endpoints.Limits` |

Any key will do unless it holds the word "invalid". Failures on request: see `stand_in`; the targets are `prerecorded`
(which is meant where none is named), `speak`, `speaking`, `listen` and `agent`.
"""

import sys
from collections.abc import AsyncIterator, Mapping

from aiohttp import web

from local_cloud.stand_ins.deepgram.agent import AgentEndpoint
from local_cloud.stand_ins.deepgram.endpoints import SOCKET_FAILURES, Limits, authorised, refusal
from local_cloud.stand_ins.deepgram.hearing import Hearing
from local_cloud.stand_ins.deepgram.listen import ListenDoor
from local_cloud.stand_ins.deepgram.prerecorded import FAILURES, PrerecordedDoor
from local_cloud.stand_ins.deepgram.speak import SpeakDoor
from local_cloud.stand_ins.deepgram.speaking import SpeakingDoor
from local_cloud.stand_ins.deepgram.speech import SpeechModel
from local_cloud.stand_ins.deepgram.voice import Voice
from local_cloud.stand_ins.deepgram.whisper_recogniser import WhisperRecogniser
from local_cloud.stand_ins.stand_in import NAME, SERVED_BY, FailureQueue, Usage, add_health, serve
from local_cloud.stand_ins.whisper_weights import WeightsError, find

__all__ = ["make_app"]


def make_app() -> web.Application:
    app = web.Application()
    failures = FailureQueue(
        {
            "prerecorded": FAILURES,
            "speak": FAILURES,
            "speaking": SOCKET_FAILURES,
            "agent": SOCKET_FAILURES,
            "listen": SOCKET_FAILURES,
        }
    )
    usage, limits, model, voice = Usage(), Limits(), SpeechModel(), Voice()
    recogniser = WhisperRecogniser(find(), model)
    hearing = Hearing(recogniser)
    failures.add_routes(app)
    usage.add_routes(app)

    async def engines() -> Mapping[str, str]:
        return {"recognition_engine": hearing.recogniser.name, "voice_engine": await voice.names()}

    add_health(app, engines)
    app.router.add_put("/stand-in/limits", limits.change)
    app.router.add_put("/stand-in/hearing", hearing.change)
    app.router.add_put("/stand-in/voice", voice.change)
    app.router.add_get("/v1/auth/token", key_details)
    app.router.add_post("/v1/listen", PrerecordedDoor(failures, usage, hearing).listen)
    app.router.add_post("/v1/speak", SpeakDoor(failures, usage, voice).speak)
    app.router.add_get("/v1/speak", SpeakingDoor(failures, usage, voice).speak)
    app.router.add_get("/v1/agent/converse", AgentEndpoint(failures, usage, limits, model, hearing, voice).converse)
    app.router.add_get("/v2/listen", ListenDoor(failures, usage, limits, model, hearing).listen)

    async def lifetime(_: web.Application) -> AsyncIterator[None]:
        yield
        await recogniser.close()
        await voice.close()

    app.cleanup_ctx.append(lifetime)
    return app


async def key_details(request: web.Request) -> web.Response:
    if not authorised(request):
        return refusal(401, "INVALID_AUTH", "Invalid credentials.")
    return web.json_response({"api_key_id": NAME, "scopes": ["usage:write"]}, headers=SERVED_BY)


if __name__ == "__main__":
    try:
        serve("Stand-in for Deepgram.", make_app)
    except WeightsError as error:
        sys.exit(str(error))

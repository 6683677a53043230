"""The running container between a candidate and a scripted Deepgram."""

from tests.voice_proxy.candidate import connected
from tests.voice_proxy.conftest import QUESTIONS, Proxy
from tests.voice_proxy.vendor import SENTENCE_SOUND, Vendor


def test_smoke(proxy: Proxy, vendor: Vendor) -> None:
    session = proxy.session()
    with connected(proxy.door(session)) as page:
        assert page.until("ready") == {"type": "ready", "agent": True, "recognition": True}
        page.send("ask", question=0)
        assert page.until("caption")["text"] == QUESTIONS[0]
        page.until("audio_done")
        assert page.sound == b"".join(SENTENCE_SOUND)
        page.send("answer_started", question=0)
        page.speak(6)
        page.send("answer_finished", question=0)
        stored_answer = page.until("answer_stored")
        assert stored_answer["text"] == "word0 word1 word2 word3 word4 word5"
        print(page.messages)

"""The network does to a chunk what it is told to, and lets everything else through."""

import asyncio
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest
from aiohttp import BodyPartReader, web

from local_cloud.processes import poll_until
from local_cloud.simulation.faulty_network import ARRIVES, Fate, FaultyNetwork, Post

SESSION = "6f1c2f39-7c0e-4d4c-9a53-0d5f0e1f4b7a"
Choose = Callable[[Post], Fate]


class Bucket:
    """A server that keeps what is posted to it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    async def _take(self, request: web.Request) -> web.Response:
        parts = await request.multipart()
        async for part in parts:
            if isinstance(part, BodyPartReader) and part.name == "file":
                self.bodies.append(bytes(await part.read()))
        return web.Response(status=204)

    async def _hello(self, _: web.Request) -> web.Response:
        return web.Response(text="hello")

    async def _start(self) -> web.AppRunner:
        app = web.Application(client_max_size=2**24)
        app.add_routes([web.post("/bucket", self._take), web.get("/", self._hello), web.get("/voice", self._hello)])
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    def _serve(self) -> None:
        runner = self._loop.run_until_complete(self._start())
        self._ready.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    def __enter__(self) -> "Bucket":
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with Bucket() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket) -> Bucket:
    server.bodies.clear()
    return server


def post(network: FaultyNetwork, bucket: Bucket, index: int = 3, body: bytes = b"chunk" * 5000) -> httpx.Response:
    with httpx.Client(proxy=network.url, timeout=10) as client:
        form = {"key": f"{SESSION}/0/chunk_{index:03}.webm"}
        return client.post(f"{bucket.url}/bucket", data=form, files={"file": ("chunk", body, "video/webm")})


def first_only(fate: Fate) -> Choose:
    return lambda post: fate if post.attempt == 0 else ARRIVES


def test_what_has_no_fault_arrives(bucket: Bucket) -> None:
    with FaultyNetwork() as network:
        assert post(network, bucket).status_code == 204
        assert httpx.get(bucket.url, proxy=network.url).text == "hello"
    assert bucket.bodies == [b"chunk" * 5000]
    assert network.bodies == {3: b"chunk" * 5000}
    assert network.posts == [(Post(0, 3, 0), ARRIVES)]


def test_a_busy_answer_hides_the_bucket(bucket: Bucket) -> None:
    with FaultyNetwork(first_only(Fate(unavailable=True))) as network:
        assert post(network, bucket).status_code == 503
        assert bucket.bodies == []
        assert post(network, bucket).status_code == 204


@pytest.mark.parametrize(("fate", "arrived"), [(Fate(reset=True), 0), (Fate(answer_lost=True), 1)])
def test_a_reset_breaks_off_before_or_after(bucket: Bucket, fate: Fate, arrived: int) -> None:
    with FaultyNetwork(first_only(fate)) as network:
        with pytest.raises((httpx.ReadError, httpx.WriteError)):
            post(network, bucket)
        assert len(bucket.bodies) == arrived
        assert post(network, bucket).status_code == 204


def test_a_second_delivery_comes_of_itself(bucket: Bucket) -> None:
    with FaultyNetwork(lambda _: Fate(again_after_s=0.05)) as network:
        assert post(network, bucket).status_code == 204
        network.let_arrive()
    assert len(bucket.bodies) == 2


def test_a_late_one_is_overtaken(bucket: Bucket) -> None:
    with FaultyNetwork(lambda post: Fate(delay_s=2 if post.index == 0 else 0)) as network:
        late = threading.Thread(target=post, args=(network, bucket, 0, b"late"))
        late.start()
        assert poll_until(lambda: len(network.posts) == 1, timeout_s=5)
        post(network, bucket, 1, b"early")
        late.join()
    assert bucket.bodies == [b"early", b"late"]


def test_without_network_nothing_gets_through_until_it_is_back(bucket: Bucket) -> None:
    with FaultyNetwork() as network:
        network.cut()
        with pytest.raises(httpx.TransportError):
            httpx.get(bucket.url, proxy=network.url)
        network.mend()
        assert httpx.get(bucket.url, proxy=network.url).text == "hello"


def test_a_path_may_lead_nowhere(bucket: Bucket) -> None:
    with FaultyNetwork(without=("/voice",)) as network, pytest.raises(httpx.TransportError):
        httpx.get(f"{bucket.url}/voice?ticket=1", proxy=network.url)

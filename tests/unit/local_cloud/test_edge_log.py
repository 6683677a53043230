"""What the edge writes into its log of a request that its origin does not answer as HTTP asks."""

import asyncio
import logging

import pytest
from aiohttp.test_utils import TestClient, TestServer

from local_cloud.cloud.distribution import Behaviour, Distribution, LoadBalancer, Origin
from local_cloud.cloud.edge import Edge

SECRET = "the-ticket"


async def _answers_nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"this is no HTTP\r\n\r\n")
    writer.close()


async def _asked(method: str) -> int:
    """The status that the edge answers with."""
    server = await asyncio.start_server(_answers_nonsense, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    origin = Origin("tasks", "", {}, LoadBalancer(port))
    behaviour = Behaviour("*", origin, frozenset({"GET", "HEAD"}), passes_viewer_request=True)
    edge = Edge(Distribution((behaviour,)), "http://127.0.0.1:1")
    async with server, TestClient(TestServer(edge.application())) as viewer:
        answered = await viewer.request(method, f"/voice/speech?ticket={SECRET}")
        return answered.status


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_query_string_is_in_it(caplog: pytest.LogCaptureFixture, method: str) -> None:
    with caplog.at_level(logging.DEBUG):
        assert asyncio.run(_asked(method)) == 503
    written = [record.getMessage() for record in caplog.records if record.name == "edge"]
    assert [line for line in written if "does not answer" in line], "it is written that there is no answer"
    assert not [line for line in written if SECRET in line]

"""What a socket tells its owner."""

from unittest.mock import Mock

import pytest

from voice_proxy_container.protocol import frames
from voice_proxy_container.transport.sockets import SocketEvents, WebSocket


@pytest.mark.parametrize("frame", [frames.ping(masked=True), frames.pong(b"", masked=True)], ids=["ping", "pong"])
def test_every_frame_that_takes_time_is_told_of(frame: bytes) -> None:
    """So that the owner can count it against what a browser may send."""
    pinged, ignored = Mock(), Mock()
    events = SocketEvents(ignored, ignored, ignored, ignored, ignored, pinged)
    socket = WebSocket(Mock(), events, to_server=False, largest=1024)
    socket.data_received(frame * 3)
    assert pinged.call_count == 3

"""What a conversation uses of the vendor's time: every socket, every try to open one, each second once."""

from hypothesis import given
from hypothesis import strategies as st

from voice_proxy_container.vendor_time import MIN_OF_A_SOCKET_S, SocketTime, VendorTime


def test_both_sockets_count_while_they_are_open() -> None:
    time = VendorTime(100)
    time.begin(0)
    time.begin(20)
    assert time.uncounted_s(50) == 50 + 30
    assert time.has_room(59)
    assert not time.has_room(60)


def test_sound_counts_where_more_of_it_was_sent_than_a_microphone_makes() -> None:
    time = VendorTime(100)
    socket = time.begin(0)
    socket.bytes = 60 * 32_000
    assert time.uncounted_s(20) == 60
    assert time.uncounted_s(70) == 10
    time.end(socket, 80)
    assert time.uncounted_s(90) == 10


def test_a_try_that_came_to_nothing_costs_something() -> None:
    time = VendorTime(2 * MIN_OF_A_SOCKET_S)
    for began in (0.0, 0.1):
        assert time.has_room(began)
        time.end(time.begin(began), began + 0.05)
    assert not time.has_room(0.2)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), max_size=8), st.lists(st.floats(0, 1000)))
def test_every_whole_second_is_handed_out_once(sockets: list[tuple[float, float]], looks: list[float]) -> None:
    time = VendorTime()
    moments = [(began, 0, began) for began, _ in sockets] + [(began + lasts, 1, began) for began, lasts in sockets]
    moments += [(at, 2, at) for at in looks]
    handed_out = []
    open_: dict[float, list[SocketTime]] = {}
    for at, kind, began in sorted(moments, key=lambda moment: moment[:2]):
        if kind == 0:
            open_.setdefault(began, []).append(time.begin(began))
        elif kind == 1:
            time.end(open_[began].pop(), at)
        else:
            handed_out.append(time.uncounted_s(at))
    handed_out.append(time.uncounted_s(2000))
    used = sum(max(MIN_OF_A_SOCKET_S, (began + lasts) - began) for began, lasts in sockets)
    assert all(seconds >= 0 for seconds in handed_out)
    assert abs(sum(handed_out) - used) < 1 + 1e-6

"""How soon an interview may call the vendor once more."""

from voice_proxy_container.handshake_pace import AT_ONCE, MAX_PAUSE_S, ONE_MORE_AFTER_S, HandshakePace


def test_so_many_at_once_wait_for_nothing_and_then_each_longer_than_the_one_before() -> None:
    pace = HandshakePace()
    pauses = [pace.pause_s(100.0) for _ in range(AT_ONCE + 5)]
    assert pauses[:AT_ONCE] == [0.0] * AT_ONCE
    assert pauses[AT_ONCE:] == [3.0, 6.0, 9.0, MAX_PAUSE_S, MAX_PAUSE_S]


def test_who_calls_as_often_as_an_interview_needs_never_waits() -> None:
    pace = HandshakePace()
    assert {pace.pause_s(at * ONE_MORE_AFTER_S) for at in range(500)} == {0.0}


def test_it_rests_after_a_while() -> None:
    pace = HandshakePace()
    for _ in range(100):
        pace.pause_s(0.0)
    assert pace.pause_s(MAX_PAUSE_S) == ONE_MORE_AFTER_S
    assert not pace.is_rested(60.0)
    assert pace.is_rested(80.0)
    assert HandshakePace().is_rested(0.0)

"""Passwords cost whoever guesses them what RFC 9106 recommends."""

from interview.adapters.passwords import Passwords


def test_are_kept_under_the_recommended_parameters() -> None:
    passwords = Passwords()
    kept = passwords.hash("correct horse")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.matches(kept, "correct horse")
    assert not passwords.matches(kept, "correct Horse")
    assert not passwords.is_outdated(kept)

"""What is told of the device of a sign-in."""

import pytest

from interview.domain.devices import Browser, System, device_of

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
SAYS = {
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36": ("chrome", "windows"),
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0": (
        "edge",
        "windows",
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0": ("firefox", "linux"),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15": (
        "safari",
        "macos",
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1": (
        "safari",
        "ios",
    ),
    f"Mozilla/5.0 (Linux; Android 14; SM-S911B) {WEBKIT} SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36": (
        "samsung",
        "android",
    ),
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/131.0.0.0 Safari/537.36": ("chrome", "chromeos"),
    "curl/8.5.0": ("other", "other"),
    "": ("other", "other"),
}


@pytest.mark.parametrize("user_agent", SAYS)
def test_a_browser_and_its_system_are_told_in_two_words(user_agent: str) -> None:
    browser, system = SAYS[user_agent]
    assert device_of(user_agent) == (Browser(browser), System(system))

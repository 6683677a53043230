"""With what somebody signed in: enough to know one's own, and no more."""

import re
from collections.abc import Mapping
from enum import StrEnum

__all__ = ["Browser", "System", "device_of"]


class Browser(StrEnum):
    CHROME = "chrome"
    EDGE = "edge"
    FIREFOX = "firefox"
    OPERA = "opera"
    SAFARI = "safari"
    SAMSUNG = "samsung"
    OTHER = "other"


class System(StrEnum):
    ANDROID = "android"
    CHROMEOS = "chromeos"
    IOS = "ios"
    LINUX = "linux"
    MACOS = "macos"
    WINDOWS = "windows"
    OTHER = "other"


# Most browsers name others, too: what only they name comes first.
BROWSERS: Mapping[str, Browser] = {
    r"Edg(e|A|iOS)?/": Browser.EDGE,
    r"OPR/|OPT/": Browser.OPERA,
    r"SamsungBrowser/": Browser.SAMSUNG,
    r"Firefox/|FxiOS/": Browser.FIREFOX,
    r"Chrome/|CriOS/": Browser.CHROME,
    r"Version/.*Safari/": Browser.SAFARI,
}
SYSTEMS: Mapping[str, System] = {
    r"Windows NT": System.WINDOWS,
    r"iPhone|iPad": System.IOS,
    r"Android": System.ANDROID,
    r"CrOS": System.CHROMEOS,
    r"Mac OS X": System.MACOS,
    r"Linux|X11": System.LINUX,
}


def device_of(user_agent: str) -> tuple[Browser, System]:
    """What a browser says of itself."""
    browser = next((name for pattern, name in BROWSERS.items() if re.search(pattern, user_agent)), Browser.OTHER)
    system = next((name for pattern, name in SYSTEMS.items() if re.search(pattern, user_agent)), System.OTHER)
    return browser, system

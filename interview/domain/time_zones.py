"""Time zones by their names in the IANA database. What looks into it is imported when a zone is first asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["zone_of"]


def zone_of(name: str | None) -> "ZoneInfo | None":
    """None for what is no name of a time zone, whoever says so."""
    from zoneinfo import ZoneInfo

    try:
        # Beside the zones lie files of the system's own, such as `posixrules`: none of them begins with a capital.
        return ZoneInfo(name) if name and name[0].isupper() else None
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder is an OSError
        return None

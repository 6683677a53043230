"""What `functions/list_sessions` asks for."""

from interview.wiring.listing import keep_listed

__all__ = ["keep_listed"]

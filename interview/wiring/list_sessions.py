"""What `functions/list_sessions` asks for."""

from interview.wiring.listing import keep_listed
from interview.wiring.passages import keep_passages

__all__ = ["keep_listed", "keep_passages"]

"""Names for contents: equal contents have equal hashes."""

import hashlib
import json

__all__ = ["canonical_hash"]


def canonical_hash(content: object) -> str:
    """SHA-256 (hex) of canonical JSON."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()

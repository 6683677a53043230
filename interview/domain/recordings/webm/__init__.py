"""WebM as browsers record it: reading its headers, rejoining a recording's chunks, reading what a finished file holds.

The elements and their meaning: RFC 9559 (Matroska), of which WebM is a part.

ebml      elements, IDs and sizes: how the bytes are laid out
blocks    many blocks at a time
header    what stands before the first cluster: the tracks and their codecs
joiner    from the bytes of chunks, some of them missing or damaged, to one clean stream
contents  what a finished file says of itself: duration, tracks, packets
"""

from interview.domain.recordings.webm.blocks import MAX_BLOCK_BYTES
from interview.domain.recordings.webm.contents import read_contents
from interview.domain.recordings.webm.header import Header, Track, read_header
from interview.domain.recordings.webm.joiner import Joiner

__all__ = [
    "MAX_BLOCK_BYTES",
    "Header",
    "Joiner",
    "Track",
    "read_contents",
    "read_header",
]

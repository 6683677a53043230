"""WebM as browsers record it: reading its headers, rejoining a recording's chunks, reading what a finished file holds.

ebml      elements, IDs and sizes: how the bytes are laid out
blocks    many blocks at a time
header    what stands before the first cluster: the tracks and their codecs
joiner    from the bytes of chunks, some of them missing or damaged, to one clean stream
contents  what a finished file says of itself: duration, tracks, packets
"""

from interview.domain.webm.blocks import MAX_BLOCK_BYTES
from interview.domain.webm.contents import read_contents
from interview.domain.webm.header import Header, Track, read_header
from interview.domain.webm.joiner import Joiner

__all__ = [
    "MAX_BLOCK_BYTES",
    "Header",
    "Joiner",
    "Track",
    "read_contents",
    "read_header",
]

"""MP4 as browsers record it: a header, then fragments of a box of times and sizes (`moof`) and one of frames (`mdat`).

A recorder's chunks hold whole fragments, and each fragment begins with a keyframe. So a lost chunk costs its fragments
and nothing else, and a second run needs its fragments' times moved.

boxes      how the bytes are laid out
header     what stands before the first fragment: the tracks and their codecs
fragments  times, lengths and keyframes of a fragment
joiner     from the bytes of chunks, some of them missing or damaged, to one clean stream
contents   what a finished file says of itself: duration, tracks, packets
"""

from interview.domain.mp4.contents import read_contents
from interview.domain.mp4.header import Header, Track, read_header
from interview.domain.mp4.joiner import MAX_FRAGMENT_BYTES, Joiner

__all__ = ["MAX_FRAGMENT_BYTES", "Header", "Joiner", "Track", "read_contents", "read_header"]

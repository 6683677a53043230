"""MP4 as browsers record it: a header, then fragments of a box of times and sizes (`moof`) and one of frames (`mdat`).

A recorder's chunks hold whole fragments, so that a lost chunk costs its own, and the pictures behind it up to the next
keyframe. Fragments are written again, for each writer has its own way with them. Source: ISO/IEC 14496-12, section 8.8.

boxes      how the bytes are laid out
header     what stands before the first fragment: the tracks and their codecs
fragments  times, lengths and keyframes of a fragment
joiner     from the bytes of chunks, some of them missing or damaged, to one clean stream
counting   how many frames a stream holds by its own word
contents   what a finished file says of itself: duration, tracks, packets
"""

from interview.domain.recordings.mp4.contents import read_contents
from interview.domain.recordings.mp4.counting import FrameCounter
from interview.domain.recordings.mp4.header import FINISHED, Header, Track, is_finished, read_header
from interview.domain.recordings.mp4.joiner import MAX_FRAGMENT_BYTES, Joiner

__all__ = [
    "FINISHED",
    "MAX_FRAGMENT_BYTES",
    "FrameCounter",
    "Header",
    "Joiner",
    "Track",
    "is_finished",
    "read_contents",
    "read_header",
]

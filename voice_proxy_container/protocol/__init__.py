"""What is said on the three sockets, without the sockets: read and written here and nowhere else.

`page` is the browser's vocabulary, `agent` Deepgram's Voice Agent v1, `recognition` its streaming recognition
(`/v2/listen`, Flux). Messages of an unknown type are tolerated from the vendor and refused from the browser.
"""

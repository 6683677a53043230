"""What relaying a conversation costs, beside the usual ways to relay: `make bench NAME=voice_relay`.

`load` is the pages and the vendor at once, `ours`, `raw` and `node_ws.mjs` are the relays between them.
"""

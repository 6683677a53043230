"""How well and how soon speech is heard without a vendor: `make bench NAME=recognition`.

`live` speaks to the stand-in as the voice proxy does, `reports` says when which word was known, `pocketsphinx_peer` is
what recognition is measured beside.
"""

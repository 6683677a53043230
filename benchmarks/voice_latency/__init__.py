"""How long a candidate waits for what is said and shown, and how much of it is ours: `make bench NAME=voice_latency`.

`vendors` stand in for Deepgram and Groq and say when they were at work, `moments` takes that off, `page` speaks.
"""

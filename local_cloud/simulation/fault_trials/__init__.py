"""Recording a short answer while something goes wrong, and judging second by second what came of it.

`rows` says what can go wrong, `station` records in a real Chromium, `judging` compares what was recorded with what was
merged, and `running` does many trials at a time.
"""

"""How long a candidate waits for the interviewer who says no word and presses no button, and who is cut off meanwhile:
`make bench NAME=turn_end`.

`answers.txt` says what is said and where people pause, `speech` puts pauses of known length there (`record` speaks it
anew), `page` gives the answers, `rule.mjs` is the page's own rule.
"""

"""What an interview of twenty minutes costs, and a stage where nobody is interviewed: `make cost`.

One real interview is taken in Chromium at a local cloud. Emulator, edge and stand-ins count what it used
(`counting`), `interview` makes twenty minutes of it, `idle` reads the template, `prices` is what each thing costs.
"""

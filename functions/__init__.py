"""The Lambda functions, a folder each."""

import gc

gc.set_threshold(300_000)
"""An import makes a great many objects and drops none: to look for garbage after each 700, as Python does of itself,
takes a tenth of a cold start."""

from functions.left_out import leave_out  # noqa: E402 (an import as well)

leave_out()

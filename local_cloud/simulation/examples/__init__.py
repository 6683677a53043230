"""Interviews to look at: what `make run` fills an empty dashboard with, taken through the product's own API.

README.md in this folder says what there is and how it was made; `make seed` takes what is not there yet.
"""

"""Mails: what is written to whom, when, and what became of it."""

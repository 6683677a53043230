"""The question that a candidate may try their voice on before the first real one. Never stored, never scored."""

__all__ = ["PRACTICE_QUESTION"]

PRACTICE_QUESTION = "To try everything out: how do you like to start your day?"

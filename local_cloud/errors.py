"""What can stop the local cloud from starting or running, told in one sentence."""

__all__ = ["LocalCloudError"]


class LocalCloudError(Exception):
    """The message is one plain sentence for the person at the terminal: what is wrong and what to do."""

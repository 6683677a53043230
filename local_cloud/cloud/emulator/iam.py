"""IAM: policies are enforced; one condition cannot be true on a machine without certificates."""

from typing import Any

from ministack.core import iam_evaluator

from local_cloud.cloud.emulator.patching import Patch, wrap

__all__ = ["PATCHES"]


def count_loopback_as_secure_transport() -> None:
    """Buckets and queues made with `enforce_ssl` deny what is not TLS, and loopback has no TLS."""

    def make(original: Any) -> Any:
        def resolve(key: str, ctx: Any) -> Any:
            return "true" if key.lower() == "aws:securetransport" else original(key, ctx)

        return resolve

    wrap(iam_evaluator, "_resolve_condition_key", "key ctx", make)


PATCHES: tuple[Patch, ...] = (count_loopback_as_secure_transport,)

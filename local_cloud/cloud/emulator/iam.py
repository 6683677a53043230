"""IAM: policies are enforced, but for a condition that cannot be true on a machine without certificates; and several
messages at once need the permission of one, as SQS has it."""

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


def permit_batches_of_messages_as_single_ones() -> None:
    """There is no action `sqs:SendMessageBatch`: whoever may send a message may send ten (Service Authorization
    Reference, Amazon SQS)."""

    def make(original: Any) -> Any:
        def matches(request_action: str, actions: list[str], not_actions: list[str]) -> bool:
            of_one = request_action.removesuffix("Batch") if request_action.startswith("sqs:") else request_action
            return bool(original(of_one, actions, not_actions))

        return matches

    wrap(iam_evaluator, "_action_matches", "request_action actions not_actions", make)


PATCHES: tuple[Patch, ...] = (count_loopback_as_secure_transport, permit_batches_of_messages_as_single_ones)

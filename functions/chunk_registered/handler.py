"""Register the chunks that S3 tells of, a batch at a time."""

from collections import defaultdict
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.domain.recordings.object_events import StoredObject, parse_notification
from interview.errors import MalformedRequestError, stack_of
from interview.settings import load
from interview.settings.chunk_registered import ChunkRegisteredSettings
from interview.use_cases.recordings.register_chunks import Registration
from interview.wiring import chunk_registered as wiring

settings = load(ChunkRegisteredSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """What cannot be read or registered comes again alone."""
    logger.append_keys(requestId=context.aws_request_id)
    messages: dict[StoredObject, set[str]] = defaultdict(set)
    again: set[str] = set()
    for record in event["Records"]:
        try:
            for stored in parse_notification(record["body"]):
                messages[stored].add(record["messageId"])
        except MalformedRequestError as error:
            logger.error("chunk_event_unreadable", reason=error.message, messageId=record["messageId"])
            again.add(record["messageId"])
    # The event that tests a new queue holds no object, and comes before there is a database.
    done = Registration()
    if messages:
        others, not_deleted = wiring.discard_strays(settings)(list(messages))
        done = wiring.register_chunks(settings)(others)
        done.failed.extend(not_deleted)
    log(done)
    again.update(message for failure in done.failed for stored in failure.objects for message in messages[stored])
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in sorted(again)]}


def log(done: Registration) -> None:
    for chunk in done.chunks:
        ids: dict[str, Any] = {"questionIndex": chunk.question_index, "chunkIndex": chunk.chunk_index}
        logger.info("chunk_uploaded", sessionId=str(chunk.session_id), size=chunk.size, s3Key=chunk.key, **ids)
    for refusal in done.refused:
        logger.warning("chunk_refused", s3Key=refusal.key, reason=refusal.reason)
    for failure in done.failed:
        keys = [stored.key for stored in failure.objects]
        error = type(failure.error).__name__
        logger.error("chunks_not_registered", s3Keys=keys, error=error, stack=stack_of(failure.error))

"""Register the chunks that S3 tells of, a batch at a time."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview import wiring
from interview.domain.object_events import StoredObject, parse_notification
from interview.errors import MalformedRequestError
from interview.settings import ChunkRegisteredSettings, load

settings = load(ChunkRegisteredSettings)
logger = Logger()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An unreadable message fails alone; a database that is away raises, and the whole batch comes again."""
    logger.append_keys(requestId=context.aws_request_id)
    objects: list[StoredObject] = []
    unreadable: list[str] = []
    for record in event["Records"]:
        try:
            objects += parse_notification(record["body"])
        except MalformedRequestError as error:
            logger.error("chunk_event_unreadable", reason=error.message, messageId=record["messageId"])
            unreadable.append(record["messageId"])
    # The event that tests a new queue holds no object, and comes before there is a database.
    if objects:
        objects = wiring.discard_forgotten(settings)(objects)
    registered, refused = wiring.register_chunks(settings)(objects) if objects else ([], [])
    for chunk in registered:
        ids: dict[str, Any] = {"questionIndex": chunk.question_index, "chunkIndex": chunk.chunk_index}
        logger.info("chunk_uploaded", sessionId=str(chunk.session_id), size=chunk.size, s3Key=chunk.key, **ids)
    for refusal in refused:
        logger.warning("chunk_refused", s3Key=refusal.key, reason=refusal.reason)
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in unreadable]}

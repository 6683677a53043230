"""Put right what was left lying, every few minutes."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities.typing import LambdaContext

from interview.entrypoints import metrics
from interview.entrypoints.kept_beside import LISTING, PASSAGES, RETENTION, Lines, logged
from interview.errors import NotYetConfiguredError, RetryableError, stack_of
from interview.settings import load
from interview.settings.sweep import SweepSettings
from interview.use_cases.sessions.go_round import GoRound
from interview.wiring import sweep as wiring

settings = load(SweepSettings)
logger = Logger()


class LeftLyingError(Exception):
    """Something could not be put right; the log says what."""


def handler(_event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Raises LeftLyingError once all that could be done is: an alarm rings where no sweep succeeded for a while."""
    logger.append_keys(requestId=context.aws_request_id)
    try:
        done, is_clean = _sweep()
    except NotYetConfiguredError as error:
        logger.info("nothing_to_sweep", reason=error.message)
        return {}
    if not is_clean:
        raise LeftLyingError
    return done


def _sweep() -> tuple[dict[str, int], bool]:
    swept = wiring.sweep_sessions(settings)()
    metrics.count("SessionsFailed", len(swept.failed))
    for outcome, sessions in swept.outcomes.items():
        for session in sessions:
            logger.info("session_swept", sessionId=str(session.id), outcome=outcome)
    for stuck in swept.stuck:
        session_id = str(stuck.session.id) if stuck.session else None
        error = type(stuck.error).__name__
        logger.error("session_not_swept", sessionId=session_id, error=error, stack=stack_of(stuck.error))
    ended = _end_retention()
    late = wiring.forget_session(settings).go_on()
    if late.documents or late.objects:
        logger.info("interviews_erased", documents=late.documents, objects=late.objects)
    overdue = wiring.merge_overdue(settings)()
    for asked, index in overdue.requested:
        logger.info("overdue_merge_requested", sessionId=str(asked), questionIndex=index)
    for asked, index, fault in overdue.failed:
        ids: dict[str, Any] = {"sessionId": str(asked), "questionIndex": index}
        logger.error("overdue_merge_failed", error=type(fault).__name__, stack=stack_of(fault), **ids)
    scored = _look_after_scores()
    told = _publish_left_behind()
    written = _look_after_letters()
    invited = _look_after_batches()
    indexed = _make_indexes()
    planned = _go_round(RETENTION, wiring.retention_round)
    listed = _go_round(LISTING, wiring.list_round)
    kept = _go_round(PASSAGES, wiring.passage_round)
    done = {outcome: len(sessions) for outcome, sessions in swept.outcomes.items()}
    is_all_done = scored and told and written and invited and ended and indexed and planned and listed and kept
    return {**done, "stuck": len(swept.stuck)}, is_all_done and not (swept.stuck or overdue.failed)


def _end_retention() -> bool:
    """What is kept no longer goes, kind by kind."""
    ended = wiring.end_retention(settings)()
    for kind, count in ended.counts.items():
        logger.info("retention_ended", kind=kind, count=count)
    for session_id, fault in ended.failed.items():
        logger.error(
            "retention_not_ended", sessionId=str(session_id), error=type(fault).__name__, stack=stack_of(fault)
        )
    return not ended.failed


def _look_after_scores() -> bool:
    """Scores that somebody asked for, and whose making broke off."""
    looked = wiring.look_after_scores(settings)()
    for outcome, questions in (("begun", looked.begun), ("given_up", looked.given_up)):
        for asked, index in questions:
            logger.info("score_looked_after", sessionId=str(asked), questionIndex=index, outcome=outcome)
    for asked, index, fault in looked.failed:
        ids: dict[str, Any] = {"sessionId": str(asked), "questionIndex": index}
        logger.error("score_not_looked_after", error=type(fault).__name__, stack=stack_of(fault), **ids)
    return not looked.failed


def _look_after_letters() -> bool:
    """Letters whose time has come, or whose sending broke off."""
    try:
        looked = wiring.look_after_letters(settings)()
    except RetryableError as error:
        logger.error("letters_not_looked_after", error=type(error).__name__, reason=error.message)
        return False
    if looked.asked or looked.uncertain:
        logger.info("letters_looked_after", asked=looked.asked, uncertain=looked.uncertain)
    return True


def _look_after_batches() -> bool:
    """People whose inviting broke off without a word."""
    try:
        if goes_on := wiring.look_after_batches(settings)():
            logger.info("batches_go_on", count=goes_on)
    except RetryableError as error:
        logger.error("batches_not_looked_after", error=type(error).__name__, reason=error.message)
        return False
    return True


def _publish_left_behind() -> bool:
    """Events that were stored and not published: whoever stored them broke off, or the bus was away."""
    try:
        late = wiring.publish_events(settings).left_behind()
    except RetryableError as error:
        logger.error("events_not_published", error=type(error).__name__, reason=error.message)
        return False
    if late.published:
        logger.info("events_published_late", count=late.published)
    if late.refused or late.unreadable:
        logger.error("events_not_published", refused=late.refused, unreadable=late.unreadable)
    return not (late.refused or late.unreadable)


def _go_round(lines: Lines, go_round: Callable[[SweepSettings], GoRound]) -> bool:
    """Interviews of before there was such a thing, or of before its rules; and some of all, whatever an event left
    out."""
    done = logged(lines, lambda: go_round(settings)())
    return done is not None and not done.failed


def _make_indexes() -> bool:
    """One that cannot be made (documents that contradict it) must not keep interviews waiting."""
    try:
        if made := wiring.make_indexes(settings):
            logger.info("indexes_made", names=made)
    except Exception as error:  # noqa: BLE001 (whatever it is, the sweep goes on)
        logger.error("indexes_not_made", error=type(error).__name__, stack=stack_of(error))
        return False
    return True

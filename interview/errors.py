"""Every error the product raises.

ColloquyError
├── RequestError            the caller can mend it; `status` is the HTTP answer
│   ├── MalformedRequestError    400
│   ├── SignInRequiredError      401
│   │   └── LinkReplacedError    401  a newer link was issued in its place
│   ├── ForbiddenError           403
│   ├── NotFoundError            404
│   ├── MethodNotAllowedError    405
│   ├── ConflictError            409
│   │   └── AlreadyInvitedError      the same person, to the same template
│   ├── LinkClosedError          410  the interview is finished
│   │   └── LinkExpiredError     410  the link's time is over; what was recorded before is taken until the lock
│   ├── ChangedMeanwhileError    412  somebody else changed the thing since it was read
│   ├── PayloadTooLargeError     413
│   ├── UnsupportedContentError  415
│   ├── VersionRequiredError     428  say which version is to be changed: `If-Match`
│   ├── CorrectionTooLargeError  422  rather another answer than a correction
│   ├── TooManyAttemptsError     429  `retry_after_s`
│   └── QuotaExceededError       429  an interview or an organisation has used up what it may ask for
├── RefusedObjectError      an object in the bucket that is no chunk of a session; never retried
├── NotConfiguredError      a setting or a secret is wrong; 503 until an operator mends it
│   ├── NotYetConfiguredError    a secret has no value yet, or an index is still to be made: rings no alarm
│   └── VendorRefusedError       a vendor refuses our key, or what we are set to ask for: rings at once
├── StoredDocumentError     a document in the database is not of the shape that the code knows
├── ResponseTooLargeError   what was asked for is more than one answer can hold
├── UnexpectedError         a fault of ours; the log of the function says which
├── NothingRecordedError    a question without a single usable chunk
│   └── NothingArrivedError      without any: no browser posted one
├── MediaError              the recording cannot be merged as it is
├── TranscriptionRefusedError    the recogniser will not take this audio
├── ScoringRefusedError     the scoring model will not take this request
├── ReviewUnavailableError  no instant review right now; the interview goes on without; 503
├── SpeechUnavailableError  a sentence cannot be said right now; it is there to read; 503
└── RetryableError          the same call may succeed later
    ├── StorageUnavailableError
    ├── DatabaseUnavailableError
    ├── MergeInterruptedError    FFmpeg died, ran out of time, or lost its input
    ├── PublishConflictError     another run published this question first
    ├── TranscriptionUnavailableError
    ├── ModelUnavailableError
    ├── RateLimitedError
    └── ModelAnswerError         truncated, not JSON, or not of the schema

The state machine retries by class name (Step Functions sees it as the error's name), so a retryable class is listed
in `cdk/process_interview.asl.json`.
"""

import traceback
from typing import ClassVar

MOST_PLACES = 20
"""Of an error's stack, in a log."""


class ColloquyError(Exception):
    """Base of all: `code` names it to clients, `retryable` says whether the same call may succeed later."""

    retryable: ClassVar[bool] = False
    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class RequestError(ColloquyError):
    """The caller can mend it."""

    status = 400
    code = "bad_request"


class MalformedRequestError(RequestError):
    """The request cannot be read as what the route takes."""

    code = "malformed_request"


class SignInRequiredError(RequestError):
    """No credentials, or none that are known."""

    status = 401
    code = "sign_in_required"


class LinkReplacedError(SignInRequiredError):
    """The link was good until a newer one was issued in its place."""

    code = "link_replaced"


class ForbiddenError(RequestError):
    """The credentials are good, but not for this."""

    status = 403
    code = "forbidden"


class NotFoundError(RequestError):
    """No such thing, or not this caller's."""

    status = 404
    code = "not_found"


class MethodNotAllowedError(RequestError):
    """The route exists, for other methods."""

    status = 405
    code = "method_not_allowed"


class ConflictError(RequestError):
    """The thing is in a state that does not allow this."""

    status = 409
    code = "conflict"


class AlreadyInvitedError(ConflictError):
    """The same person was invited to the same template before."""

    code = "already_invited"


class ChangedMeanwhileError(RequestError):
    """Somebody else changed the thing since it was read: what was sent would overwrite that."""

    status = 412
    code = "changed_meanwhile"


class VersionRequiredError(RequestError):
    """A change has to say which version it is of."""

    status = 428
    code = "version_required"


class LinkClosedError(RequestError):
    """The interview behind this link is finished."""

    status = 410
    code = "link_closed"


class LinkExpiredError(LinkClosedError):
    """The link's time is over: nobody answers any more. What was recorded before is taken until the lock."""

    code = "link_expired"


class PayloadTooLargeError(RequestError):
    """The body is larger than any that a route takes."""

    status = 413
    code = "payload_too_large"


class UnsupportedContentError(RequestError):
    """The body is not JSON."""

    status = 415
    code = "unsupported_content"


class CorrectionTooLargeError(RequestError):
    """More of a transcript was changed than misheard words."""

    status = 422
    code = "correction_too_large"


class TooManyAttemptsError(RequestError):
    """Asked too often; the same may be asked again after `retry_after_s` seconds."""

    retryable = True
    status = 429
    code = "too_many_attempts"

    def __init__(self, message: str, retry_after_s: float) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class QuotaExceededError(RequestError):
    """The interview, or the organisation, has used up what it may ask for of this. Asking again does not help: there is
    no `retry_after_s`, and the words say what does."""

    status = 429
    code = "quota_exceeded"


class RefusedObjectError(ColloquyError):
    """An object in the media bucket that is no chunk of a session: kept where it is, never registered."""

    code = "refused_object"


class NotConfiguredError(ColloquyError):
    """A secret or setting that an operator has to mend."""

    status = 503
    code = "not_configured"


class NotYetConfiguredError(NotConfiguredError):
    """A step of setting up is still to come, and nothing is wrong: a first deploy starts without secrets."""


class VendorRefusedError(NotConfiguredError):
    """A vendor refuses our key, or has nothing of what the settings ask for."""

    def __init__(self, message: str, vendor: str) -> None:
        super().__init__(message)
        self.vendor = vendor


class StoredDocumentError(ColloquyError):
    """A document in the database is not of the shape that the code knows."""


class ResponseTooLargeError(ColloquyError):
    """What was asked for is more than one answer can hold."""

    code = "response_too_large"


class UnexpectedError(ColloquyError):
    """A fault of ours; the log of the function says which."""


class NothingRecordedError(ColloquyError):
    """Not one usable chunk of this question arrived."""

    code = "nothing_recorded"


class NothingArrivedError(NothingRecordedError):
    """No chunk of this question is in the bucket, whatever a manifest says."""

    code = "nothing_arrived"


class MediaError(ColloquyError):
    """The recording cannot be merged as it is."""

    code = "media_error"


class TranscriptionRefusedError(ColloquyError):
    """The recogniser will not take this audio."""

    code = "transcription_refused"


class ScoringRefusedError(ColloquyError):
    """The scoring model will not take this request."""

    code = "scoring_refused"


class ReviewUnavailableError(ColloquyError):
    """An answer cannot be reviewed right now. Nobody waits for it: the interview goes on without."""

    retryable = True
    status = 503
    code = "review_unavailable"


class SpeechUnavailableError(ColloquyError):
    """A sentence cannot be said right now. Nobody waits for it: it is there to read."""

    retryable = True
    status = 503
    code = "speech_unavailable"


class RetryableError(ColloquyError):
    """The same call may succeed later."""

    retryable = True
    status = 503
    code = "try_again"


class StorageUnavailableError(RetryableError):
    """S3 did not answer, or not in time."""

    code = "storage_unavailable"


class DatabaseUnavailableError(RetryableError):
    """MongoDB did not answer, or not in time."""

    code = "database_unavailable"


class MergeInterruptedError(RetryableError):
    """FFmpeg died, ran out of time, or lost its input."""

    code = "merge_interrupted"


class PublishConflictError(RetryableError):
    """Another run published this question in between."""

    code = "publish_conflict"


class TranscriptionUnavailableError(RetryableError):
    """The recogniser is busy or away."""

    code = "transcription_unavailable"


class ModelUnavailableError(RetryableError):
    """No scoring model answered."""

    code = "model_unavailable"


class RateLimitedError(RetryableError):
    """A vendor asks for a pause of `retry_after_s` seconds."""

    code = "rate_limited"

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ModelAnswerError(RetryableError):
    """The model's answer is truncated, not JSON, or not of the schema."""

    code = "model_answer"


def stack_of(error: BaseException) -> list[str]:
    """Where an error comes from, the innermost place last: for logs, as an unknown error's words may hold anything."""
    places = traceback.extract_tb(error.__traceback__)[-MOST_PLACES:]
    return [f"{place.filename}:{place.lineno} {place.name}" for place in places]

"""Every error the product raises.

ColloquyError
├── RequestError            the caller can mend it; `status` is the HTTP answer
│   ├── MalformedRequestError    400
│   ├── SignInRequiredError      401
│   │   ├── LinkReplacedError    401  a newer link was issued in its place
│   │   ├── SecondFactorRequiredError  401  the password is right, a code is asked for
│   │   └── TokenReplayedError   401  a token of a sign-in that was replaced long ago
│   ├── ForbiddenError           403
│   │   ├── CrossSiteRequestError  403  no page of this site asks
│   │   ├── PasswordsOffError      403  the organisation signs in by its provider
│   │   ├── ProviderRefusedError   403  what came back from a provider proves nothing
│   │   ├── AddressUnverifiedError 403  the provider does not vouch for the address
│   │   ├── NoMemberError          403  the provider has recognised a stranger
│   │   ├── WrongCodeError         403  a code that somebody typed
│   │   └── WrongPasswordError     403  of somebody who is signed in
│   ├── NotFoundError            404
│   ├── MethodNotAllowedError    405
│   ├── ConflictError            409
│   │   ├── AlreadyInvitedError      the same person, to the same template
│   │   ├── TemplateArchivedError    nobody is invited to an archived template
│   │   ├── PublicLinkClosedError    nobody may ask by this link any more
│   │   ├── PublicLinkFullError      as many people have come by this link as may
│   │   ├── TemplateInUseError       interviews were made from the template that is to be deleted
│   │   ├── NotBegunError            the candidate has not begun
│   │   ├── ConsentChangedError      they agreed to a text that was changed
│   │   ├── RecordedTooOftenError    a question has no recorder run left
│   │   ├── WritingNotOfferedError   answers are spoken
│   │   ├── NothingToCorrectError    there is no transcript yet
│   │   ├── WordsChangedError        the transcript is no longer the one that was corrected
│   │   ├── InterviewOverError       no link for what is finished
│   │   ├── InvitationOverError      nothing of it can be changed any more
│   │   ├── EndsTooLateError         a link would hold for too long
│   │   ├── LessThanBegunError       somebody who is inside would have less time, or less help
│   │   ├── NoAddressError           nobody knows where to write to
│   │   ├── UnsubscribedError        the candidate wants no more reminders
│   │   ├── AddressRefusedError      mails to this address came back
│   │   ├── MailOffError             no mail is sent from here
│   │   ├── LinkUnknownError         a link that nobody can write down again
│   │   ├── NothingDecidedError      nothing that the candidate could be told
│   │   ├── NotFailedError           nothing to process again
│   │   ├── AlreadyRestartedError    somebody else has begun to process it again
│   │   ├── JudgeFirstError          hidden from who has not judged each answer
│   │   ├── ResultAwaitedError       there is no result yet to contest
│   │   ├── WithdrawnError           the candidate has withdrawn
│   │   ├── IdUsedError              an id of the caller's making names something else already
│   │   ├── SetUpAlreadyError        the stage has its first account
│   │   ├── KeptAdminError           the only one who signs in by a password would leave
│   │   ├── LastAdminError           nobody would be left who looks after the organisation
│   │   ├── SecondFactorAlreadyError  there is one that counts
│   │   ├── NoSecondFactorError      none to confirm, or to take away
│   │   ├── AlreadyMemberError       the address belongs to the organisation, or is invited to it
│   │   ├── AccountElsewhereError    the address has an account in another organisation
│   │   └── ScoreAwaitedError        another score is being made already
│   ├── LinkClosedError          410  the interview is finished
│   │   ├── InterviewErasedError 410  the interview was erased
│   │   ├── InterviewCancelledError 410  the recruiter cancelled the invitation
│   │   └── LinkExpiredError     410  the link's time is over; what was recorded before is taken until the lock
│   ├── ChangedMeanwhileError    412  somebody else changed the thing since it was read
│   ├── PayloadTooLargeError     413
│   ├── UnreadablePdfError       400  no text can be read in it
│   ├── UnreadableTableError     400  a file of people is no table
│   │   ├── NoNameColumnError    400
│   │   ├── ColumnTwiceError     400
│   │   └── TooManyRowsError     400
│   ├── UnknownPlaceError        400  a place in a text that nothing is filled in for
│   ├── LinkMisplacedError       400  the link in the text of a letter
│   ├── UnreadableImageError     400  no picture, or none that can be a logo
│   ├── NothingDescribedError    400  a job description that says nothing of the job
│   ├── UnsupportedContentError  415
│   ├── VersionRequiredError     428  say which version is to be changed: `If-Match`
│   ├── KeyReusedError           422  an Idempotency-Key came with something else before
│   ├── ProviderUnusableError    422  a provider that signs people in is away, or not in order
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
├── FeedbackUnavailableError  no feedback right now; the interview goes on without; 503
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
from collections.abc import Iterator, Mapping
from typing import ClassVar

MAX_PLACES = 20
"""Of an error's stack, in a log."""


class ColloquyError(Exception):
    """Base of all: `code` names it to clients, `retryable` says whether the same call may succeed later.

    The message is plain English for developers and logs. Pages word an error by its code and its `params`.
    """

    retryable: ClassVar[bool] = False
    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def params(self) -> Mapping[str, int | str]:
        """What the words of it name."""
        return {}


class RequestError(ColloquyError):
    """The caller can mend it."""

    status = 400
    code = "bad_request"


class MalformedRequestError(RequestError):
    """The request cannot be read as what the route takes."""

    code = "malformed_request"


class UnknownPlaceError(RequestError):
    """A text has a place that nothing is filled in for."""

    code = "unknown_place"


class LinkMisplacedError(RequestError):
    """In the text of a letter the link stands where it cannot."""

    code = "link_misplaced"


class SignInRequiredError(RequestError):
    """No credentials, or none that are known."""

    status = 401
    code = "sign_in_required"


class LinkReplacedError(SignInRequiredError):
    """The link was good until a newer one was issued in its place."""

    code = "link_replaced"


class TokenReplayedError(SignInRequiredError):
    """The token had a successor: there are two who have it. The caller is told what everybody is who has to sign in."""


class SecondFactorRequiredError(SignInRequiredError):
    """The password is right, and a code is asked for besides."""

    code = "second_factor_required"


class ForbiddenError(RequestError):
    """The credentials are good, but not for this."""

    status = 403
    code = "forbidden"


class NotForKeysError(ForbiddenError):
    """An API key is sent where only people who are signed in may go."""

    code = "not_for_keys"


class ScopeMissingError(ForbiddenError):
    """The API key is good, but does not have the scope for this."""

    code = "scope_missing"


class CrossSiteRequestError(ForbiddenError):
    """The browser does not say that a page of this site asks for it."""

    code = "cross_site_request"


class PasswordsOffError(ForbiddenError):
    """The password is right, and the organisation has its people sign in by its provider."""

    code = "passwords_off"

    def __init__(self, message: str, organisation: str) -> None:
        super().__init__(message)
        self.organisation = organisation

    @property
    def params(self) -> Mapping[str, int | str]:
        return {"organisation": self.organisation}


class ProviderRefusedError(ForbiddenError):
    """What came back from a provider proves nothing: not asked for by this browser, used before, or not in order."""

    code = "provider_refused"


class AddressUnverifiedError(ForbiddenError):
    """The provider does not say that the e-mail address is theirs who signs in."""

    code = "address_unverified"


class NoMemberError(ForbiddenError):
    """The provider has recognised somebody who is no member of the organisation."""

    code = "no_member"


class WrongCodeError(ForbiddenError):
    """A code that was typed is not the right one, or was used before."""

    code = "wrong_code"


class WrongPasswordError(ForbiddenError):
    """Who is signed in would change their password, and does not know the one they have."""

    code = "wrong_password"


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
    """The same person was invited to the same template before: `session_id` is that interview."""

    code = "already_invited"

    def __init__(self, message: str, session_id: str) -> None:
        super().__init__(message)
        self.session_id = session_id

    @property
    def params(self) -> Mapping[str, int | str]:
        return {"session_id": self.session_id}


class TemplateArchivedError(ConflictError):
    """Somebody is to be invited to a template that is archived."""

    code = "template_archived"


class PublicLinkClosedError(ConflictError):
    """The public link was good, and its last day has come, or it was switched off or replaced."""

    code = "public_link_closed"


class PublicLinkFullError(ConflictError):
    """As many people have confirmed as may come by this public link."""

    code = "public_link_full"


class TemplateInUseError(ConflictError):
    """A template is to be deleted that interviews were made from."""

    code = "template_in_use"


class NotBegunError(ConflictError):
    """The candidate has not agreed and begun yet."""

    code = "not_begun"


class ConsentChangedError(ConflictError):
    """What the candidate agreed to is no longer what they are asked to agree to."""

    code = "consent_changed"


class RecordedTooOftenError(ConflictError):
    """The question has no recorder run left."""

    code = "recorded_too_often"


class WritingNotOfferedError(ConflictError):
    """In this interview answers are spoken."""

    code = "writing_not_offered"


class NothingToCorrectError(ConflictError):
    """There are no words yet that could be corrected."""

    code = "nothing_to_correct"


class WordsChangedError(ConflictError):
    """The words that were corrected are no longer those that count."""

    code = "words_changed"


class InterviewOverError(ConflictError):
    """The interview is finished: its link cannot be issued again."""

    code = "interview_over"


class InvitationOverError(ConflictError):
    """The interview is over: its invitation cannot be cancelled or changed."""

    code = "invitation_over"


class EndsTooLateError(ConflictError):
    """The end of a link would be put off by more than `most` days from now."""

    code = "ends_too_late"

    def __init__(self, message: str, most: int) -> None:
        super().__init__(message)
        self.most = most

    @property
    def params(self) -> Mapping[str, int | str]:
        return {"most": self.most}


class LessThanBegunError(ConflictError):
    """Something that was arranged would be taken away from a candidate who has begun with it."""

    code = "less_than_begun"


class NoAddressError(ConflictError):
    """There is no e-mail address to write to."""

    code = "no_address"


class UnsubscribedError(ConflictError):
    """The candidate asked for no more reminders."""

    code = "unsubscribed"


class AddressRefusedError(ConflictError):
    """An earlier mail to the address came back, or was reported as spam: nothing more is sent there."""

    code = "address_refused"


class MailOffError(ConflictError):
    """This stage sends no mail."""

    code = "mail_off"


class LinkUnknownError(ConflictError):
    """The link was made before there was mail, or with another key: nobody can write it down again."""

    code = "link_unknown"


class NothingDecidedError(ConflictError):
    """Nothing was decided that the candidate could be told."""

    code = "nothing_decided"


class NotFailedError(ConflictError):
    """Only an interview whose processing failed can be processed again."""

    code = "not_failed"


class AlreadyRestartedError(ConflictError):
    """Somebody else has begun to process the interview again."""

    code = "already_restarted"


class NotFinishedError(ConflictError):
    """Something is asked for that comes after the end of an interview."""

    code = "not_finished"


class NotOverError(ConflictError):
    """The candidate's interview goes on, or has not begun: there is nothing to tell of it yet."""

    code = "not_over"


class JudgeFirstError(ConflictError):
    """Somebody would hand on what is hidden from themselves until they have judged each answer."""

    code = "judge_first"


class ResultAwaitedError(ConflictError):
    """A candidate contests what is not judged yet: their interview is being processed."""

    code = "result_awaited"


class IdUsedError(ConflictError):
    """An id of the caller's making came with something else, or from somebody else, before."""

    code = "id_used"


class InFlightError(ConflictError):
    """The first request under an Idempotency-Key is still at work."""

    code = "in_flight"


class AnswerNotKeptError(ConflictError):
    """What is sent again under an Idempotency-Key was done, and its answer was too large to be kept."""

    code = "answer_not_kept"


class PeopleOnlyError(ConflictError):
    """A model is asked to judge somebody who wants people alone to."""

    code = "people_only"


class WithdrawnError(ConflictError):
    """The candidate has withdrawn: nothing of the interview is judged any more."""

    code = "withdrawn"


class SetUpAlreadyError(ConflictError):
    """The first account of the stage is there: no other is made by a code."""

    code = "set_up_already"


class LastAdminError(ConflictError):
    """The only admin of an organisation would become somebody else, or leave."""

    code = "last_admin"


class SecondFactorAlreadyError(ConflictError):
    """A second step of signing in is to be set up where there is one."""

    code = "second_factor_already"


class NoSecondFactorError(ConflictError):
    """A second step is to be confirmed that was not offered, or taken away where there is none."""

    code = "no_second_factor"


class KeptAdminError(ConflictError):
    """The one admin who signs in by a password, where nobody else does, would become somebody else, or leave."""

    code = "kept_admin"


class AlreadyMemberError(ConflictError):
    """The address belongs to somebody of the organisation, or is invited to it."""

    code = "already_member"


class AccountElsewhereError(ConflictError):
    """An invitation is taken up by an address that has an account in another organisation."""

    code = "account_elsewhere"


class ScoreAwaitedError(ConflictError):
    """Another score of an answer is asked for while one is being made."""

    code = "score_awaited"


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


class InterviewErasedError(LinkClosedError):
    """The interview behind this link was erased."""

    code = "interview_erased"


class InterviewCancelledError(LinkClosedError):
    """The recruiter cancelled the invitation behind this link."""

    code = "interview_cancelled"


class LinkExpiredError(LinkClosedError):
    """The link's time is over: nobody answers any more. What was recorded before is taken until the lock."""

    code = "link_expired"


class PayloadTooLargeError(RequestError):
    """The body is larger than any that a route takes."""

    status = 413
    code = "payload_too_large"


class UnreadablePdfError(RequestError):
    """A PDF in which no text can be read, or not with what reading may take."""

    code = "unreadable_pdf"


class UnreadableTableError(RequestError):
    """A file of people to invite that is no table, or has nobody in it."""

    code = "unreadable_table"


class NoNameColumnError(UnreadableTableError):
    """No column of a file of people says what they are called."""

    code = "no_name_column"


class ColumnTwiceError(UnreadableTableError):
    """Two columns of a file of people are called the same."""

    code = "column_twice"


class TooManyRowsError(UnreadableTableError):
    """A file of more people than one batch has."""

    code = "too_many_rows"


class UnreadableImageError(RequestError):
    """A picture that cannot be read, not with what reading may take, or of a size that no logo has."""

    code = "unreadable_image"


class NothingDescribedError(RequestError):
    """A job description of which nothing is left without the sentences that speak to the machine."""

    code = "nothing_described"


class UnsupportedContentError(RequestError):
    """The body is not JSON."""

    status = 415
    code = "unsupported_content"


class CorrectionTooLargeError(RequestError):
    """More of a transcript was changed than misheard words: `most` may be, `changed` were."""

    status = 422
    code = "correction_too_large"

    def __init__(self, message: str, most: int, changed: int) -> None:
        super().__init__(message)
        self.most, self.changed = most, changed

    @property
    def params(self) -> Mapping[str, int | str]:
        return {"most": self.most, "changed": self.changed}


class ProviderUnusableError(RequestError):
    """A provider that signs people in is away, may not be called, or does not describe itself as it should."""

    status = 422
    code = "provider_unusable"


class KeyReusedError(RequestError):
    """Something else was sent under an Idempotency-Key before."""

    status = 422
    code = "key_reused"


class TooManyAttemptsError(RequestError):
    """Asked too often; the same may be asked again after `retry_after_s` seconds. `limit` names what was reached."""

    retryable = True
    status = 429
    code = "too_many_attempts"

    def __init__(self, message: str, retry_after_s: float, limit: str, most: int | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.limit, self.most = limit, most

    @property
    def params(self) -> Mapping[str, int | str]:
        return _limit_params(self.limit, self.most)


class QuotaExceededError(RequestError):
    """The interview, or the organisation, has used up what it may ask for of this. Asking again does not help: there is
    no `retry_after_s`, and the words about `limit` say what does."""

    status = 429
    code = "quota_exceeded"

    def __init__(self, message: str, limit: str, most: int | None = None) -> None:
        super().__init__(message)
        self.limit, self.most = limit, most

    @property
    def params(self) -> Mapping[str, int | str]:
        return _limit_params(self.limit, self.most)


def _limit_params(limit: str, most: int | None) -> Mapping[str, int | str]:
    return {"limit": limit} if most is None else {"limit": limit, "most": most}


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


class FeedbackUnavailableError(ColloquyError):
    """There is no feedback on an answer right now. Nobody waits for it: the interview goes on without."""

    retryable = True
    status = 503
    code = "feedback_unavailable"


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
    """A vendor, or what counts its limits here, asks for a pause of `retry_after_s` seconds. The limit itself may last
    less long (`lasts_s`), where others came before. `budget` is that of the reply that was asked for, in tokens."""

    code = "rate_limited"

    def __init__(self, message: str, retry_after_s: float | None = None, lasts_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s
        self.lasts_s = retry_after_s if lasts_s is None else lasts_s
        self.budget: int | None = None


class ModelAnswerError(RetryableError):
    """The model's answer is truncated, not JSON, or not of the schema."""

    code = "model_answer"


def stack_of(error: BaseException) -> list[str]:
    """Where an error comes from, the innermost place last: for logs, as an unknown error's words may hold anything."""
    places = traceback.extract_tb(error.__traceback__)[-MAX_PLACES:]
    return [f"{place.filename}:{place.lineno} {place.name}" for place in places]


def kinds_of(error: type[ColloquyError]) -> Iterator[type[ColloquyError]]:
    """This class and those below it."""
    yield error
    for kind in error.__subclasses__():
        yield from kinds_of(kind)

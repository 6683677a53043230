"""What an organisation mails to its candidates: the words of each letter, and the time zone of the times in them."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from pydantic import AfterValidator, Field, StringConstraints

from functions.api import callers
from functions.api.models import Request, View
from functions.api.service import api
from functions.api.settings import Version
from functions.api.templates import version_of
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.languages import Language
from interview.domain.mail.texts import MailSettings, MailText, TextName, has_link, places_of, usual_text
from interview.domain.text import ON_ONE_LINE, VISIBLE
from interview.domain.time_zones import zone_of

router = Router()
logger = Logger()

TAGS = ["Mail"]
MAX_SUBJECT = 150
MAX_TEXT = 5_000

Subject = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_SUBJECT), VISIBLE, ON_ONE_LINE
]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT), VISIBLE]


def known_zone(name: str) -> str:
    """Raises ValueError for none of the IANA database's."""
    if zone_of(name) is None:
        raise ValueError("This is no time zone of the IANA database.")
    return name


TimeZone = Annotated[
    str, StringConstraints(max_length=60, pattern=r"^[A-Za-z][A-Za-z0-9_+/-]*$"), AfterValidator(known_zone)
]


class MailTextRequest(Request):
    """Plain text: an empty line begins another paragraph. Of what stands in braces `places` of a letter are filled in,
    and `{link}`, in a paragraph of its own, is where its button stands; else it stands at the end. What is always there
    is no part of it: the link, the way out of reminders, and who sends it."""

    name: TextName
    language: Language
    subject: Subject
    text: Words

    @property
    def worded(self) -> MailText:
        return MailText(**self.model_dump())


class UsualTextRequest(Request):
    name: TextName
    language: Language


class TimeZoneRequest(Request):
    time_zone: TimeZone | None = Field(description="a name of the IANA database; null: UTC", examples=["Europe/Berlin"])


class MailWordsView(View):
    subject: str
    text: str


class MailTextView(MailWordsView):
    name: TextName
    language: Language
    is_usual: bool = Field(description="none of the organisation's own")
    usual: MailWordsView = Field(description="what holds where none is written")
    places: tuple[str, ...] = Field(description="what is filled in where it stands in braces")
    has_link: bool = Field(description="it leads somewhere, so that `{link}` may stand in it")


class MailSettingsView(View):
    version: int = Field(description="counts the changes; also the `ETag`")
    time_zone: str | None = Field(description="of times that are told to whose own zone is not known; null: UTC")
    texts: tuple[MailTextView, ...] = Field(description="each letter in each language")
    updated_at: datetime | None


class MailPreviewView(View):
    """Of an invented candidate. `html` is what mail programs show, `text` what those show that take plain text."""

    subject: str
    text: str
    html: str


def mail_text_view(settings: MailSettings, name: TextName, language: Language) -> MailTextView:
    own, usual = settings.own(name, language), usual_text(name, language)
    worded = own or usual
    return MailTextView(
        name=name,
        language=language,
        subject=worded.subject,
        text=worded.text,
        is_usual=own is None,
        usual=MailWordsView(subject=usual.subject, text=usual.text),
        places=places_of(name),
        has_link=has_link(name, language),
    )


def mail_settings_view(settings: MailSettings) -> Response[MailSettingsView]:
    view = MailSettingsView(
        version=settings.version,
        time_zone=settings.time_zone,
        texts=tuple(mail_text_view(settings, name, language) for name in TextName for language in Language),
        updated_at=settings.updated_at,
    )
    tag = {"etag": f'"{settings.version}"'}
    return Response(200, content_type=content_types.APPLICATION_JSON, body=view, headers=tag)


@router.get("/settings/mail", summary="Show what is mailed", tags=TAGS, security=[callers.SIGN_IN])
def show_mail_settings() -> Response[MailSettingsView]:
    """The words of each letter to candidates, with the usual ones."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    return mail_settings_view(api().word_letters.show(user))


@router.put("/settings/mail/text", summary="Word a letter", tags=TAGS, security=[callers.SIGN_IN])
def word_letter(text: MailTextRequest, if_match: Version = None) -> Response[MailSettingsView]:
    """Every letter that is sent from now on says so, those that wait as well. 400 `unknown_place` where something in
    braces would not be filled in, and `link_misplaced`."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().word_letters.word(user, text.worded, version_of(if_match))
    logger.info("mail_text_changed", letter=text.name.value, language=text.language.value, version=changed.version)
    return mail_settings_view(changed)


@router.put("/settings/mail/usual-text", summary="Take the usual words", tags=TAGS, security=[callers.SIGN_IN])
def unword_letter(usual: UsualTextRequest, if_match: Version = None) -> Response[MailSettingsView]:
    """In the place of those of the organisation's own."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().word_letters.unword(user, usual.name, usual.language, version_of(if_match))
    logger.info("mail_text_changed", letter=usual.name.value, language=usual.language.value, version=changed.version)
    return mail_settings_view(changed)


@router.put("/settings/mail/time-zone", summary="Set the mails' time zone", tags=TAGS, security=[callers.SIGN_IN])
def set_mail_time_zone(zone: TimeZoneRequest, if_match: Version = None) -> Response[MailSettingsView]:
    """For times in letters to whose own zone is not known: nobody's is who has not opened the interview yet."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().word_letters.time_zone(user, zone.time_zone, version_of(if_match))
    logger.info("mail_time_zone_changed", version=changed.version)
    return mail_settings_view(changed)


@router.post("/mail-previews", summary="Preview a letter", tags=TAGS, security=[callers.SIGN_IN])
def preview_letter(text: MailTextRequest) -> MailPreviewView:
    """As it would be read. Nothing is stored, and nothing sent."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    return MailPreviewView(**api().word_letters.preview(user, text.worded)._asdict())

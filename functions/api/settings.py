"""What an organisation decides for all its interviews: how long they are kept, what candidates agree to, and how the
organisation looks to them."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import content_types
from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Header, Query
from pydantic import AfterValidator, Base64Bytes, Field, StringConstraints

from functions.api import callers
from functions.api.consent import ConsentTextView, consent_text_view
from functions.api.look import LookView, look_view
from functions.api.models import Request, View
from functions.api.service import api
from functions.api.templates import version_of
from interview.domain.decisions.permissions import MAY, Action
from interview.domain.languages import DEFAULT_LANGUAGE, Language
from interview.domain.organisations.consent import ConsentPoint, ConsentTerms, ConsentWording, usual_wording
from interview.domain.organisations.look import Look
from interview.domain.organisations.retention import MAX_DAYS, MIN_DAYS, KeptKind, Retention
from interview.domain.organisations.settings import OrganisationSettings
from interview.domain.text import NORMALISED, ON_ONE_LINE, VISIBLE

router = Router()
logger = Logger()

TAGS = ["Settings"]
MAX_POINTS = 12
MAX_LEAD = 120
MAX_POINT = 1_500
MAX_IMAGE_BYTES = 700_000
"""In base64 a little less than a body may have."""
MAX_ADDRESS = 500

Days = Annotated[int, Field(strict=True, ge=MIN_DAYS, le=MAX_DAYS)]
Version = Annotated[str | None, Header(alias="if-match", description="the `ETag` that was read; `*` for whichever")]
OptionalLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), NORMALISED, ON_ONE_LINE]

Colour = Annotated[str, StringConstraints(pattern="^(#[0-9a-fA-F]{6})?$", to_lower=True)]
Image = Annotated[Base64Bytes, Field(max_length=MAX_IMAGE_BYTES)]


_HOST = r"([\w-]+\.)+[^\W\d_][\w-]+"


def web_address(text: str) -> str:
    """Raises ValueError for what no browser opens as a page of its own."""
    if text and not re.fullmatch(rf"https://{_HOST}(:\d{{1,5}})?([/?#][^\s\"<>\\]*)?", text):
        raise ValueError("Send an address that begins with https://")
    return text


WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_ADDRESS),
    NORMALISED,
    ON_ONE_LINE,
    AfterValidator(web_address),
]


class RetentionRequest(Request):
    """Days from an interview's end on. Nothing is kept longer than `rest`, with which the interview goes."""

    recordings: Days
    results: Days = Field(description="transcripts, written answers, feedback and scores")
    flags: Days
    rest: Days


class ConsentPointRequest(Request):
    """`{company}`, `{contact}`, `{recordings_days}`, `{results_days}`, `{flags_days}` and `{rest_days}` are filled
    in."""

    lead: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_LEAD), VISIBLE, ON_ONE_LINE
    ]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_POINT), VISIBLE]


class ConsentWordingRequest(Request):
    points: tuple[ConsentPointRequest, ...] = Field(min_length=1, max_length=MAX_POINTS)


class ConsentWordingsRequest(Request):
    """A language without a wording of its own has the usual one."""

    en: ConsentWordingRequest | None = None
    de: ConsentWordingRequest | None = None


class ConsentTermsRequest(Request):
    company: OptionalLine = Field(default="", description="who is responsible; empty for the organisation's name")
    contact: OptionalLine = Field(default="", description="whom candidates ask, an address or a telephone number")
    wordings: ConsentWordingsRequest = Field(default_factory=ConsentWordingsRequest)

    @property
    def terms(self) -> ConsentTerms:
        own = tuple(
            ConsentWording(
                language=language, points=tuple(ConsentPoint(**each.model_dump()) for each in wording.points)
            )
            for language in Language
            if (wording := getattr(self.wordings, language.value))
        )
        return ConsentTerms(company=self.company, contact=self.contact, wordings=own)


class LookRequest(Request):
    """The logo is sent by itself."""

    accent: Colour = Field(default="", description="`#` and six digits; empty for the usual", examples=["#0f766e"])
    privacy_url: WebAddress = Field(default="", description="of the privacy notice; empty for none")


class LogoRequest(Request):
    image: Image = Field(description="a PNG, JPEG or WebP in base64; 700,000 bytes at most")


class RetentionView(View):
    recordings: int
    results: int
    flags: int
    rest: int


class ConsentWordingView(View):
    points: tuple[ConsentPoint, ...]
    is_usual: bool = Field(description="none of the organisation's own")


class ConsentTermsView(View):
    company: str
    contact: str
    wordings: dict[Language, ConsentWordingView]
    usual: dict[Language, tuple[ConsentPoint, ...]] = Field(description="what holds where none is written")


class LookSettingsView(View):
    """`accent` and `privacy_url` as they were set, `shown` as candidates see them."""

    accent: str
    privacy_url: str
    shown: LookView


class SettingsView(View):
    version: int = Field(description="counts the changes; also the `ETag`")
    retention: RetentionView
    most: dict[KeptKind, int] = Field(description="how many days some kinds are kept at most")
    consent: ConsentTermsView
    name: str = Field(description="as candidates read it")
    look: LookSettingsView
    updated_at: datetime | None


def consent_terms_view(terms: ConsentTerms) -> ConsentTermsView:
    usual = {language: usual_wording(language).points for language in Language}
    return ConsentTermsView(
        company=terms.company,
        contact=terms.contact,
        wordings={
            language: ConsentWordingView(points=own.points, is_usual=False)
            if (own := terms.wording(language))
            else ConsentWordingView(points=usual[language], is_usual=True)
            for language in Language
        },
        usual=usual,
    )


def settings_view(settings: OrganisationSettings) -> Response[SettingsView]:
    look, shown = settings.look, api().show_look(settings.id)
    view = SettingsView(
        version=settings.version,
        retention=RetentionView(**settings.retention.model_dump()),
        most=dict(api().change_settings.most),
        consent=consent_terms_view(settings.consent),
        name=shown.name,
        look=LookSettingsView(accent=look.accent, privacy_url=look.privacy_url, shown=look_view(shown)),
        updated_at=settings.updated_at,
    )
    tag = {"etag": f'"{settings.version}"'}
    return Response(200, content_type=content_types.APPLICATION_JSON, body=view, headers=tag)


@router.get("/settings", summary="Show the settings", tags=TAGS, security=[callers.SIGN_IN])
def show_settings() -> Response[SettingsView]:
    """Of the organisation, with what holds where nothing was set."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    return settings_view(api().change_settings.show(user))


@router.put("/settings/retention", summary="Say how long interviews are kept", tags=TAGS, security=[callers.SIGN_IN])
def change_retention(retention: RetentionRequest, if_match: Version = None) -> Response[SettingsView]:
    """Shorter times hold for the interviews there are, too; longer ones for new interviews alone."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().change_settings.retention(user, Retention(**retention.model_dump()), version_of(if_match))
    logger.info("retention_changed", version=changed.version)
    return settings_view(changed)


@router.put("/settings/consent", summary="Say what candidates agree to", tags=TAGS, security=[callers.SIGN_IN])
def change_consent(terms: ConsentTermsRequest, if_match: Version = None) -> Response[SettingsView]:
    """Replaces all of it. Who has agreed has agreed to the words that were shown: those are kept."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().change_settings.consent(user, terms.terms, version_of(if_match))
    logger.info("consent_text_changed", version=changed.version)
    return settings_view(changed)


@router.put("/settings/look", summary="Say how the organisation looks", tags=TAGS, security=[callers.SIGN_IN])
def change_look(look: LookRequest, if_match: Version = None) -> Response[SettingsView]:
    """Replaces all but the logo. A colour that could not be read somewhere is shown a little darker or paler there."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().change_look(user, look.accent, look.privacy_url, version_of(if_match))
    logger.info("look_changed", version=changed.version)
    return settings_view(changed)


@router.put("/settings/logo", summary="Set the logo", tags=TAGS, security=[callers.SIGN_IN])
def set_logo(logo: LogoRequest, if_match: Version = None) -> Response[SettingsView]:
    """Drawn anew, without whatever else the file held. 400 `unreadable_image` where that cannot be done."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().change_look.logo(user, logo.image, version_of(if_match))
    logger.info("logo_changed", version=changed.version)
    return settings_view(changed)


@router.delete("/settings/logo", summary="Take the logo away", tags=TAGS, security=[callers.SIGN_IN])
def remove_logo(if_match: Version = None) -> Response[SettingsView]:
    """The product's own mark is shown again."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    changed = api().change_look.without_logo(user, version_of(if_match))
    logger.info("logo_removed", version=changed.version)
    return settings_view(changed)


@router.post("/look-previews", summary="Preview how the organisation looks", tags=TAGS, security=[callers.SIGN_IN])
def preview_look(look: LookRequest) -> LookView:
    """With the logo that is set. Nothing is stored."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    logo = api().change_settings.show(user).look.logo
    previewed = Look(accent=look.accent, privacy_url=look.privacy_url, logo=logo)
    return look_view(api().show_look(user.organisation_id, previewed))


@router.get("/consent", summary="Show what candidates agree to", tags=TAGS, security=[callers.SIGN_IN])
def show_consent_text(language: Annotated[Language, Query()] = DEFAULT_LANGUAGE) -> ConsentTextView:
    """As it stands now, in this language."""
    user = callers.user(router.current_event, *MAY[Action.READ_TEMPLATE])
    return consent_text_view(api().show_consent(user.organisation_id, language))


@router.post("/consent-previews", summary="Preview what candidates agree to", tags=TAGS, security=[callers.SIGN_IN])
def preview_consent(
    terms: ConsentTermsRequest, language: Annotated[Language, Query()] = DEFAULT_LANGUAGE
) -> ConsentTextView:
    """As a candidate would read it, with the times that hold. Nothing is stored."""
    user = callers.user(router.current_event, *MAY[Action.CONFIGURE])
    return consent_text_view(api().show_consent(user.organisation_id, language, terms.terms))


class GivenConsentView(View):
    """`text` is word for word what was shown; null where it was agreed to before texts were kept."""

    text_version: str
    given_at: datetime
    human_review_only: bool
    text: ConsentTextView | None


@router.get("/sessions/<session_id>/consent", summary="Show what was agreed to", tags=TAGS, security=[callers.SIGN_IN])
def show_given_consent(session_id: UUID) -> GivenConsentView:
    """404 where nobody has agreed yet."""
    user = callers.user(router.current_event, *MAY[Action.READ])
    consent, text = api().show_given_consent(user, session_id)
    return GivenConsentView(
        **consent.model_dump(include=set(GivenConsentView.model_fields)), text=text and consent_text_view(text)
    )

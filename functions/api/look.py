"""How the organisation looks: what a link shows of it, and its logo."""

import base64
from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Response, Router
from aws_lambda_powertools.event_handler.openapi.params import Path
from pydantic import Field

from functions.api.models import View
from functions.api.service import candidate_api
from interview.domain.organisations.look import Shades, ShownLook

router = Router()

TAGS = ["Settings"]
FOR_EVER = "public, max-age=31536000, immutable"
"""The name changes with the picture."""


class LogoView(View):
    path: str = Field(description="of this site", examples=["/api/logos/9f86d081884c7d65…"])
    width: int
    height: int


class ShadesView(View):
    """Of one theme. Words have a contrast of 4.5 at least, lines of 3."""

    accent: str
    accent_text: str
    accent_soft: str
    button: str
    button_hover: str
    button_text: str


class LookView(View):
    """Empty and null where the usual holds."""

    contact: str
    privacy_url: str
    logo: LogoView | None
    light: ShadesView | None
    dark: ShadesView | None


def _shades(shades: Shades | None) -> ShadesView | None:
    return ShadesView(**shades.model_dump()) if shades else None


def look_view(look: ShownLook) -> LookView:
    logo = look.logo
    return LookView(
        contact=look.contact,
        privacy_url=look.privacy_url,
        logo=LogoView(path=f"/api/logos/{logo.id}", width=logo.width, height=logo.height) if logo else None,
        light=_shades(look.light),
        dark=_shades(look.dark),
    )


@router.get("/logos/<logo_id>", summary="Show a logo", tags=TAGS)
def show_logo(logo_id: Annotated[str, Path(pattern="^[0-9a-f]{64}$")]) -> Response[str]:
    """A PNG. Its name comes with what a link shows, and cannot be guessed."""
    png = candidate_api().show_logo(logo_id)
    body = base64.b64encode(png).decode()
    answer = Response(200, content_type="image/png", body=body, headers={"cache-control": FOR_EVER})
    answer.base64_encoded = True
    return answer

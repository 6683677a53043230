"""How an organisation looks to candidates and readers: set by admins, shown by links, and by nothing else."""

import base64
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest
from PIL import Image

from interview.domain.accounts import Role
from tests.functions.api_client import Answer, Api, Firm
from tests.pictures import picture, sent

USUAL = {"contact": "", "privacy_url": "", "logo": None, "light": None, "dark": None}


def put(firm: Firm, path: str, body: Mapping[str, object], version: str = "*") -> Answer:
    return firm.admin.request("PUT", f"/api/settings/{path}", body=body, headers={"if-match": version})


def test_an_organisation_looks_as_usual_until_it_says_otherwise(own: Firm) -> None:
    assert own.start().candidate.get("/api/interview").json["look"] == USUAL
    assert own.admin.get("/api/settings").json["look"] == {"accent": "", "privacy_url": "", "shown": USUAL}


def test_candidates_see_the_name_colour_contact_and_privacy_notice(own: Firm) -> None:
    candidate = own.start().candidate
    put(own, "consent", {"company": "Acme GmbH", "contact": "jobs@acme.example"})
    changed = put(own, "look", {"accent": "#FDE047", "privacy_url": " https://acme.example/privacy "})
    assert changed.json["look"]["accent"] == "#fde047"
    seen = candidate.get("/api/interview").json
    assert seen["organisation_name"] == "Acme GmbH"
    look = seen["look"]
    assert (look["contact"], look["privacy_url"]) == ("jobs@acme.example", "https://acme.example/privacy")
    assert (look["dark"]["button"], look["light"]["button"]) == ("#fde047", "#847425")
    assert own.admin.post("/api/look-previews", {"accent": "#fde047"}).json["light"] == look["light"]
    put(own, "look", {})
    assert candidate.get("/api/interview").json["look"] == USUAL | {"contact": "jobs@acme.example"}


def test_a_logo_is_drawn_anew_and_served_to_whoever_knows_its_name(own: Firm, api: Api) -> None:
    candidate = own.start().candidate
    put(own, "look", {"accent": "#0f766e"})
    changed = put(own, "logo", {"image": sent(picture("JPEG", (960, 240)))})
    logo = changed.json["look"]["shown"]["logo"]
    assert (logo["width"], logo["height"]) == (480, 120)
    seen = candidate.get("/api/interview").json["look"]
    assert (seen["logo"], seen["light"]["button"]) == (logo, "#0f766e")
    shown = api.get(logo["path"])
    assert (shown.status, shown.headers["content-type"]) == (200, "image/png")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert Image.open(BytesIO(base64.b64decode(shown.body))).size == (480, 120)
    removed = own.admin.request("DELETE", "/api/settings/logo", headers={"if-match": "*"})
    assert removed.json["look"]["shown"]["logo"] is None
    assert candidate.get("/api/interview").json["look"]["logo"] is None


def test_the_same_picture_has_another_name_for_another_organisation(own: Firm, found_firm: Callable[[], Firm]) -> None:
    """Who has a picture cannot find out who else has it."""
    image = {"image": sent(picture())}
    names = {put(firm, "logo", image).json["look"]["shown"]["logo"]["path"] for firm in (own, found_firm())}
    assert len(names) == 2


@pytest.mark.parametrize("name", ["0" * 64, "abc", "0" * 63 + "G", "%24ne"])
def test_what_was_guessed_names_no_logo(api: Api, name: str) -> None:
    answer = api.get(f"/api/logos/{name}")
    assert answer.status in (400, 404)
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_no_picture_is_refused_with_words_and_changes_nothing(own: Firm) -> None:
    put(own, "logo", {"image": sent(picture())})
    refused = put(own, "logo", {"image": sent(b"<svg onload='alert(1)'/>")})
    assert (refused.status, refused.error) == (400, "unreadable_image")
    assert own.admin.get("/api/settings").json["look"]["shown"]["logo"]


@pytest.mark.parametrize("accent", ["red", "#12345", "#12345g", "#0f766e; background: url(x)", "#0f766e\n"])
def test_what_is_no_colour_is_refused(own: Firm, accent: str) -> None:
    assert put(own, "look", {"accent": accent}).status == 400


@pytest.mark.parametrize(
    "address",
    [
        "http://acme.example",
        "javascript:alert(1)",
        "https://",
        "https://a b.example",
        "https://me@acme.example",
        "//x.y",
        'https://"><img.src=x.example',
        "https://[::1].x/",
        "https://127.0.0.1/",
        'https://acme.example/"><script>',
    ],
)
def test_a_privacy_notice_is_at_an_address_of_the_web(own: Firm, address: str) -> None:
    assert put(own, "look", {"privacy_url": address}).status == 400


def test_who_is_not_the_admin_may_not_and_nobody_overwrites_unseen(own: Firm) -> None:
    for role in set(Role) - {Role.ADMIN}:
        refused = getattr(own, role).request(
            "PUT", "/api/settings/look", body={"accent": "#0f766e"}, headers={"if-match": "*"}
        )
        assert refused.status == 403
    put(own, "look", {"accent": "#0f766e"})
    late = put(own, "logo", {"image": sent(picture())}, version='"1"')
    assert (late.status, late.error) == (412, "changed_meanwhile")
    assert own.admin.get("/api/settings").json["look"]["shown"]["logo"] is None

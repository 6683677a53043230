"""Pictures that anybody may have made, drawn anew."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from interview.adapters import logos
from interview.adapters.logos import redrawn
from interview.errors import UnreadableImageError
from tests.pictures import picture


def with_secrets(kind: str) -> bytes:
    """In each place where a file says more than it shows."""
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_text("Author", "Ada was here")
        return picture(kind, pnginfo=info) + b"Ada was here"
    exif = Image.Exif()
    exif[0x013B] = "Ada was here"
    return picture(kind, exif=exif)


def bomb(width: int, height: int, *before: tuple[bytes, bytes]) -> bytes:
    """A PNG that says that it is so large, with these chunks before its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunks = [(b"IHDR", head), *before, (b"IDAT", zlib.compress(b"\0" * 50_000_000)), (b"IEND", b"")]
    written = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png_that_holds_nothing_but_what_is_seen(kind: str) -> None:
    sent = with_secrets(kind)
    assert b"Ada was here" in sent
    drawn = redrawn(sent)
    assert b"Ada was here" not in drawn.png
    shown = Image.open(BytesIO(drawn.png))
    assert (shown.format, shown.size, shown.info) == ("PNG", (64, 32), {})
    assert (drawn.width, drawn.height) == shown.size
    red, green, blue, alpha = shown.convert("RGBA").getpixel((9, 9))  # type: ignore[misc]
    assert (abs(red - 0x0F) < 4, abs(green - 0x76) < 4, abs(blue - 0x6E) < 4, alpha) == (True, True, True, 255)


def test_what_is_large_becomes_as_small_as_it_is_shown_and_keeps_its_shape() -> None:
    drawn = redrawn(picture(size=(2000, 1000)))
    assert (drawn.width, drawn.height) == (240, 120)


def test_pictures_of_other_colours_and_moving_ones_are_shown_as_well_as_may_be() -> None:
    written = BytesIO()
    Image.new("CMYK", (64, 32)).save(written, "JPEG")
    assert Image.open(BytesIO(redrawn(written.getvalue()).png)).convert("RGB").getpixel((9, 9)) == (255, 255, 255)
    moving = BytesIO()
    frames = [Image.new("RGBA", (64, 32), (0, 0, 0, alpha)) for alpha in (0, 255)]
    frames[0].save(moving, "WEBP", save_all=True, append_images=frames[1:], lossless=True, exact=True)
    assert Image.open(BytesIO(redrawn(moving.getvalue()).png)).getpixel((9, 9)) == (0, 0, 0, 0), "its first frame"


def test_a_picture_that_was_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = redrawn(picture("JPEG", exif=exif))
    assert (drawn.width, drawn.height) == (32, 64)


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='32'><script>1</script></svg>",
        picture("GIF"),
        picture("BMP"),
        picture(size=(8, 8)),
        picture()[:60],
        bomb(60_000, 60_000),
        bomb(4_001, 400),
        bomb(400, 300, (b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 300_000_000))),
    ],
    ids=["empty", "svg", "gif", "bmp", "tiny", "cut", "bomb", "a little too wide", "bomb beside the pixels"],
)
def test_no_picture_and_a_hostile_one_are_refused_in_time(hostile: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logos, "TIMEOUT_S", 5)
    with pytest.raises(UnreadableImageError):
        redrawn(hostile)

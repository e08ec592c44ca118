"""A picture is drawn anew: nothing but its pixels goes on, and what can not be drawn is refused."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from engine.attachments import Refused
from engine.attachments.images import HALVED, PIXELS, drawn_anew
from tests.engine.attachments.files import CANARY, opened, picture, placed

FORMATS = ("jpeg", "png", "webp")


def refused(content: bytes, format: str) -> str:
    with pytest.raises(Refused) as caught:
        drawn_anew(content, format)
    return caught.value.code


def header(width: int, height: int) -> bytes:
    """A PNG that says it is this large, with next to nothing in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    size = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + size + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("format", FORMATS)
def test_position_camera_and_comments_are_gone(format: str) -> None:
    sent = placed(format)
    assert opened(sent).getexif().get_ifd(0x8825)
    kept = drawn_anew(sent, format)
    assert CANARY.encode() in sent
    assert CANARY.encode() not in kept
    assert dict(opened(kept).getexif()) == {}
    assert {"exif", "xmp", "comment", "icc_profile"}.isdisjoint(opened(kept).info)


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_is_turned_the_way_it_is_to_be_seen(format: str) -> None:
    kept = opened(drawn_anew(placed(format), format))
    assert (kept.size, kept.format) == ((10, 20), format.upper())


@pytest.mark.parametrize("format", FORMATS)
def test_what_stands_after_a_picture_is_gone(format: str) -> None:
    assert b"<script>" not in drawn_anew(picture(format) + b"<script>alert(1)</script>PK\x03\x04", format)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_colours_can_be_drawn(mode: str) -> None:
    assert opened(drawn_anew(picture("png", mode=mode), "png")).size == (20, 10)
    assert opened(drawn_anew(picture("jpeg", mode="CMYK"), "jpeg")).mode == "RGB"


def test_what_can_be_seen_through_still_can() -> None:
    assert opened(drawn_anew(picture("png", mode="P", transparency=0), "png")).mode == "RGBA"


@pytest.mark.parametrize("format", ["png", "webp"])
def test_a_moving_picture_is_refused(format: str) -> None:
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    assert refused(picture(format, (9, 9), save_all=True, append_images=frames), format) == "moving-image"


def test_of_several_pictures_in_a_photo_the_first_is_kept() -> None:
    photo = picture("mpo", save_all=True, append_images=[Image.new("RGB", (20, 10))])
    assert (opened(photo).n_frames, opened(drawn_anew(photo, "jpeg")).format) == (2, "JPEG")


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 1), (HALVED + 1, 1), (PIXELS["png"] + 1, 1)])
def test_a_picture_that_would_swell_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    assert refused(header(*size), "png") == "too-many-pixels"


def test_a_large_photo_is_made_half_as_wide() -> None:
    assert opened(drawn_anew(picture("jpeg", (8000, 6000), "L"), "jpeg")).size == (4000, 3000)
    assert refused(picture("jpeg", (8000, 6000), "L", progressive=True), "jpeg") == "too-many-pixels"


@pytest.mark.parametrize("format", FORMATS)
def test_half_a_picture_is_refused(format: str) -> None:
    whole = picture(format, (200, 200))
    for end in (0, 3, 20, len(whole) // 2):
        assert refused(whole[:end], format) == "broken-file"


@pytest.mark.parametrize("format", FORMATS)
def test_one_format_is_not_taken_for_another(format: str) -> None:
    for other in set(FORMATS) - {format}:
        assert refused(picture(other), format) == "broken-file"


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=150)
@given(at=st.integers(0, 400), put=st.binary(min_size=1, max_size=12))
def test_whatever_is_wrong_inside_a_picture_it_is_drawn_or_refused(format: str, at: int, put: bytes) -> None:
    sound = placed(format)
    hurt = sound[: at % len(sound)] + put + sound[at % len(sound) + len(put) :]
    try:
        kept = drawn_anew(hurt, format)
    except Refused:
        return
    assert CANARY.encode() not in kept

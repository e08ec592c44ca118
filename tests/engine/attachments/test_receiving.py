"""A file is what its content says, whatever it is called; what is not on the list is refused."""

from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from engine.attachments import FORMATS, KINDS, MB, Refused
from engine.attachments.receiving import receive, recognised
from engine.fields.file import REFUSALS
from tests.engine.attachments.files import PDF, TEXT, docx, odt, package, picture

SOUND = {"jpeg": picture(), "png": picture("png"), "webp": picture("webp"), "pdf": PDF, "docx": docx(), "odt": odt(), "text": TEXT}
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
FOREIGN = {
    "gif": picture("gif"),
    "gif with a script": picture("gif") + b"/*<script>alert(1)</script>*/",
    "bmp": picture("bmp"),
    "tiff": picture("tiff"),
    "program": b"MZ\x90\0\3",
    "elf": b"\x7fELF\2\1\1\0",
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "zip": package(("a", "b")),
    "film": b"\0\0\0\x18ftypisom\0\0\2\0isomavc1",
    "nothing known": bytes(range(256)),
}


def refused(content: bytes, accepted: tuple[str, ...] = KINDS, most: int = MB) -> str:
    with pytest.raises(Refused) as caught:
        receive("a.jpg", content, accepted=accepted, most=most)
    return caught.value.code


@pytest.mark.parametrize("format", sorted(SOUND))
def test_the_content_says_what_a_file_is(format: str) -> None:
    file = receive("bild.exe", SOUND[format], accepted=KINDS, most=MB)
    assert (file.attachment.format, file.attachment.kind) == (format, FORMATS[format].kind)
    assert file.attachment.name == f"bild.{FORMATS[format].extension}"
    assert file.attachment.size == len(file.content)


@pytest.mark.parametrize("format", ["pdf", "docx", "odt", "text"])
def test_a_document_is_kept_as_it_came(format: str) -> None:
    assert receive("a", SOUND[format], accepted=KINDS, most=MB).content == SOUND[format]


@pytest.mark.parametrize("what", sorted(FOREIGN))
def test_anything_else_is_refused(what: str) -> None:
    assert refused(FOREIGN[what]) == "wrong-kind"


def test_a_kind_that_the_question_does_not_take_is_refused() -> None:
    assert refused(PDF, ("image",)) == "wrong-kind"
    assert refused(picture(), ("pdf", "document")) == "wrong-kind"


def test_an_empty_file_and_one_that_is_too_large_are_refused() -> None:
    assert refused(b"") == "empty-file"
    assert refused(TEXT, most=len(TEXT) - 1) == "file-too-large"
    assert receive("a", TEXT, accepted=KINDS, most=len(TEXT)).content == TEXT


def test_the_format_of_some_phones_is_named() -> None:
    assert refused(HEIC) == "heic"


def test_two_files_in_one_are_only_the_first() -> None:
    both = picture() + docx()
    assert recognised(both) == "jpeg"
    assert b"PK" not in receive("a", both, accepted=KINDS, most=MB).content


def test_a_picture_that_would_be_kept_as_a_larger_file_than_any_is_refused() -> None:
    size = (2600, 2600)
    noise = Random(1).randbytes(3 * size[0] * size[1])  # noqa: S311 - noise, not secrets
    made = BytesIO()
    Image.frombytes("RGB", size, noise).save(made, "png", compress_level=0)
    assert refused(made.getvalue(), most=30 * MB) == "too-many-pixels"


def test_the_same_file_twice_is_two_files() -> None:
    first, second = (receive("a", TEXT, accepted=KINDS, most=MB).attachment for _ in range(2))
    assert first.id != second.id


@given(st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b"%PDF-", b"PK\x03\x04"]), st.binary(max_size=200))
def test_whatever_is_sent_is_taken_or_refused(mark: bytes, rest: bytes) -> None:
    try:
        found = receive("a", mark + rest, accepted=KINDS, most=MB).attachment.format
    except Refused as reason:
        found = reason.code
    assert found in FORMATS or found in REFUSALS

"""A document is what it says, and nothing in it acts, fetches or swells."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.attachments import Refused
from engine.attachments.documents import ENTRIES, LISTED, check_pdf, is_text, package_format
from tests.engine.attachments.files import PDF, docx, links, odt, package


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        package_format(content)
    return caught.value.code


def test_office_documents_are_told_apart_by_what_is_in_them() -> None:
    assert package_format(docx()) == "docx"
    assert [package_format(odt(format=format)) for format in ("text", "spreadsheet", "presentation")] == ["odt", "ods", "odp"]


@pytest.mark.parametrize("kind", ["spreadsheetml.sheet", "presentationml.presentation"])
def test_the_other_kinds_of_microsofts_office_are_known(kind: str) -> None:
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    assert package_format(package(("[Content_Types].xml", types))) == {"s": "xlsx", "p": "pptx"}[kind[0]]


def test_another_package_is_of_the_wrong_kind() -> None:
    assert refused(package(("a.txt", "a"))) == "wrong-kind"
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refused(package(("[Content_Types].xml", f'<Override ContentType="{macro}"/>'))) == "wrong-kind"
    assert refused(package(("mimetype", "application/epub+zip"))) == "wrong-kind"


@pytest.mark.parametrize(
    "name", ["word/vbaProject.bin", "VBAPROJECT.BIN", "word/activeX/activeX1.bin", "word/embeddings/oleObject1.bin", "xl/macrosheets/1.xml"]
)
def test_a_document_with_something_that_acts_is_refused(name: str) -> None:
    assert refused(docx((name, b"x"))) == "acting-file"


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/a.py", "Object 1/content.xml"])
def test_the_same_goes_for_libreoffice(name: str) -> None:
    assert refused(odt((name, b"x"))) == "acting-file"


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "image", "frame"])
def test_a_document_that_fetches_something_is_refused(kind: str) -> None:
    assert refused(docx(links(kind))) == "acting-file"


@pytest.mark.parametrize("entry", [links("hyperlink"), links("image", "")])
def test_a_link_to_click_and_a_picture_inside_are_fine(entry: tuple[str, str]) -> None:
    assert package_format(docx(entry)) == "docx"


@pytest.mark.parametrize("name", ["../up", "a/../../b", "/etc/passwd", "a\\b"])
def test_a_package_whose_names_lead_out_of_it_is_refused(name: str) -> None:
    assert refused(docx((name, b"x"))) == "broken-file"


def test_a_package_that_swells_is_refused() -> None:
    assert refused(docx(("big", b"\0" * 201_000_000))) == "broken-file"
    assert refused(docx(*((f"{number}", b"") for number in range(ENTRIES)))) == "broken-file"


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    sound = package(("[Content_Types].xml", b"\0" * 5_000_000))
    assert refused(sound.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))) == "broken-file"


def test_a_list_that_is_too_long_or_stands_elsewhere_is_not_read() -> None:
    sound = docx()
    long = sound[:-10] + struct.pack("<I", LISTED + 1) + sound[-6:]
    large = sound[:-22] + b"PK\x06\x07" + b"\0" * 16 + sound[-22:]
    for hostile in (long, large, sound + b"x", sound[:-1], docx()[:-22], b"PK\x03\x04"):
        assert refused(hostile) == "broken-file"
    assert refused(package(("a", "b"), comment=b"x")) == "broken-file"


@given(at=st.integers(0, 2000), put=st.binary(min_size=1, max_size=8))
def test_whatever_is_wrong_inside_a_package_it_is_known_or_refused(at: int, put: bytes) -> None:
    sound = docx(links("hyperlink"))
    hurt = sound[: at % len(sound)] + put + sound[at % len(sound) + len(put) :]
    try:
        found = package_format(hurt)
    except Refused as reason:
        found = reason.code
    assert found in ("docx", "broken-file", "wrong-kind", "acting-file")


def test_a_pdf_has_its_end() -> None:
    check_pdf(PDF)
    for cut in (PDF[:-8], PDF.replace(b"startxref", b""), b"%PDF-1.4"):
        with pytest.raises(Refused):
            check_pdf(cut)


@pytest.mark.parametrize(
    ("content", "readable"), [("å\r\n\tb".encode(), True), (b"\xef\xbb\xbfa", True), (b"a\0b", False), (b"\xff", False)]
)
def test_text_is_readable_in_utf_8(content: bytes, readable: bool) -> None:
    assert is_text(content) is readable

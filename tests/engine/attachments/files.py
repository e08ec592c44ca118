"""Files for tests, made anew each time: sound ones of each format, and ones that mean harm."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

CANARY = "Kanariefagel"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
TEXT = "Jag såg det.\n".encode()
_TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def picture(format: str = "jpeg", size: tuple[int, int] = (20, 10), mode: str = "RGB", **saved: Any) -> bytes:
    """A plain picture."""
    made = BytesIO()
    Image.new(mode, size).save(made, format, **saved)
    return made.getvalue()


def placed(format: str = "jpeg") -> bytes:
    """A picture that tells where it was taken, with what, by whom, and that is to be turned a quarter."""
    facts = Image.Exif()
    facts[0x0112], facts[0x010F] = 6, CANARY
    facts.get_ifd(0x8825).update({1: "N", 2: tuple(IFDRational(part) for part in (59, 12, 3)), 29: CANARY})
    more: dict[str, Any] = {"jpeg": {"comment": CANARY.encode(), "icc_profile": CANARY.encode()}}.get(format, {})
    return picture(format, exif=facts, **({} if format == "png" else {"xmp": f"<x>{CANARY}</x>".encode()}), **more)


def opened(content: bytes) -> Image.Image:
    """A picture as it is read back."""
    return Image.open(BytesIO(content))


def package(*entries: tuple[str, str | bytes], comment: bytes = b"") -> bytes:
    """A ZIP file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as written:
        for name, content in entries:
            written.writestr(name, content)
        written.comment = comment
    return made.getvalue()


def docx(*more: tuple[str, str | bytes]) -> bytes:
    """A Word document, with more entries if they are given."""
    return package(("[Content_Types].xml", _TYPES), ("word/document.xml", "<w:document/>"), *more)


def odt(*more: tuple[str, str | bytes], format: str = "text") -> bytes:
    """A document of LibreOffice."""
    return package(("mimetype", f"application/vnd.oasis.opendocument.{format}"), ("content.xml", "<office/>"), *more)


def links(kind: str, mode: str = ' TargetMode="External"') -> tuple[str, str]:
    """An entry with one link."""
    type_ = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return "word/_rels/document.xml.rels", f'<Relationships><Relationship Type="{type_}" Target="http://x.example/"{mode}/></Relationships>'

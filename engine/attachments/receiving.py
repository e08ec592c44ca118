"""From what a browser sent as a file to what is kept: recognised by its content, cleaned, or refused. It must not trust name or claim."""

from collections.abc import Collection
from dataclasses import dataclass, field

from engine.attachments import FORMATS, LARGEST, MB, Attachment, Refused
from engine.attachments.documents import check_pdf, is_text, package_format
from engine.attachments.images import drawn_anew
from engine.attachments.naming import clean_name
from engine.ids import new_id

LARGEST_DRAWN = 2 * LARGEST * MB
"""Bytes that a picture may have when it has been drawn anew: a small file can hold what packs badly."""

_MARKS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"%PDF-", "pdf"),
)
_PACKAGE = b"PK\x03\x04"
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


@dataclass(frozen=True)
class Received:
    """A file that was taken, with the bytes that are to be kept."""

    attachment: Attachment
    content: bytes = field(repr=False)


def receive(name: str, content: bytes, *, accepted: Collection[str], most: int) -> Received:
    """The file, when its kind is among those accepted and it has at most so many bytes; raises Refused."""
    if not content:
        raise Refused("empty-file")
    if len(content) > most:
        raise Refused("file-too-large")
    format = recognised(content)
    if FORMATS[format].kind not in accepted:
        raise Refused("wrong-kind")
    if FORMATS[format].kind == "image":
        content = drawn_anew(content, format)
        if len(content) > LARGEST_DRAWN:
            raise Refused("too-many-pixels")
    return Received(Attachment(str(new_id()), clean_name(name, FORMATS[format].extension), format, len(content)), content)


def recognised(content: bytes) -> str:
    """The format that the content has; raises Refused when it has none of ours."""
    for mark, format in _MARKS:
        if content.startswith(mark):
            if format == "pdf":
                check_pdf(content)
            return format
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise Refused("heic")
    if content.startswith(_PACKAGE):
        return package_format(content)
    if is_text(content):
        return "text"
    raise Refused("wrong-kind")

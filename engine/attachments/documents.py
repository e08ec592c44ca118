"""Looks through documents, which are kept as they came: that they are what they say, and that nothing in them acts or fetches."""

import re
import struct
import unicodedata
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from engine.attachments import MB, Refused

ENTRIES = 2000
UNPACKED = 200 * MB
LISTED = 512 * 1024
"""Bytes that the list of a package's entries may take."""
READ = 4 * MB
"""Bytes that are unpacked at most of what is looked through."""

_MAIN = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_ACTS = re.compile(r"(?:^|/)(?:vbaproject\.bin|activex/|embeddings/|macrosheets/|basic/|scripts/|object [0-9]+/)", re.IGNORECASE)
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ELSEWHERE = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_TO_CLICK = re.compile(rb"/relationships/hyperlink[\"']")
_BROKEN = (BadZipFile, OSError, ValueError, LookupError, EOFError, RuntimeError, NotImplementedError, struct.error, zlib.error)
_END, _END_LENGTH = b"PK\x05\x06", 22
_LARGE_END, _LARGE_END_LENGTH = b"PK\x06\x07", 20


def check_pdf(content: bytes) -> None:
    """Raises Refused for a PDF without its end."""
    if b"startxref" not in content[-2048:] or b"%%EOF" not in content[-1024:]:
        raise Refused("broken-file")


def is_text(content: bytes) -> bool:
    """True for readable text in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(character) == "Cc" for character in set(text) - set("\t\n\r\f"))


def package_format(content: bytes) -> str:
    """Which kind of office document a ZIP file is; raises Refused for any other, and for one that acts, fetches or swells."""
    _check_list(content)
    try:
        with ZipFile(BytesIO(content)) as package:
            _check_entries(package.infolist())
            format = _format(package)
            _check_links(package)
            return format
    except _BROKEN:
        raise Refused("broken-file") from None


def _check_list(content: bytes) -> None:
    """The list of entries, before anyone reads it: one list, at the very end, and not a long one."""
    end = content[-_END_LENGTH:]
    large = content[-_END_LENGTH - _LARGE_END_LENGTH :].startswith(_LARGE_END)
    if len(end) < _END_LENGTH or not end.startswith(_END) or large or int.from_bytes(end[12:16], "little") > LISTED:
        raise Refused("broken-file")


def _check_entries(entries: list[ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if len(names) != len(entries) or len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused("broken-file")
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        raise Refused("broken-file")
    if any(_ACTS.search(name) for name in names):
        raise Refused("acting-file")


def _format(package: ZipFile) -> str:
    names = package.namelist()
    if names[:1] == ["mimetype"]:
        found = _OPEN_DOCUMENT.get(_read(package, "mimetype", 100))
    elif "[Content_Types].xml" in names:
        types = _read(package, "[Content_Types].xml", READ)
        found = next((format for mark, format in _MAIN if mark in types), None)
    else:
        found = None
    if found is None:
        raise Refused("wrong-kind")
    return found


def _check_links(package: ZipFile) -> None:
    """A link is there to be clicked; anything else that lies elsewhere would be fetched by whoever opens the document."""
    left = READ
    for name in package.namelist():
        if name.lower().endswith(".rels"):
            links = _read(package, name, left)
            left -= len(links)
            if any(_ELSEWHERE.search(link) and not _TO_CLICK.search(link) for link in _LINK.findall(links)):
                raise Refused("acting-file")


def _read(package: ZipFile, name: str, most: int) -> bytes:
    """An entry, whatever size it claims to have."""
    with package.open(name) as entry:
        content = entry.read(most + 1)
    if len(content) > most:
        raise Refused("broken-file")
    return content

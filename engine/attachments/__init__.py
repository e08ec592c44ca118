"""Files that come with an answer: what one is, and which formats there are. Content decides the format; a name or a claim never does."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import MallverkError

MB = 1_000_000
LARGEST = 10
"""Megabytes that one file may have, as it is sent."""
ALL_TOGETHER = 25 * MB
"""Bytes that all files of one report, or of one round of a step, may have as they are sent."""
MOST = 10
"""How many files one question can take."""


@dataclass(frozen=True)
class Format:
    """A format that can be taken: the kind by which templates name it, how a name ends, and what a browser is told that it is."""

    kind: str
    extension: str
    media_type: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
FORMATS: Mapping[str, Format] = {
    "jpeg": Format("image", "jpg", "image/jpeg"),
    "png": Format("image", "png", "image/png"),
    "webp": Format("image", "webp", "image/webp"),
    "pdf": Format("pdf", "pdf", "application/pdf"),
    "docx": Format("document", "docx", f"{_OPEN_XML}.wordprocessingml.document"),
    "xlsx": Format("document", "xlsx", f"{_OPEN_XML}.spreadsheetml.sheet"),
    "pptx": Format("document", "pptx", f"{_OPEN_XML}.presentationml.presentation"),
    "odt": Format("document", "odt", f"{_OPEN_DOCUMENT}.text"),
    "ods": Format("document", "ods", f"{_OPEN_DOCUMENT}.spreadsheet"),
    "odp": Format("document", "odp", f"{_OPEN_DOCUMENT}.presentation"),
    "text": Format("document", "txt", "text/plain; charset=utf-8"),
}
KINDS = tuple(dict.fromkeys(format.kind for format in FORMATS.values()))
"""What a question can accept: image, pdf, document."""


@dataclass(frozen=True)
class Attachment:
    """A file as those who may read it see it: its id in the answer, a clean name, its format, and its bytes as they are kept."""

    id: str
    name: str = field(repr=False)
    format: str
    size: int

    @property
    def kind(self) -> str:
        """The kind by which templates name it."""
        return FORMATS[self.format].kind


class Refused(MallverkError):
    """A file that can not be taken; `code` names why and has a sentence among the texts of the type `file`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

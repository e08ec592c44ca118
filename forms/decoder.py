"""The one strict decoder of what a browser sends. It must not guess: what is malformed is refused with a code and never becomes a 500."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from engine.attachments import ALL_TOGETHER
from engine.errors import MallverkError

BODY = 1024 * 1024
BODY_WITH_FILES = BODY + ALL_TOGETHER
FIELDS = 2000
FILES = 50
PIECE = 64 * 1024
"""Bytes that are read at a time: so what a body of files takes in memory is its files, once."""
NAME = 200
VALUE = 256 * 1024
QUERY = 8192
COOKIE = 4096
TOO_LARGE = frozenset({"too-large", "files-too-large", "too-many-fields", "value-too-long"})

Pairs = tuple[tuple[str, str], ...]
Repeats = Container[str] | Callable[[str], bool]
"""Which names may come more than once, as a group of checkboxes does."""

_DECODED = "mallverk.decoded"
_TAKES_FILES = "mallverk.takes_files"
_NEVER = re.compile("[\0\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# a person who pastes from a PDF can not see these, so they are left out rather than refused
_UNSEEN = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_COOKIE = re.compile(r"[A-Za-z0-9._~+/=-]+", re.ASCII)


class BadInput(MallverkError):
    """A request that can not be read as it stands; `code` names why and has a sentence under `errors.input`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.status = 413 if code in TOO_LARGE else 400


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: the name of its input, the name that it came with without what can not be seen, and its bytes."""

    input: str
    name: str = field(repr=False)
    content: bytes = field(repr=False)


class Posted(Mapping[str, list[str]]):
    """What was sent: each name with its values in order, and the files apart. WTForms takes it as form data."""

    def __init__(self, pairs: Pairs, files: tuple[Upload, ...] = ()) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)
        self.repeated = tuple([name for name, values in self._values.items() if len(values) > 1])
        self.files = files

    def __getitem__(self, name: str) -> list[str]:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def getlist(self, name: str) -> list[str]:
        """Every value of `name`; none when it was not sent."""
        return list(self._values.get(name, ()))

    def first(self, name: str, default: str = "") -> str:
        """The value of a name that comes once."""
        return next(iter(self._values.get(name, ())), default)


def take_files(request: Request) -> None:
    """Says, before the body is read, that the request may bring files; from any other they are refused."""
    request.environ[_TAKES_FILES] = True


def decode(request: Request, repeats: Repeats = ()) -> Posted:
    """What an unsafe request sent; raises BadInput. It may be asked again: the body is read once."""
    posted: Posted | None = request.environ.get(_DECODED)
    if posted is None:
        posted = request.environ[_DECODED] = _posted(request)
    return _once(posted, repeats)


def decode_query(request: Request, repeats: Repeats = ()) -> Posted:
    """The arguments in a request's address; raises BadInput."""
    if len(request.query_string) > QUERY:
        raise BadInput("address")
    return _once(Posted(_urlencoded(request.query_string)), repeats)


def check_address(request: Request) -> None:
    """Refuse an address that no view and no database should see."""
    if _CONTROL.search(request.path):
        raise BadInput("address")
    decode_query(request, lambda name: True)


def cookie(request: Request, name: str) -> str | None:
    """A cookie's value, or None when it is not there or is not one that we could have set."""
    value = request.cookies.get(name, "")
    return value if len(value) <= COOKIE and _COOKIE.fullmatch(value) else None


def _once(posted: Posted, repeats: Repeats) -> Posted:
    may_repeat = repeats if callable(repeats) else repeats.__contains__
    if any(not may_repeat(name) for name in posted.repeated):
        raise BadInput("repeated")
    return posted


def _posted(request: Request) -> Posted:
    options = request.mimetype_params
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadInput("content-type")
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise BadInput("not-utf8")
    if request.mimetype == "multipart/form-data":
        return _multipart(request, options.get("boundary", ""))
    body = b"".join(_pieces(request, BODY))
    if request.mimetype == "application/x-www-form-urlencoded" or not (body or request.mimetype):
        return Posted(_urlencoded(body))
    raise BadInput("content-type")


def _pieces(request: Request, most: int) -> Iterator[bytes]:
    """All of the body; a server that does not buffer it may still be receiving."""
    request.max_content_length = most
    read = 0
    try:
        stream = request.stream
        while piece := stream.read(PIECE):
            read += len(piece)
            yield piece
    except RequestEntityTooLarge:
        raise BadInput("too-large" if most == BODY else "files-too-large") from None
    except ClientDisconnected:
        raise BadInput("cut-off") from None
    if request.content_length is not None and read != request.content_length:
        raise BadInput("cut-off")


def _urlencoded(body: bytes) -> Pairs:
    if body.count(b"&") >= FIELDS:
        raise BadInput("too-many-fields")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError:
        raise BadInput("not-utf8") from None
    return tuple((_name(name), _value(value)) for name, value in pairs)


def _multipart(request: Request, boundary: str) -> Posted:
    takes_files = request.environ.get(_TAKES_FILES, False)
    pairs: list[tuple[str, str]] = []
    files: list[Upload] = []
    left = BODY
    try:
        for part, content in _parts(_pieces(request, BODY_WITH_FILES if takes_files else BODY), boundary):
            if not isinstance(part, File):
                left -= len(content)
                pairs.append((_name(part.name), _value(content.decode())))
            elif not takes_files:
                raise BadInput("file")
            elif part.filename or content:
                files.append(Upload(_name(part.name), _seen(part.filename), bytes(content)))
            if left < 0:
                raise BadInput("too-large")
            if len(files) > FILES:
                raise BadInput("too-many-fields")
    except RequestEntityTooLarge:
        raise BadInput("too-many-fields") from None
    except UnicodeDecodeError:
        raise BadInput("not-utf8") from None
    except ValueError:
        raise BadInput("malformed") from None
    return Posted(tuple(pairs), tuple(files))


def _parts(pieces: Iterator[bytes], boundary: str) -> Iterator[tuple[Field | File, bytearray]]:
    """Each part with its bytes, once all of it has come. The head of a part may not be larger than a piece."""
    if not 0 < len(boundary) <= NAME:
        raise BadInput("malformed")
    decoder = MultipartDecoder(boundary.encode("ascii"), max_parts=FIELDS)
    part: Field | File = Field("", Headers())
    content = bytearray()
    for piece in chain(pieces, (None,)):
        decoder.receive_data(piece)
        while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
            if isinstance(event, Field | File):
                part, content = event, bytearray()
            elif isinstance(event, Data):
                content += event.data
                if not event.more_data:
                    yield part, content
        if len(decoder.buffer) > PIECE:
            raise BadInput("malformed")


def _seen(name: str) -> str:
    """What can be seen of a name that is to be shown; whatever else it holds does no harm that far."""
    return "".join(letter for letter in name if letter.isprintable())[-NAME:]


def _name(name: str | None) -> str:
    if name is None or not 0 < len(name) <= NAME or _CONTROL.search(name):
        raise BadInput("name")
    return name


def _value(value: str) -> str:
    """The text with plain line breaks; what PostgreSQL and SQLite would treat differently is refused."""
    if len(value) > VALUE:
        raise BadInput("value-too-long")
    if value.isprintable():
        return value
    if _NEVER.search(value):
        raise BadInput("control-character")
    return _UNSEEN.sub("", _LINE.sub("\n", value))

"""The one strict decoder of what a browser sends. It must not guess: what is malformed is refused with a code and never becomes a 500."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder

from engine.errors import MallverkError

BODY = 1024 * 1024
FIELDS = 2000
NAME = 200
VALUE = 256 * 1024
QUERY = 8192
COOKIE = 4096
TOO_LARGE = frozenset({"too-large", "too-many-fields", "value-too-long"})

Pairs = tuple[tuple[str, str], ...]
Repeats = Container[str] | Callable[[str], bool]
"""Which names may come more than once, as a group of checkboxes does."""

_DECODED = "mallverk.decoded"
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


class Posted(Mapping[str, list[str]]):
    """What was sent: each name with its values in order. WTForms takes it as form data."""

    def __init__(self, pairs: Pairs) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)
        self.repeated = tuple([name for name, values in self._values.items() if len(values) > 1])

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


def decode(request: Request, repeats: Repeats = ()) -> Posted:
    """The fields of an unsafe request; raises BadInput. It may be asked again: the body is read once."""
    posted: Posted | None = request.environ.get(_DECODED)
    if posted is None:
        posted = request.environ[_DECODED] = Posted(_body_pairs(request))
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


def _body_pairs(request: Request) -> Pairs:
    options = request.mimetype_params
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadInput("content-type")
    if options.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise BadInput("not-utf8")
    body = _body(request)
    if request.mimetype == "multipart/form-data":
        return _multipart(body, options.get("boundary", ""))
    if request.mimetype == "application/x-www-form-urlencoded" or not (body or request.mimetype):
        return _urlencoded(body)
    raise BadInput("content-type")


def _body(request: Request) -> bytes:
    """All of the body; a server that does not buffer it may still be receiving."""
    request.max_content_length = BODY
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise BadInput("too-large") from None
    except ClientDisconnected:
        raise BadInput("cut-off") from None
    if request.content_length is not None and len(body) != request.content_length:
        raise BadInput("cut-off")
    return body


def _urlencoded(body: bytes) -> Pairs:
    if body.count(b"&") >= FIELDS:
        raise BadInput("too-many-fields")
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, encoding="utf-8", errors="strict")
    except UnicodeDecodeError:
        raise BadInput("not-utf8") from None
    return tuple((_name(name), _value(value)) for name, value in pairs)


def _multipart(body: bytes, boundary: str) -> Pairs:
    try:
        return tuple((_name(name), _value(value.decode())) for name, value in _parts(body, boundary))
    except RequestEntityTooLarge:
        raise BadInput("too-many-fields") from None
    except UnicodeDecodeError:
        raise BadInput("not-utf8") from None
    except ValueError:
        raise BadInput("malformed") from None


def _parts(body: bytes, boundary: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each part; files are refused, since no form of ours has any."""
    if not 0 < len(boundary) <= NAME:
        raise BadInput("malformed")
    decoder = MultipartDecoder(boundary.encode("ascii"), max_parts=FIELDS)
    decoder.receive_data(body)
    decoder.receive_data(None)
    name, value = "", bytearray()
    while not isinstance(event := decoder.next_event(), Epilogue):
        if isinstance(event, File):
            raise BadInput("file")
        if isinstance(event, Field):
            name, value = event.name or "", bytearray()
        elif isinstance(event, Data):
            value += event.data
            if not event.more_data:
                yield name, bytes(value)


def _name(name: str) -> str:
    if not 0 < len(name) <= NAME or _CONTROL.search(name):
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

"""Reads the expressions of XLSForm: the part of XPath 1.0 that its authors write, with `${name}` for an answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 5000
_DEEPEST = 40
_MOST_SIGNS = 400
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | \$\{\s*(?P<name>[^}]*?)\s*\}
    | (?P<sign>!=|<=|>=|=|<|>|\+|-(?![A-Za-z_])|-|\*|\(|\)|,)
    | (?:current\(\)/)?(?:\.{1,2}/|/)(?:\.\./)*(?:[A-Za-z_][\w.-]*/)*(?P<path>[A-Za-z_][\w.-]*)
    | (?P<here>\.(?![.\w]))
    | (?P<word>[A-Za-z_][\w-]*(?:\.[\w-]+)*(?::[A-Za-z_][\w-]*)?)
    | (?P<other>\S)
    )""",
    re.VERBOSE,
)
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
"""What binds looser comes first (XPath 1.0, 3.5)."""
_WORDS = {"yes": "true", "true": "true", "no": "false", "false": "false"}
"""What a whole cell may say instead of `true()` and `false()`."""
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True)
class Literal:
    """A text or a number that stands in the expression."""

    value: str | int | float


@dataclass(frozen=True)
class Answer:
    """`${name}`: the answer to a question. A path to it is one by its last name, since no two rows may share one that is asked for."""

    name: str


@dataclass(frozen=True)
class Here:
    """`.`: the answer to the question that the expression belongs to."""


@dataclass(frozen=True)
class Column:
    """A bare name: in a filter, what stands in that column for the option."""

    name: str


@dataclass(frozen=True)
class Call:
    """A function and what it is given."""

    name: str
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Pair:
    """Two expressions and the sign between them."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Literal | Answer | Here | Column | Call | Pair


class NotExpression(ValueError):
    """The text can not be read as an expression; the message is the part where reading stopped."""


def parse(text: str) -> Expression:
    """The expression that a cell holds, with plain quotes for the typographic ones that spreadsheets put in. Raises NotExpression."""
    if len(text) > LONGEST:
        raise NotExpression(f"{text[:60]} …")
    plain = text.translate(_QUOTES)
    if plain.strip().lower() in _WORDS:
        return Call(_WORDS[plain.strip().lower()], ())
    reader = _Reader(tuple(_tokens(plain)))
    found = reader.level(0)
    if reader.place < len(reader.tokens):
        raise NotExpression(reader.tokens[reader.place][1])
    return found


def spelt(expression: Expression) -> str:
    """The expression as an author would write it."""
    match expression:
        case Literal(value):
            return f"'{value}'" if isinstance(value, str) else str(value)
        case Answer(name):
            return f"${{{name}}}"
        case Here():
            return "."
        case Column(name):
            return name
        case Call(name, parts):
            return f"{name}({', '.join(map(spelt, parts))})"
        case Pair(sign, left, right):
            return f"{_inside(left, sign)} {sign} {_inside(right, sign)}"


def _inside(part: Expression, sign: str) -> str:
    """A part in brackets where it binds looser than the sign beside it."""
    return f"({spelt(part)})" if isinstance(part, Pair) and _level(part.sign) < _level(sign) else spelt(part)


def _level(sign: str) -> int:
    return next(number for number, signs in enumerate(_LEVELS) if sign in signs)


def itself(expression: Expression, name: str) -> Expression:
    """The expression with `.` in place of `${name}`, the question that it belongs to."""
    match expression:
        case Answer(other) if other == name:
            return Here()
        case Call(function, parts):
            return Call(function, tuple(itself(part, name) for part in parts))
        case Pair(sign, left, right):
            return Pair(sign, itself(left, name), itself(right, name))
    return expression


def joined(expression: Expression, sign: str) -> list[Expression]:
    """The parts that a sign such as `and` joins, in order."""
    found, left = [], [expression]
    while left:
        part = left.pop()
        if isinstance(part, Pair) and part.sign == sign:
            left += [part.right, part.left]
        else:
            found.append(part)
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise NotExpression(text[place:].strip()[:60])
        kind = match.lastgroup
        if kind == "other":
            raise NotExpression(text[match.start(kind) :][:60])
        yield kind, match[kind]
        place = match.end()


class _Reader:
    """Reads tokens from left to right; `depth` and `signs` bound how far brackets stand in brackets, and how much is joined."""

    def __init__(self, tokens: tuple[tuple[str, str], ...]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0
        self.signs = 0

    def level(self, number: int) -> Expression:
        """An expression whose signs bind at least as tight as those of this level."""
        if number == len(_LEVELS):
            return self._signed()
        found = self.level(number + 1)
        while (sign := self._next(_LEVELS[number])) is not None:
            self.signs += 1
            if self.signs > _MOST_SIGNS:
                raise NotExpression(sign)
            found = Pair(sign, found, self.level(number + 1))
        return found

    def _next(self, wanted: tuple[str, ...]) -> str | None:
        """The next token when it is one of these, which is then read."""
        kind, text = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        if kind not in ("sign", "word") or text not in wanted:
            return None
        self.place += 1
        return text

    def _signed(self) -> Expression:
        if self._next(("-",)) is None:
            return self._one()
        self._deeper()
        part = self._signed()
        self.depth -= 1
        if isinstance(part, Literal) and not isinstance(part.value, str):
            return Literal(-part.value)
        return Pair("-", Literal(0), part)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotExpression("(((")

    def _one(self) -> Expression:
        if self.place >= len(self.tokens):
            raise NotExpression("…")
        kind, text = self.tokens[self.place]
        self.place += 1
        if kind == "number":
            return Literal(float(text) if "." in text else int(text[:18]))
        if kind == "text":
            return Literal(text[1:-1])
        if kind in ("name", "path"):
            return Answer(text)
        if kind == "here":
            return Here()
        if kind == "word":
            return Call(text, self._parts()) if self._next(("(",)) else Column(text)
        if text == "(":
            return self._inside()
        raise NotExpression(text)

    def _inside(self) -> Expression:
        """What stands in brackets."""
        self._deeper()
        found = self.level(0)
        if self._next((")",)) is None:
            raise NotExpression(self.tokens[self.place][1] if self.place < len(self.tokens) else ")")
        self.depth -= 1
        return found

    def _parts(self) -> tuple[Expression, ...]:
        """What a function is given."""
        if self._next((")",)):
            return ()
        self._deeper()
        found = [self.level(0)]
        while self._next((",",)):
            found.append(self.level(0))
        if self._next((")",)) is None:
            raise NotExpression(self.tokens[self.place][1] if self.place < len(self.tokens) else ")")
        self.depth -= 1
        return tuple(found)

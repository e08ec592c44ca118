"""Patterns of JSON Schema, which mean what Python's `re` makes of them, run by an engine that never backtracks."""

import re
from functools import lru_cache
from typing import Any

import re2

_BLANKS = r"\x09-\x0d\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
_NO_BLANKS = (
    r"\x00-\x08\x0e-\x1b\x21-\x{84}\x{86}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}"
    r"\x{202a}-\x{202e}\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{10ffff}"
)
_ALONE = {
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"[\p{L}\p{N}_]",
    "W": r"[^\p{L}\p{N}_]",
    "s": f"[{_BLANKS}]",
    "S": f"[{_NO_BLANKS}]",
    "Z": r"\z",
    "_": "_",
}
_IN_SET = {"d": r"\p{Nd}", "D": r"\P{Nd}", "w": r"\p{L}\p{N}_", "s": _BLANKS, "S": _NO_BLANKS, "_": "_"}
# what both engines know but mean differently, outside and inside a set
_OTHERWISE, _OTHERWISE_IN_SET = "bBzCQEpPG0123456789", "WbpP0123456789"
_PIECE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[\s\S])|\{,|\(\?:?|\[\^?\]?|[\s\S]")
_LONGEST = 1000
_SILENT = re2.Options()
_SILENT.log_errors = False
_HALVES = re.compile("[\ud800-\udfff]")


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """The pattern to search with; None when the engine can not run it just as Python would."""
    spelt = _spelt(pattern) if len(pattern) <= _LONGEST else None
    if spelt is None:
        return None
    try:
        return re2.compile(spelt, _SILENT)
    except (re2.error, UnicodeError):
        return None


def found(pattern: str, text: str) -> bool:
    """True when the pattern stands somewhere in the text."""
    engine = compiled(pattern)
    return engine is not None and engine.search(_HALVES.sub("\ufffd", text)) is not None


def _spelt(pattern: str) -> str | None:
    """The pattern in the engine's own spelling."""
    spelt, inside = "", False
    for match in _PIECE.finditer(pattern):
        piece = match[0]
        if inside and piece[0] == "[":
            piece, inside = _in_set(piece), not piece.endswith("]")
        elif inside:
            inside = piece != "]"
            piece = _escaped(piece, _IN_SET, _OTHERWISE_IN_SET) if piece[0] == "\\" else piece
        elif piece[0] == "[":
            inside = True
        else:
            piece = _outside(piece)
        if piece == "":
            return None
        spelt += piece
    return spelt


def _in_set(piece: str) -> str:
    """A bracket that stands in a set is only itself."""
    return piece.replace("[", r"\[")


def _outside(piece: str) -> str:
    if piece == "$":
        return r"(?:\n?\z)"
    if piece in ("{,", "(?"):  # a group that looks around, or sets flags, is none of the engine's
        return "{0," if piece == "{," else ""
    return _escaped(piece, _ALONE, _OTHERWISE) if piece[0] == "\\" else piece


def _escaped(piece: str, known: dict[str, str], otherwise: str) -> str:
    """An escape in the engine's spelling; empty when the two do not mean the same by it."""
    letter = piece[1:2]
    if letter in "xuU" and len(piece) > 2:
        return f"\\x{{{int(piece[2:], 16):x}}}"
    if letter in known:
        return known[letter]
    if not letter or letter in otherwise or letter in "xuUN" or (letter.isalpha() and letter not in "aAfnrtv"):
        return ""
    return re.escape(letter) if not letter.isalnum() else piece

"""What any written text goes through before it is an answer. Not a field type: it must not know questions or limits of a type."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from engine.errors import AnswerError

LONGEST = 20_000
"""No text answer is longer, whatever its question says: normalising takes the square of the length of odd texts."""

_NEW_LINES = re.compile("\r\n?|\u2028|\u2029")
_BLANKS = re.compile(r"[\t\n ]+")
_BLANK_KINDS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
# They turn the order of the text around them, so that a reader sees something else than was written.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_NO_CHARACTERS = "".join(chr(plane | last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
# control characters but for the end of a line, halves of a pair, and code points that are no characters
_REFUSED = re.compile(f"[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")


def clean(value: object, *, several_lines: bool = False, most: int = LONGEST) -> str | None:
    """The text in normal form (NFC, plain line ends, no blanks around); None when nothing can be seen in it. Raises AnswerError."""
    if not isinstance(value, str):
        raise AnswerError("wrong-type")
    if len(value) > 2 * most:
        raise AnswerError("too-long", over=len(value) - most)
    printable = value.isprintable()
    # most answers have nothing to take out: no end of a line, nothing unseen, no letter that can be written in two ways
    if printable and value.isascii() and "  " not in value:
        return _short(value.strip(), most) or None
    text = unicodedata.normalize("NFC", value if printable else _TURNING.sub("", _NEW_LINES.sub("\n", value)))
    text = text.replace("\t", " ") if several_lines else _BLANKS.sub(" ", text)
    if not printable and _REFUSED.search(text):
        raise AnswerError("bad-character")
    text = _short(text.strip(), most)
    return None if all(unicodedata.category(character) in _BLANK_KINDS for character in text) else text


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise AnswerError("too-long", over=len(text) - most)
    return text


def seen(text: str) -> str:
    """The text without what can not be seen or would turn the words around it."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " if sign.isspace() else "" for sign in text)


def only(sent: Mapping[str, Sequence[str]], part: str = "") -> str | None:
    """The one text that was sent for a part, None when blank; raises AnswerError when there are several."""
    texts = sent.get(part, ())
    if len(texts) > 1:
        raise AnswerError("wrong-type")
    return texts[0].strip() or None if texts else None

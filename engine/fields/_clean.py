"""What any written text goes through before it is an answer. Not a field type: it must not know questions or limits of a type."""

import re
import unicodedata

from engine.errors import AnswerError

LONGEST = 20_000
"""No text answer is longer, whatever its question says: normalising takes the square of the length of odd texts."""

_NEW_LINES = re.compile("\r\n?|\u2028|\u2029")
_BLANKS = re.compile(r"[\t\n ]+")
_BLANK_KINDS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
# They turn the order of the text around them, so that a reader sees something else than was written.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")


def clean(value: object, *, several_lines: bool = False, most: int = LONGEST) -> str | None:
    """The text in normal form (NFC, plain line ends, no blanks around); None when nothing can be seen in it. Raises AnswerError."""
    if not isinstance(value, str):
        raise AnswerError("wrong-type")
    if len(value) > 2 * most:
        raise AnswerError("too-long", over=len(value) - most)
    text = unicodedata.normalize("NFC", _TURNING.sub("", _NEW_LINES.sub("\n", value)))
    text = text.replace("\t", " ") if several_lines else _BLANKS.sub(" ", text)
    if any(_refused(character) for character in text):
        raise AnswerError("bad-character")
    text = text.strip()
    if len(text) > most:
        raise AnswerError("too-long", over=len(text) - most)
    return None if all(unicodedata.category(character) in _BLANK_KINDS for character in text) else text


def _refused(character: str) -> bool:
    """Control characters, halves of a pair, and code points that are no characters."""
    code = ord(character)
    if code < 0x7F:
        return code < 0x20 and character != "\n"
    return code < 0xA0 or 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE

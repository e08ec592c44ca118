"""When two written names may mean the same person: by their words, without regard to case, order and marks over letters."""

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_MARKS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
_NOT_IN_NUMBERS = re.compile(r"[\W_]+")


def words(name: str) -> tuple[str, ...]:
    """The words of a name, small and in order, each once. Single letters and what holds figures, such as a class, are no words of it."""
    plain = unicodedata.normalize("NFC", name).casefold()
    whole = (word for part in re.split(r"[\s,;/()\-–]+", plain) if not any(map(str.isdigit, part)) for word in _WORD.findall(part))
    return tuple(sorted(set(whole)))


def folded(word: str) -> str:
    """A word without the marks over its letters: åsa is asa, renée is renee."""
    apart = unicodedata.normalize("NFKD", word.translate(_NO_MARKS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def index_words(name: str) -> tuple[str, ...]:
    """What a name is found by."""
    return tuple(sorted({folded(word) for word in words(name)}))


def index_number(number: str) -> str:
    """What an identity number is found by: its letters and figures alone."""
    return _NOT_IN_NUMBERS.sub("", number).casefold()


def enough(name: str) -> int:
    """How many words of a name another one must have to be worth looking at: two, where it has them, since many share a first name."""
    return min(2, len(index_words(name)))


def likeness(one: str, other: str) -> int:
    """How alike another name is: 0 where it need not be looked at, more for more words in common, most with the same marks."""
    common = len(set(index_words(one)) & set(index_words(other)))
    if common < max(1, enough(one)):
        return 0
    marks = sum((Counter(words(one)) & Counter(words(other))).values())
    return 100 * common + marks


def within(asked: str, name: str) -> bool:
    """True when every word that was asked for is in the name."""
    return bool(index_words(asked)) and set(index_words(asked)) <= set(index_words(name))

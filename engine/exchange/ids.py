"""Ids and option keys from the names of others: always spelt as templates want them, and the same for the same names every time."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Set

from engine.template.schema import LONGEST_ID, RESERVED, RESERVED_TEMPLATES

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "Æ": "Ae",
        "Ø": "O",
        "Ð": "D",
        "Þ": "Th",
        "Ł": "L",
        "Đ": "D",
    }
)
_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TAIL = 8


class Ids:
    """The ids of one form. Pages, questions and groups share one space; what is reserved is taken from the beginning."""

    def __init__(self) -> None:
        self._taken = set(RESERVED)
        self._times = Counter[str]()

    def give(self, name: str, within: str = "") -> str:
        """An id for a name; where it is taken, `within` comes before it, and then a number after it."""
        plain = id_of(name)
        wanted = id_of(f"{within}_{plain}") if within and plain in self._taken else plain
        found = _free(wanted, self._taken, self._times)
        self._taken.add(found)
        return found


def id_of(name: str) -> str:
    """A name as an id, `[a-z][a-z0-9_]*`. One without any Latin letter or figure gets a tail that only this name has."""
    plain = re.sub("[^a-z0-9]+", "_", _latin(name).lower()).strip("_")
    if not plain:
        return f"id_{_tail(name)}"
    return _cut(plain if plain[0].isalpha() else f"id_{plain}", LONGEST_ID)


def option_keys(names: Iterable[str]) -> Mapping[str, str]:
    """A key for each of the names of a list. A name that is a key as it stands keeps itself, so that no other takes its place."""
    names = list(dict.fromkeys(names))
    found = {name: name for name in names if _KEY.fullmatch(name) and len(name) <= LONGEST_ID}
    taken, times = set(found), Counter[str]()
    for name in (name for name in names if name not in found):
        plain = _cut(re.sub("[^A-Za-z0-9_-]+", "_", _latin(name)).strip("_"), LONGEST_ID - 5) or f"id_{_tail(name)}"
        found[name] = _free(plain, taken, times)
        taken.add(found[name])
    return {name: found[name] for name in names}


def _free(wanted: str, taken: Set[str], times: Counter[str]) -> str:
    """The name, or the first with a number after it that is not taken; `times` remembers which numbers have been tried."""
    found = wanted
    while found in taken:
        times[wanted] += 1
        found = f"{_cut(wanted, LONGEST_ID - 6)}_{times[wanted] + 1}"
    return found


def template_name(name: str) -> str:
    """A template's name from any: small letters, figures and hyphens; empty where none is left."""
    plain = re.sub("[^a-z0-9]+", "-", _latin(name).lower()).strip("-").lstrip("0123456789-")[:LONGEST_ID].rstrip("-")
    return "" if plain in RESERVED_TEMPLATES else plain


def _latin(name: str) -> str:
    """The name with plain letters for those with marks."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if letter.isascii())


def _cut(plain: str, longest: int) -> str:
    """The name, shortened with a tail that only this name has."""
    return plain if len(plain) <= longest else f"{plain[: longest - _TAIL - 1]}_{_tail(plain)}"


def _tail(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_TAIL]

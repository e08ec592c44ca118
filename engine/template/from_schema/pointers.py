"""Names of places in the answers to a schema: JSON Pointers (RFC 6901) for authors, plain ids for everything inside the engine."""

import hashlib
import re
from collections.abc import Sequence

ITEM = "*"
"""Stands in a pointer for every item of a list."""

_PLAIN = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RESERVED = frozenset({"organisation", "rounds", "period", "outcome", "close", "closed", "receiver"})
_LONGEST = 50
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.:-]*")
_JOINTS = re.compile(r"[_.:-]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Between the words of a name as programs write it."""
_LETTERS = str.maketrans("åäöéü", "aaoeu")


def pointer_of(parts: Sequence[str | int]) -> str:
    """The pointer with these parts; "" is the whole."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def parts_of(pointer: str) -> tuple[str, ...]:
    """The parts of a pointer."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def plain(pointer: str) -> str:
    """The id of the question at a pointer: `/address/street` is `address__street`, and `*` is left out.

    What is no id as it stands, such as the whole, is spelt with a-z, 0-9 and _, and gets a tail made from the pointer, so that no two
    are alike.
    """
    parts = [part for part in parts_of(pointer) if part != ITEM] or ["whole"]
    id = "__".join(parts)
    several = pointer.count(f"/{ITEM}") - 1 if pointer.endswith(f"/{ITEM}") else -1
    if (
        all(_PLAIN.fullmatch(part) for part in parts)
        and len(id) <= _LONGEST
        and id not in _RESERVED
        and several < 0
        and pointer.strip(f"/{ITEM}")
    ):
        return id
    spelt = re.sub("[^a-z0-9]+", "_", id.lower().translate(_LETTERS)).strip("_")[: _LONGEST - 10].rstrip("_")
    return f"q_{spelt}_{tail(pointer)}".replace("__", "_")


def in_words(pointer: str) -> str:
    """What the place at a pointer is called when nobody says: the last name on the way to it, as words (`firstName`: First name)."""
    name = next((part for part in reversed(parts_of(pointer)) if part not in (ITEM, "")), "–")
    if not _NAME.fullmatch(name):
        return name
    first, *others = _JOINTS.sub(" ", name).split() or [name]
    return " ".join([first[:1].upper() + first[1:], *(word if word.isupper() else word.lower() for word in others)])


def tail(text: str) -> str:
    """Eight figures and letters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def place_of(at: str, pointer: str) -> tuple[str | int, ...]:
    """Where in the answers a question stands, when `at` says in which rows: `children/0/children__name` and `/children/*/name`."""
    rows = iter(at.split("/")[1::2])
    return tuple(int(next(rows)) if part == ITEM else part for part in parts_of(pointer))

"""Ways to spoil a template: as bytes, as values, and with a JSON Schema for a form. All chance comes from the die that is given."""

import json
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from benchmarks.made_schemas import ui, whole_schema
from engine.errors import InvalidTemplate
from engine.template.source import MAX_BYTES, MAX_NODES, look

Path = tuple[str | int, ...]
TOKENS = (
    "\t", "\x00", "\u2028", "\ufeff", "\n", "\r", "\x85", "å", ": ", "- ", "? ", "# ", "&a ", "*a", "!!str ", "|\n", "---\n", "...\n",
    '"', "'", "{", "}", "[", "]", ",", "%", "@", "`", "((", "))", "((x))", "9" * 400, "{" * 40, "[" * 200, "a: " * 50,
)  # fmt: skip
JUNK: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.5, 10**15, 10**400, 1e300, "", " ", "a", "å", "\x00", "\ud800", "2026-02-30", "today", "1 day",
    "999 years", "(", "(?=a)", "(a+)+$", "{0}", "{x}", "%s", [], {}, [[]], [{}], {"a": {}}, {"": ""}, ["a", "a"], {"list": "a"},
    {"all": []}, {"not": {}}, {"any": [{"all": []}]}, {"label": 4}, {"sv": "a", "en": "b"}, {"use": "a"}, {"type": "group"},
)  # fmt: skip
_LARGE = 4_000
_BYTES, _PARTS = 2 * MAX_BYTES, MAX_NODES + MAX_NODES // 2
"""Larger than a template may be, which is refused unread, but not so large that making it would be what is measured."""


def spoiled(die: Random, texts: Sequence[bytes]) -> bytes:
    """A text that somebody may have meant as a template."""
    how = die.choice((_bytes, _values, _values, _schema))
    return how(die, die.choice(texts))


def answers(die: Random, given: Any) -> Any:
    """Answers that somebody may send: an example's, spoiled now and then."""
    value = json.loads(json.dumps(given))
    for _ in range(die.randrange(4)):
        value = _changed(die, value)
    return value if isinstance(value, dict) else {"a": value}


def _bytes(die: Random, text: bytes) -> bytes:
    """The text with some of its bytes lost, doubled, moved or put in."""
    found = bytearray(text)
    for _ in range(die.randint(1, 6)):
        start = die.randrange(len(found) + 1)
        end = min(len(found), start + die.choice((0, 1, 1, 2, 10, 200, 5_000)))
        piece = bytes(found[start:end])
        more = (b"", piece * 2, piece[::-1], die.randbytes(die.randint(1, 4)), die.choice(TOKENS).encode(), piece.upper(), piece * 40)
        found[start:end] = die.choice(more)
    return bytes(found)


def _values(die: Random, text: bytes) -> bytes:
    """The text's values with some of them lost, doubled, moved or exchanged for something else."""
    try:
        value = look(text).value
    except InvalidTemplate:
        return _bytes(die, text)
    for _ in range(die.choice((0, 1, 1, 1, 2, 3, 8))):
        value = _changed(die, value)
    return _written(die, value)


def _schema(die: Random, text: bytes) -> bytes:
    """A small template whose form is a schema, spoiled or not."""
    schema = whole_schema(die)
    for _ in range(die.choice((0, 0, 0, 1, 3))):
        schema = _changed(die, schema)
    form = {"schema": schema} | ({"ui": ui(die)} if die.randrange(3) == 0 else {})
    return _written(die, {"template": "a", "title": "A", "functions": {"desk": "Desk"}, "routing": [{"to": "desk"}], "form": form})


def _written(die: Random, value: Any) -> bytes:
    """Values as JSON, which is YAML too, on one line or on many; what is larger than a template may be is not blown up by indents."""
    escaped, indent = die.randrange(4) == 0, die.choice((None, 1))
    text = json.dumps(value, ensure_ascii=escaped)
    return (json.dumps(value, ensure_ascii=escaped, indent=indent) if len(text) <= MAX_BYTES else text).encode("utf-8", "surrogatepass")


def _changed(die: Random, value: Any) -> Any:
    """A copy with one thing changed."""
    copy = json.loads(json.dumps(value))
    every = list(_places(copy, ()))
    if not every:
        return die.choice(JUNK)
    path = die.choice(every)
    around = _at(copy, path[:-1])
    die.choice(_CHANGES)(die, around, path[-1], lambda: _at(copy, die.choice(every)))
    return copy


def _places(value: Any, path: Path) -> Iterator[Path]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield (*path, key)
        yield from _places(inner, (*path, key))


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _lost(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    del around[key]


def _exchanged(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    around[key] = json.loads(json.dumps(other()))


def _junk(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    around[key] = die.choice(JUNK)


def _renamed(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    """The same under another name: one that somebody gave, a known key, or no name at all."""
    if isinstance(around, dict):
        name = other()
        around[name if isinstance(name, str) else die.choice(("label", "type", "when", "show_if", "a", "A", "", "organisation"))] = (
            around.pop(key)
        )


def _doubled(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    if isinstance(around, list):
        around.insert(key, around[key])
    else:
        around[f"{key}_2"] = json.loads(json.dumps(around[key]))


def _deep(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    for _ in range(die.choice((2, 10, 60))):
        around[key] = die.choice(({"all": [around[key]]}, {"not": around[key]}, [around[key]], {"questions": around[key]}))


def _huge(die: Random, around: Any, key: Any, other: Callable[[], Any]) -> None:
    """Very long, or very many."""
    inner, count = around[key], die.choice((50, 500, _LARGE))
    count = min(count, max(2, _BYTES // len(json.dumps(inner))), max(2, _PARTS // (1 + sum(1 for _ in _places(inner, ())))))
    many = {f"a{number}": inner for number in range(count)}
    around[key] = die.choice(("a" * count * 10, "ord " * count, [inner] * count, many, list(many)))


_CHANGES = (_lost, _lost, _exchanged, _exchanged, _junk, _junk, _renamed, _doubled, _deep, _huge)

"""Writes sections into a template's text: those that are replaced are written anew, the rest stays byte for byte as it was."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from engine.template.source import NEW_LINE, Source, look

WIDTH = 120
"""Longer texts are folded at this column."""


class _Writer(yaml.SafeDumper):
    """Writes what the reader of templates reads back as it was: no anchors, several lines as a block."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    block = "\n" in value and all(line == line.rstrip() for line in value.split("\n"))
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style="|" if block else None)


def _number(writer: yaml.SafeDumper, value: float) -> yaml.ScalarNode:
    """A number with all its figures: one with an exponent would be read as a text."""
    plain = f"{Decimal(repr(value)):f}"
    return writer.represent_scalar("tag:yaml.org,2002:float", plain if "." in plain else f"{plain}.0")


_Writer.add_representer(str, _text)
_Writer.add_representer(float, _number)


def written(value: Any) -> str:
    """Plain values as the text of a template."""
    return yaml.dump(value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH)


def with_sections(text: str, sections: Mapping[str, Any]) -> str:
    """The text with these sections in place of its own of the same name; None takes a section away, one that it lacks comes last.

    Raises InvalidTemplate when the text can not be read as YAML.
    """
    source = look(text)
    if any(source.keys[(key,)].column != 1 for key in source.value):
        return written({**source.value, **{key: value for key, value in sections.items() if value is not None}})
    return "".join(_parts(text, source, sections))


def _parts(text: str, source: Source, sections: Mapping[str, Any]) -> list[str]:
    starts = [0, *(match.end() for match in NEW_LINE.finditer(text))]
    places = sorted((starts[source.keys[(key,)].line - 1], key) for key in source.value)
    found = [text[: places[0][0]]] if places else []
    for (start, key), (end, _) in zip(places, [*places[1:], (len(text), "")], strict=True):
        old = text[start:end]
        found.append(_section(key, sections[key], old) if key in sections else old)
    new = [_section(key, value, "") for key, value in sections.items() if key not in source.value]
    return [*found, *(["" if text.endswith("\n") else "\n"] if new else []), *new]


def _section(key: str, value: Any, old: str) -> str:
    """A section as text, with the empty lines and remarks that stood after the old one and belong to the next."""
    lines = old.splitlines(keepends=True)
    after: list[str] = []
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        after.insert(0, lines.pop())
    return ("" if value is None else written({key: value})) + "".join(after)

"""Writes the schema files that a template names into its text, so that a published text is whole. It opens no file itself."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from typing import Any

from engine.errors import InvalidTemplate, Mark
from engine.template.layers import Opener
from engine.template.source import MAX_BYTES, NEW_LINE, Path, Source, look

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair, which no text can hold."""
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_. -]*(/[A-Za-z0-9_-][A-Za-z0-9_. -]*)*")


def with_files(text: bytes, opener: Opener) -> bytes:
    """The text with `schema: …` in place of each `file: NAME` of a form, on the same line; what can not be read stays as it is."""
    try:
        source = look(text)
    except InvalidTemplate:
        return text
    written = text.decode("utf-8").removeprefix("\ufeff")
    for path in sorted(_named(source), key=lambda path: astuple(source.key_mark(path)), reverse=True):
        schema = _schema(str(source_value(source, path)), opener)
        written = written if schema is None else _replaced(written, source, path, schema)
    return written.encode("utf-8")


def source_value(source: Source, path: Path) -> Any:
    """The value at a path."""
    value = source.value
    for part in path:
        value = value[part]
    return value


def _named(source: Source) -> Iterator[Path]:
    """Where forms name a file."""
    forms = source.value.get("forms")
    places: list[Path] = [("form",), *(("forms", name) for name in (forms if isinstance(forms, dict) else ()))]
    for place in places:
        form = source_value(source, place) if place != ("form",) else source.value.get("form")
        if isinstance(form, dict) and isinstance(form.get("file"), str) and "schema" not in form:
            yield (*place, "file")


def _schema(name: str, opener: Opener) -> str | None:
    """The schema in a file as one line of JSON; None when there is none."""
    content = opener(name) if _NAME.fullmatch(name) else None
    value = None if content is None or len(content) > MAX_BYTES else _value(content)
    line = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else None
    return None if line is None or _HALF.search(line) else line


def _value(content: bytes) -> Any:
    """What a file of JSON or YAML holds; None when it can not be read."""
    try:
        return json.loads(content, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        pass
    try:
        found = look(content)
    except InvalidTemplate:
        return None
    return None if found.faults else found.value


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _replaced(text: str, source: Source, path: Path, schema: str) -> str:
    """The text with the schema in place of the file's name."""
    quoted = re.escape(str(source_value(source, path)))
    key, value = _offset(text, source.key_mark(path)), _offset(text, source.mark(path))
    written = re.compile(rf"""(["']?){quoted}\1""").match(text, value)
    name = re.compile(r"""(["']?)file\1""").match(text, key)
    if written is None or name is None:
        return text
    return f"{text[:key]}schema{text[name.end() : value]}{schema}{text[written.end() :]}"


def _offset(text: str, mark: Mark) -> int:
    starts = [0, *(match.end() for match in NEW_LINE.finditer(text))]
    return starts[mark.line - 1] + mark.column - 1

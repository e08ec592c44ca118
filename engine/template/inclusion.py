"""Puts the schemas that lie in files in place of the names of those files. It opens no file itself."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.errors import Fault, InvalidTemplate, Mark
from engine.strict_json import read_json
from engine.template.layers import Opener
from engine.template.source import MAX_BYTES, Path, Source, in_file, look

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_. -]*(/[A-Za-z0-9_-][A-Za-z0-9_. -]*)*")


def with_schemas(source: Source, opener: Opener) -> tuple[Source, Mapping[str, str]]:
    """The values with a `schema` in place of each `file` of a form, and the texts of those files by their names.

    What can not be read stays as it is.
    """
    files: dict[str, str] = {}
    size = 0
    for path in list(_naming(source.value)):
        name = _at(source.value, path)["file"]
        content = opener(name) if _NAME.fullmatch(name) else None
        schema = _schema(content, name) if content is not None else None
        if content is None or schema is None:
            continue
        size += len(content)
        if size > MAX_BYTES:
            fault = Fault("files-too-big", source.mark((*path, "file")), {"most": MAX_BYTES // 1024})
            return replace(source, faults=(*source.faults, fault)), {}
        source, files[name] = _with(source, path, schema), content.decode("utf-8")
    return source, files


def _naming(value: Mapping[str, Any]) -> Iterator[Path]:
    """The forms that name a file."""
    forms = value.get("forms")
    places: list[Path] = [("form",), *(("forms", name) for name in (forms if isinstance(forms, dict) else ()))]
    for path in places:
        form = _at(value, path) if path[0] in value else None
        if isinstance(form, dict) and isinstance(form.get("file"), str) and "schema" not in form:
            yield path


def _at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def _schema(content: bytes, name: str) -> Source | None:
    """What a file of JSON or YAML holds, with its places; None when it holds no schema that can be read."""
    found, value = _looked(content), _json(content)
    if value is None or found is not None:
        return in_file(found if value is None else replace(found, value=value), name) if found is not None else None
    # JSON that is no YAML, such as a name apart from its colon, has no places inside; on one line it is held against the same limits
    plain = _looked(json.dumps(value, ensure_ascii=False).encode())
    return in_file(Source(value, {(): Mark()}, {}), name) if plain is not None else None


def _looked(content: bytes) -> Source | None:
    try:
        found = look(content, schema=True)
    except InvalidTemplate:
        return None
    return found if not found.faults else None


def _json(content: bytes) -> Any:
    """The value of JSON, whose numbers YAML reads in another way; None for what is no JSON, or can not be stored."""
    try:
        value = read_json(content)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return value


def _with(source: Source, path: Path, schema: Source) -> Source:
    """The values with the schema in a form."""
    here, named = (*path, "schema"), (*path, "file")
    values = {**source.values, **{(*here, *inner): mark for inner, mark in schema.values.items()}}
    keys = {**source.keys, here: source.key_mark(named), **{(*here, *inner): mark for inner, mark in schema.keys.items()}}
    return Source(_put(source.value, path, schema.value), values, keys, source.faults)


def _put(value: Mapping[str, Any], path: Path, schema: Any) -> dict[str, Any]:
    if not path:
        return {("schema" if key == "file" else key): (schema if key == "file" else inner) for key, inner in value.items()}
    return {key: _put(inner, path[1:], schema) if key == path[0] else inner for key, inner in value.items()}

"""Reads a template's text into plain values, with the line and column of each: YAML 1.2 core types, and nothing that can surprise."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import yaml

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template.slips import Slip, hidden_by_comment, mark_of, slip

Path = tuple[str | int, ...]

MAX_BYTES = 640 * 1024
MAX_DEPTH = 32
MAX_NODES = 60_000
"""Room for three thousand questions, each with options and a condition."""
_READ_AGAIN = 256 * 1024
"""So much is read once more at most, when slips of the hand are read as they could have been written."""

NEW_LINE = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line in YAML."""
_NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ufffe\uffff]")


class _Loader(yaml.CSafeLoader):
    """Resolves only what YAML 1.2's core schema does, so that `no`, `NO`, `1:30` and a date stay text.

    Of its numbers only the plain ones: `0123`, `0x1f`, `1e3` and `.5` stay text too, since an author hardly means a number by them.
    """


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("null", r"^(?:null|Null|NULL|~|)$", ["n", "N", "~", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,15})$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]{1,15}\.[0-9]{1,15}$", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)

_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,307})(?:\.[0-9]{1,400})?(?:[eE][-+]?[0-9]{1,2})?")
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([Dd][89ABab][0-9A-Fa-f]{2})\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
"""A character beyond the first 65,536 as JSON escapes it: the only part of JSON that YAML does not read."""

_STRING, _NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_READERS: Mapping[str, Any] = {
    "tag:yaml.org,2002:bool": lambda text: text.lower() == "true",
    _NULL: lambda text: None,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}


@dataclass(frozen=True)
class Source:
    """Plain values, with the place of every value and key, and what is wrong with the text itself."""

    value: Any
    values: Mapping[Path, Mark]
    keys: Mapping[Path, Mark]
    faults: tuple[Fault, ...] = ()

    def mark(self, path: Path) -> Mark:
        """Where the value at `path` stands, or the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Mark())

    def key_mark(self, path: Path) -> Mark:
        """Where the key at `path` stands."""
        return self.keys.get(path) or self.mark(path)


def _in_schema(path: Path) -> bool:
    """True inside a JSON Schema, where any character may stand that JSON can write, and any number."""
    return path[:2] == ("form", "schema") or (path[:1] == ("forms",) and path[2:3] == ("schema",))


def read(text: str | bytes) -> Source:
    """The values and places of a text without faults; raises InvalidTemplate with every fault that can be seen."""
    source = look(text)
    if source.faults:
        raise InvalidTemplate(source.faults)
    return source


def look(text: str | bytes, *, schema: bool = False) -> Source:
    """The values and places of a text, with its faults; raises InvalidTemplate when one of them hides all the rest.

    A slip of the hand whose line could surely be written otherwise is read as if it were. `schema` says that the whole is a JSON Schema.
    Whoever gets the source may not change it.
    """
    return _looked(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), schema)


@lru_cache(maxsize=4)
def _looked(text: bytes, schema: bool) -> Source:
    """One check looks at the same texts several times."""
    source, slips, read = _without_pairs(_decoded(text)), list[Fault](), 0
    while isinstance(found := _composed(source, slips), Slip):
        slips.append(found.fault)
        read += len(source)
        if found.line is None or read > _READ_AGAIN:
            raise InvalidTemplate(tuple(slips))
        source = _with_line(source, found.fault.mark.line, found.line)
    node, unwanted = found
    if not isinstance(node, yaml.MappingNode):
        raise InvalidTemplate((*slips, *unwanted, Fault("not-a-mapping", Mark())))
    builder = _Builder(NEW_LINE.split(source), schema)
    value = builder.build(node, ())
    return Source(value, builder.values, builder.keys, (*slips, *unwanted, *builder.faults))


def _composed(source: str, before: list[Fault]) -> tuple[yaml.Node | None, list[Fault]] | Slip:
    """The text as YAML's nodes with its anchors and tags, or the first place where it can not be read.

    Raises InvalidTemplate for what is not to be built.
    """
    try:
        unwanted = _guard(source)
        return yaml.compose(source, Loader=_Loader), unwanted
    except yaml.MarkedYAMLError as error:
        return slip(error, NEW_LINE.split(source))
    except yaml.reader.ReaderError as error:
        raise InvalidTemplate((*before, Fault("bad-character", _place(source, error.position)))) from None
    except InvalidTemplate as error:
        raise InvalidTemplate((*before, *error.faults)) from None


def _with_line(source: str, number: int, line: str) -> str:
    """The text with one of its lines written otherwise."""
    starts = [0, *(match.end() for match in NEW_LINE.finditer(source)), len(source)]
    end = NEW_LINE.search(source, starts[number - 1])
    return source[: starts[number - 1]] + line + (source[end.start() :] if end else "")


def in_file(source: Source, file: str | None) -> Source:
    """The same source, its places in a file."""
    if file is None:
        return source
    values = {path: replace(mark, file=file) for path, mark in source.values.items()}
    keys = {path: replace(mark, file=file) for path, mark in source.keys.items()}
    return Source(source.value, values, keys, tuple(replace(fault, mark=replace(fault.mark, file=file)) for fault in source.faults))


def _decoded(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise InvalidTemplate((Fault("too-big", Mark(), {"most": MAX_BYTES // 1024}),))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidTemplate((Fault("not-text", Mark()),)) from None


def _without_pairs(source: str) -> str:
    """A text of JSON with its pairs of escapes as the one that YAML has for the same character."""
    return _PAIR.sub(_one_escape, source) if source.lstrip().startswith("{") else source


def _one_escape(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00:08x}"


def _place(source: str, position: int) -> Mark:
    """The line and column of a byte."""
    before = source.encode()[:position].decode(errors="ignore")
    return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _guard(source: str) -> list[Fault]:
    """The anchors and tags of a text; raises InvalidTemplate, before anything is built, for what could blow up."""
    depth = nodes = 0
    found: list[Fault] = []
    repeats = False
    for event in yaml.parse(source, Loader=_Loader):
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise InvalidTemplate((*found, Fault("too-deep" if depth > MAX_DEPTH else "too-many", mark_of(event.start_mark))))
        repeats = repeats or isinstance(event, yaml.AliasEvent)
        found.extend(_unwanted(event))
    if repeats:
        raise InvalidTemplate(tuple(found))
    return found


def _unwanted(event: yaml.Event) -> Iterator[Fault]:
    """An anchor, an alias or a tag: what is written means something else than what is read."""
    if getattr(event, "anchor", None) is not None:
        yield Fault("alias", mark_of(event.start_mark))
    if (tag := getattr(event, "tag", None)) is not None:
        yield Fault("tag", mark_of(event.start_mark), {"tag": tag})


class _Builder:
    """Builds plain values from nodes, noting places and faults."""

    def __init__(self, lines: list[str], schema: bool) -> None:
        self.lines = lines
        self.schema = schema
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.faults: list[Fault] = []

    def build(self, node: yaml.Node, path: Path) -> Any:
        """The plain value of a node."""
        self.values[path] = mark_of(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, of_schema=self.schema or _in_schema(path)) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = mark_of(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault("key-not-text", mark, {"key": "?"}))
                continue
            key = key_node.value
            if key_node.tag != _STRING or (not (self.schema or _in_schema(path)) and (_NEVER.search(key) or "\n" in key)):
                self.faults.append(Fault("key-not-text", mark, {"key": key.strip()}, f'"{key}"' if key.isalnum() else None))
            if key in found:
                self.faults.append(Fault("duplicate-key", mark, {"key": key}))
            self.keys[(*path, key)] = mark
            found[key] = self.build(value_node, (*path, key))
        return found

    def _scalar(self, node: yaml.ScalarNode, *, of_schema: bool) -> Any:
        if node.tag in (_STRING, _NULL) and (fault := hidden_by_comment(node, self.lines)) is not None:
            self.faults.append(fault)
        if of_schema and not node.style and _JSON_NUMBER.fullmatch(node.value):
            return json.loads(node.value)
        if _NEVER.search(node.value) and not of_schema:
            self.faults.append(Fault("bad-character", mark_of(node.start_mark)))
        reader = _READERS.get(node.tag)
        return reader(node.value) if reader and not node.style else node.value

"""Reads a template's text into plain values, with the line and column of each: YAML 1.2 core types, and nothing that can surprise."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from engine.errors import Fault, InvalidTemplate, Mark

Path = tuple[str | int, ...]

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_NODES = 20_000


class _Loader(yaml.CSafeLoader):
    """Resolves only what YAML 1.2's core schema does, so that `no`, `NO`, `1:30` and a date stay text."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", list("tf")),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,15})$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]{1,15}\.[0-9]{1,15}$", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)

_READERS: Mapping[str, Any] = {
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}


@dataclass(frozen=True)
class Source:
    """Plain values, with the place of every value and key."""

    value: Any
    values: Mapping[Path, Mark]
    keys: Mapping[Path, Mark]

    def mark(self, path: Path) -> Mark:
        """Where the value at `path` stands, or the nearest thing around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Mark())

    def key_mark(self, path: Path) -> Mark:
        """Where the key at `path` stands."""
        return self.keys.get(path) or self.mark(path)


def read(text: str | bytes) -> Source:
    """The values and places of a template's text; raises InvalidTemplate with every fault that can be seen."""
    source = _decoded(text)
    try:
        _guard(source)
        node = yaml.compose(source, Loader=_Loader)  # noqa: S506 (our loader builds no objects)
    except yaml.MarkedYAMLError as error:
        raise InvalidTemplate((_slip(error, source),)) from None
    except yaml.YAMLError:
        raise InvalidTemplate((Fault("not-text", Mark()),)) from None
    if not isinstance(node, yaml.MappingNode):
        raise InvalidTemplate((Fault("not-a-mapping", Mark()),))
    builder = _Builder(source.split("\n"))
    value = builder.build(node, ())
    if builder.faults:
        raise InvalidTemplate(tuple(builder.faults))
    return Source(value, builder.values, builder.keys)


def _decoded(text: str | bytes) -> str:
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MAX_BYTES:
        raise InvalidTemplate((Fault("too-big", Mark(), {"most": MAX_BYTES // 1024}),))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidTemplate((Fault("not-text", Mark()),)) from None


def _guard(source: str) -> None:
    """Refuses what could blow up or surprise, before anything is built."""
    depth = nodes = 0
    for event in yaml.parse(source, Loader=_Loader):  # noqa: S506
        if isinstance(event, yaml.AliasEvent):
            raise InvalidTemplate((Fault("alias", _mark(event.start_mark)),))
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if event.anchor is not None:
                raise InvalidTemplate((Fault("alias", _mark(event.start_mark)),))
            if getattr(event, "tag", None) is not None:
                raise InvalidTemplate((Fault("tag", _mark(event.start_mark), {"tag": event.tag}),))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise InvalidTemplate((Fault("too-deep" if depth > MAX_DEPTH else "too-many", _mark(event.start_mark)),))


def _mark(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


def _slip(error: yaml.MarkedYAMLError, source: str) -> Fault:
    """The usual slips of the hand, in a code of their own; `guess` is the line as it could be written."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Fault("yaml", Mark())
    lines = source.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = _mark(mark)
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column : mark.column + 1] == "\t":
        return Fault("tab", place)
    if match := re.match(r"(\s*(?:- )?[\w.-]+:\s+)([@`%&*!|>].*)$", line):
        return Fault("needs-quotes", place, {"character": match[2][0]}, f'{match[1].strip()} "{match[2]}"')
    if re.search(r"\{[^}\"']*(\?|: [^,}]*: )", line):
        return Fault("braces", place, {}, re.sub(r"(\w+: )([^,}\"']*\?)", r'\1"\2"', line).strip())
    if match := re.match(r"(\s*(?:- )?[\w.-]+:\s+)([^\"'{\[|>].*: .*)$", line):
        return Fault("colon", place, {}, f'{match[1].strip()} "{match[2]}"')
    return Fault("yaml", place)


class _Builder:
    """Builds plain values from nodes, noting places and faults."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.faults: list[Fault] = []

    def build(self, node: yaml.Node, path: Path) -> Any:
        """The plain value of a node."""
        self.values[path] = _mark(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            mark = _mark(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.faults.append(Fault("key-not-text", mark, {"key": "?"}))
                continue
            key = key_node.value
            if key_node.tag != "tag:yaml.org,2002:str":
                self.faults.append(Fault("key-not-text", mark, {"key": key}, f'"{key}"'))
            if key in found:
                self.faults.append(Fault("duplicate-key", mark, {"key": key}))
            self.keys[(*path, key)] = mark
            found[key] = self.build(value_node, (*path, key))
        return found

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if not node.style and node.tag == "tag:yaml.org,2002:null" and not node.value:
            line = self.lines[node.start_mark.line] if node.start_mark.line < len(self.lines) else ""
            if match := re.search(r":\s+(#\S.*)$", line):
                self.faults.append(Fault("needs-quotes", _mark(node.start_mark), {"character": "#"}, f'"{match[1]}"'))
        reader = _READERS.get(node.tag)
        return reader(node.value) if reader and not node.style else node.value

"""What every part of the loader shares: the languages, the plug-ins, the lists, and the faults found so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from engine.conditions import Condition
from engine.conditions.reading import ConditionReader, Scope, Variable
from engine.fields import FieldType, Option, Question
from engine.steps import StepKind
from engine.template.notes import Notes
from engine.template.schema import RESERVED
from engine.template.source import Path
from engine.texts import Text


@dataclass
class Reader(Notes):
    """Reads the parts of one template."""

    types: Mapping[str, FieldType]
    kinds: Mapping[str, StepKind]
    languages: tuple[str, ...]
    lists: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def text(self, value: Any, path: Path) -> Text | None:
        """An author's text by language; a plain string is in the main language."""
        if value is None:
            return None
        if isinstance(value, str):
            return {self.languages[0]: value}
        for language in value:
            # a file that several templates use may know more languages than each of them
            if language not in self.languages and not self.brought(path):
                self.fault("unknown-language", (*path, language), key=True, language=language)
        if self.languages[0] not in value:
            self.fault("missing-language", path, language=self.languages[0])
        return {language: value[language] for language in self.languages if language in value}

    def condition(self, value: Any, path: Path, scope: Scope) -> Condition | None:
        """A condition that may look at what is in `scope`."""
        reader = ConditionReader(scope, self.source.key_mark, self.faults)
        return reader.read(value, path)

    def brought(self, path: Path) -> bool:
        """True for what stands in a file that the template takes with it: all of that need not be used."""
        return self.source.mark(path).file is not None

    def unique(self, id: str, path: Path, kind: str) -> None:
        """Pages, questions, groups and steps share one space of ids."""
        if id in RESERVED:
            self.fault("reserved-id", path, key=True, given=id)
        elif id in self.ids:
            self.fault("id-twice", path, key=True, given=id, other=self.ids[id])
        self.ids.setdefault(id, kind)

    def shared_lists(self, value: Mapping[str, Mapping[str, Any]]) -> None:
        """Takes the shared lists. Their conditions are read where a list is used, since that decides what they may look at."""
        self.lists = value
        for name, inner in value.items():
            self._own_options(inner, ("lists", name), None)

    def options(self, value: Any, path: Path, scope: Scope) -> tuple[Option, ...]:
        """A question's own options, or those of a shared list."""
        if not isinstance(value, dict):
            return ()
        if len(value) > 1 and value.get("list") in tuple(self.lists):
            self.fault("list-and-options", (*path, "list"), key=True)
        if set(value) != {"list"} or not isinstance(value["list"], str):
            return self._own_options(value, path, scope)
        name = value["list"]
        return self._own_options(self.lists[name], ("lists", name), scope) if self.known(name, (*path, "list"), self.lists, "list") else ()

    def _own_options(self, value: Mapping[str, Any], path: Path, scope: Scope | None) -> tuple[Option, ...]:
        for key, inner in value.items():
            meant = inner.get("counts_as") if isinstance(inner, dict) else None
            # another key opens a category of its own, unless it looks like a slip of the hand
            if meant not in value and meant is not None and get_close_matches(meant, value, 1, 0.8):
                self.known(meant, (*path, key, "counts_as"), value, "option")
        return tuple(self._option(key, inner, (*path, key), scope) for key, inner in value.items())

    def _option(self, key: str, value: Any, path: Path, scope: Scope | None) -> Option:
        if isinstance(value, str):
            return Option(key, self.text(value, path) or {})
        if "label" not in value:
            # the schema lets an empty option pass, for those of shared lists
            self.fault("missing-key", path, key=True, what="label", where=key)
        start, until = self.day(value.get("from"), (*path, "from")), self.day(value.get("until"), (*path, "until"))
        self.in_order(start, until, (*path, "from"))
        return Option(
            key,
            self.text(value.get("label"), (*path, "label")) or {},
            start=start,
            until=until,
            when=self.condition(value.get("when"), (*path, "when"), scope) if scope is not None else None,
            counts_as=value.get("counts_as"),
            hint=self.text(value.get("hint"), (*path, "hint")),
        )


def variable(question: Question, *, many: bool) -> Variable:
    """What a condition may do with the answer to a question; the schema of its stored value says which values there are."""
    schema = question.type.json_schema(question)
    items = schema.get("items")
    closed = schema.get("enum", items.get("enum") if isinstance(items, dict) else None)
    return Variable(question.type.kind, None if closed is None else tuple(closed), many, question.type.measure(question), question.id)


def declare(question: Question, *, many: bool) -> dict[str, Variable]:
    """The names that a question adds to a scope: itself, its parts, and, from outside, the lists of its rows' answers."""
    found = {question.called: variable(question, many=many)}
    if question.type.kind == "unit":
        found |= {f"{question.id}.{part}": Variable("label", None, many) for part in ("kind", "area")}
    for inner in question.questions:
        found |= declare(inner, many=True)
    return found

"""From the tree of a schema to questions, with the words that the author gives under `ui`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from engine.conditions import Condition
from engine.conditions.reading import Variable
from engine.errors import Fault
from engine.fields import Context, FieldType, Option, Question, Repeat, Wording
from engine.fields._clean import seen
from engine.organisation import Organisation
from engine.template.from_schema import answer_types
from engine.template.from_schema.inspection import Note
from engine.template.from_schema.pointers import in_words, plain
from engine.template.from_schema.settling import Known, joined, settled
from engine.template.from_schema.tree import Node
from engine.template.from_schema.values import Chosen
from engine.template.reader import Reader, declare
from engine.template.schema import QUESTION_KEYS
from engine.template.source import Path
from engine.texts import Text

MOST_ROWS = 50
"""How many rows a browser may add where the schema says nothing of it."""
_SEVERAL_LINES = 500
"""A text that may be longer than this is asked for with several lines."""
_LONG = frozenset({"textarea", "markdown", "html"})
_ANYWHERE = Context(Organisation("", ""), datetime(2000, 1, 1, tzinfo=UTC))
"""Whether a value fits a question from a schema depends on no time or place."""


@dataclass
class Asker:
    """Makes the questions of one form. `scope` is what the author's conditions may look at, `ui` what the author says by pointer.

    It notes the pointers of `ui` that it has `used`, the questions that are `hideable` by the author, and what has no effect.
    """

    reader: Reader
    scope: dict[str, Variable]
    ui: Mapping[str, Mapping[str, Any]]
    path: Path
    schema_path: Path
    used: set[str] = field(default_factory=set)
    hideable: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def said(self, pointer: str) -> tuple[Mapping[str, Any], Path]:
        """What the author says of a place, and where that stands."""
        self.used.add(pointer)
        return self.ui.get(pointer, {}), (*self.path, pointer)

    def children(self, node: Node, known: Known, show_if: Condition | None = None) -> tuple[Question, ...]:
        """The questions of an object's properties. `known` gathers what conditions of the schema may look back at."""
        return tuple(question for child in node.children for question in self.place(child, known, show_if))

    def place(self, node: Node, known: Known, show_if: Condition | None = None) -> Iterator[Question]:
        """The questions of one place: of an object those inside it, under its heading if it has one."""
        if node.kind == "fixed":
            self.allow(node.pointer, set())
            return
        if node.kind != "object":
            question = self._question(node, known, show_if)
            if node.sure:
                known[node.pointer] = question
            self.scope |= declare(question, many=False)
            yield question
            return
        own, path = self.allow(node.pointer, {"label", "hint", "show_if"})
        around = joined(show_if, self._show_if(node, own, path))
        if node.asks:
            yield self._heading(node, joined(around, settled(node.when, known)))
        yield from self.children(node, known, around)

    def _heading(self, node: Node, condition: Condition | None) -> Question:
        id, kind, (title, hint) = plain(node.pointer), self.reader.types["info"], self.words(node)
        return Question(id, kind, title or {}, self.mark(node), hint=hint, optional=True, show_if=condition, pointer=node.pointer)

    def words(self, node: Node) -> tuple[Text | None, Text | None]:
        """The title and description of an object, the author's before the schema's; only the whole may have no title."""
        own, path = self.said(node.pointer)
        named = in_words(node.pointer) if node.pointer else None
        title, hint = own.get("label", node.own("title") or named), own.get("hint", node.own("description"))
        return self._text(title, (*path, "label")), self._text(hint, (*path, "hint"))

    def _text(self, text: Any, path: Path) -> Text | None:
        """A text of the author's or the schema's, which may hold any characters."""
        return self.reader.text(seen(text) if isinstance(text, str) else text, path)

    def mark(self, node: Node) -> Any:
        """Where the schema describes the place."""
        return self.reader.source.key_mark((*self.schema_path, *node.parts))

    def _question(self, node: Node, known: Known, show_if: Condition | None) -> Question:
        reader, type_ = self.reader, self._type(node, self.said(node.pointer)[0])
        own, path = self.allow(node.pointer, {*QUESTION_KEYS, *type_.schema, "options", "repeat"} - {"type"})
        self._optional(node, own, path)
        hidden = joined(show_if, self._show_if(node, own, path))
        if hidden is not None:
            self.hideable.add(node.pointer)
        repeat = self._repeat(node, own, path)
        question = Question(
            plain(node.pointer),
            type_,
            self._text(own.get("label", node.own("title") or in_words(node.pointer)), (*path, "label")) or {},
            self.mark(node),
            hint=self._text(own.get("hint", node.own("description")), (*path, "hint")),
            why=reader.text(own.get("why"), (*path, "why")),
            missing=reader.text(own.get("missing"), (*path, "missing")),
            optional=not node.demanded,
            sometimes=node.sometimes,
            show_if=joined(settled(node.when, known), hidden),
            wording=self._wording(own, path),
            options=self._options(node, own, path),
            statistics=bool(own.get("statistics")),
            sensitive=bool(own.get("sensitive")),
            personal=bool(own.get("personal", type_.free_text)),
            expect=own.get("expect", 0),
            repeat=repeat,
            questions=self._inside(node, known) if node.kind == "rows" else (),
            keys=_keys(node, own, type_),
            pointer=node.pointer,
        )
        self._check(question, own, path)
        return replace(question, preset=self._preset(node, question, own, path))

    def _inside(self, node: Node, known: Known) -> tuple[Question, ...]:
        """The questions of one row, which may look at the row and at what is around it."""
        outside = dict(self.scope)
        inner = dict(known)
        found = tuple(question for child in node.children for question in self._row(child, inner, node))
        self.scope = outside
        return found

    def _row(self, item: Node, known: Known, rows: Node) -> Iterator[Question]:
        """The questions of an item; one that is a single answer is called what the list is."""
        own, path = self.said(item.pointer)
        if item.kind == "object":
            self.allow(item.pointer, set())
            yield from self.children(item, known)
            return
        list_, path = self.said(rows.pointer)
        label = self._text(list_.get("label", rows.own("title")), (*path, "label"))
        for question in self.place(item, known):
            yield replace(question, label=label) if label and "label" not in own and not item.own("title") else question

    def _type(self, node: Node, own: Mapping[str, Any]) -> FieldType:
        values = answer_types.Values({chosen.key: chosen.value for chosen in node.options})
        match node.kind:
            case "rows":
                return self.reader.types["group"]
            case "choice":
                return answer_types.SchemaChoice(values)
            case "choices":
                return answer_types.SchemaChoices(values)
            case "truth":
                return answer_types.SchemaYesNo()
            case "number":
                return answer_types.SchemaNumber()
        if node.said("format") == "date":
            return answer_types.SchemaDate()
        long = node.said("maxLength", 0) > _SEVERAL_LINES and node.said("format") not in answer_types.INPUTS
        several = long or node.said("format") in _LONG or "rows" in own
        return answer_types.SchemaLongText() if several else answer_types.SchemaText()

    def allow(self, pointer: str, keys: set[str]) -> tuple[Mapping[str, Any], Path]:
        """What the author says of a place, and where that stands; a fault for each key that a place of its sort can not have."""
        own, path = self.said(pointer)
        for key in own:
            if key not in keys:
                self.reader.faults.append(Fault("unknown-key", self.reader.source.key_mark((*path, key)), {"key": key}))
        return own, path

    def _optional(self, node: Node, own: Mapping[str, Any], path: Path) -> None:
        if "optional" in own and own["optional"] is node.demanded:
            self.reader.fault("schema-decides", (*path, "optional"), key=True, what="optional", pointer=node.pointer)

    def _show_if(self, node: Node, own: Mapping[str, Any], path: Path) -> Condition | None:
        if "show_if" in own and (node.demanded or node.sometimes):
            self.reader.fault("schema-decides", (*path, "show_if"), key=True, what="show_if", pointer=node.pointer)
        return self.reader.condition(own.get("show_if"), (*path, "show_if"), self.scope)

    def _repeat(self, node: Node, own: Mapping[str, Any], path: Path) -> Repeat | None:
        if node.kind != "rows":
            return None
        item = node.children[0] if node.children else node
        words = own.get("repeat", {}).get("item") or item.own("title") or node.own("title") or in_words(node.pointer)
        least = min(node.said("minItems", 0), MOST_ROWS) if node.demanded else 0
        return Repeat(least, max(min(node.said("maxItems", MOST_ROWS), MOST_ROWS), 1), self._text(words, (*path, "repeat", "item")) or {})

    def _wording(self, own: Mapping[str, Any], path: Path) -> tuple[Wording, ...]:
        reader = self.reader
        return tuple(
            Wording(
                reader.condition(item["when"], (*path, "wording", place, "when"), self.scope),
                reader.text(item.get("label"), (*path, "wording", place, "label")),
                reader.text(item.get("hint"), (*path, "wording", place, "hint")),
            )
            for place, item in enumerate(own.get("wording", []))
        )

    def _options(self, node: Node, own: Mapping[str, Any], path: Path) -> tuple[Option, ...]:
        """The options as the schema names them, those that the author words anew in the author's words."""
        said = own.get("options", {})
        keys = [chosen.key for chosen in node.options]
        for key in said:
            self.reader.known(key, (*path, "options", key), keys, "option")
        worded = {option.key: option for option in self.reader.options(said, (*path, "options"), self.scope)} if said else {}
        return tuple(worded.get(chosen.key) or self._option(chosen) for chosen in node.options)

    def _option(self, chosen: Chosen) -> Option:
        text = self._text
        if isinstance(chosen.value, bool) and not chosen.title:
            words = self.reader.types["yes_no"].texts
            return Option(chosen.key, {language: said["yes" if chosen.value else "no"] for language, said in words.items()})
        value = chosen.value if isinstance(chosen.value, str) else chosen.key
        return Option(chosen.key, text(chosen.title or value or "–", ()) or {}, hint=text(chosen.description or None, ()))

    def _preset(self, node: Node, question: Question, own: Mapping[str, Any], path: Path) -> Any:
        """What the question begins with: the author's word, else the schema's `default`."""
        if "preset" in own:
            return self._authors(question, own["preset"], path)
        default = node.said("default")
        if default is None or node.kind == "rows":
            return None
        fits = question.type.check(default, question, _ANYWHERE)
        if fits is None and default not in ("", []):
            self.notes.append(Note("schema-default-unused", (*node.parts, "default")))
        return fits

    def _authors(self, question: Question, preset: Any, path: Path) -> Any:
        """The value that the author's preset names: of options it is a key."""
        if question.options:
            if not self.reader.known(preset, (*path, "preset"), [option.key for option in question.options], "option"):
                return None
            kind: Any = question.type
            value = kind.values.value(preset)
            return [value] if question.type.kind == "choices" else value
        if preset != "today" and question.type.check(preset, question, _ANYWHERE) is None:
            self.reader.fault("schema-default", (*path, "preset"), pointer=question.pointer)
        return preset

    def _check(self, question: Question, own: Mapping[str, Any], path: Path) -> None:
        """What fits no question of this type."""
        reader, type_ = self.reader, question.type
        if question.statistics and not type_.countable:
            reader.fault("not-countable", (*path, "statistics"), key=True, type=type_.name)
        for key, code in (("routes", "routes-needs-unit"), ("excludes", "excludes-needs-person")):
            if own.get(key):
                reader.fault(code, (*path, key), key=True)
        for key, shape in type_.schema.items():
            if shape == {"$ref": "#/$defs/text"}:
                reader.text(own.get(key), (*path, key))


def _keys(node: Node, own: Mapping[str, Any], type_: FieldType) -> dict[str, Any]:
    """What only the question's type knows of it."""
    found = {key: own[key] for key in type_.schema if key in own}
    if node.kind == "number":
        found |= {"min": node.said("minimum", -1), "decimals": 0 if "number" not in node.types and "integer" in node.types else 6}
    if "format" in {key for facet in node.facets for key in facet.schema}:
        found["format"] = node.said("format")
    return found

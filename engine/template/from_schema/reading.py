"""Reads a form that a template writes as a JSON Schema: the same pages and questions as one in YAML, with the schema as the last word."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.conditions.reading import Scope
from engine.errors import Fault
from engine.fields import Form, Page, Question
from engine.fields._clean import seen
from engine.template.from_schema.asking import Asker
from engine.template.from_schema.dialects import DIALECTS
from engine.template.from_schema.inspection import Inspected, Refusal, inspected
from engine.template.from_schema.judge import Judge
from engine.template.from_schema.pointers import pointer_of
from engine.template.from_schema.settling import Known
from engine.template.from_schema.tree import Grower, Node
from engine.template.reader import Reader
from engine.template.source import Path

MOST_GUESSES = 50
"""How many places that are not there are told of: each guess at what was meant looks at all that are."""


def read_schema_form(reader: Reader, value: Mapping[str, Any], path: Path, *, outside: Scope) -> Form:
    """The form of a schema; an empty one, with faults noted, when none can be made of it."""
    title = reader.text(value.get("title"), (*path, "title")) or {}
    for key in sorted({"pages", "questions", *(("file",) if "schema" in value else ())} & set(value)):
        reader.fault("schema-and-questions", (*path, key), key=True, given=key)
    if "schema" not in value:
        if "file" in value:
            reader.fault("file-not-read", (*path, "file"), given=value["file"])
        else:
            reader.fault("missing-key", path, key=True, what="schema", where=str(path[-1]))
        return Form(title, ())
    grown = _grown(reader, value["schema"], (*path, "schema"))
    if grown is None:
        return Form(title, ())
    found, grower, tree = grown
    asker = Asker(reader, dict(outside), value.get("ui", {}), (*path, "ui"), (*path, "schema"))
    pages = tuple(_Pages(asker, tree).pages())
    for pointer in [pointer for pointer in value.get("ui", {}) if pointer not in asker.used][:MOST_GUESSES]:
        reader.known(pointer, (*path, "ui", pointer), asker.used, "pointer")
    told = tuple(_told(reader, note, (*path, "schema")) for note in (*found.notes, *grower.notes, *asker.notes))
    return Form(title, pages, Judge(value["schema"], found.dialect, tree, frozenset(asker.hideable), told))


def _grown(reader: Reader, schema: Any, path: Path) -> tuple[Inspected, Grower, Node] | None:
    """What is found in a schema, and its tree with who has grown it; None, with faults noted, when no form can be made of it."""
    found = inspected(schema)
    if found is None:
        drafts = ", ".join(dialect.uri for dialect in DIALECTS)
        reader.fault("schema-draft", (*path, "$schema"), pointer="/$schema", given=schema["$schema"], drafts=drafts)
        return None
    grower = Grower(found.dialect)
    tree = None if found.refusals else grower.root(schema)
    refused = (*found.refusals, *grower.refusals)
    reader.faults.extend(_told(reader, refusal, path) for refusal in refused)
    return None if tree is None or refused else (found, grower, tree)


def _told(reader: Reader, refusal: Refusal, path: Path) -> Fault:
    """A refusal at its place in the template, with the pointer to what is in the way."""
    written = {"pointer": pointer_of(refusal.parts) or "/", **refusal.facts}
    facts = {name: seen(fact) if isinstance(fact, str) else fact for name, fact in written.items()}
    return Fault(refusal.code, reader.source.key_mark((*path, *refusal.parts)), facts)


class _Pages:
    """Lays out a tree on pages: an object or rows of objects have one of their own, what lies between shares one."""

    def __init__(self, asker: Asker, tree: Node) -> None:
        self.asker = asker
        self.tree = tree
        self.known: Known = {}

    def pages(self) -> Iterator[Page]:
        """The pages in the order of the schema, numbered from 1."""
        self.asker.allow("", {"label", "hint"})
        described: set[str] = set()
        for number, (node, inside) in enumerate(self._parts(), 1):
            title, hint = self.asker.words(node)
            questions = self._questions(node, inside)
            if questions:
                alone = len(questions) == 1 and (node is self.tree or node.kind == "rows")
                said = alone or node.pointer in described
                described.add(node.pointer)
                yield Page(str(number), questions[0].label if alone else title or {}, questions, hint=None if said else hint)

    def _parts(self) -> Iterator[tuple[Node, tuple[Node, ...]]]:
        shared: list[Node] = []
        for child in self.tree.children if self.tree.kind == "object" else (self.tree,):
            apart = child.kind == "object" or (child.kind == "rows" and any(item.kind == "object" for item in child.children))
            if apart and shared:
                yield self.tree, tuple(shared)
                shared = []
            if apart:
                yield child, (child,)
            else:
                shared.append(child)
        if shared:
            yield self.tree, tuple(shared)

    def _questions(self, node: Node, inside: tuple[Node, ...]) -> tuple[Question, ...]:
        found = tuple(question for child in inside for question in self.asker.place(child, self.known))
        # the page's own heading says what the object's would
        return tuple(question for question in found if question.type.asks or question.pointer != node.pointer)

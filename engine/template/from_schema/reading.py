"""Reads a form that a template writes as a JSON Schema: the same pages and questions as one in YAML, with the schema as the last word."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.conditions.reading import Scope
from engine.fields import Form, Page, Question
from engine.template.from_schema.asking import Asker
from engine.template.from_schema.dialects import DIALECTS, Dialect, dialect_of
from engine.template.from_schema.inspection import Refusal, refusals
from engine.template.from_schema.judge import Judge
from engine.template.from_schema.pointers import pointer_of
from engine.template.from_schema.settling import Known
from engine.template.from_schema.tree import Grower, Node
from engine.template.reader import Reader
from engine.template.source import Path

MOST_QUESTIONS = 3_000
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
    schema, where = value["schema"], (*path, "schema")
    dialect = dialect_of(schema)
    if dialect is None:
        given, drafts = schema["$schema"], ", ".join(dialect.uri for dialect in DIALECTS)
        reader.fault("schema-draft", (*where, "$schema"), given=given, drafts=drafts)
        return Form(title, ())
    tree = _grown(reader, schema, dialect, where)
    if tree is None:
        return Form(title, ())
    asker = Asker(reader, dict(outside), value.get("ui", {}), (*path, "ui"), where)
    pages = tuple(_Pages(asker, tree).pages())
    if not pages:
        reader.fault("schema-nothing-asked", where, pointer="/")
    for pointer in [pointer for pointer in value.get("ui", {}) if pointer not in asker.used][:MOST_GUESSES]:
        reader.known(pointer, (*path, "ui", pointer), asker.used, "pointer")
    return Form(title, pages, Judge(schema if isinstance(schema, dict) else {}, dialect, tree))


def _grown(reader: Reader, schema: Any, dialect: Dialect, path: Path) -> Node | None:
    """The tree of the schema; None, with faults noted, when no form can be made of it."""
    found = list(refusals(schema, dialect))
    if not found:
        grower = Grower(dialect)
        tree = grower.root(schema)
        if not grower.refusals and sum(node.kind != "object" for node in tree.every()) <= MOST_QUESTIONS:
            return tree
        found = grower.refusals or [Refusal("schema-too-large", (), {"most": MOST_QUESTIONS})]
    for refusal in found:
        reader.fault(refusal.code, (*path, *refusal.parts), key=True, pointer=pointer_of(refusal.parts) or "/", **refusal.facts)
    return None


class _Pages:
    """Lays out a tree on pages: an object or rows of objects have one of their own, what lies between shares one."""

    def __init__(self, asker: Asker, tree: Node) -> None:
        self.asker = asker
        self.tree = tree
        self.known: Known = {}

    def pages(self) -> Iterator[Page]:
        """The pages in the order of the schema, numbered from 1."""
        self.asker.allow("", {"label", "hint"})
        for number, (node, inside) in enumerate(self._parts(), 1):
            title, hint = self.asker.words(node)
            questions = self._questions(node, inside)
            if questions:
                alone = len(questions) == 1 and (node is self.tree or node.kind == "rows")
                yield Page(str(number), questions[0].label if alone else title or {}, questions, hint=None if alone else hint)

    def _parts(self) -> Iterator[tuple[Node, tuple[Node, ...]]]:
        shared: list[Node] = []
        for child in self.tree.children:
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

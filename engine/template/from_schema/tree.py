"""From a schema to a tree of what there is to answer: objects, rows and single answers. It must not know how a question looks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.conditions import All, Any_, Condition, references
from engine.template.from_schema.dialects import Dialect
from engine.template.from_schema.facets import Facet, Spreader
from engine.template.from_schema.inspection import Note, Parts, Refusal
from engine.template.from_schema.pointers import ITEM, pointer_of
from engine.template.from_schema.values import Chosen, choosable, common, distinct

Kind = Literal["object", "rows", "choices", "choice", "truth", "number", "text", "fixed"]
DEEPEST_ROWS = 4
"""How many lists may be inside each other: a page with more is beyond anyone."""
MOST_QUESTIONS = 3_000

_BY_TYPE: Mapping[str, Kind] = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "boolean": "truth",
    "object": "object",
    "array": "rows",
}
_HELD: Mapping[str, frozenset[str]] = {
    "text": frozenset({"string"}),
    "number": frozenset({"number", "integer"}),
    "truth": frozenset({"boolean"}),
    "rows": frozenset({"array"}),
    "choices": frozenset({"array"}),
}
_BY_KEYWORD: Mapping[str, str] = {
    "properties": "object",
    "required": "object",
    "dependentRequired": "object",
    "items": "array",
    "minItems": "array",
    "uniqueItems": "array",
    "contains": "array",
    "minimum": "number",
    "maximum": "number",
    "exclusiveMinimum": "number",
    "exclusiveMaximum": "number",
    "multipleOf": "number",
}


@dataclass(frozen=True)
class Node:
    """One place of the answers. `demanded` says that the object around it needs it, `sometimes` that it may; `when`: it is asked only then.

    `blank` holds, if anything, the value that stands there when nothing was answered although something is demanded. `closed` says that
    there is nothing to answer but the options.
    """

    pointer: str
    name: str
    kind: Kind
    facets: tuple[Facet, ...]
    types: frozenset[str] = frozenset()
    demanded: bool = False
    sometimes: bool = False
    when: Condition | None = None
    children: tuple["Node", ...] = ()
    options: tuple[Chosen, ...] = ()
    blank: tuple[Any, ...] = ()
    closed: bool = False

    def said(self, keyword: str, default: Any = None) -> Any:
        """What the schemas of the place say under a keyword: the first of those that apply always, else the first of the others."""
        ordered = sorted(self.facets, key=lambda facet: not facet.certain)
        return next((facet.schema[keyword] for facet in ordered if keyword in facet.schema), default)

    def always(self, keyword: str) -> list[Any]:
        """What the schemas that apply always say under a keyword."""
        return [facet.schema[keyword] for facet in self.facets if facet.certain and keyword in facet.schema]

    @property
    def sure(self) -> bool:
        """True when the question holds every answer that the schema takes, so that a condition on it means what the schema means."""
        if self.kind == "choice":
            return not self.blank and (self.closed or any(facet.certain and choosable(facet.schema) is not None for facet in self.facets))
        return self.said("format") != "date" and bool(self.types) and self.types <= _HELD.get(self.kind, frozenset())

    @property
    def parts(self) -> Parts:
        """Where in the schema it is written first."""
        return self.facets[0].parts if self.facets else ()

    @property
    def is_item(self) -> bool:
        """True for what stands in a list."""
        return self.name == ITEM and self.pointer.endswith(f"/{ITEM}")

    @property
    def asks(self) -> bool:
        """True when there is something to answer in it."""
        return any(node.kind not in ("object", "fixed") for node in self.every())

    def every(self) -> Iterator["Node"]:
        """This place and all inside it."""
        yield self
        for child in self.children:
            yield from child.every()


class Grower:
    """Grows the tree of a schema that has been inspected.

    What no form can be made of is gathered in `refusals`, what is not asked in `notes`.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.spreader = Spreader(dialect)
        self.refusals: list[Refusal] = []
        self.notes: list[Note] = []

    def root(self, schema: Any) -> Node:
        """The tree of a whole schema."""
        whole = Facet(schema if schema is not True else {}, self.dialect.root(schema), ())
        node = self._place([whole], (), rows=0, demanded=True) or Node("", "", "fixed", ())
        if not node.asks or not _says_something(whole):
            self.refusals.append(Refusal("schema-nothing-asked", (), {}))
        if sum(inner.kind != "object" for inner in node.every()) > MOST_QUESTIONS:
            self.refusals.append(Refusal("schema-too-large", (), {"most": MOST_QUESTIONS}))
        return node

    def _place(
        self, written: list[Facet], at: tuple[str, ...], *, rows: int, demanded: bool = False, sometimes: bool = False
    ) -> Node | None:
        """The node at a place; None when no value fits there."""
        pointer = pointer_of(at)
        facets = tuple(facet for one in written for facet in self.spreader.spread(one, pointer))
        if not facets:
            return None
        options, types = _options(facets), _types(facets)
        kind: Kind = "choice" if options is not None else _kind(facets, types)
        name = at[-1] if at else ""
        when = None if demanded else _condition(facets)
        node = Node(pointer, name, kind, facets, types, demanded=demanded, sometimes=sometimes, when=when)
        if options is not None:
            return _choice(node, options)
        if kind == "object":
            return self._object(node, at, rows)
        if kind == "rows":
            return self._rows(node, at, rows + 1)
        return replace(node, blank=(None,) if "null" in types or kind == "fixed" else ())

    def _object(self, node: Node, at: tuple[str, ...], rows: int) -> Node:
        names = dict.fromkeys(
            name for facet in node.facets for name in (*facet.schema.get("properties", {}), *facet.schema.get("required", ()))
        )
        needed = {name for required in node.always("required") for name in required}
        maybe = set(_maybe_needed(node.facets))
        names |= dict.fromkeys(sorted(maybe))
        closed = frozenset(name for facet in node.facets for name in self.spreader.naming(facet))
        described = _described(node.facets)
        found = []
        for name in names:
            written = described.get(name) or [_undescribed(facet) for facet in node.facets if name in _named_by(facet)]
            child = self._place(written, (*at, name), rows=rows, demanded=name in needed, sometimes=name in maybe)
            found += [replace(child, closed=name in closed)] if child is not None else []
        if not found:
            self.notes.append(Note("schema-not-asked", node.parts))
            return replace(node, kind="fixed", blank=({},))
        return replace(node, children=tuple(_followed_up(found)), blank=({},))

    def _rows(self, node: Node, at: tuple[str, ...], rows: int) -> Node:
        if rows > DEEPEST_ROWS:
            self.refusals.append(Refusal("schema-rows-too-deep", node.parts, {"most": DEEPEST_ROWS}))
            return node
        written = [facet.at(facet.schema["items"], "items") for facet in node.facets if "items" in facet.schema]
        item = self._place(written or [node.facets[0].at({})], (*at, ITEM), rows=rows, demanded=True)
        if item is not None and item.kind == "choice" and node.said("items") is not None:
            return replace(node, kind="choices", children=(), options=item.options, blank=([],))
        if item is None or not item.asks:
            self.notes.append(Note("schema-not-asked", node.parts))
            return replace(node, kind="fixed", blank=([],))
        return replace(node, children=(item,), blank=([],))


def _choice(node: Node, options: tuple[Chosen, ...]) -> Node:
    """Something to choose. What is one value and demanded is not asked, unless saying yes to it is the point."""
    values = tuple(chosen for chosen in options if chosen.value is not None)
    blank = (None,) if len(values) < len(options) else ()
    if not values:
        return replace(node, kind="fixed", blank=(None,))
    if len(options) == 1 and not isinstance(values[0].value, bool) and (node.demanded or node.sometimes) and not node.is_item:
        return replace(node, kind="fixed", blank=(values[0].value,))
    return replace(node, options=values, blank=blank)


def _followed_up(children: Iterable[Node]) -> list[Node]:
    """The places in the order of the schema, but what is asked because of an answer stands after that answer."""
    found: list[Node] = []
    for child in children:
        causes = set(references(child.when))
        at = max((place for place, earlier in enumerate(found) if earlier.pointer in causes), default=None)
        while at is not None and at + 1 < len(found) and causes & set(references(found[at + 1].when)):
            at += 1  # after what hangs on the same answer
        found.insert(len(found) if at is None else at + 1, child)
    return found


def _described(facets: Iterable[Facet]) -> dict[str, list[Facet]]:
    """What the schemas of an object say of each of its properties."""
    found: dict[str, list[Facet]] = {}
    for facet in facets:
        for name, schema in facet.schema.get("properties", {}).items():
            found.setdefault(name, []).append(facet.at(schema, "properties", name))
    return found


def _undescribed(facet: Facet) -> Facet:
    """A property that is demanded but nowhere described: what the schema says of all others, else anything."""
    rest = facet.schema.get("additionalProperties", True)
    return facet.at(rest, "additionalProperties") if isinstance(rest, Mapping) else facet.at({})


def _named_by(facet: Facet) -> set[str]:
    return {*facet.schema.get("required", ()), *_maybe_needed([facet])}


def _maybe_needed(facets: Iterable[Facet]) -> Iterator[str]:
    """The names that some schema demands at times."""
    for facet in facets:
        yield from () if facet.certain else facet.schema.get("required", ())
        for keyword in ("dependencies", "dependentRequired"):
            for names in facet.schema.get(keyword, {}).values():
                yield from names if isinstance(names, list) else ()


def _condition(facets: Iterable[Facet]) -> Condition | None:
    """When a place is asked: when some schema that describes it applies; None is always."""
    found: list[Condition] = []
    for facet in facets:
        if facet.vague or not facet.when:
            return None
        together = facet.when[0] if len(facet.when) == 1 else All(facet.when)
        found += [] if together in found else [together]
    return found[0] if len(found) == 1 else Any_(tuple(found))


def _options(facets: tuple[Facet, ...]) -> tuple[Chosen, ...] | None:
    """What there is to choose among: what all that always applies allows, else what any of the others does."""
    certain = [values for facet in facets if facet.certain and (values := choosable(facet.schema)) is not None]
    if certain:
        values = certain[0]
        for others in certain[1:]:
            values = common(values, others)
        return distinct(values)
    each = [choosable(facet.schema) for facet in facets if "type" in facet.schema or choosable(facet.schema) is not None]
    open_ = not each or None in each or any(facet.certain for facet in facets if _says_something(facet))
    return None if open_ else distinct(chosen for values in each for chosen in values or ())


def _says_something(facet: Facet) -> bool:
    return bool(set(facet.schema) - {"title", "description", "default", "$comment"})


def _types(facets: tuple[Facet, ...]) -> frozenset[str]:
    """The types that values may have; none when nothing says."""
    certain = [_named(facet) for facet in facets if facet.certain and "type" in facet.schema]
    if certain:
        return frozenset.intersection(*certain)
    return frozenset(name for facet in facets if "type" in facet.schema for name in _named(facet))


def _named(facet: Facet) -> frozenset[str]:
    types = facet.schema["type"]
    named = {types} if isinstance(types, str) else set(types)
    return frozenset(named | ({"integer"} if "number" in named else set()))


def _kind(facets: tuple[Facet, ...], types: frozenset[str]) -> Kind:
    told = {_BY_KEYWORD[keyword] for facet in facets for keyword in facet.schema if keyword in _BY_KEYWORD}
    known = types or told
    if known == {"null"}:
        return "fixed"
    for type_ in ("object", "array"):
        if type_ in known and (type_ in told or not known - {type_, "null"}):
            return _BY_TYPE[type_]
    return next((kind for type_, kind in _BY_TYPE.items() if type_ in known), "text")

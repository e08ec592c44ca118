"""From a schema to a tree of what there is to answer: objects, rows and single answers. It must not know how a question looks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.conditions import Condition, references
from engine.template.from_schema import together
from engine.template.from_schema.dialects import Dialect
from engine.template.from_schema.facets import Facet, Spreader
from engine.template.from_schema.inspection import Note, Parts, Refusal
from engine.template.from_schema.pointers import ITEM, pointer_of
from engine.template.from_schema.together import Kind
from engine.template.from_schema.values import Chosen, choosable

DEEPEST_ROWS = 4
"""How many lists may be inside each other: a page with more is beyond anyone."""
MOST_QUESTIONS = 3_000

_HELD: Mapping[str, frozenset[str]] = {
    "text": frozenset({"string"}),
    "number": frozenset({"number", "integer"}),
    "truth": frozenset({"boolean"}),
    "rows": frozenset({"array"}),
    "choices": frozenset({"array"}),
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

    def own(self, keyword: str) -> Any:
        """A word on the place itself, None when there is none: what a branch of it is called is not what the place is."""
        least = min((facet.doubt for facet in self.facets), default=0)
        return next((text for facet in self.facets if facet.doubt == least and (text := facet.schema.get(keyword))), None)

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
        self.asks_constants = False

    def root(self, schema: Any) -> Node:
        """The tree of a whole schema."""
        whole = Facet(schema if schema is not True else {}, self.dialect.root(schema), ())
        node = self._whole(whole)
        if not node.asks:
            self.asks_constants, self.notes = True, []
            node = self._whole(whole)
        if not node.asks or not together.says_something(whole):
            self.refusals.append(Refusal("schema-nothing-asked", (), {}))
        if sum(inner.kind != "object" for inner in node.every()) > MOST_QUESTIONS:
            self.refusals.append(Refusal("schema-too-large", (), {"most": MOST_QUESTIONS}))
        return node

    def _whole(self, facet: Facet) -> Node:
        return self._place([facet], (), rows=0, demanded=True) or Node("", "", "fixed", ())

    def _place(
        self, written: list[Facet], at: tuple[str, ...], *, rows: int, demanded: bool = False, sometimes: bool = False
    ) -> Node | None:
        """The node at a place; None when no value fits there."""
        pointer = pointer_of(at)
        facets = tuple(facet for one in written for facet in self.spreader.spread(one, pointer))
        if not facets:
            return None
        options, types = together.options(facets), together.types(facets)
        kind: Kind = "choice" if options is not None else together.kind(facets, types)
        name = at[-1] if at else ""
        when = None if demanded else together.when_asked(facets)
        node = Node(pointer, name, kind, facets, types, demanded=demanded, sometimes=sometimes, when=when)
        if options is not None:
            return self._choice(node, options)
        if kind == "object":
            return self._object(node, at, rows)
        if kind == "rows":
            return self._rows(node, at, rows + 1)
        return replace(node, blank=(None,) if "null" in types or kind == "fixed" else ())

    def _choice(self, node: Node, options: tuple[Chosen, ...]) -> Node:
        """Something to choose. One value that is demanded is not asked, unless saying yes to it is the point, or there is nothing else."""
        values = tuple(chosen for chosen in options if chosen.value is not None)
        blank = (None,) if len(values) < len(options) else ()
        if not values:
            return replace(node, kind="fixed", blank=(None,))
        asked = self.asks_constants or isinstance(values[0].value, bool) or not (node.demanded or node.sometimes) or node.is_item
        if len(options) == 1 and not asked:
            return replace(node, kind="fixed", blank=(values[0].value,))
        return replace(node, options=values, blank=blank)

    def _object(self, node: Node, at: tuple[str, ...], rows: int) -> Node:
        names = dict.fromkeys(
            name for facet in node.facets for name in (*facet.schema.get("properties", {}), *facet.schema.get("required", ()))
        )
        needed = {name for required in node.always("required") for name in required}
        maybe = set(together.demanded_at_times(node.facets))
        names |= dict.fromkeys(sorted(maybe))
        closed = frozenset(name for facet in node.facets for name in self.spreader.naming(facet))
        described = together.described(node.facets)
        found: list[Node] = []
        for name in names:
            child = self._place(described[name], (*at, name), rows=rows, demanded=name in needed, sometimes=name in maybe)
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
        told = len(self.notes)
        item = self._place(written or [node.facets[0].at({})], (*at, ITEM), rows=rows, demanded=True)
        if item is not None and item.kind == "choice" and node.said("items") is not None:
            return replace(node, kind="choices", children=(), options=item.options, blank=([],))
        if item is None or not item.asks:
            if len(self.notes) == told:  # else it is told of what stands in it
                self.notes.append(Note("schema-not-asked", node.parts))
            return replace(node, kind="fixed", blank=([],))
        return replace(node, children=(item,), blank=([],))


def _followed_up(children: list[Node]) -> list[Node]:
    """The places in the order of the schema, but what is asked because of an answer stands after that answer."""
    numbers = {child.pointer: number for number, child in enumerate(children)}
    after: dict[int, list[int]] = {}
    for number, child in enumerate(children):
        causes = [at for reference in references(child.when) if (at := numbers.get(reference, number)) < number]
        after.setdefault(max(causes, default=-1), []).append(number)
    found, left = [], after.get(-1, [])[::-1]
    while left:
        number = left.pop()
        found.append(children[number])
        left += after.get(number, [])[::-1]
    return found

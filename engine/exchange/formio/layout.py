"""Lays out the components of a form: which page each is on, what it lies in, and the path of its answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.exchange import NotReadable, Remark
from engine.exchange.json_values import pointer
from engine.exchange.markup import seen
from engine.exchange.notes import Notes

Component = Mapping[str, Any]
LAYOUT = frozenset({"panel", "fieldset", "well", "columns", "table", "tabs", "container", "tab"})
ROWS = frozenset({"datagrid", "editgrid"})
_PAGES = frozenset({"panel", "tab"})
_DEEPEST = 30
MOST = 2_000
_CHEFS: Mapping[str, str] = {"radios": "radio", "checkboxes": "selectboxes", "heading": "htmlelement", "paragraph": "htmlelement"}


@dataclass(frozen=True)
class Entry:
    """Something on a page. `sort` is "question", "rows" with what is in a row `inside`, or "heading" of a layout component.

    `around` are the layout components that it lies in, down from its page or its group, with their places.
    """

    sort: str
    component: Component
    place: str
    path: str
    around: tuple[tuple[Component, str], ...] = ()
    inside: tuple["Entry", ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A page: the component that it is made of, None for what lies outside of all, and what is on it."""

    component: Component | None
    place: str
    entries: tuple[Entry, ...]


def type_of(component: Component) -> str:
    """What a component is, by the name that Form.io has for it."""
    type_ = component.get("type")
    if not isinstance(type_, str):
        return ""
    if type_.startswith("simple"):
        plain = type_.removeprefix("simple").removesuffix("advanced")
        return "columns" if plain.startswith("cols") else _CHEFS.get(plain, plain if plain else type_)
    return type_


def title_of(component: Component) -> str:
    """What a layout component is called where people see it."""
    kind = type_of(component)
    title = component.get({"fieldset": "legend", "panel": "title", "tab": "label", "table": "caption"}.get(kind, ""))
    if kind == "panel" and not title:
        title = component.get("label")
    return title.strip() if isinstance(title, str) else ""


class Layout:
    """Walks through the components of one form."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.left = MOST

    def sheets(self, form: Mapping[str, Any]) -> Iterator[Sheet]:
        """The pages: each panel and tab that lies in nothing is one, and what stands between them shares one."""
        between: list[Entry] = []
        for component, place, around in self._outermost(form["components"], pointer("components"), ()):
            if type_of(component) not in _PAGES:
                between += self._entry(component, place, "", around)
                continue
            if between:
                yield Sheet(None, "", tuple(between))
                between = []
            inner = self._inside(component, place, "", ())
            yield Sheet(component, place, tuple(inner))
        if between:
            yield Sheet(None, "", tuple(between))

    def _outermost(self, components: Any, place: str, around: tuple[tuple[Component, str], ...]) -> Iterator[Any]:
        """The outermost components, with the tabs of one that lies there."""
        for component, where in self._listed(components, place):
            if type_of(component) == "tabs" and not around and not _conditional(component):
                yield from ((tab, inner, around) for tab, inner in self._tabs(component, where))
            else:
                yield component, where, around

    def _entry(self, component: Component, place: str, path: str, around: tuple[tuple[Component, str], ...]) -> list[Entry]:
        self.left -= 1
        if self.left < 0 or len(around) > _DEEPEST:
            raise NotReadable(Remark("too-large", place))
        kind = type_of(component)
        own = f"{path}.{key_of(component)}".lstrip(".")
        if kind in ROWS:
            inside = self._inside(component, place, own, ())
            return [Entry("rows", component, place, own, around, tuple(inside))]
        if kind not in LAYOUT:
            return [Entry("question", component, place, own, around)]
        deeper = (*around, (component, place))
        heading = [Entry("heading", component, place, own, deeper)] if title_of(component) else []
        return heading + self._inside(component, place, own if kind == "container" else path, deeper)

    def _inside(self, component: Component, place: str, path: str, around: tuple[tuple[Component, str], ...]) -> list[Entry]:
        return [entry for inner, where in self._children(component, place) for entry in self._entry(inner, where, path, around)]

    def _children(self, component: Component, place: str) -> Iterator[tuple[Component, str]]:
        kind = type_of(component)
        if kind == "tabs":
            yield from self._tabs(component, place)
        elif kind == "columns":
            for column, where in self._listed(component.get("columns"), f"{place}/columns"):
                yield from self._listed(column.get("components"), f"{where}/components")
        elif kind == "table":
            rows = component.get("rows")
            for number, row in enumerate(rows if isinstance(rows, list) else []):
                for cell, where in self._listed(row, f"{place}/rows/{number}"):
                    yield from self._listed(cell.get("components"), f"{where}/components")
        else:
            yield from self._listed(component.get("components"), f"{place}/components")

    def _tabs(self, component: Component, place: str) -> Iterator[tuple[Component, str]]:
        for tab, where in self._listed(component.get("components"), f"{place}/components"):
            yield {**tab, "type": "tab"}, where

    def _listed(self, components: Any, place: str) -> Iterator[tuple[Component, str]]:
        """The components of a list; what is none is told."""
        if components is not None and not isinstance(components, list):
            self.notes.lose("not-understood", place)
            return
        for number, component in enumerate(components or []):
            if isinstance(component, dict):
                yield component, f"{place}/{number}"
            else:
                self.notes.lose("not-understood", f"{place}/{number}")


def key_of(component: Component) -> str:
    """The name of the component's answer."""
    found = component.get("key")
    return found if isinstance(found, str) and found.strip() and len(found) <= 200 and seen(found) else "fraga"


def _conditional(component: Component) -> bool:
    simple = component.get("conditional")
    return bool(component.get("customConditional")) or (
        isinstance(simple, dict) and bool(simple.get("when") or simple.get("conditions") or simple.get("json"))
    )

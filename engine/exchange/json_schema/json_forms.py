"""The UI schema of JSON Forms: elements that point into the schema, with rules that show and hide them."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.exchange.clauses import Clause, every
from engine.exchange.json_schema.rules import place_of, shown_by_rule
from engine.exchange.json_schema.saying import Saying
from engine.exchange.json_values import pointer
from engine.exchange.unsayable import Unsayable
from engine.exchange.values import says_nothing, truth

_LAYOUTS = frozenset({"VerticalLayout", "HorizontalLayout", "Group", "Categorization", "Category"})
_CONTROLS = frozenset({"Control", "ListWithDetail"})
_KEYS = frozenset({"type", "elements", "label", "rule", "scope", "options", "i18n", "text"})
_LOOKS = frozenset(
    """
    format slider toggle trim restrict showUnfocusedDescription hideRequiredAsterisk orientation autocomplete vertical variant
    showNavButtons elementLabelProp showSortButtons focus dateFormat dateSaveFormat timeFormat timeSaveFormat dateTimeFormat
    dateTimeSaveFormat views ampm clearLabel cancelLabel okLabel styles initCollapsed autocompleteMode labelRef translations suggestion
    """.split()
)


def is_json_forms(ui: Mapping[str, Any]) -> bool:
    """Whether a UI schema is one of JSON Forms."""
    return isinstance(ui.get("type"), str) and ui["type"] in _LAYOUTS | _CONTROLS | {"Label"}


def say_json_forms(ui: Mapping[str, Any], saying: Saying) -> None:
    """Gathers what the UI schema says of each place; what it does not show is told, since it is asked all the same."""
    shown: set[str] = set()
    _Elements(saying, shown).element(ui, "ui#", "", True)
    for place in saying.drawn.questions:
        if not any(place == known or place.startswith(f"{known}/") or known.startswith(f"{place}/") for known in shown):
            saying.notes.lose("not-in-ui", place)


class _Elements:
    """Walks through elements. `base` is the place that their scopes begin at, `around` when what they lie in is shown."""

    def __init__(self, saying: Saying, shown: set[str]) -> None:
        self.saying = saying
        self.notes = saying.notes
        self.shown = shown

    def element(self, element: Any, where: str, base: str, around: Clause) -> None:
        """One element and what is in it."""
        if not isinstance(element, dict) or not isinstance(element.get("type"), str):
            self.notes.lose("not-understood", where)
            return
        for key, value in element.items():
            if key not in _KEYS and not says_nothing(value):
                self.notes.lose("unknown-key", f"{where}{pointer(key)}", key=key)
        shown = self._shown(element, where, base, around)
        if element["type"] in _LAYOUTS:
            if element.get("label"):
                self.notes.tell("look", f"{where}/label", key="label")
            for number, inner in self._inside(element, where):
                self.element(inner, f"{where}/elements/{number}", base, shown)
        elif element["type"] in _CONTROLS:
            self._control(element, where, base, shown)
        elif element["type"] == "Label":
            self.notes.lose("ui-text", where)
        else:
            self.notes.lose("not-carried", where, what=element["type"][:40])

    def _inside(self, element: Mapping[str, Any], where: str) -> Iterator[tuple[int, Any]]:
        found = element.get("elements")
        if isinstance(found, list):
            yield from enumerate(found)
        elif found is not None:
            self.notes.lose("not-understood", f"{where}/elements")

    def _shown(self, element: Mapping[str, Any], where: str, base: str, around: Clause) -> Clause:
        if not element.get("rule"):
            return around
        try:
            return every([around, shown_by_rule(element["rule"], self.saying.drawn, base)])
        except Unsayable:
            self.notes.lose("rule", f"{where}/rule")
            return around

    def _control(self, element: Mapping[str, Any], where: str, base: str, shown: Clause) -> None:
        place = place_of(element.get("scope"), base)
        if place is None or not self.saying.drawn.has(place):
            self.notes.lose("ui-nowhere", f"{where}/scope")
            return
        self.shown.add(place)
        outer, _, name = place.rpartition("/")
        self.saying.orders.setdefault(outer, []).append(name.replace("~1", "/").replace("~0", "~"))
        label = element.get("label")
        if isinstance(label, dict):
            label = label.get("text")
        if label is not False:
            self.saying.text(place, "label", label, f"{where}/label")
        self.saying.condition(place, shown, where)
        options = element.get("options")
        for key, value in options.items() if isinstance(options, dict) else ():
            self._option(key, value, place, f"{where}/options{pointer(key)}")

    def _option(self, key: str, value: Any, place: str, where: str) -> None:
        match key:
            case "multi":
                if truth(value):
                    self.saying.lines(place, 5, where)
            case "placeholder":
                self.notes.tell("in-the-hint", where)
                self.saying.text(place, "hint", value, where)
            case "readonly" | "readOnly":
                if truth(value):
                    self.notes.lose("read-only", where)
            case "detail" if isinstance(value, dict):
                self.element(value, where, f"{place}/*" if self.saying.question(place) is not None else place, True)
            case "detail" | "elementLabelProp" | "showSortButtons":
                pass
            case _ if key in _LOOKS or says_nothing(value):
                pass
            case _:
                self.notes.lose("unknown-key", where, key=key)

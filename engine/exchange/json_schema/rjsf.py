"""The UI schema of react-jsonschema-form: keys that begin with `ui:`, in the shape of the answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.exchange.json_schema.saying import Saying
from engine.exchange.json_values import pointer
from engine.exchange.values import says_nothing, truth

_LOOKS = frozenset(
    """
    autofocus classNames className style inline label rootFieldId emptyValue hideError enableMarkdownInDescription enableMarkdownInHelp
    duplicateKeySuffixSeparator fileUploadStyle props col xs sm md lg step format yearsRange hideNowButton hideClearButton copyable
    optionsSchemaSelector experimental_defaultFormStateBehavior inputType accept orderable expandable
    """.split()
)
_PLAIN_WIDGETS = frozenset(
    """
    text radio select checkbox checkboxes updown range date datetime date-time alt-date alt-datetime time email uri url tel color
    RadioWidget SelectWidget CheckboxWidget CheckboxesWidget TextWidget UpDownWidget RangeWidget DateWidget DateTimeWidget EmailWidget
    URLWidget TimeWidget
    """.split()
)
_LINES = frozenset({"textarea", "TextareaWidget"})


def say_rjsf(ui: Mapping[str, Any], saying: Saying) -> None:
    """Gathers what the UI schema says of each place."""
    _place(ui, "", "ui#", saying)


def _place(ui: Mapping[str, Any], place: str, where: str, saying: Saying) -> None:
    for name, value, at in _own(ui, where):
        _say(name, value, place, where=at, saying=saying)
    for key, inner in ui.items():
        at = f"{where}{pointer(key)}"
        if key.startswith("ui:") or key in ("classNames", "definitions"):
            continue
        question = saying.question(place)
        below = f"{place}/*" if key == "items" and question is not None else f"{place}{pointer(key)}"
        if not isinstance(inner, dict):
            if not says_nothing(inner):
                saying.notes.lose("not-understood", at)
        elif saying.drawn.has(below):
            _place(inner, below, at, saying)
        elif not says_nothing(inner):
            saying.notes.lose("ui-nowhere", at)


def _own(ui: Mapping[str, Any], where: str) -> Iterator[tuple[str, Any, str]]:
    """What is said of the place itself, beside each other or under `ui:options`."""
    for key, value in ui.items():
        if key == "ui:options" and isinstance(value, dict):
            yield from ((name, inner, f"{where}{pointer(key, name)}") for name, inner in value.items())
        elif key.startswith("ui:"):
            yield key.removeprefix("ui:"), value, f"{where}{pointer(key)}"


def _say(name: str, value: Any, place: str, *, where: str, saying: Saying) -> None:
    match name:
        case "title":
            saying.text(place, "label", value, where)
        case "description" | "help":
            saying.text(place, "hint", value, where)
        case "placeholder":
            saying.notes.tell("in-the-hint", where)
            saying.text(place, "hint", value, where)
        case "enumNames":
            saying.options(place, value, where)
        case "widget":
            _widget(value, place, where, saying)
        case "rows":
            saying.lines(place, value, where)
        case "autocomplete":
            saying.autocomplete(place, value, where)
        case "order" if isinstance(value, list) and all(isinstance(key, str) for key in value):
            saying.orders[place] = value
        case "disabled" | "readonly":
            if truth(value):
                saying.notes.lose("read-only", where)
        case "addable" | "removable":
            if value is False:
                saying.notes.lose("rows", where)
        case "submitButtonOptions" | "globalOptions":
            saying.notes.tell("look", where, key=name)
        case _ if name in _LOOKS or says_nothing(value):
            pass
        case _:
            saying.notes.lose("unknown-key", where, key=name)


def _widget(value: Any, place: str, where: str, saying: Saying) -> None:
    """How it is asked: several lines are a way of templates, too; a hidden or secret question is not."""
    if value in ("hidden", "HiddenWidget"):
        saying.notes.lose("hidden", where)
    elif isinstance(value, str) and value in _LINES:
        if "rows" not in saying.ui.get(place, {}):
            saying.lines(place, 5, where)
    elif isinstance(value, str) and value in _PLAIN_WIDGETS:
        saying.notes.tell("look", where, key=value)
    else:
        saying.notes.lose("not-carried", where, what=str(value)[:40])

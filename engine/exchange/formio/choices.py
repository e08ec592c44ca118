"""Components with options: radio, select, selectboxes, checkbox and survey."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from engine.exchange.formio.asked import Component, Made
from engine.exchange.ids import id_of, option_keys
from engine.exchange.json_values import json_object
from engine.exchange.values import truth, whole
from engine.exchange.words import Said

MOST_OPTIONS = 500
MOST_ROWS = 30
_ITEM = re.compile(r"\{\{\s*item\.(\w+)\s*\}\}")

Option = tuple[str, Said]


def radio(component: Component) -> list[Made]:
    """One of some options."""
    found = _options(component, component.value.get("values"), "values")
    return _one(component, found) if found else elsewhere(component, "values")


def select(component: Component) -> list[Made]:
    """One of some options, or several."""
    found = _of_select(component)
    if not found:
        return elsewhere(component, "data")
    return _several(component, found) if truth(component.value.get("multiple")) else _one(component, found)


def selectboxes(component: Component) -> list[Made]:
    """Any number of some options."""
    found = _options(component, component.value.get("values"), "values")
    return _several(component, found) if found else elsewhere(component, "values")


def checkbox(component: Component) -> list[Made]:
    """One box: a consent where it must be ticked, else yes or no."""
    if component.value.get("inputType") == "radio":
        component.notes.lose("not-carried", component.place, what="checkbox (radio)")
        return []
    if component.required:
        question = component.asked("consent")
        return [Made(question | {"text": question["label"]}, "truth")]
    preset = True if truth(component.value.get("defaultValue")) else None
    return [Made(component.asked("yes_no", preset=preset), "truth")]


def survey(component: Component) -> list[Made]:
    """The same choice in each of some rows."""
    options, questions = (_options(component, component.value.get(key), key) for key in ("values", "questions"))
    if not options or not questions or len(questions) > MOST_ROWS:
        component.notes.lose("not-carried", component.place, what="survey")
        return []
    rows: dict[str, Said] = {}
    for value, label in questions:
        rows.setdefault(_free(id_of(value), rows), label)
    keys = option_keys(value for value, _ in options)
    return [Made(component.asked("grid", rows=rows, options=_written(options, keys)), "parts")]


def elsewhere(component: Component, key: str) -> list[Made]:
    """A question whose options are not in the form: a text takes its place."""
    component.notes.lose("options-elsewhere", component.at(key))
    return [Made(component.asked("text"), "text")]


def _one(component: Component, options: list[Option]) -> list[Made]:
    keys = option_keys(value for value, _ in options)
    preset = _beginning(component, keys)
    return [Made(component.asked("choice", options=_written(options, keys), preset=preset), "choice", keys)]


def _several(component: Component, options: list[Option]) -> list[Made]:
    keys = option_keys(value for value, _ in options)
    least, most = (_count(component, key, len(options)) for key in ("minSelectedCount", "maxSelectedCount"))
    if least is not None and most is not None and least > most:
        component.notes.lose("limits", component.at("validate"))
        least = most = None
    question = component.asked("choices", options=_written(options, keys), min=least, max=most, preset=_beginning(component, keys))
    if least is not None:
        question.pop("optional", None)
    return [Made(question, "choices", keys)]


def _count(component: Component, key: str, most: int) -> int | None:
    given = component.limit(key)
    found = whole(given)
    if given is None or found == 0:
        return None
    if found is None or not 1 <= found <= MOST_OPTIONS:
        component.notes.lose("limits", component.at("validate", key))
        return None
    return min(found, most)


def _beginning(component: Component, keys: Mapping[str, str]) -> str | None:
    """The option that is chosen from the start."""
    given = component.value.get("defaultValue")
    if isinstance(given, dict):
        given = [key for key, ticked in given.items() if truth(ticked)]
    chosen = [value for value in (given if isinstance(given, list) else [given]) if value not in (None, "", False)]
    return keys.get(_text(chosen[0])) if len(chosen) == 1 else None


def _of_select(component: Component) -> list[Option]:
    """The options that stand in the form itself, in one of the two ways that there are."""
    data, source = component.value.get("data"), component.value.get("dataSrc") or "values"
    if isinstance(data, dict) and source == "values":
        return _options(component, data.get("values"), "data", "values")
    if isinstance(data, dict) and source == "json":
        return _options(component, _of_json(component, data.get("json")), "data", "json")
    if source == "values":
        return _options(component, component.value.get("values"), "values")
    return []


def _of_json(component: Component, given: Any) -> Any:
    """The values of a JSON list as values with labels, by the names that the component says."""
    if isinstance(given, str):
        found = json_object(b'{"values":' + given.encode("utf-8", "ignore") + b"}")
        given = found.get("values") if found else None
    named = _ITEM.search(str(component.value.get("template", "")))
    label, value = (named[1] if named else "label"), str(component.value.get("valueProperty") or "value")
    if not isinstance(given, list):
        return None
    return [
        {"label": item.get(label), "value": item.get(value)} if isinstance(item, dict) else {"label": item, "value": item} for item in given
    ]


def _options(component: Component, given: Any, *key: str) -> list[Option]:
    """Values with their labels, each once; those without a value say that there is no answer."""
    found: dict[str, Said] = {}
    for place, item in _items(component, given, component.at(*key)):
        value, label = _text(item.get("value")), component.words.say(_text(item.get("label")), f"{place}/label")
        if not value:
            if label:
                component.notes.tell("option-without-value", place)
        elif value in found:
            component.notes.tell("same-value", place)
        else:
            if item.get("tooltip"):
                component.notes.tell("look", f"{place}/tooltip", key="tooltip")
            found[value] = label or component.words.say(value, place) or "–"
    if len(found) > MOST_OPTIONS:
        component.notes.lose("limits", component.at(*key))
        return []
    return list(found.items())


def _items(component: Component, given: Any, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if given is not None and not isinstance(given, list):
        component.notes.lose("not-understood", place)
        return
    for number, item in enumerate(given or []):
        if isinstance(item, dict):
            yield f"{place}/{number}", item
        else:
            component.notes.lose("not-understood", f"{place}/{number}")


def _written(options: list[Option], keys: Mapping[str, str]) -> dict[str, Any]:
    return {keys[value]: {"label": label} if isinstance(label, dict) else label for value, label in options}


def _text(value: Any) -> str:
    """A value as a text, as a page sends it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _free(wanted: str, taken: Mapping[str, Any]) -> str:
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted[:54]}_{number}", number + 1
    return found

"""Components with days and times: datetime, day and time."""

import re
from typing import Any

from engine.exchange.formio.asked import BEGINNINGS, Component, Made
from engine.exchange.values import day, truth, whole
from engine.texts import engine_texts

_NOW = re.compile(r"(?:moment\(\)|new Date\(\))(?:\.startOf\('day'\)|\.format\([^)]*\)|\.toISOString\(\))?;?\s*")
_CLOCK = re.compile(r"((?:[01][0-9]|2[0-3]):[0-5][0-9])(?::[0-9]{2})?")


def moment(component: Component) -> list[Made]:
    """A day, a time, or a question for each where both are asked."""
    value = component.value
    picker = value["datePicker"] if isinstance(value.get("datePicker"), dict) else {}
    widget = value["widget"] if isinstance(value.get("widget"), dict) else {}
    for source, key in ((picker, "disableWeekends"), (picker, "disableWeekdays"), (widget, "disableWeekends"), (widget, "disabledDates")):
        if source.get(key):
            component.notes.lose("limits", component.at("datePicker" if source is picker else "widget", key))
    ranged, timed = widget.get("mode") == "range", _enabled(component, widget, "enableTime", bool(value.get("type") == "datetime"))
    if not _enabled(component, widget, "enableDate", True):
        return [Made(component.asked("time"), "time")]
    limits = {end: _end(component, picker, widget, f"{end}Date") for end in ("min", "max")}
    if limits["min"] and limits["max"] and "today" not in limits.values() and limits["min"] > limits["max"]:
        component.notes.lose("limits", component.at("datePicker"))
        limits = {}
    _format(component, widget)
    if ranged:
        return [Made(component.asked("date_range", **limits), "parts")]
    question = component.asked("date", preset=_beginning(component), **limits)
    if not timed:
        return [Made(question, "date")]
    component.notes.tell("split", component.place)
    clock = {key: found for key, found in question.items() if key not in ("preset", "min", "max", "hint", "missing")}
    return [
        Made(question, "parts"),
        Made({**clock, "type": "time", "label": _clock_label(component, question["label"])}, "parts", tail="time"),
    ]


def whole_day(component: Component) -> list[Made]:
    """A day in three parts, all of which are asked."""
    value, fields = component.value, component.value.get("fields")
    parts = [part for part in fields.values() if isinstance(part, dict)] if isinstance(fields, dict) else []
    if any(truth(part.get("hide")) for part in parts):
        component.notes.lose("part-of-a-day", component.at("fields"))
    required = component.required or (bool(parts) and all(truth(part.get("required")) for part in parts))
    limits = {end: _limit(component, value.get(f"{end}Date"), f"{end}Date") for end in ("min", "max")}
    for end, rest in (("min", "01-01"), ("max", "12-31")):
        year = whole(value.get(f"{end}Year"))
        if limits[end] is None and year is not None and 1850 <= year <= 2199:
            limits[end] = f"{year}-{rest}"
    if limits["min"] and limits["max"] and limits["min"] > limits["max"]:
        component.notes.lose("limits", component.place)
        limits = {}
    question = component.asked("date", **limits)
    if required:
        question.pop("optional", None)
    return [Made(question, "parts" if any(truth(part.get("hide")) for part in parts) else "date")]


def clock(component: Component) -> list[Made]:
    """A time of day."""
    given = component.value.get("defaultValue")
    found = _CLOCK.fullmatch(given) if isinstance(given, str) else None
    for key in ("minTime", "maxTime"):
        if component.value.get(key) or component.limit(key):
            component.notes.lose("limits", component.at(key))
    return [Made(component.asked("time", preset=found[1] if found else None), "time")]


def _enabled(component: Component, widget: Any, key: str, otherwise: bool) -> bool:
    found = component.value.get(key, widget.get(key))
    return otherwise if found is None else truth(found)


def _end(component: Component, picker: Any, widget: Any, key: str) -> str | None:
    return _limit(component, picker.get(key) or widget.get(key), key)


def _limit(component: Component, given: Any, key: str) -> str | None:
    """A limit that is a day, or today; others move with scripts."""
    if not given:
        return None
    if isinstance(given, str) and _NOW.fullmatch(given):
        return "today"
    found = day(given)
    if found is None or not "1850" <= found <= "2199-12-31":
        component.notes.lose("limits", component.at(key))
        return None
    return found


def _beginning(component: Component) -> str | None:
    """The day that is there from the start."""
    given = next((text for key in BEGINNINGS if isinstance(text := component.value.get(key), str) and text), "")
    return "today" if _NOW.fullmatch(given.removeprefix("value").strip(" =")) else day(given)


def _format(component: Component, widget: Any) -> None:
    """A month or a year alone is no day."""
    given = component.value.get("format") or widget.get("format")
    if isinstance(given, str) and given and not re.search("[dDjJ]", given):
        component.notes.lose("part-of-a-day", component.at("format"))


def _clock_label(component: Component, label: Any) -> Any:
    def said(text: str, language: str) -> str:
        return f"{text} ({engine_texts().say('exchange.own-words.clock', language)})"

    return {language: said(text, language) for language, text in label.items()} if isinstance(label, dict) else said(label, "sv")

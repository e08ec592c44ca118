"""Components that are written in: texts of one line and several, addresses of the web and e-mail, telephone numbers, and lists of words."""

import re
from typing import Any

import re2

from engine.exchange.formio.asked import Component, Made
from engine.exchange.formio.days import moment
from engine.exchange.markup import clean, seen
from engine.exchange.values import whole

LONGEST_LINE = 1_000
LONGEST = 20_000
_WEB = r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?"
_LONGEST_PATTERN = 500
_MASKED = {"9": "[0-9]", "a": "[A-Za-z]", "A": "[A-Za-z]", "*": "[A-Za-z0-9]"}
_SILENT = re2.Options()
_SILENT.log_errors = False


def line(component: Component) -> list[Made]:
    """A text of one line; a day where its widget is a calendar."""
    widget = component.value.get("widget")
    if isinstance(widget, dict) and widget.get("type") == "calendar":
        return moment(component)
    return _text(component, "text")


def lines(component: Component) -> list[Made]:
    """A text of several lines."""
    rows = whole(component.value.get("rows"))
    if component.value.get("editor") or component.value.get("wysiwyg") not in (None, False, ""):
        component.notes.tell("plain-text", component.at("editor"))
    return _text(component, "long_text", rows=rows if rows is not None and 2 <= rows <= 30 else None)


def web(component: Component) -> list[Made]:
    """An address of the web."""
    component.notes.tell("as-text", component.place, what="url")
    return _text(component, "text", pattern=_WEB)


def words(component: Component) -> list[Made]:
    """Words with commas between."""
    component.notes.tell("as-text", component.place, what="tags")
    return _text(component, "text")


def email(component: Component) -> list[Made]:
    """An e-mail address; templates know themselves what one looks like."""
    return [Made(_own_limits(component, "email"), "text")]


def phone(component: Component) -> list[Made]:
    """A telephone number; templates know themselves what one looks like."""
    return [Made(_own_limits(component, "phone"), "text")]


def _own_limits(component: Component, type_: str) -> dict[str, Any]:
    for key in ("pattern", "minLength", "maxLength"):
        if component.limit(key) is not None:
            component.notes.lose("limits", component.at("validate", key))
    if component.value.get("inputMask"):
        component.notes.tell("own-check", component.at("inputMask"))
    return component.asked(type_, preset=_beginning(component))


def _text(component: Component, type_: str, **keys: Any) -> list[Made]:
    least, most = (_length(component, key) for key in ("minLength", "maxLength"))
    if most is not None and most > LONGEST_LINE:
        type_ = "long_text"
    own = LONGEST_LINE if type_ == "text" else LONGEST
    most = min(most or own, own)
    if least is not None and least > most:
        component.notes.lose("limits", component.at("validate"))
        least = None
    for key in ("minWords", "maxWords"):
        if component.limit(key) is not None:
            component.notes.lose("limits", component.at("validate", key))
    if component.value.get("case") in ("uppercase", "lowercase"):
        component.notes.tell("look", component.at("case"), key="case")
    pattern = _pattern(component) or keys.pop("pattern", None)
    said = component.message("pattern") if pattern else None
    found = {**keys, "min_length": least, "max_length": most, "pattern": pattern, "pattern_message": said}
    return [Made(component.asked(type_, **found, preset=_beginning(component)), "text")]


def _length(component: Component, key: str) -> int | None:
    given = component.limit(key)
    found = whole(given)
    if given is None or found == 0:
        return None
    if found is None or found < 1:
        component.notes.lose("limits", component.at("validate", key))
        return None
    if found > LONGEST:
        component.notes.tell("shorter", component.at("validate", key), most=LONGEST)
    return min(found, LONGEST)


def _pattern(component: Component) -> str | None:
    """What the whole answer must look like: the author's pattern, else the mask."""
    given, mask = component.limit("pattern"), component.value.get("inputMask")
    masks = component.value.get("inputMasks")
    if component.value.get("allowMultipleMasks") and masks:
        component.notes.lose("limits", component.at("inputMasks"))
    if isinstance(given, str):
        found = _whole(given)
        if found is not None:
            if mask:
                component.notes.lose("limits", component.at("inputMask"))
            return found
    if given is not None:
        component.notes.lose("pattern", component.at("validate", "pattern"))
    if not isinstance(mask, str) or not mask or len(mask) > 60 or not seen(mask):
        return None
    component.notes.tell("mask", component.at("inputMask"))
    return "".join(_MASKED.get(letter) or re.escape(letter) for letter in mask)


def _whole(pattern: str) -> str | None:
    """The pattern for the whole answer, None when it can not be run in linear time.

    Form.io puts `^` before it and `$` after it, which of `a|b` bind only the ends.
    """
    if len(pattern) > _LONGEST_PATTERN:
        return None
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*(?:\]|\Z)", "", pattern)
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    if "|" in bare:
        found = f"(?s:.*)(?:^{pattern}$)(?s:.*)"
    else:
        found = pattern.removeprefix("^")
        found = found.removesuffix("$") if not found.endswith("\\$") else found
    if not found or len(found) > _LONGEST_PATTERN or not seen(found):
        return None
    try:
        re2.compile(found, _SILENT)
    except (re2.error, UnicodeError):
        return None
    return found


def _beginning(component: Component) -> str | None:
    given = component.value.get("defaultValue")
    return str(given)[:LONGEST] if isinstance(given, str | int | float) and not isinstance(given, bool) and clean(str(given)) else None

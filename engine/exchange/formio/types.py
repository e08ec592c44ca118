"""What each type of component of Form.io becomes."""

from collections.abc import Callable, Mapping

from engine.exchange.formio import choices, days, files, numbers, saying, writing
from engine.exchange.formio.asked import Component, Made
from engine.exchange.values import truth

Builder = Callable[[Component], list[Made]]


def _signature(component: Component) -> list[Made]:
    component.notes.tell("as-text", component.place, what="signature")
    return [Made(component.asked("signature"), "text")]


def _address(component: Component) -> list[Made]:
    if component.value.get("components"):
        component.notes.tell("own-check", component.at("components"))
    return [Made(component.asked("address"), "parts")]


def _button(component: Component) -> list[Made]:
    if component.value.get("action", "submit") in ("submit", "saveState", "reset", "next", "previous", "cancel", "delete"):
        component.notes.tell("own-button", component.place)
    else:
        component.notes.lose("not-carried", component.place, what="button")
    return []


def _told(component: Component) -> list[Made]:
    component.notes.tell("own-protection", component.place)
    return []


TYPES: Mapping[str, Builder] = {
    "textfield": writing.line,
    "textarea": writing.lines,
    "email": writing.email,
    "phoneNumber": writing.phone,
    "phonenumber": writing.phone,
    "url": writing.web,
    "tags": writing.words,
    "number": numbers.amount,
    "currency": numbers.money,
    "checkbox": choices.checkbox,
    "selectboxes": choices.selectboxes,
    "select": choices.select,
    "resource": lambda component: choices.elsewhere(component, "resource"),
    "radio": choices.radio,
    "survey": choices.survey,
    "datetime": days.moment,
    "date": days.moment,
    "day": days.whole_day,
    "time": days.clock,
    "signature": _signature,
    "file": files.files,
    "address": _address,
    "content": saying.content,
    "htmlelement": saying.content,
    "html": saying.content,
    "button": _button,
    "recaptcha": _told,
    "captcha": _told,
}

SILENT = frozenset({"button", "recaptcha", "captcha"})
"""Types that nobody answers or reads: nothing that they say is looked at but what they do."""
SAYING = frozenset({"content", "htmlelement", "html"})
"""Types that only say something."""
SEVERAL = frozenset({"textfield", "textarea", "email", "phoneNumber", "url", "number", "currency", "datetime", "day", "time", "address"})
"""Types whose `multiple` asks for any number of answers of one sort."""


def asks_for_several(component: Component, type_: str) -> bool:
    """Whether the component takes a list of answers that a group with one question stands for."""
    return type_ in SEVERAL and truth(component.value.get("multiple"))

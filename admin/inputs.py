"""The inputs of our own small forms, drawn by the same macros as a template's questions. It must not read a request."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from forms.view import Asked, Pick
from forms.wording import say


def line(id: str, label: str, value: str = "", *, error: str = "", hint: str = "", attributes: Mapping[str, str] | None = None) -> Asked:
    """One line of text."""
    values = {"": [value] if value else []}
    return Asked("input", id, label, hint, error=error, values=values, attributes=dict(attributes or {}))


def lines(id: str, label: str, value: str = "", *, error: str = "", hint: str = "", most: int = 2000) -> Asked:
    """Several lines of text."""
    values = {"": [value] if value else []}
    return Asked("textarea", id, label, hint, error=error, values=values, attributes={"maxlength": str(most), "rows": "3"})


def one_of(id: str, label: str, options: Iterable[tuple[str, str]], chosen: str = "", *, error: str = "", widget: str = "radios") -> Asked:
    """One of several; as a drop-down list with `widget` select."""
    picks = tuple(Pick(key, words, key == chosen) for key, words in options)
    return Asked(widget, id, label, error=error, values={"": [chosen] if chosen else []}, options=picks)


def some_of(id: str, label: str, options: Iterable[Pick], *, error: str = "", hint: str = "") -> Asked:
    """Any number of several."""
    return Asked("checkboxes", id, label, hint, error=error, values={"": []}, options=tuple(options))


def select(id: str, label: str, named: Iterable[tuple[str, str]], chosen: str, *, none: str = "") -> Asked:
    """A list to choose from, by names and keys, whose first row is what nothing chosen means: everything, unless `none` says it."""
    field = one_of(id, label, [(key, name) for name, key in named], chosen, widget="select")
    return replace(field, texts={"choose": none or say("cases.any")})

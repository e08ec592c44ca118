"""Questions with options: a list whole, filtered by earlier answers, or with one more option for what is not in it."""

from dataclasses import replace
from typing import Any

from engine.exchange.unsayable import Unsayable
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.options import MOST, Choice, filtered, named, offered
from engine.exchange.xlsform.shaping import OWN_COLUMN, Shape, Shaping

OTHER = "other"
"""The option of `or_other`, and what comes after the name of the question about it."""


def select_one(shaping: Shaping) -> Shape | None:
    """One option; yes or no where the workbook says that it was that."""
    shape = _select(shaping, "choice")
    if shape is not None and shaping.row.get(OWN_COLUMN) == "yes_no" and shape.known.values is not None:
        values: dict[str, tuple[Any, ...]] = {"yes": (True,), "no": (False,), "unknown": ("unknown",)}
        own = {name: values[name] for name in shape.known.values if name in values}
        if set(own) == set(shape.known.values) >= {"yes", "no"}:
            return Shape("yes_no", {"unknown": True} if "unknown" in own else {}, Known("", "truth", values=own))
    return shape


def select_multiple(shaping: Shaping) -> Shape | None:
    """Any number of options."""
    return _select(shaping, "choices")


def _select(shaping: Shaping, type: str) -> Shape | None:
    row, kind = shaping.row, shaping.kind
    choices = shaping.lists.choices(kind.list)
    if not choices:
        shaping.notes.lose("no-list", row.place("type"), list=kind.list)
        return None
    if len(choices) + kind.other > MOST:
        shaping.notes.lose("too-many-options", row.place("type"), list=kind.list, most=MOST)
        return None
    shape = Shape(type, {}, Known("", type, values=named(choices)))
    filtered_shape = _filtered(shaping, choices, shape) if row.get("choice_filter") else None
    if kind.other:
        return _with_other(shaping, choices, filtered_shape or shape)
    if filtered_shape is not None:
        return filtered_shape
    if kind.list in shaping.shared:
        return replace(shape, keys={"options": shaping.lists.share(kind.list)})
    return replace(shape, keys={"options": {choice.key: choice.written() for choice in choices}})


def _filtered(shaping: Shaping, choices: tuple[Choice, ...], shape: Shape) -> Shape | None:
    """A question whose options depend on earlier answers; None when the filter can not be said, so that all are offered."""
    row = shaping.row
    try:
        whens = filtered(shaping.lists, choices, row.get("choice_filter"), shaping.reader)
    except Unsayable as error:
        shaping.notes.lose(f"filter-{error.reason}", row.place("choice_filter"), part=error.about)
        return None
    if not whens:
        shaping.notes.lose("filter-not-said", row.place("choice_filter"), part=row.get("choice_filter"))
        return None
    options = {choice.key: choice.written(whens[choice.key]) for choice in choices if choice.key in whens}
    needs = {key: when for key, when in whens.items() if not isinstance(when, bool)}
    known = replace(shape.known, values=named(tuple(choice for choice in choices if choice.key in whens)), needs=needs)
    return replace(shape, keys={"options": options}, known=known, offered=offered(whens, shaping.reader))


def _with_other(shaping: Shaping, choices: tuple[Choice, ...], shape: Shape) -> Shape:
    """One more option, and a question about what it is, as the standard's converter makes them of `or_other`."""
    options: dict[str, Any] = dict(shape.keys.get("options") or {choice.key: choice.written() for choice in choices})
    if OTHER not in options:
        label = shaping.words("other")
        options[OTHER] = label if isinstance(label, str) else {"label": label}
    known = replace(shape.known, values={**(shape.known.values or {}), OTHER: (OTHER,)})
    beside = Shape("text", {}, Known("", "text"), label=shaping.words("specify"))
    return replace(shape, keys={"options": options}, known=known, offered=True, beside=(OTHER, beside))

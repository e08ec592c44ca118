"""What becomes of a row that asks something: the type and the type's own keys, sort by sort."""

from collections.abc import Callable, Mapping
from typing import Any

from engine import fields
from engine.exchange.unsayable import Unsayable
from engine.exchange.xlsform.calculations import worked_out
from engine.exchange.xlsform.comparing import number_of
from engine.exchange.xlsform.files import file_shape
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.selects import select_multiple, select_one
from engine.exchange.xlsform.shaping import AS_TEXT, OWN_COLUMN, Shape, Shaping
from engine.exchange.xlsform.wordings import Wording, as_plain, by_language, each, parted, readable
from engine.fields.number import LARGEST
from engine.template.schema import LONGEST_TEXT

_MOST_DECIMALS = 6
_LONGEST_HEADING = 100
_SCALE = (-10, 10, 11)
"""The least and the largest step of a scale, and how many there can be."""


def shape_of(shaping: Shaping) -> Shape | None:
    """The shape of a row, None when it is left out, which is then said."""
    make = SORTS.get(shaping.kind.name)
    if make is None:
        shaping.notes.lose("type-not-carried", shaping.row.place("type"), type=shaping.row.get("type"))
        return None
    return make(shaping)


def _plain(type: str, **known: Any) -> Callable[[Shaping], Shape]:
    return lambda shaping: Shape(type, {}, Known("", fields.built_in()[type].kind, **known))


def _text(shaping: Shaping) -> Shape:
    own = shaping.row.get(OWN_COLUMN)
    if own in AS_TEXT:
        return _plain(own)(shaping)
    appearance = shaping.row.get("appearance").lower().split()
    rows = shaping.parameters().get("rows") or shaping.row.get("rows")
    if "multiline" not in appearance and not rows:
        return _plain("text")(shaping)
    height = number_of(rows) if rows else None
    keys = {"rows": height} if isinstance(height, int) and 2 <= height <= 30 else {}
    return Shape("long_text", keys, Known("", "text"))


def _integer(shaping: Shaping) -> Shape:
    return Shape("number", {}, Known("", "number", decimals=0))


def _decimal(shaping: Shaping) -> Shape:
    if shaping.row.get(OWN_COLUMN) == "money":
        return Shape("money", {}, Known("", "number", decimals=2, factor=100))
    return Shape("number", {"decimals": _MOST_DECIMALS}, Known("", "number"))


def _percentage(shaping: Shaping) -> Shape:
    return Shape("number", {"min": 0, "max": 100, "unit": "%"}, Known("", "number", decimals=0))


def _range(shaping: Shaping) -> Shape:
    given = shaping.parameters()
    start, end, step = (number_of(given.get(name, default)) for name, default in (("start", "1"), ("end", "10"), ("step", "1")))
    if start is None or end is None or not step or not -LARGEST <= start < end <= LARGEST:
        shaping.notes.lose("range-not-read", shaping.row.place("parameters"))
        return _integer(shaping)
    least, most, steps = _SCALE
    if step == 1 and isinstance(start, int) and isinstance(end, int) and least <= start and end <= most and end - start < steps:
        return Shape("scale", {"from": start, "to": end}, Known("", "number", decimals=0, steps=range(start, end + 1)))
    decimals = max(len(str(number).partition(".")[2]) for number in (start, step))
    if step != 10**-decimals:
        shaping.notes.lose("range-step", shaping.row.place("parameters"), step=step)
    keys: dict[str, Any] = {"min": start, "max": end} | ({"decimals": min(decimals, _MOST_DECIMALS)} if decimals else {})
    return Shape("number", keys, Known("", "number", decimals=min(decimals, _MOST_DECIMALS)))


def _datetime(shaping: Shaping) -> Shape:
    """A day, and a time beside it."""
    shaping.notes.tell("datetime-split", shaping.row.place("type"))
    word = by_language(shaping.words("time"), shaping.languages[0])
    label: Wording = {
        language: f"{text[: _LONGEST_HEADING * 10]} – {word[language]}"
        for language, text in by_language(shaping.label, shaping.languages[0]).items()
    }
    if isinstance(shaping.label, str):
        label = next(iter(by_language(label, "").values()))
    return Shape("date", {}, Known("", "date"), beside=("time", Shape("time", {}, Known("", "time"), label=label)))


def _acknowledge(shaping: Shaping) -> Shape:
    """A box to tick: the first paragraph is the question, the rest stands beside the box."""
    head, rest = parted(shaping.label)
    return Shape("consent", {"text": rest or "OK"}, Known("", "truth", values={"OK": (True,)}), label=head)


def _note(shaping: Shaping) -> Shape:
    """The first paragraph is the heading, without marks. A long one is no heading. What is below it may have marks."""
    head, rest = parted(shaping.label)
    if head is not None and max(map(len, by_language(head, "").values())) > _LONGEST_HEADING:
        return Shape("info", {"text": _below(shaping, shaping.label)}, label=shaping.words("note"))
    return Shape("info", {"text": _below(shaping, rest)} if rest else {}, label=head and each(head, as_plain))


def _below(shaping: Shaping, text: Wording) -> Wording:
    """What stands below a heading, with the marks that it may have."""
    found, place = each(text, readable), shaping.row.place("label")
    if found != text:
        shaping.notes.tell("text-plain", place)
    if max(map(len, by_language(found, "").values())) > LONGEST_TEXT:
        shaping.notes.lose("text-too-long", place, most=LONGEST_TEXT)
    return each(found, lambda said: said if len(said) <= LONGEST_TEXT else said[:LONGEST_TEXT].rstrip("\\"))


def _calculate(shaping: Shaping) -> Shape | None:
    """What is worked out, where it is of the sort that templates can."""
    row = shaping.row
    text = row.get("calculation") or row.get("default")
    try:
        keys = worked_out(text, shaping.reader)
    except Unsayable as error:
        shaping.notes.lose(f"calculation-{error.reason}", row.place("calculation"), part=error.about)
        return None
    type = keys.pop("type")
    if type == "constant":
        return Shape(type, keys, Known("", "choice", values={str(keys["value"]): (keys["value"],)}))
    shaping.notes.tell("calculation-shown", row.place("calculation"))
    return Shape(type, keys, Known("", "number", decimals=_MOST_DECIMALS if "sum" in keys else 0))


def _hidden(shaping: Shaping) -> Shape | None:
    """A value that is always there."""
    value = shaping.row.get("default")
    if shaping.row.get("calculation"):
        return _calculate(shaping)
    if not value or len(value) > 200:
        shaping.notes.lose("hidden-without-value", shaping.row.place("type"))
        return None
    return Shape("constant", {"value": value}, Known("", "choice", values={value: (value,)}))


def _image(shaping: Shaping) -> Shape:
    """A signature that is drawn becomes one that is written."""
    if "signature" in shaping.row.get("appearance").lower():
        shaping.notes.tell("signature-written", shaping.row.place("appearance"))
        return _plain("signature")(shaping)
    return file_shape(shaping)


SORTS: Mapping[str, Callable[[Shaping], Shape | None]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "percentage": _percentage,
    "range": _range,
    "select_one": select_one,
    "select_multiple": select_multiple,
    "date": _plain("date"),
    "time": _plain("time"),
    "datetime": _datetime,
    "phone number": _plain("phone"),
    "acknowledge": _acknowledge,
    "note": _note,
    "calculate": _calculate,
    "hidden": _hidden,
    "image": _image,
    "file": file_shape,
}
"""How each sort of row that is carried gets its shape, by the plain name of the sort."""

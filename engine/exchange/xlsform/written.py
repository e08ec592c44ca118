"""From questions to rows, type by type."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.exchange.xlsform.files import KEYS, file_words
from engine.exchange.xlsform.lines import Cells, Lines, own_text, place_of
from engine.exchange.xlsform.said import NotSaid, literal, number
from engine.exchange.xlsform.shaping import AS_TEXT, OWN_COLUMN
from engine.exchange.xlsform.wordings import word
from engine.fields import Option, Question
from engine.fields.yes_no import YesNo
from engine.texts import spoken

_TRUTHS = ("yes", "no", "unknown")
_WRITTEN = frozenset(
    (
        *("min", "max", "min_length", "max_length", "pattern", "pattern_message", "rows", "none", "unknown", "text", "from", "to", "unit"),
        *("from_label", "to_label", "decimals", "sum", "count", "days_between", "age", "value"),
        *KEYS,
    )
)


def write_question(lines: Lines, question: Question, place: str) -> None:
    """Adds the rows of a question; what they can not hold is told."""
    if question.type.name == "group":
        _group(lines, question, place)
        return
    write = _WRITERS.get(question.type.name)
    if write is None:
        write = _as_text if question.type.name in AS_TEXT else None
    if write is None:
        lines.notes.lose("type-not-written", place, type=question.type.name)
        return
    write(lines, question, place)
    if question.wording:
        lines.notes.lose("wording-not-written", f"{place}/wording")


def left_over(question: Question) -> Iterator[str]:
    """The keys of a question that its row has no place for and that no remark of its own tells."""
    yield from (key for key in question.keys if key not in _WRITTEN)
    if question.type.name in ("group", "grid"):
        yield from (key for key in ("missing", "why") if getattr(question, key))
    if question.repeat is not None and question.repeat.item not in ({}, question.label):
        yield "item"


def _row(lines: Lines, type: str, question: Question, place: str, /, **cells: str) -> Cells:
    """A row with what all questions have in common."""
    shared = {
        **lines.spoken("label", question.label),
        **lines.spoken("hint", question.hint, question.why),
        **lines.spoken("required_message", question.missing),
        "relevant": lines.condition(question.show_if, f"{place}/show_if"),
        "required": "yes" if question.type.asks and not question.optional else "",
        "default": _default(lines, question, place),
    }
    return lines.add(type, question.id, **{**shared, **cells})


def _default(lines: Lines, question: Question, place: str) -> str:
    preset = question.preset
    if preset is None:
        return ""
    if question.type.kind == "number":
        return number(preset, question)
    if isinstance(preset, bool):
        return "yes" if preset else "no"
    return "today()" if preset == "today" and question.type.kind == "date" else str(preset[0] if isinstance(preset, list) else preset)


def _text(lines: Lines, question: Question, place: str) -> None:
    keys = question.keys
    parts = [f"string-length(.) {sign} {keys[key]}" for key, sign in (("min_length", ">="), ("max_length", "<=")) if key in keys]
    try:
        parts += [f"regex(., {literal(keys['pattern'])})"] if "pattern" in keys else []
    except NotSaid:
        lines.notes.lose("pattern-not-written", f"{place}/pattern")
    several = {"appearance": "multiline"} if question.type.name == "long_text" else {}
    rows = {"parameters": f"rows={keys['rows']}"} if "rows" in keys else {}
    message = lines.spoken("constraint_message", own_text(question, "pattern_message"))
    _row(lines, "text", question, place, constraint=" and ".join(parts), **several, **rows, **message)


def _as_text(lines: Lines, question: Question, place: str) -> None:
    """A text for all others, and its own type again where the workbook comes back."""
    (lines.notes.lose if question.type.name == "unit" else lines.notes.tell)("type-as-text", place, type=question.type.name)
    _row(lines, "text", question, place, **{OWN_COLUMN: question.type.name})


def _choice(lines: Lines, question: Question, place: str) -> None:
    name, filter_ = lines.list_of(question, question.options, f"{place}/options")
    _row(lines, f"select_one {name}", question, place, choice_filter=filter_)


def _choices(lines: Lines, question: Question, place: str) -> None:
    name, filter_ = lines.list_of(question, question.options, f"{place}/options")
    keys = question.keys
    parts = [f"count-selected(.) {sign} {keys[key]}" for key, sign in (("min", ">="), ("max", "<=")) if key in keys]
    parts += [f"not(selected(., {literal(keys['none'])}) and count-selected(.) > 1)"] if "none" in keys else []
    _row(lines, f"select_multiple {name}", question, place, choice_filter=filter_, constraint=" and ".join(parts))


def _yes_no(lines: Lines, question: Question, place: str) -> None:
    allowed = _TRUTHS if question.keys.get("unknown") else _TRUTHS[:2]
    options = [
        Option(key, {language: YesNo.texts.get(language, YesNo.texts["en"])[key] for language in lines.languages}) for key in allowed
    ]
    name, _ = lines.list_of(replace(question, id="_".join(allowed)), options, place)
    _row(lines, f"select_one {name}", question, place, **{OWN_COLUMN: "yes_no"})


def _consent(lines: Lines, question: Question, place: str) -> None:
    """The question, and what stands beside the box as a paragraph of its own."""
    text = own_text(question, "text")
    _row(lines, "acknowledge", question, place, **lines.spoken("label", question.label, None if text == "OK" else text))


def _scale(lines: Lines, question: Question, place: str) -> None:
    ends = [f"{key}_label" for key in ("from", "to") if f"{key}_label" in question.keys]
    for key in ends:
        lines.notes.lose("scale-ends", f"{place}/{key}")
    _row(lines, "range", question, place, parameters=f"start={question.keys['from']} end={question.keys['to']} step=1")


def _number(lines: Lines, question: Question, place: str) -> None:
    keys = question.keys
    parts = [f". {sign} {number(keys[key], question)}" for key, sign in (("min", ">="), ("max", "<=")) if key in keys]
    if "unit" in keys:
        lines.notes.tell("unit-in-hint", f"{place}/unit")
    unit = {language: f"({spoken(keys['unit'], language)})" for language in lines.languages} if "unit" in keys else None
    own = {OWN_COLUMN: "money"} if question.type.name == "money" else {}
    hint = lines.spoken("hint", question.hint, question.why, unit)
    type = "decimal" if own or keys.get("decimals") else "integer"
    _row(lines, type, question, place, constraint=" and ".join(parts), **own, **hint)


def _date(lines: Lines, question: Question, place: str) -> None:
    limits = {key: question.keys[key] for key in ("min", "max") if key in question.keys}
    said = {key: "today()" if day == "today" else f"date('{day}')" for key, day in limits.items()}
    parts = [f". {sign} {said[key]}" for key, sign in (("min", ">="), ("max", "<=")) if key in said]
    _row(lines, "date", question, place, constraint=" and ".join(parts))


def _date_range(lines: Lines, question: Question, place: str) -> None:
    """Two days, of which the second does not come before the first."""
    lines.notes.tell("date-range-split", place)
    for key, words in (("from", "first-day"), ("to", "last-day")):
        label = own_text(question, f"{key}_label") or word(words, lines.languages)
        day = replace(question, id=f"{question.id}_{key}", label=_said_of(lines, question, label))
        _date(lines, day, place)
    last = lines.survey[-1]
    last["constraint"] = " and ".join(part for part in (last.get("constraint", ""), f". >= ${{{question.id}_from}}") if part)


def _said_of(lines: Lines, question: Question, label: Any) -> dict[str, str]:
    return {
        language: f"{spoken(question.label, language)} – {spoken(label, language)}"
        for language in lines.languages
        if language in question.label
    }


def _time(lines: Lines, question: Question, place: str) -> None:
    parts = [f". {sign} '{question.keys[key]}'" for key, sign in (("min", ">="), ("max", "<=")) if key in question.keys]
    _row(lines, "time", question, place, constraint=" and ".join(parts))


def _grid(lines: Lines, question: Question, place: str) -> None:
    """A question for each row, as a table where the reader of the workbook draws one."""
    lines.notes.tell("grid-split", place)
    lines.add(
        "begin group",
        question.id,
        appearance="table-list",
        relevant=lines.condition(question.show_if, f"{place}/show_if"),
        **lines.spoken("label", question.label),
        **lines.spoken("hint", question.hint, question.why),
    )
    name, filter_ = lines.list_of(question, question.options, f"{place}/options")
    required = "" if question.optional else "yes"
    for row, label in question.keys["rows"].items():
        lines.add(f"select_one {name}", f"{question.id}_{row}", choice_filter=filter_, required=required, **lines.spoken("label", label))
    lines.add("end group", "")


def _group(lines: Lines, question: Question, place: str) -> None:
    relevant = lines.condition(question.show_if, f"{place}/show_if")
    write_rows(lines, question, place, relevant=relevant, **lines.spoken("label", question.label), **lines.spoken("hint", question.hint))


def write_rows(lines: Lines, question: Question, place: str, /, **cells: str) -> None:
    """A repeating group; how many rows it can have only we read again, unless there are always as many."""
    repeat = question.repeat
    if repeat is not None and repeat.least == repeat.most:
        cells["repeat_count"] = str(repeat.most)
    elif repeat is not None:
        cells[OWN_COLUMN] = f"{repeat.least}-{repeat.most}"
        lines.notes.tell("rows-not-bounded", f"{place}/repeat")
    lines.add("begin repeat", question.id, **cells)
    for inner in question.questions:
        write_question(lines, inner, place_of(inner, place))
    lines.add("end repeat", "")


def _computed(lines: Lines, question: Question, place: str) -> None:
    way = next(key for key in ("sum", "count", "days_between", "age") if key in question.keys)
    answers = [f"${{{part.reference}}}" for part in question.earlier]
    if way == "sum":
        said = " + ".join(
            f"sum({answer})" if part.many else f"coalesce({answer}, 0)" for part, answer in zip(question.earlier, answers, strict=True)
        )
    elif way == "count":
        said = f"{'count-selected' if question.earlier[0].kind == 'choices' and not question.earlier[0].many else 'count'}({answers[0]})"
    elif way == "age":
        said = f"int((today() - {answers[0]}) div 365.25)"
    else:
        said = f"int(decimal-date-time({answers[1]}) - decimal-date-time({answers[0]}))"
    if "unit" in question.keys:
        lines.notes.tell("computed-unit", f"{place}/unit")
    _row(lines, "calculate", question, place, calculation=said)


def _constant(lines: Lines, question: Question, place: str) -> None:
    value = question.keys["value"]
    try:
        said = literal(str(value).lower() if isinstance(value, bool) else value) if isinstance(value, str | bool) else str(value)
    except NotSaid:
        lines.notes.lose("constant-not-written", f"{place}/value")
        return
    _row(lines, "calculate", question, place, calculation=said)


def _file(lines: Lines, question: Question, place: str) -> None:
    """A picture where nothing else is taken; the limits are read by nobody but us."""
    lines.notes.tell("file-not-bounded", place)
    pictures = list(question.keys.get("accept", ())) == ["image"]
    _row(lines, "image" if pictures else "file", question, place, **{OWN_COLUMN: file_words(question.keys)})


def _info(lines: Lines, question: Question, place: str) -> None:
    """The heading, and the text as a paragraph of its own."""
    _row(lines, "note", question, place, **lines.spoken("label", question.label, own_text(question, "text")))


_WRITERS: Mapping[str, Callable[[Lines, Question, str], None]] = {
    "text": _text,
    "long_text": _text,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "consent": _consent,
    "scale": _scale,
    "number": _number,
    "money": _number,
    "date": _date,
    "date_range": _date_range,
    "time": _time,
    "grid": _grid,
    "computed": _computed,
    "constant": _constant,
    "file": _file,
    "info": _info,
}

"""Counts by hand what a report should say: from the text of the template, the answers as they were sent, and what people then did.

Written from the words of `docs/template.md`. It uses nothing of the engine.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Json = Mapping[str, Any]
Values = dict[str, list[str]]


@dataclass(frozen=True)
class Happened:
    """Something that is counted: a report that was `received`, an `event`, a `case` that was opened, or a finished round of a step.

    `answers` are those of the report as they were sent, `row` is the number of the row that a case is about, `given` what was said
    in the step `what`.
    """

    what: str
    version: int
    day: date
    answers: Json
    row: int | None = None
    given: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """What a reader chooses; None and nothing stand for everything."""

    units: frozenset[str] | None = None
    first: date | None = None
    last: date | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class Numbers:
    """A table without its zeros; what has no answer stands under the empty name."""

    total: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    columns: Counter[str] = field(default_factory=Counter)
    cells: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True)
class Thing:
    """One thing to count, by the names of the version that it was written in."""

    grain: str
    day: date
    unit: str | None
    values: Values


def numbers(versions: list[Json], report: Json, happened: Iterable[Happened], asked: Asked) -> Numbers:
    """The table of a report of the last version."""
    found, last = Numbers(), versions[-1]
    sensitive = _questions(last).get(report.get("rows", ""), {}).get("sensitive")
    for event in happened:
        for thing in _things(versions[event.version - 1], event):
            thing = _today(versions[event.version :], thing)
            if thing.grain != report["count"] or (sensitive and report["rows"] not in thing.values):
                continue
            day = thing.day.replace(day=1) if sensitive else thing.day
            dated = [day] if "date" not in report else [date.fromisoformat(value) for value in thing.values.get(report["date"], ())]
            if not _chosen(thing, dated, asked):
                continue
            found.total += 1
            sides = [_keys(thing, dated, report, side) for side in ("rows", "columns")]
            found.rows.update(sides[0])
            found.columns.update(sides[1])
            found.cells.update((row, column) for row in sides[0] for column in sides[1])
    return found


def _chosen(thing: Thing, dated: list[date], asked: Asked) -> bool:
    if asked.units is not None and thing.unit not in asked.units:
        return False
    inside = [day for day in dated if (asked.first or date.min) <= day <= (asked.last or date.max)]
    if (asked.first or asked.last) and not inside:
        return False
    return all(set(thing.values.get(name, ())) & set(keys) for name, keys in asked.chosen.items())


def _keys(thing: Thing, dated: list[date], report: Json, side: str) -> set[str]:
    if side not in report:
        return set()
    if report[side] != "period":
        return set(thing.values.get(report[side], ())) or {""}
    return {_stretch(day, report.get("interval", "month")) for day in dated} or {""}


def _stretch(day: date, interval: str) -> str:
    if interval == "week":
        thursday = day + timedelta(days=4 - day.isoweekday())
        return f"{thursday.year}-W{(thursday - date(thursday.year, 1, 1)).days // 7 + 1:02}"
    return f"{day.year}-{day.month:02}" if interval == "month" else str(day.year)


# what there is to count


def _things(text: Json, event: Happened) -> Iterator[Thing]:
    """A report is one thing, and so is each row of its groups; an event, a case and a round are one, the last with its rows."""
    top = _top(text)
    answers = _answered(top, event.answers, {})
    unit = next((answers.get(id) for id, question in top.items() if question.get("routes")), None)
    if event.what in ("received", "event"):
        grain = "submissions" if event.what == "received" else "incidents"
        found = list(_level(grain, "", top, answers, {}))
        yield from (Thing(name, event.day, unit, values) for name, values in (found if event.what == "received" else found[:1]))
        return
    around = _values(top, answers, "", single=True)
    if event.row is not None:
        group = text["cases"]["one_per"]
        around |= _values(top[group]["questions"], answers[group][event.row], "", single=True)
    if event.what == "case":
        yield Thing("cases", event.day, unit, around)
        return
    step = text["workflow"][event.what]
    asked = text["forms"][step["form"]]["questions"] if "form" in step else {"outcome": {"type": "choice", **_outcomes(step)}}
    given = _answered(asked, event.given, {})
    for name, values in _level(event.what, f"{event.what}.", asked, given, around):
        yield Thing(name, event.day, unit, values)


def _outcomes(step: Json) -> Json:
    return {"options": step["outcomes"], "statistics": step.get("statistics", False)}


def _top(text: Json) -> dict[str, Any]:
    """What is asked outside of groups, and the groups; a page that is repeated is a group."""
    found: dict[str, Any] = {}
    for id, page in text["form"]["pages"].items():
        found |= {id: {**page, "type": "group"}} if "repeat" in page else page["questions"]
    return found


def _questions(text: Json) -> dict[str, Json]:
    """Everything that is asked, by the name that reports have for it."""
    steps = {id: text["forms"][step["form"]]["questions"] for id, step in text["workflow"].items() if "form" in step}
    found = dict(_every(_top(text), ""))
    for id, questions in steps.items():
        found |= dict(_every(questions, f"{id}."))
    return found


def _every(questions: Json, prefix: str) -> Iterator[tuple[str, Json]]:
    for id, question in questions.items():
        yield f"{prefix}{id}", question
        yield from _every(question.get("questions", {}), prefix)


def _answered(questions: Json, given: Json, around: Json) -> dict[str, Any]:
    """The answers without those to hidden questions, whatever was sent, and without what is empty."""
    found: dict[str, Any] = {}
    for id, question in questions.items():
        sees = {**around, **found}
        value = given.get(id)
        if value in (None, "", []) or not all(sees.get(name) is wanted for name, wanted in question.get("show_if", {}).items()):
            continue
        found[id] = [_answered(question["questions"], row, sees) for row in value] if question["type"] == "group" else value
    return found


def _level(grain: str, prefix: str, questions: Json, answers: Json, around: Values) -> Iterator[tuple[str, Values]]:
    """The thing itself, and each row inside it, with what they carry."""
    yield grain, {**around, **_deep(questions, answers, prefix, grain)}
    outer = {**around, **_values(questions, answers, prefix, single=True)}
    for id, question in questions.items():
        for row in answers.get(id, ()) if question["type"] == "group" else ():
            yield from _level(f"{prefix}{id}", prefix, question["questions"], row, outer)


def _deep(questions: Json, answers: Json, prefix: str, grain: str) -> Values:
    """One's own answers, and those of the rows inside."""
    found = _values(questions, answers, prefix, sensitive=grain != "incidents")
    for id, question in questions.items():
        for row in answers.get(id, ()) if question["type"] == "group" else ():
            for name, keys in _deep(question["questions"], row, prefix, "incidents").items():
                found.setdefault(name, []).extend(keys)
    return found


def _values(questions: Json, answers: Json, prefix: str, *, single: bool = False, sensitive: bool = False) -> Values:
    """The counted answers of a level. What is sensitive is with what asked it and nothing else; what surrounds a thing has one value."""
    found = {}
    for id, question in questions.items():
        wanted = question.get("statistics") and (sensitive or not question.get("sensitive"))
        if wanted and id in answers and not (single and question["type"] == "choices"):
            found[f"{prefix}{id}"] = _counted(question, answers[id])
    return found


def _counted(question: Json, value: Any) -> list[str]:
    if question["type"] in ("choice", "choices"):
        chosen = value if isinstance(value, list) else [value]
        return [question["options"][key].get("counts_as", key) for key in chosen]
    return [{True: "yes", False: "no"}.get(value, value)] if question["type"] == "yes_no" else [str(value)]


# what has become of it


def _today(later: list[Json], thing: Thing) -> Thing:
    """The thing by the names of the last version: each version says what has become of the names of the one before."""
    grain, values = thing.grain, thing.values
    for text in later:
        lines = text.get("changes", {})
        renamed: Values = {}
        for name, keys in values.items():
            became = _became(lines, name)
            if became:
                renamed[became] = [_became(lines, f"{name}.{key}", key) for key in keys]
        grain, values = _became(lines, grain), renamed
    return Thing(grain, thing.day, thing.unit, values)


def _became(lines: Json, name: str, kept: str | None = None) -> str:
    """The new name; what is gone has none. An answer that is split or gone keeps the one that it has."""
    line = lines.get(name)
    if isinstance(line, Mapping) and "became" in line:
        return str(line["became"])
    return "" if line == "gone" and kept is None else (name if kept is None else kept)

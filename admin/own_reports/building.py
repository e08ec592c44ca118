"""A report of the organisation's own put together from lists: what is picked, as a text, and what can be picked next."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from admin.inputs import line, select, some_of
from engine.fields import Context
from engine.statistics.own_report import OwnReport, differs
from engine.statistics.table import PERIOD
from engine.statistics.words import Words
from engine.template.counted import carries, names
from engine.template.model import FormTemplate
from engine.template.reported import Report
from engine.texts import in_language
from forms.decoder import Posted
from forms.view import Asked, Pick
from forms.wording import language, say

INTERVALS = ("week", "month", "year")
_LONGEST = 200
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)


@dataclass(frozen=True)
class Built:
    """What is picked so far, by the names that texts use."""

    key: str = "rapport"
    title: str = ""
    templates: tuple[str, ...] = ()
    count: str = ""
    rows: str = ""
    columns: str = ""
    filters: tuple[str, ...] = ()
    interval: str = "month"
    note: str = ""
    per: str = ""

    def text(self) -> str:
        """The same as it is kept."""
        said: dict[str, str] = {"title": _quoted(self.title), "templates": _listed(self.templates), "count": _quoted(self.count)}
        said |= {"rows": _quoted(self.rows), "columns": _quoted(self.columns), "filters": _listed(self.filters)}
        said |= {"interval": self.interval if PERIOD in (self.rows, self.columns) else ""}
        said |= {"per": _quoted(self.per), "note": _quoted(self.note)}
        return f"reports:\n  {self.key}:\n" + "".join(f"    {name}: {value}\n" for name, value in said.items() if value)


def read_built(asked: Posted, key: str = "") -> Built | None:
    """What an address has picked; None when it picks nothing. A report that is there keeps its key."""
    if not {"title", "templates"} & set(asked):
        return None
    said = {name: asked.first(name).strip()[:_LONGEST] for name in ("key", "title", "count", "rows", "columns", "note", "per")}
    interval = asked.first("interval")
    return Built(
        key or (said["key"] if _KEY.fullmatch(said["key"]) else Built.key),
        said["title"],
        tuple(asked.getlist("templates")),
        said["count"],
        said["rows"],
        said["columns"],
        tuple(asked.getlist("filters")),
        interval if interval in INTERVALS else Built.interval,
        said["note"],
        said["per"],
    )


def built_of(own: OwnReport, known: Mapping[str, FormTemplate]) -> Built:
    """What a text has picked."""
    first, templates = next(iter(own.reports.values())), tuple(own.reports)
    called = _called(known[templates[0]])
    named = {name: called.get(name, name) for name in (first.grain, first.rows or "", first.columns or "", *first.filters)}
    title, note = in_language(first.title, language()), in_language(first.note, language())
    filters = tuple(named[name] for name in first.filters)
    rows, columns = named[first.rows or ""], named[first.columns or ""]
    return Built(own.id, title, templates, named[first.grain], rows, columns, filters, first.interval, note, first.per or "")


def fields(built: Built, known: Mapping[str, FormTemplate], context: Context, *, new: bool) -> list[Asked]:
    """The inputs of the lists; what leans on the templates is there once some are picked."""
    picks = [Pick(name, in_language(template.title, language()), name in built.templates) for name, template in known.items()]
    asked = [
        line("title", say("own_reports.name"), built.title, hint=say("own_reports.name_hint")),
        *([line("key", say("own_reports.key"), built.key, hint=say("own_reports.key_hint"))] if new else []),
        some_of("templates", say("own_reports.templates"), picks, hint=say("own_reports.templates_hint")),
    ]
    chosen = [known[name] for name in built.templates if name in known]
    if not chosen:
        return asked
    counts, answers = _counts(chosen, context), _answers(chosen, built.count, context)
    sides = [*answers, (say("own_reports.period"), PERIOD)]
    ticked = [Pick(key, label, key in built.filters) for label, key in answers]
    asked.append(select("count", say("own_reports.count"), counts, built.count, none=say("own_reports.choose")))
    if built.count:
        asked.append(select("rows", say("own_reports.rows"), sides, built.rows, none=say("own_reports.none")))
        asked.append(select("columns", say("own_reports.columns"), sides, built.columns, none=say("own_reports.none")))
        asked.append(some_of("filters", say("own_reports.filters"), ticked, hint=say("own_reports.filters_hint")))
        lengths = [(say(f"own_reports.intervals.{one}"), one) for one in INTERVALS if one != Built.interval]
        asked.append(select("interval", say("own_reports.interval"), lengths, built.interval, none=say("own_reports.intervals.month")))
        asked += _per(built, context)
        asked.append(line("note", say("own_reports.note"), built.note))
    return asked


def _per(built: Built, context: Context) -> list[Asked]:
    """What the counts can be set against; none where units have a number of nothing."""
    known = {id: in_language(number.title, language()) for id, number in context.organisation.numbers.items()}
    if built.per:
        known.setdefault(built.per, built.per)
    named = [(title, id) for id, title in known.items()]
    return [select("per", say("own_reports.per"), named, built.per, none=say("own_reports.no_per"))] if named else []


def _counts(chosen: list[FormTemplate], context: Context) -> list[tuple[str, str]]:
    """What all of the templates have to count, with its name."""
    first, called = chosen[0], _called(chosen[0])
    shared = [grain for grain in first.grains if all(grain in template.grains for template in chosen)]
    return [(Words(first, Report("", {}, grain), context).thing(), called.get(grain, grain)) for grain in shared]


def _answers(chosen: list[FormTemplate], count: str, context: Context) -> list[tuple[str, str]]:
    """The answers that all of the templates count alike with that, with their labels; those that are counted alone are not among them."""
    first, called = chosen[0], _called(chosen[0])
    grain = next((grain for grain in first.grains if called.get(grain, grain) == count), "")
    if not grain:
        return []
    words = Words(first, Report("", {}, grain), context)
    shared = [
        name
        for name, item in first.counted.items()
        if not item.alone
        and carries(grain, item, first.grains)
        and not any(differs(first, other, name) or not carries(grain, other.counted[name], other.grains) for other in chosen[1:])
    ]
    return [(words.label(name), called.get(name, name)) for name in shared]


def _called(template: FormTemplate) -> dict[str, str]:
    return names(template.form, template.workflow)


def _quoted(text: str) -> str:
    """The text as YAML reads it back, whatever it holds."""
    return json.dumps(text, ensure_ascii=False) if text else ""


def _listed(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]" if texts else ""

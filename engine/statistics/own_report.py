"""A report of the organisation's own: written as templates write theirs, with the templates that it counts over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from jsonschema.protocols import Validator

from engine import fields, steps
from engine.errors import Fault
from engine.statistics.lineage import Lineage
from engine.template.counted import closed_values, names
from engine.template.mend import read_all
from engine.template.model import FormTemplate
from engine.template.reader import Reader
from engine.template.report_keys import REPORT
from engine.template.reported import Report
from engine.template.reports import PERIOD, ReportReader
from engine.template.schema import meta_schema
from engine.template.shape import validator
from engine.template.source import Path, Source, look

MOST = 20
"""Templates of one report."""


@dataclass(frozen=True)
class OwnReport:
    """The report as each of its templates counts it, by the template's name; the first of them has the words. `text` is its author's."""

    id: str
    text: str
    reports: Mapping[str, Report]


def read_own(text: str, known: Mapping[str, FormTemplate]) -> OwnReport:
    """The one report that a text describes; raises InvalidTemplate with every fault. `known` are the templates that can be counted over."""
    return read_all(look(text), _schema(), lambda source: _Reading(source, known).read(text))


def today(report: Report, lineage: Lineage, template: FormTemplate, version: int) -> Report | None:
    """A report of an earlier version of a template by the names of today; None when something that it names has gone."""
    found = {name: _today(name, lineage, template.counted, version) for name in answers(report)}
    grain = _today(report.grain, lineage, template.grains, version)
    if grain is None or None in found.values():
        return None
    rows, columns, date = (found.get(name, name) if name else None for name in (report.rows, report.columns, report.date))
    filters = tuple(found.get(name) or name for name in report.filters)
    return replace(report, grain=grain, rows=rows, columns=columns, date=date, filters=filters)


def differs(first: FormTemplate, other: FormTemplate, reference: str) -> bool:
    """True when two templates do not ask the same thing: the same sort of question, as open to be told, with the same values."""
    if not alike(first, other, reference):
        return True
    one, two = (set(closed_values(template.counted[reference].question)) for template in (first, other))
    return one != two


def alike(first: FormTemplate, other: FormTemplate, reference: str) -> bool:
    """True when two templates ask the same sort of question, as open to be told: then at least they can be counted together."""
    items = [template.counted[reference] for template in (first, other) if reference in template.counted]
    return len(items) == 2 and len({(item.question.type.kind, item.question.personal, item.alone) for item in items}) == 1


def _today(name: str, lineage: Lineage, known: Mapping[str, Any], version: int) -> str | None:
    return next((one for one in known if lineage.era(one, version).reference == name), None)


def answers(report: Report) -> list[str]:
    """The counted answers that a report names."""
    named = (report.rows, report.columns, report.date, *report.filters)
    return [name for name in dict.fromkeys(named) if name is not None and name != PERIOD]


@dataclass
class _Reading:
    source: Source
    known: Mapping[str, FormTemplate]

    def read(self, text: str) -> tuple[OwnReport, list[Fault]]:
        """The report and what is wrong with it; each fault once, whichever templates it is told by."""
        (id, said), *more = self.source.value["reports"].items() or [("", {"templates": ()})]
        if more or not said["templates"]:
            # the shape is wrong, which has been told
            return OwnReport(id, text, {}), []
        path: Path = ("reports", id)
        languages = next((self.known[name].languages for name in said["templates"] if name in self.known), ("sv",))
        reader = Reader(self.source, fields.built_in(), steps.built_in(), languages)
        places = [((*path, "templates", place), name) for place, name in enumerate(said["templates"])]
        named = [name for where, name in places if reader.known(name, where, self.known, "template")]
        value = {key: inner for key, inner in said.items() if key != "templates"}
        reports = {name: self._report(reader, self.known[name], {id: value})[id] for name in named}
        for where, reference in self._places(path, said):
            self._shared(reader, where, reference, named)
        return OwnReport(id, text, reports), [fault for place, fault in enumerate(reader.faults) if fault not in reader.faults[:place]]

    def _report(self, reader: Reader, template: FormTemplate, value: Mapping[str, Any]) -> dict[str, Report]:
        called = names(template.form, template.workflow)
        return ReportReader(reader, template.counted, template.grains, called, spans=template.spans).read(value, {})

    def _places(self, path: Path, said: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        yield from (((*path, key), said[key]) for key in ("rows", "columns", "date") if key in said)
        yield from (((*path, "filters", place), name) for place, name in enumerate(said.get("filters", ())))

    def _shared(self, reader: Reader, where: Path, reference: str, named: list[str]) -> None:
        """A fault where two of the templates do not ask the same thing."""
        counted = [self.known[name] for name in named if reference in self.known[name].counted]
        for other in counted[1:]:
            if differs(counted[0], other, reference):
                reader.fault("asked-otherwise", where, given=reference, one=counted[0].name, other=other.name)


@cache
def _schema() -> Validator:
    kept = {key: value for key, value in REPORT["properties"].items() if key != "schedule"}
    templates = {"type": "array", "minItems": 1, "maxItems": MOST, "uniqueItems": True, "items": {"type": "string"}}
    one = {**REPORT, "properties": {**kept, "templates": templates}, "required": [*REPORT["required"], "templates"]}
    inside: dict[str, Any] = {"propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": one}
    reports = {"type": "object", "minProperties": 1, "maxProperties": 1, **inside}
    whole = {"type": "object", "properties": {"reports": reports}, "required": ["reports"], "additionalProperties": False}
    return validator({**whole, "$defs": meta_schema(fields.built_in(), steps.built_in())["$defs"]})

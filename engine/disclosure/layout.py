"""How a report's cube is laid out: along which answers, with which values, and which longer periods end with a month."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from engine.disclosure.month import Closed, Side
from engine.organisation import Organisation
from engine.sensitivity import Channel, may_show
from engine.statistics.period import Span, whole_months, year
from engine.statistics.table import MISSING, PERIOD
from engine.template.counted import closed_values, several
from engine.template.model import FormTemplate
from engine.template.reported import Report

LARGEST = 3000
"""So many cells of a month are protected in one go; filters beyond that are not offered to those who read the protected numbers."""


def sides_of(template: FormTemplate, report: Report) -> tuple[Side, ...]:
    """The report's rows, columns and filters, but for time and unit, which every cube has, and for what is only shown to the granted."""
    named = dict.fromkeys(name for name in (report.rows, report.columns, *report.filters) if name is not None and name != PERIOD)
    items = [template.counted[name] for name in named if name in template.counted]
    told = [item for item in items if not item.question.routes and may_show(item.question, Channel.REPORT)]
    return tuple(
        Side(item.reference, several(report.grain, item, template.grains), (*closed_values(item.question), MISSING)) for item in told
    )


def fitting(sides: Sequence[Side], report: Report, places: int) -> tuple[Side, ...]:
    """As many sides as there is room for; the rows and columns first."""
    kept, size = list[Side](), places
    for side in sorted(sides, key=lambda side: side.name not in (report.rows, report.columns)):
        size *= len(side.dimension.nodes)
        if size <= LARGEST or not kept:
            kept.append(side)
    return tuple(side for side in sides if side in kept)


def with_keys(side: Side, keys: Iterable[str]) -> Side:
    """The side with values that were found, too."""
    return replace(side, keys=tuple(dict.fromkeys((*side.keys, *keys))))


def groups_of(organisation: Organisation) -> dict[str, tuple[str, ...]]:
    """Each unit that has others below it, with all of them."""
    inside: dict[str, list[str]] = {}
    for unit in organisation.units:
        for above in organisation.chain(unit):
            if above is not None:
                inside.setdefault(above, []).append(unit)
    return {key: tuple(units) for key, units in inside.items() if len(units) > 1}


def month_of(day: date) -> str:
    """Such as 2026-10."""
    return day.isoformat()[:7]


def last_day(month: str) -> date:
    """The last day of a month."""
    number, place = int(month[:4]), int(month[5:7])
    return date(number, place, monthrange(number, place)[1])


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Every month from one to another, in order."""
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return tuple(f"{number // 12}-{number % 12 + 1:02}" for number in range(begin, end + 1))


def months_of(first: date, last: date) -> tuple[str, ...]:
    """The whole months between two days."""
    begin = month_of(first) if first.day == 1 else month_of(last_day(month_of(first))) + "~"
    return tuple(month for month in months_between(month_of(first), month_of(last)) if month >= begin and last_day(month) <= last)


def times_of(month: str, spans: Iterable[Span], earlier: Sequence[Closed]) -> dict[str, tuple[str, ...]]:
    """What a month tells: itself, and each named period and year that ends by now, is not told yet, and whose months are all there.

    Of two that reach into each other, as a year from August and a calendar year do, the one that was told or is named first is told whole,
    and of the other the part behind it. Otherwise each would give away a part of the next, and every month be tied to all before it.
    """
    known = {*(one.month for one in earlier), month}
    told = list(dict.fromkeys(months for one in earlier for months in one.times.values()))
    found: dict[str, tuple[str, ...]] = {month: (month,)}
    for span in (*spans, year(int(month[:4]))):
        months = _months(span)
        within = tuple(one for one in months if one in known)
        if months[-1] <= month and within and within[-1] == months[-1] and (within == months or within[0] == min(known)):
            within = _behind(within, told)
            if len(within) > 1 and within not in told:
                found[f"{within[0]}--{within[-1]}"] = within
        told.append(months)
    return found


def _months(span: Span) -> tuple[str, ...]:
    whole = whole_months(span)
    return months_between(month_of(whole.first), month_of(whole.last))


def _behind(months: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The end of some months, in which no others begin or end without being within it or having all of it."""
    others = tuple(others)
    while crossing := [set(other) for other in others if 0 < len({*other} & {*months}) < min(len(other), len(months))]:
        months = months[max(_cut(months, other) for other in crossing) :]
    return months


def _cut(months: tuple[str, ...], other: set[str]) -> int:
    """Where the other one begins in them, or is over."""
    inside = [place for place, month in enumerate(months) if month in other]
    return inside[0] if inside[0] > 0 else inside[-1] + 1

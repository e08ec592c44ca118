"""The way from a signal to the report that shows its numbers, as far as the visitor may see them."""

from flask import url_for

from admin.guard import Visit
from admin.raised_signals import Shown
from admin.reports.choice import UNIT, parameter
from admin.reports.reach import Reach
from engine.statistics.period import own
from engine.statistics.table import PERIOD
from engine.template.reported import Report
from engine.template.watched import Signal


def numbers_url(here: Visit, one: Shown) -> str:
    """The address of the report with the unit, the value and the days; without the days for who sees whole months only. Empty for none."""
    signal, raised, template = one.words.signal, one.raised, one.words.template
    report = min(template.reports.values(), key=lambda report: _far(report, signal), default=None)
    if report is None or _far(report, signal) == _NOT:
        return ""
    reach = Reach.of(here.actor, here.organisation)
    unit = raised.where.unit
    asked: dict[str, str] = {} if unit is None else {UNIT: unit}
    if reach.full(reach.within(() if unit is None else (unit,)), template):
        asked[PERIOD] = own(raised.first, raised.last).key
    if signal.by is not None and signal.by in report.filters:
        asked[parameter(signal.by)] = raised.where.value
    return url_for("admin.report", org=here.org, template=template.name, report=report.id, **asked)  # type: ignore[arg-type]


_NOT = 3


def _far(report: Report, signal: Signal) -> int:
    """How far a report is from showing what the signal counts: by its rows, by a filter, in a sum; or it counts something else."""
    if report.grain != signal.grain or report.date is not None:
        return _NOT
    if signal.by is None:
        return 0 if report.rows == PERIOD else 1
    return 0 if report.rows == signal.by else 1 if signal.by in report.filters else 2

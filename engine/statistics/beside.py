"""One's own units beside all of them: the share of each row, never a number of the others, and never units against each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.statistics.table import Counts, Selection
from engine.template.model import FormTemplate
from engine.template.reported import Report

_OTHERS = 2
"""So many other units must have something to count; of a single one, whoever knows their own would know all."""


@dataclass(frozen=True)
class Everywhere:
    """The selection in all units, and whether the reader may read all that is counted in it."""

    selection: Selection
    full: bool


def can_stand_beside(template: FormTemplate, report: Report) -> bool:
    """True for a report that spreads one answer which is neither a unit, which would make a league table, nor sensitive."""
    item = template.counted.get(report.rows or "")
    return item is not None and report.columns is None and not item.alone and item.question.type.kind != "unit"


def shares(everywhere: Counts, others: int, *, full: bool) -> Mapping[str, int] | None:
    """The share of each row in all units, in whole percent. None where a number is masked, or where there are too few `others`, so many
    units with something to count; whoever may read all of them in `full` sees it anyway.
    """
    if everywhere.masked or (not full and others < _OTHERS):
        return None
    return {key: round(100 * number / everywhere.total) for key, number in everywhere.rows.items()} if everywhere.total else None

"""Counts the reports of a template ahead, so that nobody waits for them when there is much to count."""

from sqlalchemy.orm import Session

from engine.actions.scene import Published
from engine.statistics.lineage import Lineage
from engine.store import strips, tallies
from engine.store.meaning import Basis


def is_behind(session: Session, org: str, published: Published, lineage: Lineage) -> bool:
    """True when something has come in, or a version has been taken into use, that the reports counted ahead know nothing of."""
    return tallies.waiting(session, org, _reports(published, lineage), published.template.name)


def count_ahead(session: Session, org: str, published: Published, lineage: Lineage) -> bool:
    """Takes in what has come, as much as one short transaction can; True when there may be more."""
    return tallies.fold(session, org, _reports(published, lineage), published.template.name)


def spoiled(session: Session, org: str, published: Published, lineage: Lineage) -> dict[str, tuple[int, int]]:
    """In how many cells of its lines each report has too few facts, and in how many too many; nothing for what is as the facts are."""
    found = {basis.report.id: tallies.differences(session, org, basis) for basis in _reports(published, lineage)}
    found[strips.NO_REPORT] = strips.differences(session, org, published.template.name)
    return {
        id: (sum(number < 0 for number in lines.values()), sum(number > 0 for number in lines.values()))
        for id, lines in found.items()
        if lines
    }


def _reports(published: Published, lineage: Lineage) -> list[Basis]:
    template = published.template
    return [Basis(template, report, published.columns, lineage=lineage) for report in template.reports.values()]

"""The cases behind a number, asked for past the pages: who may not read all that is counted gets none; what is taken back leads nowhere."""

import pytest
from sqlalchemy.orm import Session

from engine.actions.cases_behind import Behind, cases_behind
from engine.actions.read_report import Request
from engine.errors import NotPossible
from engine.fields import Context
from engine.ids import new_id
from engine.statistics.spot import Spot
from engine.statistics.table import Selection
from engine.statistics.words import Words
from engine.store import tables
from tests.site import Site


def behind(site: Site, person: str, *, full: bool = True, page: int = 1) -> list[str]:
    """The numbers of the cases behind the total of the site's report."""
    scene = site.scene()
    words = Words(scene.template, scene.template.reports["who"], Context(scene.organisation, scene.now))
    request = Request(site.actor(person), Selection(), None, full)
    found, total = site.read(
        lambda session: cases_behind(session, words, scene.published.columns, request, Behind(Spot(row="worker"), page))
    )
    assert total >= len(found)
    return [item.number for item in found]


def test_nobody_gets_cases_who_may_not_read_all_that_is_counted(site: Site) -> None:
    site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        behind(site, "gus", full=False)


def test_the_list_shows_no_more_than_ones_own_list_of_cases(site: Site) -> None:
    case = site.case()
    assert behind(site, "gus") == [case.number]
    assert behind(site, "cy") == []
    assert behind(site, "gus", page=2) == []


def test_what_is_counted_and_taken_back_leads_nowhere(site: Site) -> None:
    site.case()
    report = next(fact for fact in site.all(tables.Fact) if fact.grain == "submissions")
    (source,) = {row.source for row in site.all(tables.FactSource) if row.fact == report.id}
    columns = {column.key: getattr(report, column.key) for column in tables.Fact.__mapper__.column_attrs}
    back = {**columns, "id": new_id(), "sign": -1}

    def take_back(session: Session) -> None:
        session.add(tables.Fact(**back))
        session.flush()
        session.add(tables.FactSource(org=site.org, fact=back["id"], source=source))

    site.write(take_back)
    assert behind(site, "gus") == []

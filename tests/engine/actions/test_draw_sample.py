"""A sample is drawn by chance among what the mailbox was told of, and anyone can draw it again from the journal."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from engine.actions.draw_sample import MOST, Draw, draw_sample, drawn
from engine.errors import NotPossible
from engine.store import journal, tables
from tests.site import Site, fault

DRAW = Draw("top", date(2026, 9, 1), date(2026, 9, 7), 2)
SEED = "5eed"


def closed(site: Site, **answers: Any) -> UUID:
    """A case that was closed at once; its id."""
    case = site.case(fault(**answers))
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return case.id


def sample(site: Site, person: str = "gus", draw: Draw = DRAW, seed: str = SEED) -> list[UUID]:
    """What someone draws, in order."""
    organisation, actor = site.scene().organisation, site.actor(person)
    id = site.write(lambda session: draw_sample(session, organisation, draw, actor, site.clock(), seed=seed))
    return [row.case for row in site.all(tables.SampleCase, sample=id)]


def refused(site: Site, person: str = "gus", **changes: Any) -> str:
    """Why nothing can be drawn; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        sample(site, person, replace(DRAW, **changes))
    assert site.count() == before
    return caught.value.code


def test_a_sample_holds_so_many_of_the_closed_cases_and_says_of_how_many(site: Site) -> None:
    cases = {closed(site) for _ in range(4)}
    site.case()
    found = sample(site)
    assert len(found) == 2
    assert set(found) <= cases
    (row,) = site.all(tables.Sample)
    assert (row.mailbox, row.first, row.last, row.population) == ("top", DRAW.first, DRAW.last, 4)


def test_whoever_has_the_seed_and_the_cases_draws_the_same_again(site: Site) -> None:
    cases = sorted(closed(site) for _ in range(6))
    found = sample(site)
    assert found == list(drawn(SEED, reversed(cases), 2))
    assert found == sorted(cases, key=lambda id: sha256(f"{SEED}/{id}".encode()).hexdigest())[:2]


def test_another_seed_orders_the_cases_anew() -> None:
    cases = [UUID(int=number) for number in range(40)]
    assert len({drawn(str(seed), cases, 5) for seed in range(10)}) == 10


def test_the_journal_has_all_that_it_takes_to_draw_again(site: Site) -> None:
    cases = sorted(closed(site) for _ in range(3))
    found = sample(site)
    (line,) = site.read(lambda session: journal.of_kind(session, site.org, journal.ORGANISATION, "sample-drawn"))
    facts = line.facts
    assert (facts["seed"], facts["first"], facts["last"], facts["population"]) == (SEED, "2026-09-01", "2026-09-07", 3)
    assert facts["cases"] == [str(case) for case in found]
    assert facts["digest"] == sha256("\n".join(map(str, cases)).encode()).hexdigest()
    assert line.person == site.people["gus"]
    assert site.broken_chains() == []


def test_who_draws_makes_no_difference(site: Site) -> None:
    site.change(("members: [gus]", "members: [gus, bo]"))
    cases = [closed(site) for _ in range(3)]
    case = site.read(lambda session: session.get(tables.Case, (site.org, cases[0])))
    assert case is not None
    site.write(
        lambda session: session.add(tables.Exclusion(org=site.org, subject=case.id, kind="person", key=str(site.people["bo"]), why="x"))
    )
    assert sample(site, "gus") == sample(site, "bo")


def test_both_days_are_among_those_that_are_drawn_from(site: Site) -> None:
    case = closed(site)
    assert sample(site, draw=replace(DRAW, first=DRAW.last)) == [case]
    assert refused(site, last=date(2026, 9, 6)) == "nothing-to-draw"
    assert refused(site, first=date(2026, 9, 8), last=date(2026, 9, 9)) == "nothing-to-draw"


@pytest.mark.parametrize(("person", "mailbox"), [("ada", "top"), ("gus", "north"), ("ada", "north"), ("gus", "nowhere")])
def test_only_for_a_mailbox_of_ones_own_that_is_told_of_reports(site: Site, person: str, mailbox: str) -> None:
    closed(site)
    assert refused(site, person, mailbox=mailbox) == "no-such-mailbox"


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_not_more_than_can_be_reviewed(site: Site, count: int) -> None:
    closed(site)
    assert refused(site, count=count) == "no-such-count"

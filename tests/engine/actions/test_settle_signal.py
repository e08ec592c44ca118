"""A signal is put away once, with a text that is sealed, by a member of a mailbox that was told or who may read the cases there."""

from functools import partial
from uuid import UUID

import pytest

from engine.actions.interpret import LONGEST, Author
from engine.actions.settle_signal import settle_signal
from engine.errors import NotPossible
from engine.store import signals, tables
from engine.store.database import Database
from tests.racing import together
from tests.site import Site
from tests.watched_site import LAST, TUESDAY, WEEK, risen, watch, watched_site


@pytest.fixture
def site(database: Database) -> Site:
    """The site where signals were raised about North."""
    site = watched_site(database)
    risen(site)
    watch(site)
    return site


def row(site: Site) -> tables.RaisedSignal:
    """The signal of the rooms."""
    (found,) = site.all(tables.RaisedSignal, signal="rooms", first=LAST)
    return found


def settle(site: Site, person: str = "ada", text: str = " Vi har lagat. ", id: UUID | None = None) -> None:
    """Someone puts it away."""
    author = Author(site.scene().organisation, site.office.sealer, site.actor(person), site.clock())
    site.write(lambda session: settle_signal(session, author, id or row(site).id, text))


def test_it_is_put_away_with_what_was_done_sealed_and_a_line_in_the_journal(site: Site) -> None:
    settle(site)
    kept = row(site)
    assert (kept.settled_at, kept.settled_by) == (TUESDAY, site.people["ada"])
    assert b"lagat" not in (kept.sealed or b"")
    assert site.read(lambda session: signals.done(session, site.office.sealer, site.org, kept.id)) == "Vi har lagat."
    (line,) = site.all(tables.JournalLine, kind="signal-settled")
    assert line.person == site.people["ada"]
    assert line.facts == {"template": "faults", "signal": "rooms", "unit": "north", "value": "kitchen", "until": "2026-11-22"}
    assert site.broken_chains() == []


@pytest.mark.parametrize("person", ["ada", "hal", "gus", "kai"])
def test_a_member_of_a_mailbox_that_was_told_or_who_may_read_the_cases_puts_it_away(site: Site, person: str) -> None:
    settle(site, person)
    assert row(site).settled_by == site.people[person]


@pytest.mark.parametrize("person", ["bo", "jo", "ivy", "cy", "fay"])
def test_nobody_else_does(site: Site, person: str) -> None:
    with pytest.raises(NotPossible, match="not-yours"):
        settle(site, person)
    assert row(site).settled_at is None


@pytest.mark.parametrize(("text", "code"), [("", "no-text"), (" \n ", "no-text"), ("x" * (LONGEST + 1), "text-too-long")])
def test_what_was_done_has_to_be_said_and_not_at_any_length(site: Site, text: str, code: str) -> None:
    with pytest.raises(NotPossible, match=code):
        settle(site, text=text)
    assert row(site).settled_at is None


def test_one_that_is_not_there_is_nobodys(site: Site) -> None:
    with pytest.raises(NotPossible, match="not-yours"):
        settle(site, id=UUID(int=1))


def test_of_many_who_put_it_away_at_once_one_is_first(site: Site) -> None:
    results = together(*(partial(settle, site, "hal", f"Text {number}") for number in range(6)))
    assert sum(isinstance(result, NotPossible) for result in results) == 5
    assert len(site.all(tables.JournalLine, kind="signal-settled")) == 1


def test_once_it_is_put_away_the_same_is_raised_anew_by_what_comes_later(site: Site) -> None:
    settle(site)
    site.clock.move(weeks=1)
    watch(site)
    assert len(site.all(tables.RaisedSignal, signal="rooms")) == 1
    risen(site, 9, day=LAST + 2 * WEEK)
    site.clock.move(weeks=2)
    watch(site)
    assert len(site.all(tables.RaisedSignal, signal="rooms")) == 2

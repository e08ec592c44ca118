"""Keeping the mailboxes: who may, what is written down, and that nobody overwrites what another has done."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.actions import keep_mailbox
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.organisation import Holder
from engine.store import journal, particulars
from tests.site import Site

TODAY = date(2026, 9, 7)


def keeper(site: Site, person: str = "gus", seen: object = None) -> Keeper:
    """Someone who has something before them."""
    return Keeper(site.scene().organisation, site.actor(person), site.clock(), particulars.mark(seen))


def over(site: Site, mailbox: str, person: str = "gus") -> Keeper:
    """Someone who has a mailbox before them."""
    return keeper(site, person, site.read(lambda session: particulars.box(session, site.org, mailbox)))


def put_in(site: Site, person: str, mailbox: str, start: date = TODAY, until: date | None = None) -> None:
    """Someone comes into a mailbox."""
    who = over(site, mailbox)
    site.write(lambda session: keep_mailbox.put_in(session, who, mailbox, site.people[person], start=start, until=until, substitute=False))


def refused(verb: Callable[[], Any]) -> str:
    """Why it is not done."""
    with pytest.raises(NotPossible) as caught:
        verb()
    return caught.value.code


def test_whoever_comes_in_reads_at_once_and_whoever_is_taken_out_no_longer(site: Site) -> None:
    put_in(site, "dan", "north")
    assert "north" in site.actor("dan").mailboxes
    who = over(site, "north")
    site.write(lambda session: keep_mailbox.take_out(session, who, "north", site.people["dan"], start=TODAY))
    assert "north" not in site.actor("dan").mailboxes


def test_a_substitute_is_in_for_the_days_and_no_longer(site: Site) -> None:
    put_in(site, "dan", "north", date(2026, 9, 8), date(2026, 9, 9))
    assert "north" not in site.actor("dan").mailboxes
    site.clock.move(days=1)
    assert "north" in site.actor("dan").mailboxes
    site.clock.move(days=2)
    assert "north" not in site.actor("dan").mailboxes


def test_nobody_is_in_a_mailbox_twice_on_one_day(site: Site) -> None:
    assert refused(lambda: put_in(site, "ada", "north")) == "already-in"


def test_no_time_ends_before_it_begins(site: Site) -> None:
    assert refused(lambda: put_in(site, "dan", "north", TODAY, date(2026, 9, 6))) == "until-before-start"


def test_nobody_comes_in_whose_account_is_closed(site: Site) -> None:
    site.close_account("dan")
    assert refused(lambda: put_in(site, "dan", "north")) == "no-such-person"


def test_only_who_administers_everywhere_changes_anything(site: Site) -> None:
    who = over(site, "north", "hal")
    assert refused(lambda: site.write(lambda session: keep_mailbox.add_mailbox(session, who, "New", None))) == "not-yours"


def test_the_second_of_two_does_not_overwrite_what_the_first_did(site: Site) -> None:
    first, second = over(site, "north"), over(site, "north")
    site.write(lambda session: keep_mailbox.change_mailbox(session, first, "north", name="First", email=None))
    late = lambda session: keep_mailbox.change_mailbox(session, second, "north", name="Second", email=None)  # noqa: E731 - as a verb
    assert refused(lambda: site.write(late)) == "changed-meanwhile"
    assert site.read(lambda session: particulars.box(session, site.org, "north")).name == "First"


def test_a_new_mailbox_gets_a_key_of_its_name_that_nothing_else_has(site: Site) -> None:
    names = ["Norra Ängen", "Norra Angen", "North", "ÅÄÖ!"]
    made = [site.write(lambda session, name=name: keep_mailbox.add_mailbox(session, keeper(site), name, None)) for name in names]
    assert made == ["norra_angen", "norra_angen_2", "north_2", "aao"]


def test_no_two_mailboxes_have_one_name(site: Site) -> None:
    assert refused(lambda: site.write(lambda session: keep_mailbox.add_mailbox(session, keeper(site), "north BOX", None))) == "name-taken"


def hold(site: Site, holder: str, mailbox: str | None) -> None:
    """Another mailbox holds a function."""
    held = Holder.read(holder)
    now = site.scene().organisation.mailboxes
    who = keeper(site, seen=sorted((str(other), key) for other, key in now.items() if other.function == held.function))
    site.write(lambda session: keep_mailbox.hold(session, who, held, mailbox))
    site.office.settle(site.org)


def test_a_function_that_moves_takes_what_waits_along(site: Site) -> None:
    case = site.case()
    hold(site, "keeper@north", "south")
    assert site.again(case).mailbox == "south"


def test_a_function_is_not_taken_from_everybody_while_something_waits_for_it(site: Site) -> None:
    site.case()
    assert refused(lambda: hold(site, "keeper@north", None)) == "waits-for-it"
    hold(site, "keeper@south", None)
    assert Holder("keeper", "south") not in site.scene().organisation.mailboxes


@pytest.mark.parametrize(
    ("holder", "mailbox", "code"), [("keeper@moon", "north", "no-such-unit"), ("keeper@north", "moon", "no-such-mailbox")]
)
def test_a_function_is_held_by_what_there_is(holder: str, mailbox: str, code: str, site: Site) -> None:
    assert refused(lambda: hold(site, holder, mailbox)) == code


def test_every_change_stands_in_the_journal_with_keys_and_days_alone(site: Site) -> None:
    put_in(site, "dan", "north", until=date(2026, 9, 30))
    line = site.read(lambda session: journal.lines(session, site.org, journal.ORGANISATION))[-1]
    assert (line.kind, line.person) == ("member-added", site.people["gus"])
    assert line.facts == {
        "mailbox": "north", "persons": [str(site.people["dan"])], "from": "2026-09-07", "until": "2026-09-30", "substitute": 0
    }  # fmt: skip
    assert site.broken_chains() == []

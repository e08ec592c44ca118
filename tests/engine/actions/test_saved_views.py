"""Views that a person keeps: sealed, nobody else's, one to a name, renamed and taken away."""

from uuid import uuid4

import pytest

from engine.actions.saved_views import LONGEST, MOST, begin_with_view, remove_view, rename_view, save_view
from engine.errors import NotPossible
from engine.store import saved_views, tables
from engine.store.saved_views import CASES, Owner, View
from engine.store.seal import place
from tests.site import Site

CLOSED = {"state": "closed"}
ROOMS = "faults/rooms"


def owner(site: Site, person: str) -> Owner:
    """Somebody's own."""
    return Owner(site.org, site.people[person])


def save(site: Site, person: str, name: str, of: str = CASES, **chosen: str) -> None:
    """Somebody keeps a view."""
    pairs = tuple(chosen.items())
    site.write(lambda session: save_view(session, site.office.sealer, owner(site, person), name, chosen=pairs, of=of))


def begin(site: Site, person: str, view: View, *, start: bool = True) -> None:
    """Somebody says what they begin with."""
    site.write(lambda session: begin_with_view(session, site.office.sealer, owner(site, person), view.id, start=start))


def views(site: Site, person: str) -> list[View]:
    """What somebody has."""
    return site.read(lambda session: saved_views.of_person(session, site.office.sealer, owner(site, person)))


def test_a_view_is_sealed_and_its_owners_alone(site: Site) -> None:
    save(site, "ada", "  Mina   AVSLUTADE ", **CLOSED)
    assert [(view.name, dict(view.chosen)) for view in views(site, "ada")] == [("Mina AVSLUTADE", CLOSED)]
    assert views(site, "bo") == []
    assert b"AVSLUTADE" not in site.all(tables.SavedView)[0].sealed


def test_views_stand_by_name_and_the_same_name_is_the_same_view(site: Site) -> None:
    save(site, "ada", "Öppna")
    save(site, "ada", "alla", state="all")
    save(site, "ada", "ALLA", **CLOSED)
    assert [(view.name, dict(view.chosen)) for view in views(site, "ada")] == [("ALLA", CLOSED), ("Öppna", {})]


def test_a_view_without_a_name_and_one_too_many_are_refused(site: Site) -> None:
    with pytest.raises(NotPossible, match="no-name"):
        save(site, "ada", " ")
    for number in range(MOST):
        save(site, "ada", f"{number}")
    with pytest.raises(NotPossible, match="too-many-views"):
        save(site, "ada", "en till")
    save(site, "ada", "0", **CLOSED)
    save(site, "bo", "x" * (LONGEST + 5))
    assert [len(view.name) for view in views(site, "bo")] == [LONGEST]


def test_a_view_is_renamed_by_its_owner_to_what_no_other_is_called(site: Site) -> None:
    save(site, "ada", "Ett", **CLOSED)
    save(site, "ada", "Två")
    one, sealer = views(site, "ada")[0], site.office.sealer
    with pytest.raises(NotPossible, match="same-name"):
        site.write(lambda session: rename_view(session, sealer, owner(site, "ada"), one.id, name="två"))
    with pytest.raises(NotPossible, match="no-such-view"):
        site.write(lambda session: rename_view(session, sealer, owner(site, "bo"), one.id, name="Bos"))
    site.write(lambda session: rename_view(session, sealer, owner(site, "ada"), one.id, name="Ett till"))
    assert [(view.name, dict(view.chosen)) for view in views(site, "ada")] == [("Ett till", CLOSED), ("Två", {})]


def test_a_view_is_taken_away_by_its_owner_only(site: Site) -> None:
    save(site, "ada", "Ett")
    (one,) = views(site, "ada")
    site.write(lambda session: remove_view(session, owner(site, "bo"), one.id))
    site.write(lambda session: remove_view(session, owner(site, "ada"), uuid4()))
    assert views(site, "ada") == [one]
    site.write(lambda session: remove_view(session, owner(site, "ada"), one.id))
    assert views(site, "ada") == []


def test_a_name_can_be_used_once_in_the_case_list_and_once_in_each_report(site: Site) -> None:
    save(site, "ada", "Min")
    save(site, "ada", "min", ROOMS, room="bath")
    save(site, "ada", "MIN", ROOMS, room="kitchen")
    assert [(view.name, view.of, view.chosen) for view in views(site, "ada")] == [
        ("Min", CASES, ()),
        ("MIN", ROOMS, (("room", "kitchen"),)),
    ]
    rename = next(view for view in views(site, "ada") if view.of == ROOMS)
    site.write(lambda session: rename_view(session, site.office.sealer, owner(site, "ada"), rename.id, name="Min"))


def test_a_view_can_hold_several_values_of_one_name(site: Site) -> None:
    chosen = (("unit", "north"), ("unit", "south"))
    site.write(lambda session: save_view(session, site.office.sealer, owner(site, "ada"), "Två", chosen=chosen, of=ROOMS))
    assert views(site, "ada")[0].chosen == chosen


def test_a_person_begins_with_one_view_at_most(site: Site) -> None:
    save(site, "ada", "Ett")
    save(site, "ada", "Två", ROOMS)
    for number in (0, 1):
        begin(site, "ada", views(site, "ada")[number])
        assert [view.start for view in views(site, "ada")] == [number == 0, number == 1]
    begin(site, "ada", views(site, "ada")[0], start=False)
    assert [view.start for view in views(site, "ada")] == [False, True]
    save(site, "ada", "Två", ROOMS, room="bath")
    assert views(site, "ada")[1].start
    begin(site, "ada", views(site, "ada")[1], start=False)
    assert not any(view.start for view in views(site, "ada"))


def test_nobody_begins_with_somebody_elses_view(site: Site) -> None:
    save(site, "ada", "Ett")
    with pytest.raises(NotPossible, match="no-such-view"):
        begin(site, "bo", views(site, "ada")[0])


def test_a_view_that_was_kept_before_reports_had_any_is_one_of_the_case_list(site: Site) -> None:
    key, id = site.office.sealer.person_key(site.org, site.people["ada"]), uuid4()
    sealed = site.office.sealer.seal(key, {"name": "Gammal", "filters": CLOSED}, place("saved_view", id, "view"))
    site.write(lambda session: session.add(tables.SavedView(org=site.org, id=id, person=site.people["ada"], sealed=sealed)))
    assert views(site, "ada") == [View(id, "Gammal", tuple(CLOSED.items()))]

"""Views that a person keeps: sealed, nobody else's, one to a name, renamed and taken away."""

from uuid import uuid4

import pytest

from engine.actions.saved_views import LONGEST, MOST, remove_view, rename_view, save_view
from engine.errors import NotPossible
from engine.store import saved_views, tables
from engine.store.saved_views import Owner, View
from tests.site import Site

CLOSED = {"state": "closed"}


def owner(site: Site, person: str) -> Owner:
    """Somebody's own."""
    return Owner(site.org, site.people[person])


def save(site: Site, person: str, name: str, **filters: str) -> None:
    """Somebody keeps a view."""
    site.write(lambda session: save_view(session, site.office.sealer, owner(site, person), name, filters=filters))


def views(site: Site, person: str) -> list[View]:
    """What somebody has."""
    return site.read(lambda session: saved_views.of_person(session, site.office.sealer, owner(site, person)))


def test_a_view_is_sealed_and_its_owners_alone(site: Site) -> None:
    save(site, "ada", "  Mina   AVSLUTADE ", **CLOSED)
    assert [(view.name, view.filters) for view in views(site, "ada")] == [("Mina AVSLUTADE", CLOSED)]
    assert views(site, "bo") == []
    assert b"AVSLUTADE" not in site.all(tables.SavedView)[0].sealed


def test_views_stand_by_name_and_the_same_name_is_the_same_view(site: Site) -> None:
    save(site, "ada", "Öppna")
    save(site, "ada", "alla", state="all")
    save(site, "ada", "ALLA", **CLOSED)
    assert [(view.name, view.filters) for view in views(site, "ada")] == [("ALLA", CLOSED), ("Öppna", {})]


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
    assert [(view.name, view.filters) for view in views(site, "ada")] == [("Ett till", CLOSED), ("Två", {})]


def test_a_view_is_taken_away_by_its_owner_only(site: Site) -> None:
    save(site, "ada", "Ett")
    (one,) = views(site, "ada")
    site.write(lambda session: remove_view(session, owner(site, "bo"), one.id))
    site.write(lambda session: remove_view(session, owner(site, "ada"), uuid4()))
    assert views(site, "ada") == [one]
    site.write(lambda session: remove_view(session, owner(site, "ada"), one.id))
    assert views(site, "ada") == []

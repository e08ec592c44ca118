"""Whoever is named in a step's answer is shut out, in the transaction that saves it."""

from uuid import uuid4

import pytest

from engine.actions.naming import nameable
from engine.errors import NotPossible
from engine.store import tables
from tests.site import NAMING, Site


def talking(site: Site) -> tables.Case:
    """A case in which Eve talks with someone."""
    site.publish(NAMING)
    case = site.case()
    site.decide(case, "ada", "look")
    return case


def names(site: Site, case: tables.Case) -> list[str]:
    """Who can be named."""
    scene, subject = site.scene(case.template, case.version), site.file(case).subject
    return list(site.read(lambda session: nameable(session, scene, subject)).values())


def out(site: Site, case: tables.Case) -> set[str]:
    """Who is kept out by name."""
    keys = {str(id): person for person, id in site.people.items()}
    return {keys[row.key] for row in site.all(tables.Exclusion, subject=case.id) if row.kind == "person"}


def test_those_in_the_mailboxes_of_the_unit_and_above_can_be_named(site: Site) -> None:
    assert names(site, talking(site)) == ["Ada", "Bo", "Eve", "Fay", "Gus"]


def test_whoever_is_out_already_can_be_named_as_long_as_there_is_a_case(site: Site) -> None:
    case = talking(site)
    site.shut_out(case, "ada", "dan")
    assert "Dan" in names(site, case)


def test_whoever_may_no_longer_sign_in_can_not_be_named(site: Site) -> None:
    case = talking(site)
    site.close_account("bo")
    assert "Bo" not in names(site, case)


def test_nobody_is_looked_up_where_no_step_asks(site: Site) -> None:
    assert names(site, site.case()) == []


def test_whoever_is_named_is_out_at_once_in_rows_too(site: Site) -> None:
    case = talking(site)
    answers = {"affected": str(site.people["bo"]), "others": [{"also": str(site.people["cy"])}]}
    site.act(case, "eve", site.press(case, "talk", "add", **answers))
    assert out(site, case) == {"bo", "cy"}
    assert site.lines(case.id)[-2:] == ["round-saved", "shut-out"]
    assert site.people["bo"] in site.file(case).subject.excluded


def test_what_waited_for_whoever_is_named_goes_to_whoever_takes_over(site: Site) -> None:
    case = talking(site)
    site.act(case, "eve", site.press(case, "talk", "add", affected=str(site.people["eve"])))
    assert site.runs(case) == {"looking": "", "talk": "chief@region", "check": "keeper@north"}


def test_whoever_names_nobody_shuts_nobody_out(site: Site) -> None:
    case = talking(site)
    site.act(case, "eve", site.press(case, "talk", "add"))
    assert out(site, case) == set()
    assert site.lines(case.id)[-1] == "round-saved"


def test_nothing_is_saved_where_somebody_is_named_who_is_not_there(site: Site) -> None:
    case = talking(site)
    press, before = site.press(case, "talk", "add", affected=str(uuid4())), site.count()
    with pytest.raises(NotPossible) as caught:
        site.act(case, "eve", press)
    assert (caught.value.code, site.count()) == ("no-such-person", before)

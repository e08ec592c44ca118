"""Two cases are related, and no longer: both say so, and nobody reads more than before."""

import pytest

from engine.actions.relate_cases import relate, unrelate
from engine.errors import NotPossible
from engine.store import tables, ties
from engine.store.sight import sight
from tests.engine.actions.test_hand_over import may
from tests.site import Site, fault


def tied(site: Site, who: str, case: tables.Case) -> list[str]:
    """The numbers of the cases that a person sees tied to one."""
    organisation, actor = site.scene().organisation, site.actor(who)
    found = site.read(lambda session: ties.tied(session, sight(session, organisation, actor), case.id))
    return [item.case.number for item in found]


def test_both_show_each_other_to_those_who_may_read_both(site: Site) -> None:
    north, south, scene = site.case(), site.case({**fault(), "place": "south"}), site.scene()
    with pytest.raises(NotPossible, match="no-such-case"):
        site.write(lambda session: relate(session, scene, north.id, south.id, site.actor("ada")))
    other = site.case()
    for _ in range(2):
        site.write(lambda session: relate(session, scene, north.id, other.id, site.actor("ada")))
    assert (tied(site, "ada", north), tied(site, "bo", other)) == ([other.number], [north.number])
    assert (site.lines(north.id)[-1], site.lines(other.id)[-1]) == ("related", "related")


def test_nobody_reads_more_than_before_nor_sees_that_there_is_more(site: Site) -> None:
    north, other, scene = site.case(), site.case(), site.scene()
    site.write(lambda session: relate(session, scene, north.id, other.id, site.actor("ada")))
    site.shut_out(other, "ada", "bo")
    assert (may(site, "bo", other), tied(site, "bo", north)) == (False, [])


def test_it_is_taken_back_from_either_side(site: Site) -> None:
    one, other, scene = site.case(), site.case(), site.scene()
    site.write(lambda session: relate(session, scene, one.id, other.id, site.actor("ada")))
    site.write(lambda session: unrelate(session, scene, other.id, one.id, site.actor("bo")))
    assert (tied(site, "ada", one), site.lines(one.id)[-1]) == ([], "unrelated")


def test_a_case_is_not_related_to_itself_nor_by_one_who_does_not_handle_it(site: Site) -> None:
    one, other, scene = site.case(), site.case(), site.scene()
    with pytest.raises(NotPossible, match="no-such-case"):
        site.write(lambda session: relate(session, scene, one.id, one.id, site.actor("ada")))
    with pytest.raises(NotPossible, match="not-yours"):
        site.write(lambda session: relate(session, scene, one.id, other.id, site.actor("gus")))

"""Files that are chosen in a step wait for its round, under the case's own key."""

import pytest

from engine.actions.add_files import LIFE, add_files
from engine.errors import NotPossible
from engine.store import attachments, tables
from tests.engine.store.test_attachments import received
from tests.site import Site


def add(site: Site, case: tables.Case, person: str = "ada") -> attachments.Sealed:
    """Someone chooses a file in a step of the case."""
    scene, sealed = site.scene(), attachments.seal(site.office.sealer, site.org, received(site, "a.txt"))
    site.write(lambda session: add_files(session, scene, case.id, [sealed], site.actor(person)))
    return sealed


def of_case(site: Site, case: tables.Case) -> dict[str, attachments.Kept]:
    """The files that the case's keys open."""
    return site.read(lambda session: attachments.of_case(session, site.office.sealer, site.org, case.id, []))


def test_it_is_opened_by_that_case_alone_and_waits_for_a_day(site: Site) -> None:
    case, other = site.case(), site.case()
    sealed = add(site, case)
    assert (list(of_case(site, case)), of_case(site, other)) == ([sealed.kept.attachment.id], {})
    assert [row.expires_at for row in site.all(tables.Attachment)] == [site.clock() + LIFE]


def test_it_dies_with_the_cases_key(site: Site) -> None:
    case = site.case()
    add(site, case)
    site.write(lambda session: site.office.sealer.forget(session, site.org, case.id))
    assert of_case(site, case) == {}


def test_a_closed_case_takes_none(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        add(site, case)
    assert site.all(tables.Attachment) == []


@pytest.mark.parametrize("person", ["cy", "eve", "hal", "gus"])
def test_whoever_does_nothing_in_the_case_adds_none(site: Site, person: str) -> None:
    case = site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        add(site, case, person)
    assert site.all(tables.Attachment) == []


def test_whoever_was_slower_than_a_colleague_still_does(site: Site) -> None:
    site.change(("members: [eve]", "members: [eve, dan]"))
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Ett."))
    site.act(case, "eve", site.press(case, "talk", "done"))
    add(site, case, "dan")
    assert len(site.all(tables.Attachment)) == 1


def test_a_round_that_names_one_that_has_gone_is_not_saved(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    sealed = add(site, case)
    files = {sealed.kept.attachment.id: sealed.kept}
    site.write(lambda session: attachments.forget_old(session, site.org, site.clock() + LIFE))
    press = site.press(case, "talk", "add", said=sealed.kept.attachment.id)
    with pytest.raises(NotPossible, match="file-gone"):
        site.act(case, "eve", type(press)(press.run, press.rounds, press.button, press.answers, files))
    assert len(site.file(case).rounds) == 1

"""An erased case can not be opened by anyone, with any key; what was counted, and the journal, stay."""

import pytest

from engine.actions.erase_case import erase_case
from engine.actions.tell_reporter import keep_contact
from engine.actions.write_message import Written, write_as_reporter, write_in_case
from engine.errors import NotPossible
from engine.store import tables
from engine.store.dialogue import Contact
from engine.store.seal import KeyGone
from tests.engine.actions.test_reopen_case import closed
from tests.racing import together
from tests.site import Site, fault


def erase(site: Site, case: tables.Case, by: str = "gus") -> None:
    """Somebody erases a case."""
    scene, actor = site.scene(), site.actor(by)
    site.write(lambda session: erase_case(session, scene, case.id, actor))


def shut(site: Site, case: tables.Case) -> None:
    """Closes a case."""
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))


def test_no_key_is_left_that_opens_it_and_its_page_and_list_are_gone(site: Site) -> None:
    case = closed(site)
    submission = site.file(case).reports[0][0].id
    erase(site, case)
    assert site.all(tables.KeyCopy, holder=case.id) == site.all(tables.KeyCopy, holder=submission) == []
    with pytest.raises(KeyGone):
        site.file(case)
    assert site.lines(case.id)[-1] == "erased"
    assert site.broken_chains() == []


def test_what_was_counted_stays_and_nothing_leads_from_it_to_the_case(site: Site) -> None:
    case = closed(site)
    before = len(site.all(tables.Fact))
    erase(site, case)
    assert len(site.all(tables.Fact)) == before > 0
    assert site.all(tables.FactSource) == []


def test_a_sibling_lives_on_without_the_row_that_was_erased(site: Site) -> None:
    one, two = site.cases(site.report(fault("Lo", "Mo")).submission)
    shut(site, one)
    erase(site, one)
    assert [answers["hurt"][0]["name"] for _, answers in site.file(two).reports] == ["Mo"]
    held = {row.key for row in site.all(tables.KeyCopy)}
    assert len(held) == 3, "the report's own key, the other row's, and the other case's"


def test_of_two_siblings_that_are_erased_at_once_nothing_is_left(site: Site) -> None:
    pairs = [site.cases(site.report(fault("Lo", "Mo")).submission) for _ in range(6)]
    for one, two in pairs:
        shut(site, one)
        shut(site, two)
        assert together(lambda: erase(site, one), lambda: erase(site, two)) == [None, None]  # noqa: B023 - both are over at once
    assert site.all(tables.KeyCopy) == []


@pytest.mark.parametrize("who", ["ada", "hal", "eve"])
def test_only_who_administers_everything_erases(site: Site, who: str) -> None:
    with pytest.raises(NotPossible, match="no-such-case"):
        erase(site, closed(site), who)


def test_an_open_case_and_one_that_is_erased_are_left_alone(site: Site) -> None:
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        erase(site, site.case())
    case = closed(site)
    erase(site, case)
    with pytest.raises(NotPossible, match="no-such-case"):
        erase(site, case)


def test_the_dialogue_and_the_address_of_whoever_sent_it_are_gone_with_the_report(site: Site) -> None:
    case = closed(site)
    submission, scene, ada = site.file(case).reports[0][0].id, site.scene(), site.actor("ada")
    site.write(lambda session: keep_contact(session, scene, submission, Contact("kanarie@acme.example", "sv")))
    site.write(lambda session: write_in_case(session, scene, case.id, submission, "Hej.", actor=ada))
    erase(site, case)
    assert site.all(tables.Dialogue) == site.all(tables.Message) == []


def test_the_dialogue_of_a_report_that_lives_on_in_another_case_is_left(site: Site) -> None:
    one, two = site.cases(site.report(fault("Lo", "Mo")).submission)
    shut(site, one)
    erase(site, one)
    submission, scene, ada = site.file(two).reports[0][0].id, site.scene(), site.actor("ada")
    site.write(lambda session: write_as_reporter(session, scene, submission, Written("Mer.")))
    site.write(lambda session: write_in_case(session, scene, two.id, submission, "Tack.", actor=ada))
    assert len(site.all(tables.Message)) == 2
    assert site.lines(one.id)[-1] == "erased"

"""The rules of what is not counted for a person: everything that one is shut out of, and nothing else."""

from uuid import UUID

from engine.store.hidden import hidden_from
from engine.store.tables import CaseSubmission
from tests.site import Site, fault


def hidden(site: Site, person: str) -> frozenset[UUID]:
    """What is hidden from someone now."""
    organisation, actor = site.scene().organisation, site.actor(person)
    return site.read(lambda session: hidden_from(session, organisation, actor))


def test_nothing_is_hidden_from_one_who_is_shut_out_of_nothing(site: Site) -> None:
    site.case()
    assert hidden(site, "ada") == hidden(site, "gus") == frozenset()


def test_a_report_about_a_function_is_hidden_from_its_mailbox_with_its_cases(site: Site) -> None:
    receipt = site.report(fault("Kim", "Lo", who="keeper"))
    everything = {receipt.submission, *(case.id for case in site.cases(receipt.submission))}
    assert hidden(site, "ada") == hidden(site, "bo") == everything
    assert hidden(site, "cy") == hidden(site, "gus") == frozenset()


def test_a_case_is_hidden_from_a_person_that_it_affects_and_so_is_its_report(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "gus")
    reports = {row.submission for row in site.all(CaseSubmission, case=case.id)}
    assert hidden(site, "gus") == {case.id, *reports}


def test_one_who_left_the_mailbox_before_is_not_shut_out(site: Site) -> None:
    site.change(("members: [ada, bo]", "members: [ada, {person: bo, until: 2026-09-06}]"))
    case = site.case(fault(who="keeper"))
    assert case.id in hidden(site, "ada")
    assert hidden(site, "bo") == frozenset()


def test_one_who_left_the_mailbox_later_is_still_shut_out(site: Site) -> None:
    site.case(fault(who="keeper"))
    site.change(("members: [ada, bo]", "members: [ada, {person: bo, until: 2026-09-07}]"))
    site.clock.move(days=30)
    assert hidden(site, "bo") == hidden(site, "ada") != frozenset()

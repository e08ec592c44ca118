"""Whoever is affected by a case is shut out at once, and the case goes on to someone else where nobody is left."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from engine.access import may_read
from engine.actions.shut_out import shut_out
from engine.errors import NotPossible
from engine.store import access_facts, tables
from tests.site import Site, fault


def may(site: Site, person: str, case: tables.Case) -> bool:
    """Whether a person may read a case."""
    organisation = site.scene().organisation

    def ask(session: Session) -> bool:
        return may_read(site.actor(person), access_facts.of_case(session, organisation, site.own(session, case)), organisation)

    return site.read(ask)


def refused(site: Site, case: tables.Case, by: str, *persons: UUID) -> str:
    """Why someone can not be shut out; nothing is stored."""
    scene, actor, before = site.scene(), site.actor(by), site.count()
    with pytest.raises(NotPossible) as caught:
        site.write(lambda session: shut_out(session, scene, case.id, persons, actor))
    assert site.count() == before
    return caught.value.code


def test_one_of_several_is_shut_out_and_the_case_stays_with_the_others(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "ada")
    assert not may(site, "ada", case)
    assert may(site, "bo", case)
    assert site.runs(case) == {"verdict": "keeper@north"}
    assert site.lines(case.id)[-1] == "shut-out"


def test_when_nobody_is_left_the_case_goes_to_the_backup_who_is_told(site: Site) -> None:
    case = site.case()
    site.deliver()
    site.shut_out(case, "ada", "ada", "bo")
    assert (site.again(case).receiver, site.again(case).mailbox) == ("chief@region", "region")
    assert site.runs(case) == {"verdict": "chief@region"}
    assert may(site, "fay", case)
    assert not may(site, "bo", case)
    assert site.deliver().recipients() == ["fay@acme.example"]
    assert site.lines(case.id)[-2:] == ["shut-out", "passed-on"]


def test_whoever_takes_over_can_decide(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "ada", "bo")
    site.decide(case, "fay", "drop")
    site.act(case, "fay", site.press(case, "close"))
    assert site.again(case).closed_at == site.clock()
    assert site.broken_chains() == []


def test_a_backup_who_is_shut_out_too_is_passed_by(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "ada", "bo", "fay")
    assert site.again(case).receiver == "owner"


def test_when_everybody_is_shut_out_the_case_stays_where_it_is(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", *site.people)
    assert site.again(case).receiver == "keeper@north"
    assert "passed-on" not in site.lines(case.id)


def test_a_running_step_is_passed_on_with_its_day_and_its_reminder(site: Site) -> None:
    case = site.case()
    (before,) = site.all(tables.StepRun, case=case.id, step="verdict")
    site.shut_out(case, "ada", "ada", "bo")
    (after,) = site.all(tables.StepRun, case=case.id, step="verdict")
    assert (after.mailbox, after.due_at, after.remind_at) == ("region", before.due_at, before.remind_at)


def test_whoever_was_shut_out_gets_no_mail_that_was_waiting(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    assert site.deliver().recipients() == ["ada@acme.example", "gus@acme.example"]


def test_whoever_is_shut_out_gets_in_by_no_right_and_no_new_mailbox(site: Site) -> None:
    case = site.case()
    assert may(site, "hal", case)
    site.shut_out(case, "ada", "hal")
    site.change(("members: [gus]", "members: [gus, hal]"))
    assert not may(site, "hal", case)


def test_only_this_case_is_shut(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    site.shut_out(first, "ada", "bo")
    assert not may(site, "bo", first)
    assert may(site, "bo", second)


def test_twice_does_no_harm(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    site.shut_out(case, "ada", "bo")
    assert len(site.all(tables.Exclusion, subject=case.id)) == 1


def test_the_journal_says_who_shut_out_whom(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    (line,) = site.all(tables.JournalLine, kind="shut-out")
    assert (line.person, line.facts) == (site.people["ada"], {"persons": [str(site.people["bo"])]})


@pytest.mark.parametrize("person", ["cy", "eve", "gus", "hal"])
def test_only_who_handles_the_case_shuts_someone_out(site: Site, person: str) -> None:
    assert refused(site, site.case(), person, site.people["ada"]) == "not-yours"


def test_whoever_does_a_step_can_say_that_they_are_affected(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.shut_out(case, "eve", "eve")
    assert site.runs(case) == {"looking": "", "talk": "chief@region", "check": "keeper@north"}


def test_nobody_and_strangers_can_not_be_shut_out(site: Site) -> None:
    case = site.case()
    assert refused(site, case, "ada") == "nobody-chosen"
    assert refused(site, case, "ada", UUID(int=1)) == "no-such-person"


def test_nobody_is_shut_out_of_a_case_that_is_closed(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    assert refused(site, case, "ada", site.people["bo"]) == "no-such-case"

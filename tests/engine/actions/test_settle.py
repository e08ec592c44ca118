"""Nothing waits where nobody is: members, functions and accounts change, and what waits goes to someone who can act."""

import pytest

from engine.store import tables
from engine.worker import SETTLE, Worker
from tests.site import Site


def leave(site: Site, mailbox: str, until: str = "2026-09-06") -> None:
    """Everyone's last day in a mailbox has been."""
    members = {"north": "[ada, bo]", "lab": "[eve]", "region": "[fay]"}[mailbox]
    gone = ", ".join(f"{{person: {person.strip()}, until: {until}}}" for person in members.strip("[]").split(","))
    site.change((f"members: {members}", f"members: [{gone}]"))


def test_what_waits_for_a_mailbox_that_everybody_has_left_goes_to_its_backup(site: Site) -> None:
    case = site.case()
    leave(site, "north")
    assert site.office.settle(site.org) == 1
    assert site.runs(case) == {"verdict": "chief@region"}
    assert site.again(case).receiver == "chief@region"
    assert site.told()[-1] == ("region", "step")


def test_a_step_whose_mailbox_everybody_has_left_goes_to_its_backup_and_the_rest_stays(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    leave(site, "lab")
    site.office.settle(site.org)
    assert site.runs(case)["talk"] == "chief@region"
    assert site.runs(case)["check"] == "keeper@north"
    assert site.again(case).receiver == "keeper@north"


def test_a_report_that_waits_for_a_mailbox_that_everybody_has_left_goes_on(site: Site) -> None:
    report = site.waiting()
    leave(site, "north")
    assert site.office.settle(site.org) == 1
    assert site.all(tables.Submission, id=report)[0].mailbox == "region"


def test_a_report_in_a_mailbox_that_holds_nothing_any_longer_and_has_nobody_goes_to_the_top(site: Site) -> None:
    report, moved = site.waiting(), ("holds: [keeper@south]", "holds: [keeper@south, keeper@north]")
    site.change(("holds: [keeper@north]", "holds: []"), moved)
    site.office.settle(site.org)
    assert site.all(tables.Submission, id=report)[0].mailbox == "north"
    gone = "members: [{person: ada, until: 2026-09-06}, {person: bo, until: 2026-09-06}]"
    site.change(("holds: [keeper@north], members: [ada, bo]", f"holds: [], {gone}"), moved)
    site.office.settle(site.org)
    assert site.all(tables.Submission, id=report)[0].mailbox == "lab"


def test_whoever_is_left_but_shut_out_is_as_good_as_gone(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    site.change(("members: [ada, bo]", "members: [{person: ada, until: 2026-09-06}, bo]"))
    site.office.settle(site.org)
    assert site.runs(case) == {"verdict": "chief@region"}


def test_where_nobody_at_all_can_act_everything_stays_and_nothing_is_written(site: Site) -> None:
    case = site.case()
    for mailbox in ("north", "region"):
        leave(site, mailbox)
    site.change(("members: [gus]", "members: [{person: gus, until: 2026-09-06}]"))
    lines = site.lines(case.id)
    assert site.office.settle(site.org) == 0
    assert site.lines(case.id) == lines


def test_a_case_that_everybody_up_to_the_top_is_shut_out_of_stays_for_whoever_joins_its_mailbox(site: Site) -> None:
    case = site.case()
    for person in ("gus", "fay", "eve", "bo", "ada"):
        site.shut_out(case, "ada", person)
    site.office.settle(site.org)
    assert (site.runs(case), site.again(case).receiver) == ({"verdict": "keeper@north"}, "keeper@north")
    site.change(("members: [ada, bo]", "members: [ada, bo, cy]"))
    site.decide(case, "cy", "look")
    assert site.runs(case)["check"] == "keeper@north"


def test_a_step_whose_whole_line_is_shut_out_goes_to_whoever_received_the_case(site: Site) -> None:
    case = site.case()
    for person in ("fay", "gus"):
        site.shut_out(case, "ada", person)
    site.decide(case, "ada", "look")
    assert site.runs(case)["talk"] == "inspector"
    site.shut_out(case, "ada", "eve")
    assert site.runs(case)["talk"] == "keeper@north"


def test_a_closed_case_stays_where_it_was(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    leave(site, "north")
    site.office.settle(site.org)
    assert site.again(case).receiver == "keeper@north"


def test_what_waits_follows_a_function_to_another_mailbox(site: Site) -> None:
    case = site.case()
    site.change(("holds: [keeper@north]", "holds: []"), ("holds: [keeper@south]", "holds: [keeper@south, keeper@north]"))
    assert site.office.settle(site.org) == 1
    assert site.again(case).mailbox == "south"
    assert site.lines(case.id)[-1] == "followed"
    site.decide(case, "cy", "look")
    assert "looking" in site.runs(case)


@pytest.mark.parametrize("change", ["empty", "moved"])
def test_twice_does_no_harm(change: str, site: Site) -> None:
    site.case()
    if change == "empty":
        leave(site, "north")
    else:
        site.change(("holds: [keeper@north]", "holds: []"), ("holds: [keeper@south]", "holds: [keeper@south, keeper@north]"))
    site.office.settle(site.org)
    before = site.count()
    assert site.office.settle(site.org) == 0
    assert site.count() == before


def test_a_worker_sees_by_itself_that_a_membership_has_ended(site: Site) -> None:
    case = site.case()
    leave(site, "north", until="2026-09-08")
    worker = Worker(site.office, None)
    worker.settle()
    assert site.runs(case) == {"verdict": "keeper@north"}
    site.clock.move(days=2)
    worker.settle()
    assert site.runs(case) == {"verdict": "chief@region"}
    assert SETTLE.total_seconds() <= 600
    assert site.broken_chains() == []

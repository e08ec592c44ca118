"""Which of several chosen steps a person may hand over: those of cases that one received, and those that one does."""

from uuid import uuid4

from engine.actions.handable import handable
from engine.store import tables
from tests.engine.actions.test_hand_over import hand
from tests.site import Site, fault


def steps(site: Site, person: str, *chosen: tuple[tables.Case, int | None]) -> list[str]:
    """The steps that somebody may hand over."""
    organisation, actor, wanted = site.scene().organisation, site.actor(person), [(case.id, number) for case, number in chosen]
    return [item.run.step for item in site.read(lambda session: handable(session, organisation, wanted, actor))]


def test_all_that_is_open_in_a_case_or_one_run_of_it(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    assert steps(site, "ada", (case, None)) == ["talk", "check"]
    run = site.file(case).case.last("check")
    assert run is not None
    assert steps(site, "ada", (case, run.number), (case, run.number)) == ["check"]


def test_whoever_does_a_step_hands_over_that_one_alone(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    assert steps(site, "eve", (case, None)) == ["talk"]
    other = site.case()
    hand(site, other, "ada", "cy")
    assert steps(site, "cy", (other, None)) == ["verdict"]


def test_nothing_of_a_case_of_others_of_a_closed_one_or_of_none(site: Site) -> None:
    south, done = site.case(fault(place="south")), site.case()
    site.decide(done, "ada", "drop")
    site.act(done, "ada", site.press(done, "close"))
    assert steps(site, "ada", (south, None), (done, None)) == []
    assert steps(site, "hal", (site.case(), None)) == []
    assert steps(site, "ada", (tables.Case(org=site.org, id=uuid4()), None)) == []


def test_nothing_for_whoever_is_shut_out(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    assert steps(site, "bo", (case, None)) == []

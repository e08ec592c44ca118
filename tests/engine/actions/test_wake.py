"""A case that waits goes on by itself when its time has come, or when what it waited for has happened; nobody is bothered until then."""

from datetime import UTC, datetime

import pytest

from engine.actions.start_case import join_case
from engine.actions.wake import JOINED, come_to_pass, wake_up
from engine.errors import NotPossible
from engine.store import inbox, tables
from engine.store.sight import sight
from engine.worker import Worker
from tests.planned import PLANNED_BY_HAND, ROW, planning, resting
from tests.racing import together
from tests.site import Site, fault


def moment(text: str) -> datetime:
    """A moment of the place where the small organisation is."""
    return datetime.fromisoformat(text).astimezone(UTC)


def works(site: Site, now: str) -> None:
    """A worker makes a round at a moment."""
    site.clock.now = moment(now)
    Worker(site.office, None).remind()


def waits_for(site: Site, person: str) -> list[str]:
    """The steps that wait for a person."""
    organisation = site.scene().organisation
    return [step.step for step in site.read(lambda session: inbox.open_steps(session, sight(session, organisation, site.actor(person))))]


def test_it_goes_on_in_the_morning_of_its_day_and_whoever_has_the_next_step_is_told(site: Site) -> None:
    case = resting(site)
    before = len(site.told())
    works(site, "2026-09-21T07:59+02:00")
    assert site.runs(case) == {"rest": "inspector"}
    works(site, "2026-09-21T08:00+02:00")
    assert site.runs(case) == {"after": "keeper@north"}
    assert site.told()[before:] == [("north", "step")]
    assert site.lines(case.id)[-2:] == ["step-done", "step-opened"]
    assert site.broken_chains() == []


def test_nobody_is_told_of_a_rest_and_it_waits_for_nobody(site: Site) -> None:
    before = len(site.told())
    resting(site)
    assert [why for _, why in site.told()[before:] if why == "wait"] == []
    assert [waits_for(site, person) for person in ("ada", "eve")] == [[], []]


def test_a_worker_that_was_away_wakes_the_case_once(site: Site) -> None:
    case = resting(site)
    works(site, "2026-10-21T12:00+02:00")
    works(site, "2026-10-21T12:01+02:00")
    assert [run.step for run in site.file(case).case.runs].count("after") == 1


def test_two_workers_at_once_wake_it_once(site: Site) -> None:
    case = resting(site)
    (number,) = [run.number for run in site.file(case).case.open()]
    site.clock.now = moment("2026-09-22T08:00+02:00")
    scene = site.scene("planned")

    def work() -> bool:
        return site.write(lambda session: wake_up(session, scene, case.id, number))

    assert sorted(together(work, work)) == [False, True]
    assert site.runs(case) == {"after": "keeper@north"}


def test_whoever_does_it_may_end_it_with_a_reason_which_is_kept(site: Site) -> None:
    case = resting(site)
    site.act(case, "eve", site.press(case, "rest", reason="Golvet är redan lagt."))
    assert site.runs(case) == {"after": "keeper@north"}
    assert site.file(case).rounds[-1].answers == {"reason": "Golvet är redan lagt."}
    works(site, "2026-09-21T08:00+02:00")
    assert site.runs(case) == {"after": "keeper@north"}


def test_others_may_not_end_it(site: Site) -> None:
    case = resting(site)
    with pytest.raises(NotPossible, match="not-yours"):
        site.act(case, "ada", site.press(case, "rest", reason="x"))


def test_a_further_report_ends_a_rest_that_waits_for_one(site: Site) -> None:
    case = resting(site)
    scene = site.scene("planned")
    site.write(lambda session: come_to_pass(session, scene, case.id, JOINED, site.actor("ada")))
    assert site.runs(case) == {"after": "keeper@north"}


def test_joining_a_report_itself_moves_no_case_that_waits_for_nothing(site: Site) -> None:
    site.publish(PLANNED_BY_HAND)
    submissions = [site.report(fault(), template="by-hand").submission for _ in range(2)]
    scene = site.scene("by-hand")
    (case,) = site.start(submissions[0], "ada")
    site.decide(case, "ada", "look")
    site.write(lambda session: join_case(session, scene, submissions[1], case.id, site.actor("ada")))
    site.write(lambda session: come_to_pass(session, scene, case.id, JOINED, site.actor("ada")))
    assert site.runs(case) == {"plan": "keeper@north"}


def test_only_the_plan_that_is_marked_as_done_is_counted_row_by_row(site: Site) -> None:
    case = planning(site)
    site.act(case, "ada", site.press(case, "plan", "keep", measure=[ROW, ROW]))
    assert [fact.grain for fact in site.all(tables.Fact) if fact.grain.startswith("plan")] == []
    assert site.runs(case) == {"plan": "keeper@north"}
    site.act(case, "ada", site.press(case, "plan", measure=[ROW, {**ROW, "status": "done"}]))
    assert sorted(fact.grain for fact in site.all(tables.Fact) if fact.grain.startswith("plan")) == ["plan", "plan.measure", "plan.measure"]

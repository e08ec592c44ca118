"""A person adds a step to a running case: one of those that its template leaves to people, and only who has to do with the case."""

import pytest

from engine.actions.add_step import add_step
from engine.errors import NotPossible
from engine.store import tables
from engine.workflow import Run
from tests.planned import planning
from tests.racing import together
from tests.site import Site


def add(site: Site, case: tables.Case, person: str, step: str = "extra") -> Run:
    """Someone adds a step."""
    scene, actor = site.scene(case.template, case.version), site.actor(person)
    return site.write(lambda session: add_step(session, scene, case.id, step, actor))


def refused(site: Site, case: tables.Case, person: str, step: str = "extra") -> str:
    """Why a step can not be added."""
    with pytest.raises(NotPossible) as caught:
        add(site, case, person, step)
    return caught.value.code


def test_it_opens_beside_the_others_with_its_deadline_from_then_and_its_doer_is_told(site: Site) -> None:
    case = planning(site)
    site.clock.move(days=2)
    before = len(site.told())
    run = add(site, case, "ada")
    assert site.runs(case) == {"plan": "keeper@north", "extra": "inspector"}
    assert run.due is not None
    assert (run.due.date() - site.clock().date()).days == 3
    assert site.told()[before:] == [("lab", "step")]
    assert site.lines(case.id)[-1] == "step-opened"
    assert site.broken_chains() == []


def test_who_does_the_added_step_may_read_the_case_and_ends_it_without_moving_the_rest(site: Site) -> None:
    case = planning(site)
    add(site, case, "ada")
    site.act(case, "eve", site.press(case, "extra", "add", said="x"))
    site.act(case, "eve", site.press(case, "extra", "done"))
    assert site.runs(case) == {"plan": "keeper@north"}


def test_whoever_has_something_to_do_in_the_case_may_add_and_nobody_else(site: Site) -> None:
    case = planning(site)
    assert refused(site, case, "eve") == "not-yours"
    assert refused(site, case, "gus") == "not-yours"
    site.shut_out(case, "bo", "ada")
    assert refused(site, case, "ada") == "not-yours"
    assert add(site, case, "bo").step == "extra"


def test_only_a_step_that_is_left_to_people_can_be_added_and_only_as_long_as_the_case_is_open(site: Site) -> None:
    case = planning(site)
    assert refused(site, case, "ada", "after") == "cannot-be-added"
    assert refused(site, case, "ada", "nothing") == "cannot-be-added"


def test_two_who_add_it_at_once_add_it_once(site: Site) -> None:
    case = planning(site)

    def work() -> str:
        try:
            return add(site, case, "ada").step
        except NotPossible as reason:
            return reason.code

    assert sorted(together(work, work)) == ["cannot-be-added", "extra"]

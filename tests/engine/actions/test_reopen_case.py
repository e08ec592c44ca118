"""A closed case is opened again at a step, with a reason; what was done in it stays as it was."""

import pytest

from engine.actions.reopen_case import reopen_case
from engine.errors import NotPossible
from engine.store import tables
from tests.engine.actions.test_merge_case import merge
from tests.site import Site


def reopen(site: Site, case: tables.Case, by: str = "ada", step: str = "looking", reason: str = "again") -> None:
    """Somebody opens a case again."""
    scene, actor = site.scene(), site.actor(by)
    site.write(lambda session: reopen_case(session, scene, case.id, step, reason=reason, actor=actor))


def closed(site: Site) -> tables.Case:
    """A case that was closed."""
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return case


def test_it_goes_on_from_the_step_that_was_chosen(site: Site) -> None:
    case = closed(site)
    rounds = len(site.file(case).rounds)
    reopen(site, case)
    assert site.again(case).closed_at is None
    assert site.runs(case) == {"looking": "", "talk": "inspector", "check": "keeper@north"}
    assert len(site.file(case).rounds) == rounds
    assert "reopened" in site.lines(case.id)


def test_a_decision_can_be_taken_anew_and_the_case_closed_again(site: Site) -> None:
    case = closed(site)
    site.clock.move(days=1)
    reopen(site, case, step="verdict")
    site.decide(case, "bo", "drop")
    site.act(case, "bo", site.press(case, "close"))
    assert site.again(case).closed_at == site.clock()
    assert site.lines(case.id).count("closed") == 2


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"step": "told"}, "no-such-step"),
        ({"step": "talk"}, "no-such-step"),
        ({"step": "x"}, "no-such-step"),
        ({"reason": "x"}, "no-such-reason"),
        ({"by": "eve"}, "not-yours"),
        ({"by": "gus"}, "not-yours"),
    ],
)
def test_not_at_a_step_that_nobody_acts_in_nor_by_one_who_did_not_receive_it(site: Site, how: dict[str, str], code: str) -> None:
    case = closed(site)
    with pytest.raises(NotPossible, match=code):
        reopen(site, case, **how)
    assert site.again(case).closed_at is not None


def test_an_open_case_and_one_that_has_become_part_of_another_are_not_reopened(site: Site) -> None:
    case, other = site.case(), site.case()
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        reopen(site, case)
    merge(site, case, other)
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        reopen(site, case)

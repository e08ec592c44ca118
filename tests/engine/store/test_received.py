"""The cases of a queue: a finished step that follows up takes a closed case out of those without, whatever the step is called."""

from engine.store import received, tables
from engine.store.received import UNFOLLOWED, Sought
from engine.store.sight import sight
from tests.site import Site


def closed(site: Site) -> tables.Case:
    """A case whose only decided step is the first."""
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return case


def unfollowed(site: Site, **follow_ups: frozenset[str]) -> tuple[list[str], int]:
    """The numbers of the owner's cases that were closed without one of these steps."""
    organisation, actor = site.scene().organisation, site.actor("gus")
    sought = Sought(site.clock(), UNFOLLOWED, follow_ups=follow_ups)
    rows, total = site.read(lambda session: received.cases(session, sight(session, organisation, actor), sought))
    return [row.number for row in rows], total


def test_a_finished_step_that_follows_up_is_follow_up(site: Site) -> None:
    case = closed(site)
    assert unfollowed(site) == ([case.number], 1)
    assert unfollowed(site, faults=frozenset({"verdict"})) == ([], 0)


def test_a_step_that_was_never_done_follows_nothing_up_nor_one_of_another_template(site: Site) -> None:
    case = closed(site)
    assert unfollowed(site, faults=frozenset({"talk"})) == ([case.number], 1)
    assert unfollowed(site, other=frozenset({"verdict"})) == ([case.number], 1)


def test_a_case_that_goes_on_is_not_without_follow_up_yet(site: Site) -> None:
    site.case()
    assert unfollowed(site) == ([], 0)

"""How far a report has come, for whoever has its reference: never a word of what it says."""

from engine.actions.read_case import write_line
from engine.actions.start_case import mark_wrong
from engine.store import status, submissions
from engine.store.status import Status
from tests.site import Site, fault


def state(site: Site, reference: str) -> Status:
    """The status of a report."""
    row = site.read(lambda session: submissions.by_reference(session, site.org, reference))
    assert row is not None
    return site.read(lambda session: status.status_of(session, row))


def test_a_report_that_came_in_waits_for_its_first_decision(site: Site) -> None:
    found = state(site, site.report().reference)
    assert (found.template, found.unit, found.received) == (("faults", 1), "north", site.clock())
    assert (found.read, found.decided, found.closed) == (None, None, None)
    assert found.due is not None


def test_the_first_reading_is_told(site: Site) -> None:
    receipt = site.report(fault("Kim", "Lo"))
    first, second = site.cases(receipt.submission)
    scene, read = site.scene(), site.clock()
    for case in (second, first):
        site.write(lambda session, case=case: write_line(session, scene, case.id, site.people["ada"], "x"))  # type: ignore[misc]
        site.clock.move(hours=1)
    assert state(site, receipt.reference).read == read


def test_it_is_closed_when_every_case_is(site: Site) -> None:
    receipt = site.report(fault("Kim", "Lo"))
    first, second = site.cases(receipt.submission)
    decided = site.clock.move(hours=1)
    for case in (first, second):
        assert state(site, receipt.reference).closed is None
        site.decide(case, "ada", "drop")
        site.act(case, "ada", site.press(case, "close"))
        site.clock.move(hours=1)
    found = state(site, receipt.reference)
    assert (found.decided, found.closed, found.due) == (decided, site.again(second).closed_at, None)
    assert found.closed is not None


def test_a_report_that_waits_for_its_mailbox_has_nothing_yet(site: Site) -> None:
    receipt = site.report(template="by-hand")
    found = state(site, receipt.reference)
    assert (found.read, found.decided, found.closed, found.due) == (None, None, None, None)


def test_a_report_that_was_marked_as_wrong_is_closed(site: Site) -> None:
    receipt = site.report(template="by-hand")
    marked = site.clock.move(hours=1)
    scene, actor = site.scene("by-hand"), site.actor("ada")
    site.write(lambda session: mark_wrong(session, scene, receipt.submission, "duplicate", actor))
    assert state(site, receipt.reference).closed == marked

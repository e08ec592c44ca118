"""What waits for someone, and in which order it is found."""

from engine.store import inbox, tables
from engine.store.inbox import Todo
from engine.store.sight import sight
from tests.site import Site, fault


def todo(site: Site, person: str) -> Todo:
    """All that waits for a person."""
    organisation, actor = site.scene().organisation, site.actor(person)
    return site.read(lambda session: inbox.todo(session, organisation, actor))


def test_steps_come_by_their_deadline_and_reports_by_their_arrival(site: Site) -> None:
    first, waits = site.case(), site.waiting()
    site.clock.move(days=1)
    second, later = site.case(), site.waiting()
    found = todo(site, "ada")
    assert [step.case for step in found.steps] == [first.id, second.id]
    assert [report.id for report in found.reports] == [waits, later]


def test_a_step_waits_only_for_those_who_do_it(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    assert [step.step for step in todo(site, "eve").steps] == ["talk"]
    assert [step.step for step in todo(site, "bo").steps] == ["check"]
    assert todo(site, "cy").steps == ()


def test_a_closed_case_waits_for_nobody(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    assert todo(site, "ada").steps == ()


def test_a_substitute_sees_what_waits_only_in_their_time(site: Site) -> None:
    site.change(("members: [ada, bo]", "members: [ada, bo, {person: eve, from: 2026-09-08, until: 2026-09-08, substitute: true}]"))
    site.case()
    counts = []
    for _ in range(3):
        counts.append(len(todo(site, "eve").steps))
        site.clock.move(days=1)
    assert counts == [0, 1, 0]


def test_how_much_waits_is_what_is_listed_also_for_somebody_new(site: Site) -> None:
    site.case()
    site.waiting()
    found = [many(site, "ada"), many(site, "eve")]
    site.change(("members: [ada, bo]", "members: [ada, bo, eve]"))
    found += [many(site, "ada"), many(site, "eve")]
    assert found == [2, 0, 2, 2]


def many(site: Site, person: str) -> int:
    """How much waits for a person, as each page says it; the same as is listed."""
    organisation, actor = site.scene().organisation, site.actor(person)
    told = site.read(lambda session: inbox.how_many(session, sight(session, organisation, actor)))
    assert told == len((listed := todo(site, person)).reports) + len(listed.steps)
    return told


def test_the_newest_notices_are_shown_and_all_are_counted(site: Site) -> None:
    for _ in range(6):
        site.report(fault())
    organisation, gus = site.scene().organisation, site.actor("gus")
    found = site.read(lambda session: inbox.unseen_notices(session, inbox.sight(session, organisation, gus), most=4))
    assert (len(found[0]), found[1]) == (4, 6)
    newest = max(site.all(tables.Notice), key=lambda notice: (notice.queued_at, notice.id))
    assert newest.submission in {notice.submission for notice in found[0]}


def test_a_report_that_is_dealt_with_waits_no_longer(site: Site) -> None:
    site.start(site.waiting(), "ada")
    assert todo(site, "ada").reports == ()

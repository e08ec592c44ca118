"""A step is paused by those who handle the case, with a sealed reason; the worker lets it go on and says nothing meanwhile."""

from datetime import UTC, date, datetime

import pytest

from engine.actions.pause_step import pause_step, resume_step
from engine.errors import NotPossible
from engine.store import pauses, tables
from engine.worker import Worker
from tests.site import Site

REASON = "Väntar på polisen, som hör Kimmö."


def paused(site: Site, case: tables.Case, person: str = "ada", *, until: date | None = None, reason: str = REASON, run: int = 2) -> None:
    """Somebody lets a step stand still."""
    scene, actor = site.scene(), site.actor(person)
    site.write(lambda session: pause_step(session, scene, case.id, run, actor, until=until, reason=reason))


def resumed(site: Site, case: tables.Case, person: str = "ada") -> None:
    """Somebody lets it go on."""
    scene, actor = site.scene(), site.actor(person)
    site.write(lambda session: resume_step(session, scene, case.id, 2, actor))


def run(site: Site, case: tables.Case) -> tables.StepRun:
    """The first decision as it is stored."""
    return site.all(tables.StepRun, case=case.id, number=2)[0]


def test_the_reason_is_sealed_and_comes_back(site: Site) -> None:
    case = site.case()
    paused(site, case, until=date(2026, 9, 14))
    (row,) = site.all(tables.Pause)
    assert REASON.encode() not in row.sealed
    found = site.read(lambda session: pauses.of_case(session, site.office.sealer, site.own(session, case)))
    assert found == {2: pauses.Pause(site.clock.now, date(2026, 9, 14), site.people["ada"], REASON)}


def test_the_journal_says_when_and_until_when_and_not_why(site: Site) -> None:
    case = site.case()
    paused(site, case, until=date(2026, 9, 14))
    (line,) = site.all(tables.JournalLine, kind="step-paused")
    assert (line.person, line.facts["step"], line.facts["until"]) == (site.people["ada"], "verdict", "2026-09-14")
    assert set(line.facts) == {"step", "run", "until", "digest"}
    resumed(site, case)
    assert site.lines(case.id)[-1] == "step-resumed"
    assert site.broken_chains() == []


def test_nobody_is_reminded_until_the_day_and_then_the_doer_is_told(site: Site) -> None:
    case = site.case()
    paused(site, case, until=date(2026, 9, 14))
    before = site.told()
    worker = Worker(site.office, None)
    for day in range(8, 14):
        site.clock.now = datetime(2026, 9, day, 12, tzinfo=UTC)
        worker.remind()
    assert site.told() == before
    site.clock.now = datetime(2026, 9, 14, 6, tzinfo=UTC)
    worker.remind()
    worker.remind()
    assert site.told()[len(before) :] == [("north", "step")]
    assert run(site, case).due_at == datetime(2026, 9, 16, 21, 59, tzinfo=UTC)
    assert run(site, case).paused_at is None


def test_without_a_day_it_stands_still_until_somebody_lets_it_go_on(site: Site) -> None:
    case = site.case()
    paused(site, case)
    site.clock.move(days=100)
    assert not Worker(site.office, None).remind()
    resumed(site, case)
    assert run(site, case).paused_at is None
    assert site.read(lambda session: pauses.of_case(session, site.office.sealer, site.own(session, case))) == {}


def test_it_can_be_paused_again_for_another_reason(site: Site) -> None:
    case = site.case()
    paused(site, case)
    site.clock.move(days=1)
    resumed(site, case)
    paused(site, case, "bo", reason="Nytt skäl.")
    found = site.read(lambda session: pauses.of_case(session, site.office.sealer, site.own(session, case)))
    assert [pause.reason for pause in found.values()] == ["Nytt skäl."]
    assert len(site.all(tables.Pause)) == 2


def test_the_mandatory_notice_is_there_whatever_is_paused(site: Site) -> None:
    case = site.case()
    paused(site, case)
    assert [(notice.step, notice.mailbox) for notice in site.all(tables.Notice)] == [("told", "top")]
    with pytest.raises(NotPossible, match="step-not-open"):
        paused(site, case, run=1)


def test_whoever_takes_over_a_step_that_stands_still_takes_it_over_still(site: Site) -> None:
    case = site.case()
    paused(site, case, until=date(2026, 9, 14))
    site.shut_out(case, "ada", "ada", "bo")
    row = run(site, case)
    assert (row.mailbox, row.paused_at is None, row.remind_at) == ("region", False, datetime(2026, 9, 14, 6, tzinfo=UTC))


@pytest.mark.parametrize("person", ["eve", "gus", "hal", "cy"])
def test_whoever_does_not_handle_the_case_can_neither_pause_nor_resume(site: Site, person: str) -> None:
    case = site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        paused(site, case, person)
    paused(site, case)
    with pytest.raises(NotPossible, match="not-yours"):
        resumed(site, case, person)


def test_a_reason_is_needed(site: Site) -> None:
    with pytest.raises(NotPossible, match="no-reason"):
        paused(site, site.case(), reason=" ")

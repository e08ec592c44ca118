"""Two people do something to the same case at the very same moment: one of them does, the other is told, and no text is lost.

`MALLVERK_TEST_SWEEP=full` makes a thousand rounds of each situation on each database; else a few.
"""

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from engine.actions.erase_case import erase_case
from engine.actions.merge_case import merge_case
from engine.actions.start_case import forward, start_case
from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.engine.actions.test_hand_over import hand
from tests.engine.actions.test_reopen_case import closed, reopen
from tests.racing import together
from tests.site import Site

ROUNDS = 1000 if os.environ.get("MALLVERK_TEST_SWEEP") == "full" else 4
DONE, TOLD = "done", "changed-meanwhile"


def came(*calls: Callable[[], Any]) -> list[str]:
    """How it went for each, in the order of the calls."""
    results = together(*calls)
    unexpected = [result for result in results if isinstance(result, Exception) and str(getattr(result, "code", "")) not in REFUSALS]
    assert unexpected == []
    return [str(getattr(result, "code", DONE)) if isinstance(result, Exception) else DONE for result in results]


REFUSALS = {TOLD, "not-yours", "no-such-case", "no-such-person"}


def two_decide(site: Site) -> None:
    """Two take the same decision: it is taken once."""
    case = site.case()
    press = site.press(case, "verdict", "save_unaffected", outcome="look")
    other = site.press(case, "verdict", "save_unaffected", outcome="drop", outcome_reason="Därför.")
    results = came(lambda: site.act(case, "ada", press), lambda: site.act(case, "bo", other))
    assert sorted(results) == [TOLD, DONE]
    file = site.file(case)
    assert [item.answers["outcome"] for item in file.rounds] == ["look" if results[0] == DONE else "drop"]
    assert len([run for run in file.case.runs if run.step == "verdict"]) == 1


def two_take(site: Site) -> None:
    """Two start the same report: its cases are opened once."""
    submission, scene = site.waiting(), site.scene("by-hand")
    ada, bo = site.actor("ada"), site.actor("bo")
    results = came(
        lambda: site.write(lambda s: start_case(s, scene, submission, ada)),
        lambda: site.write(lambda s: start_case(s, scene, submission, bo)),
    )
    assert sorted(results) == [TOLD, DONE]
    assert len(site.cases(submission)) == 1


def one_takes_what_another_sends_on(site: Site) -> None:
    """A report is started or sent on, never both."""
    submission, scene = site.waiting(), site.scene("by-hand")
    ada, bo = site.actor("ada"), site.actor("bo")
    results = came(
        lambda: site.write(lambda s: start_case(s, scene, submission, ada)),
        lambda: site.write(lambda s: forward(s, scene, submission, "region", bo)),
    )
    assert DONE in results
    lines = site.lines(submission)
    assert ("report-started" in lines, "forwarded" in lines) == (results[0] == DONE, results[1] == DONE)
    assert len(site.cases(submission)) == (results[0] == DONE)
    if results == [DONE, DONE]:
        assert lines.index("report-started") > lines.index("forwarded"), "what has been started is not sent on"


def one_decides_while_another_shuts_her_out(site: Site) -> None:
    """Whoever is shut out decides before it, or not at all."""
    case = site.case()
    press = site.press(case, "verdict", "save_unaffected", outcome="drop", outcome_reason="Därför.")
    results = came(lambda: site.act(case, "ada", press), lambda: site.shut_out(case, "bo", "ada"))
    assert results[1] == DONE
    assert results[0] in (DONE, "not-yours")
    lines = site.lines(case.id)
    if results[0] == DONE:
        assert lines.index("round-saved") < lines.index("shut-out")
    assert len(site.file(case).rounds) == (results[0] == DONE)


def one_decides_while_another_hands_over(site: Site) -> None:
    """A step that is done is not handed over, and one that is handed over can be done once."""
    case = site.case()
    press = site.press(case, "verdict", "save_unaffected", outcome="drop", outcome_reason="Därför.")
    results = came(lambda: site.act(case, "ada", press), lambda: hand(site, case, "bo", "cy"))
    assert results[0] == DONE
    lines = site.lines(case.id)
    assert ("handed-over" in lines) == (results[1] == DONE)
    if results[1] == DONE:
        assert lines.index("handed-over") < lines.index("step-done", lines.index("case-opened") + 4)
    assert site.runs(case) == {"close": "keeper@north"}


def two_merge_crosswise(site: Site) -> None:
    """Of two cases that are merged into each other, one goes on with every report."""
    one, two, scene = site.case(), site.case(), site.scene()
    ada, bo = site.actor("ada"), site.actor("bo")
    results = came(
        lambda: site.write(lambda s: merge_case(s, scene, one.id, two.id, ada)),
        lambda: site.write(lambda s: merge_case(s, scene, two.id, one.id, bo)),
    )
    assert sorted(results) == [TOLD, DONE]
    going = two if results[0] == DONE else one
    assert (site.again(going).closed_at, len(site.file(going).reports)) == (None, 2)


def one_opens_again_what_another_erases(site: Site) -> None:
    """A case is opened again or erased, never both."""
    case, scene, gus = closed(site), site.scene(), site.actor("gus")
    results = came(lambda: reopen(site, case), lambda: site.write(lambda s: erase_case(s, scene, case.id, gus)))
    assert results in ([DONE, TOLD], ["no-such-case", DONE])
    again = site.again(case)
    assert (again.closed_at is None, again.erased_at is not None) == (results[0] == DONE, results[1] == DONE)


SITUATIONS = (
    two_decide,
    two_take,
    one_takes_what_another_sends_on,
    one_decides_while_another_shuts_her_out,
    one_decides_while_another_hands_over,
    two_merge_crosswise,
    one_opens_again_what_another_erases,
)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.__name__)
def test_one_of_two_is_told_and_nothing_is_done_twice(site: Site, situation: Callable[[Site], None]) -> None:
    for _ in range(ROUNDS):
        situation(site)
    assert site.broken_chains() == []


def test_of_two_who_write_in_the_same_step_neither_text_is_lost(site: Site) -> None:
    staff, texts = Staff.of(site), {"ada": "none", "bo": "crack"}
    browsers = {who: staff.browser(who) for who in texts}
    for number in range(ROUNDS):
        case = site.case()
        site.decide(case, "ada", "look")
        run = site.file(case).case.last("check")
        assert run is not None
        at = f"cases/{case.id}/steps/{run.number}"
        results = together(*(partial(_writes, browsers[who], browsers[who].get(at), found) for who, found in texts.items()))
        pages = [result for result in results if not isinstance(result, Exception)]
        assert sorted(page.status for page in pages) == [200, 409], number
        (late,) = (page for page in pages if page.status == 409)
        lost = {"none": "Spricka", "crack": "Inget"}[site.file(case).rounds[-1].answers["found"]]
        assert lost in late.text, "what the slower one had chosen stands on the page"
    assert len(site.all(tables.StepRound)) == 2 * ROUNDS


def _writes(browser: Browser, page: Page, found: str) -> Page:
    return browser.press(page, "Spara och markera klar", found=found)

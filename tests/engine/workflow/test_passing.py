"""Who takes over what waits for someone who is shut out, or for a mailbox in which nobody is left."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from engine.organisation import Holder
from engine.routing import Place
from engine.workflow import Case, Run
from engine.workflow.passing import Left, Passed, next_holder, passed_on
from tests.engine.proof.proved import ROSTER
from tests.engine.scenario.test_broken import SMALL

PLACE = Place(SMALL, ROSTER.holding(SMALL.functions), "kontor")
KEEPER, CHIEF, OWNER = Holder("skotare", "kontor"), Holder("chef", "kontor"), Holder("agare")
SOMEBODY = UUID(int=7)
CASE = Case(KEEPER, "kontor", runs=(Run(1, "beslut", "open", datetime(2026, 9, 7, tzinfo=UTC), KEEPER, person=SOMEBODY),))


def without(*gone: Holder) -> Left:
    """Nobody is left in these mailboxes."""
    return lambda holder: holder not in gone


def doers(passed: Passed) -> list[Holder | None]:
    """Whom the open steps wait for."""
    return [run.holder for run in passed.case.open()]


def test_where_everyone_is_there_nothing_moves() -> None:
    assert passed_on(PLACE, CASE, without()) == Passed(CASE, {})


def test_what_waits_for_an_empty_mailbox_goes_to_its_backup_who_hears_of_it() -> None:
    passed = passed_on(PLACE, CASE, without(KEEPER))
    assert (passed.case.receiver, doers(passed), passed.moved) == (CHIEF, [CHIEF], {KEEPER: CHIEF})
    assert [(told.holder, told.why, told.reads) for told in passed.told] == [(CHIEF, "step", True), (CHIEF, "new", True)]


def test_a_step_that_moves_is_nobodys_own_any_more() -> None:
    assert [run.person for run in passed_on(PLACE, CASE, without(KEEPER)).case.open()] == [None]


def test_what_was_given_to_someone_who_is_shut_out_is_for_all_in_the_mailbox_again() -> None:
    passed = passed_on(PLACE, replace(CASE, shut=frozenset({SOMEBODY})), without())
    assert ([(run.holder, run.person) for run in passed.case.open()], passed.told) == ([(KEEPER, None)], ())


def test_a_step_of_someone_who_is_shut_out_goes_to_the_receiver() -> None:
    case = replace(CASE, receiver=CHIEF, excluded=frozenset({KEEPER}))
    passed = passed_on(PLACE, case, without(KEEPER))
    assert (doers(passed), [told.why for told in passed.told]) == ([CHIEF], ["step", "new"])


def test_a_step_whose_whole_line_is_gone_goes_to_the_receiver() -> None:
    (run,) = CASE.runs
    case = replace(CASE, runs=(replace(run, holder=CHIEF),))
    passed = passed_on(PLACE, case, without(CHIEF, OWNER, Holder("skotare"), Holder("chef")))
    assert (passed.case.receiver, doers(passed), passed.moved) == (KEEPER, [KEEPER], {CHIEF: KEEPER})


def test_at_the_end_of_the_line_the_one_who_has_it_keeps_it() -> None:
    everyone = (KEEPER, CHIEF, OWNER, Holder("skotare"), Holder("chef"))
    assert next_holder(PLACE, KEEPER, frozenset(), without(*everyone)) == KEEPER
    assert next_holder(PLACE, KEEPER, frozenset({CHIEF}), without(KEEPER)) == OWNER

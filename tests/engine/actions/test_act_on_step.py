"""What acting on a step of a case does, who may, and that of two who act at the same time exactly one does."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from engine.actions.act_on_step import Press, act_on_step
from engine.errors import NotPossible
from engine.store import tables
from engine.store.seal import KeyGone, place
from tests.racing import Cut, together, watched
from tests.site import Site, fault


def refused(site: Site, case: tables.Case, person: str, press: Press) -> str:
    """Why someone can not do it; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        site.act(case, person, press)
    assert site.count() == before
    return caught.value.code


def closed(site: Site, **answers: Any) -> tables.Case:
    """A case that has been led to its end the short way."""
    case = site.case(fault(**answers))
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return site.again(case)


def test_a_decision_goes_where_its_outcome_says(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    assert site.runs(case) == {"looking": "", "talk": "inspector", "check": "keeper@north"}
    assert site.file(case).case.last("verdict").outcome == "look"  # type: ignore[union-attr]


def test_a_decision_is_sealed_with_the_cases_own_key(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    site.act(first, "ada", site.press(first, "verdict", "save_unaffected", outcome="drop", outcome_reason="Hemligheten."))
    (row,) = site.all(tables.StepRound)
    assert b"Hemlig" not in row.sealed
    (found,) = site.file(first).rounds
    assert (found.person, found.answers["outcome_reason"]) == (site.people["ada"], "Hemligheten.")
    keys = site.read(lambda session: site.office.sealer.keys_of(session, site.org, second.id))
    with pytest.raises(KeyGone):
        site.office.sealer.open(keys, row.sealed, place("step_round", f"{first.id}/2/1", "answers"))


def test_a_decision_stands_in_the_journal_with_the_digest_of_what_was_sealed(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    (row,) = site.all(tables.StepRound)
    line = site.all(tables.JournalLine, chain=str(case.id), kind="round-saved")[0]
    assert (line.facts["digest"], line.person) == (row.digest.hex(), site.people["ada"])
    assert site.lines(case.id)[4:] == ["round-saved", "step-done", "step-opened"]
    assert site.broken_chains() == []


def test_a_decision_is_counted_with_what_the_report_said(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    (fact,) = site.all(tables.Fact, grain="verdict")
    values = {name: getattr(fact, column) for name, column in site.scene().published.columns.items()}
    assert (values["verdict.outcome"], values["who"], values["age"]) == ("look", "worker", "young")
    assert fact.unit == "north"


@pytest.mark.parametrize("person", ["cy", "eve", "fay", "gus", "hal"])
def test_only_the_members_of_the_mailbox_take_its_decision(site: Site, person: str) -> None:
    case = site.case()
    press = site.press(case, "verdict", "save_unaffected", outcome="look")
    assert refused(site, case, person, press) == "not-yours"


def test_a_case_that_is_not_there_can_not_be_acted_on(site: Site) -> None:
    scene, actor = site.scene(), site.actor("ada")
    with pytest.raises(NotPossible, match="no-such-case"):
        site.write(lambda session: act_on_step(session, scene, UUID(int=1), Press(1, 0, "save", {}), actor))


def test_of_two_who_decide_at_once_exactly_one_does(site: Site) -> None:
    for _ in range(5):
        case = site.case()
        press = site.press(case, "verdict", "save_unaffected", outcome="look", outcome_reason="")
        other = replace(press, answers={"outcome": "drop", "outcome_reason": "Därför."})
        results = together(lambda: site.act(case, "ada", press), lambda: site.act(case, "bo", other))  # noqa: B023 - both are over at once
        assert sorted(getattr(result, "code", "done") for result in results) == ["changed-meanwhile", "done"]
        assert len(site.all(tables.StepRound, case=case.id)) == 1
        assert len([run for run in site.file(case).case.runs if run.status == "open"]) in (1, 3)
    assert site.broken_chains() == []


def test_of_twenty_who_close_at_once_exactly_one_does(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    press = site.press(case, "close")
    results = together(*[lambda: site.act(case, "bo", press)] * 20)
    assert sorted(getattr(result, "code", "done") for result in results) == ["changed-meanwhile"] * 19 + ["done"]
    assert site.lines(case.id).count("closed") == 1


def test_whoever_looks_at_an_old_page_is_told_so(site: Site) -> None:
    case = site.case()
    old = site.press(case, "verdict", "save_unaffected", outcome="look")
    site.decide(case, "ada", "drop")
    assert refused(site, case, "bo", old) == "changed-meanwhile"


def test_a_round_more_makes_the_page_old(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    old = site.press(case, "talk", "add", said="Ett.")
    site.act(case, "eve", old)
    assert refused(site, case, "eve", old) == "changed-meanwhile"
    site.act(case, "eve", site.press(case, "talk", "add", said="Två."))
    assert [found.answers["said"] for found in site.file(case).rounds if found.run == old.run] == ["Ett.", "Två."]


def test_a_button_that_the_step_does_not_have_does_nothing(site: Site) -> None:
    case = site.case()
    assert refused(site, case, "ada", site.press(case, "verdict", "affected")) == "no-such-button"
    assert refused(site, case, "ada", site.press(case, "verdict", "done")) == "no-such-button"


def test_a_group_is_done_when_each_of_its_steps_is(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "check", found="crack"))
    site.act(case, "eve", site.press(case, "talk", "add", said="Ja."))
    assert set(site.runs(case)) == {"looking", "talk"}
    site.act(case, "eve", site.press(case, "talk", "done"))
    assert site.runs(case) == {"close": "keeper@north"}


def test_a_case_is_closed_once_and_then_nothing_can_be_done(site: Site) -> None:
    case = closed(site)
    assert case.closed_at == site.clock()
    assert refused(site, case, "ada", replace(site.press(case, "close"), rounds=0)) == "changed-meanwhile"
    assert site.lines(case.id)[-1] == "closed"


def test_the_notice_stands_before_the_decision_and_the_close(site: Site) -> None:
    case = closed(site)
    steps = [run.step for run in site.file(case).case.runs]
    assert steps.index("told") < steps.index("verdict") < steps.index("close")


def test_whoever_does_an_opened_step_may_read_from_then_on(site: Site) -> None:
    case = site.case()
    assert "lab" not in site.file(case).subject.reached
    site.decide(case, "ada", "look")
    assert site.file(case).subject.reached["lab"] == {"step"}


def test_each_doer_is_told_once_and_nobody_of_what_they_did_themselves(site: Site) -> None:
    case = site.case()
    site.deliver()
    site.decide(case, "ada", "look")
    assert site.deliver().recipients() == ["bo@acme.example", "eve@acme.example"]


def test_whatever_statement_fails_nothing_of_the_act_is_left(site: Site) -> None:
    case = site.case()
    scene, actor = site.scene(), site.actor("ada")
    press = site.press(case, "verdict", "save_unaffected", outcome="look")
    before = site.count()
    for number in range(1, 100):
        with watched(cut=number) as statements:
            try:
                site.write(lambda session: act_on_step(session, scene, case.id, press, actor))
            except Cut:
                assert site.count() == before, statements.sent[-1]
                assert site.runs(case) == {"verdict": "keeper@north"}
                continue
        break
    assert number > 12
    assert "looking" in site.runs(case)


def test_a_case_goes_on_in_the_version_it_was_opened_with(site: Site) -> None:
    case = site.case()
    changed = site.scene().template.source.replace(
        "look: {label: Undersök, assign: inspector, go: looking}", "look: {label: Nej, go: close}"
    )
    assert site.publish(changed) == 2
    site.decide(case, "ada", "look")
    assert "looking" in site.runs(case)
    newer = site.case()
    site.decide(newer, "ada", "look")
    assert set(site.runs(newer)) == {"close"}


def test_a_member_whose_time_is_over_can_not_act(site: Site) -> None:
    case = site.case()
    press = site.press(case, "verdict", "save_unaffected", outcome="look")
    site.change(("members: [ada, bo]", "members: [{person: ada, until: 2026-09-07}, bo]"))
    site.clock.move(days=1)
    assert refused(site, case, "ada", press) == "not-yours"


def test_a_step_whose_only_doer_was_shut_out_goes_to_the_backup(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "eve")
    site.decide(case, "ada", "look")
    assert site.runs(case)["talk"] == "chief@region"
    assert "eve@acme.example" not in site.deliver().recipients()


def test_what_a_round_answered_still_holds_when_the_step_is_marked_as_done(site: Site) -> None:
    deeper = "  deeper: {kind: form, form: check, title: Djupare, by: keeper, when: {talk.said: {answered: true}}}\n"
    site.publish(site.scene().template.source.replace("reports:\n", f"{deeper}reports:\n", 1))
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "check", found="none"))
    site.act(case, "eve", site.press(case, "talk", "add", said="Allt."))
    site.act(case, "eve", site.press(case, "talk", "done"))
    assert site.runs(case) == {"deeper": "keeper@north"}

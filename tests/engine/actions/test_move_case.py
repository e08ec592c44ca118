"""A running case goes on by a later version of its template when that carries all that the case has come to; nobody else moves it."""

import pytest

from engine.actions.move_case import in_the_way, move_case
from engine.errors import NotPossible
from engine.store import tables
from tests.site import FAULTS, Site, fault

LATER = FAULTS.replace(
    "      check: {kind: form, form: check, by: keeper}\n",
    "      check: {kind: form, form: check, by: keeper}\n      more: {kind: form, form: talk, title: Mer, by: inspector}\n",
).replace("title: Ställningstagande", "title: Beslut")


def move(site: Site, case: tables.Case, by: str = "ada", number: int = 2) -> None:
    """Somebody moves a case to a version."""
    scene, actor = site.scene(case.template, case.version), site.actor(by)
    before, after = (site.office.published(site.org, case.template, one) for one in (case.version, number))
    assert before is not None
    assert after is not None
    site.write(lambda session: move_case(session, scene, case.id, (before, after), actor))


def why_not(site: Site, case: tables.Case, *changes: tuple[str, str]) -> list[str]:
    """The codes of what stands in the way of the template with some of its text replaced."""
    text = FAULTS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    number = site.publish(text)
    before, after = (site.office.published(site.org, case.template, one) for one in (case.version, number))
    assert before is not None
    assert after is not None
    return [one.code for one in in_the_way(site.scene(case.template, case.version), site.file(case), (before, after), ())]


def test_the_case_goes_on_by_the_steps_of_the_new_version_with_what_is_open_as_it_was(site: Site) -> None:
    case = site.case()
    due = site.file(case).case.last("verdict")
    site.publish(LATER)
    move(site, case)
    assert site.again(case).version == 2
    assert site.file(site.again(case)).case.last("verdict") == due
    site.decide(site.again(case), "ada", "look")
    assert "more" in site.runs(site.again(case))


def test_answers_stay_and_rounds_count_in_the_new_version_from_then(site: Site) -> None:
    case = site.case()
    answers = site.file(case).answers
    before = {row.version for row in site.all(tables.Fact)}
    site.publish(LATER)
    move(site, case)
    assert site.file(site.again(case)).answers == answers
    site.decide(site.again(case), "ada", "look")
    assert before == {1}
    assert [row.version for row in site.all(tables.Fact) if row.grain == "verdict"] == [2]


def test_the_journal_says_from_which_to_which_and_by_whom(site: Site) -> None:
    case = site.case()
    site.publish(LATER)
    move(site, case)
    line = site.all(tables.JournalLine, chain=str(case.id))[-1]
    assert (line.kind, line.facts["from"], line.facts["to"], line.person) == ("moved-to-version", 1, 2, site.people["ada"])
    assert site.broken_chains() == []


GONE = {
    "  verdict:\n": "changes: {verdict.outcome: {became: judged.outcome}}\n",
    "who: {type: choice, label: Vem?, options: {worker: En arbetare,": "changes: {who.worker: gone}\n",
}
"""What such a version has to say to be published."""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([("  verdict:\n", "  judged:\n")], "step-gone"),
        (
            [("who: {type: choice, label: Vem?, options: {worker: En arbetare,", "who: {type: choice, label: Vem?, options: {")],
            "question-other",
        ),
        ([("what: {type: long_text,", "what: {type: text,")], "question-other"),
        ([("one_per: hurt}", "one_per: hurt, compartment: true}")], "other-cases"),
        ([("  - to: keeper\n", "  - {to: keeper, never_to: [inspector]}\n")], "exclusions"),
        ([("  told: {", "  heard: {kind: notice, title: Chefen, to: chief, before: decisions}\n  told: {")], "notice-new"),
    ],
)
def test_what_a_case_would_lose_stands_in_the_way(site: Site, changes: list[tuple[str, str]], code: str) -> None:
    gone = GONE.get(changes[0][0], "")
    assert code in why_not(site, site.case(), *changes, ("reports:\n", f"{gone}reports:\n"))


def test_a_version_that_can_not_carry_it_is_refused_by_the_verb_too(site: Site) -> None:
    case = site.case()
    site.publish(FAULTS.replace("one_per: hurt}", "one_per: hurt, compartment: true}"))
    with pytest.raises(NotPossible, match="not-compatible"):
        move(site, case)
    assert site.again(case).version == 1


@pytest.mark.parametrize("who", ["cy", "eve", "gus"])
def test_only_who_received_the_case_moves_it(site: Site, who: str) -> None:
    case = site.case()
    site.publish(LATER)
    with pytest.raises(NotPossible, match="not-yours"):
        move(site, case, who)


def test_a_case_that_has_been_moved_meanwhile_or_is_in_that_version_is_not_moved(site: Site) -> None:
    case = site.case()
    site.publish(LATER)
    move(site, case)
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        move(site, case)


def test_an_answer_that_was_only_hidden_by_name_is_no_new_exclusion(site: Site) -> None:
    case = site.case(fault(who="keeper"))
    assert why_not(site, case, ("title: Ställningstagande", "title: Beslut")) == []

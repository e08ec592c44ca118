"""A step opens a case of another template: by that template's rules, tied to this one, and what was written stays there."""

import pytest

from engine.errors import NotPossible
from engine.store import tables
from tests.engine.actions.test_hand_over import may
from tests.linking import linking
from tests.site import Site

ANSWERS = {"spot": "north", "victim": "Kim", "how": "Halkade på golvet.", "grave": True}


def opened(site: Site) -> tuple[tables.Case, tables.Case]:
    """The case, and the one that it has opened."""
    case = linking(site)
    site.act(case, "ada", site.press(case, "tell", **ANSWERS))
    (new,) = site.all(tables.Case, template="accidents")
    return case, new


def test_the_case_is_opened_by_the_other_templates_rules_and_tied_to_the_first(site: Site) -> None:
    case, new = opened(site)
    assert (site.runs(new), new.receiver, new.compartment) == ({"look": "inspector"}, "inspector", True)
    assert [(row.case, row.other, row.kind) for row in site.all(tables.CaseTie)] == [(case.id, new.id, "opened")]
    assert site.runs(case) == {"looking": "", "talk": "inspector", "check": "keeper@north"}


def test_what_was_written_is_kept_in_the_new_case_alone(site: Site) -> None:
    case, new = opened(site)
    assert site.file(new).answers == ANSWERS
    assert [dict(item.answers) for item in site.file(case).rounds][1:] == [{}]


def test_only_those_whom_the_other_template_lets_in_may_read_it(site: Site) -> None:
    case, new = opened(site)
    assert {who: (may(site, who, case), may(site, who, new)) for who in ("ada", "eve", "gus")} == {
        "ada": (True, False),
        "eve": (True, True),
        "gus": (True, False),
    }


def test_both_journals_say_it_with_who_did_it_and_nobody_is_told_of_their_own_doing(site: Site) -> None:
    case, new = opened(site)
    assert "other-case-opened" in site.lines(case.id)
    report = next(row for row in site.all(tables.Submission) if row.template == "accidents")
    (line,) = site.all(tables.JournalLine, chain=str(report.id))
    assert (line.person, line.facts["from_case"]) == (site.people["ada"], str(case.id))
    assert ("lab", "step") in site.told()
    assert (site.lines(new.id)[0], site.broken_chains()) == ("case-opened", [])


def test_whoever_is_shut_out_of_the_case_stays_out_of_the_new_one(site: Site) -> None:
    case = linking(site)
    site.shut_out(case, "ada", "eve")
    site.act(case, "ada", site.press(case, "tell", **ANSWERS))
    (new,) = site.all(tables.Case, template="accidents")
    assert not may(site, "eve", new)
    assert new.receiver == "owner"


def test_the_new_report_is_counted_in_its_own_template(site: Site) -> None:
    case = linking(site)
    before = [row.template for row in site.all(tables.Fact)]
    site.act(case, "ada", site.press(case, "tell", **ANSWERS))
    added = [row.template for row in site.all(tables.Fact)]
    assert sorted(set(added)) == ["accidents", "linking"]
    assert added.count("linking") == before.count("linking") + 1, "the round of the step"


def test_a_step_can_end_without_a_case(site: Site) -> None:
    case = linking(site)
    site.act(case, "ada", site.press(case, "tell", "none"))
    assert not site.all(tables.Case, template="accidents")
    assert site.runs(case) == {"looking": "", "talk": "inspector", "check": "keeper@north"}


def test_a_template_that_is_not_in_use_opens_nothing(site: Site) -> None:
    case = linking(site, published=False)
    with pytest.raises(NotPossible, match="no-such-button"):
        site.act(case, "ada", site.press(case, "tell", **ANSWERS))
    site.act(case, "ada", site.press(case, "tell", "none"))
    assert "tell" not in site.runs(case)

"""What is counted of a case is what is so: what was undone is taken back by counter-facts that say exactly what was said."""

from collections import Counter
from uuid import UUID

from engine.actions.reopen_case import reopen_case
from engine.store import tables
from tests.engine.actions.test_merge_case import merge
from tests.engine.actions.test_reopen_case import closed, reopen
from tests.engine.actions.test_split_case import split
from tests.planned import PLANNED, ROW
from tests.site import Site, fault

SPANS = {"begun", "told_of", "thought", "ended", "decided"}
AGAIN = "".join(line for line in PLANNED.splitlines(keepends=True) if "kind: wait" not in line).replace(
    "template: planned", "template: again"
)
AGAIN = AGAIN.replace(
    "    types: {floor",
    "    questions: {ill: {type: choice, label: Sjuk?, options: {ja: Ja, nej: Nej}, sensitive: true, statistics: true}}\n    types: {floor",
)
AGAIN = AGAIN.replace(
    "reports:",
    """spans:
  begun: {title: Till ärende, from: received, to: opened}
  told_of: {title: Till ägaren, from: received, to: told}
  thought: {title: Till plan, from: verdict, to: plan, calendar: working}
  ended: {title: Till avslut, from: received, to: closed}
  decided: {title: Till bedömning, from: opened, to: verdict}
reports:""",
)
"""A plan to which the follow-up leads back, with a sensitive question besides, and how long it all takes."""


def counted(site: Site, prefix: str = "") -> dict[str, int]:
    """How many there are of each grain, counter-facts taken away."""
    found: Counter[str] = Counter()
    for fact in site.all(tables.Fact):
        found[fact.grain] += fact.sign
    return {grain: number for grain, number in found.items() if number and grain.startswith(prefix)}


def values(site: Site, fact: UUID) -> dict[str, str]:
    """What stands in rows of a fact."""
    return {row.reference: row.value for row in site.all(tables.FactValue, fact=fact)}


def test_a_case_is_counted_as_closed_with_what_it_carries_its_outcomes_and_its_rounds(site: Site) -> None:
    case = site.case()
    assert "closed" not in counted(site)
    site.decide(case, "ada", "drop")
    site.clock.move(days=1)
    site.act(case, "ada", site.press(case, "close"))
    (fact,) = site.all(tables.Fact, grain="closed")
    columns = {row.reference: getattr(fact, row.column) for row in site.all(tables.FactColumn, template="faults")}
    assert columns == {"place": "north", "who": "worker", "age": "young", "verdict.outcome": "drop", "check.found": None}
    assert values(site, fact.id) == {"rounds.verdict": "1", "rounds.talk": "0", "rounds.check": "0", "rounds.alone": "0"}
    assert (fact.day, [row.source for row in site.all(tables.FactSource, fact=fact.id)]) == (site.scene().day, [case.id])


def test_opening_a_case_again_takes_back_that_it_was_closed(site: Site) -> None:
    case = closed(site)
    reopen(site, case, step="verdict")
    said, unsaid = site.all(tables.Fact, grain="closed")
    assert (said.sign, unsaid.sign, said.day) == (1, -1, unsaid.day)
    assert values(site, said.id) == values(site, unsaid.id)
    assert {row.source for row in site.all(tables.FactSource, fact=unsaid.id)} == {case.id}
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    assert (counted(site)["closed"], counted(site)["verdict"]) == (1, 2)


def test_a_case_that_becomes_part_of_another_is_counted_neither_as_a_case_nor_as_closed_nor_as_an_incident(site: Site) -> None:
    first, second = site.case(), site.case()
    merge(site, first, second)
    assert counted(site) == {"submissions": 2, "hurt": 2, "cases": 1, "incidents": 1}


def test_an_incident_of_which_another_case_is_left_is_still_one(site: Site) -> None:
    one, _ = site.cases(site.report(fault("Lo", "Mo")).submission)
    merge(site, one, site.case())
    assert (counted(site)["cases"], counted(site)["incidents"]) == (2, 2)


def test_a_report_that_gets_a_case_of_its_own_again_is_an_incident_again(site: Site) -> None:
    first, second = site.case(), site.case()
    site.clock.move(hours=1)
    merge(site, first, second)
    split(site, second, report=1)
    assert (counted(site)["cases"], counted(site)["incidents"]) == (2, 2)


def test_a_plan_to_which_the_case_comes_back_takes_the_place_of_the_one_before(site: Site) -> None:
    site.publish(AGAIN)
    (case,) = site.cases(site.report(fault(), template="again").submission)
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "plan", measure=[ROW, ROW], ill="ja"))
    assert counted(site, "plan") == {"plan": 1, "plan.measure": 2, "plan/plan.ill": 1}
    site.act(case, "ada", site.press(case, "after", outcome="no", outcome_reason="Nej."))
    site.act(case, "ada", site.press(case, "plan", "keep", measure=[ROW], ill="nej"))
    assert counted(site, "plan") == {"plan": 1, "plan.measure": 2, "plan/plan.ill": 1}
    site.act(case, "ada", site.press(case, "plan", measure=[ROW], ill="nej"))
    assert counted(site, "plan") == {"plan": 1, "plan.measure": 1, "plan/plan.ill": 1}
    assert Counter((values(site, fact.id)["plan.ill"], fact.sign) for fact in site.all(tables.Fact, grain="plan/plan.ill")) == {
        ("ja", 1): 1,
        ("ja", -1): 1,
        ("nej", 1): 1,
    }


def lasted(site: Site) -> dict[str, tuple[str, ...]]:
    """How long each span took, counter-facts taken away."""
    found: Counter[tuple[str, tuple[str, ...]]] = Counter()
    spans = site.scene("again").template.spans
    for fact in site.all(tables.Fact):
        if fact.grain in spans:
            said = values(site, fact.id)
            found[fact.grain, tuple(said[name] for name in sorted(said))] += fact.sign
    return {grain: said for (grain, said), number in found.items() if number}


def test_how_long_it_took_is_counted_when_a_case_first_comes_somewhere(site: Site) -> None:
    site.publish(AGAIN)
    (case,) = site.cases(site.report(fault(), template="again").submission)
    assert lasted(site) == {"begun": ("0",), "told_of": ("0",)}
    site.clock.move(days=1)
    site.decide(case, "ada", "look")
    site.clock.move(days=7)
    site.act(case, "ada", site.press(case, "plan", measure=[ROW]))
    assert lasted(site) == {"begun": ("0",), "told_of": ("0",), "decided": ("1", "yes"), "thought": ("5",)}
    site.act(case, "ada", site.press(case, "after", outcome="no", outcome_reason="Nej."))
    site.clock.move(days=7)
    site.act(case, "ada", site.press(case, "plan", measure=[ROW]))
    assert lasted(site)["thought"] == ("5",)


def test_a_case_that_is_opened_again_took_as_long_as_until_it_was_closed_anew(site: Site) -> None:
    site.publish(AGAIN)
    (case,) = site.cases(site.report(fault(), template="again").submission)
    for days in (3, 4):
        site.clock.move(days=days)
        site.decide(case, "ada", "drop")
        site.act(case, "ada", site.press(case, "close"))
        assert lasted(site)["ended"] == ({3: "3", 4: "7"}[days],)
        scene, actor = site.scene("again"), site.actor("ada")
        site.write(lambda session: reopen_case(session, scene, case.id, "verdict", reason="again", actor=actor))  # noqa: B023
        assert "ended" not in lasted(site)


def test_a_report_that_has_waited_for_its_case_began_when_it_came(site: Site) -> None:
    site.publish(AGAIN.replace("template: again", "template: by-hand").replace("start: on_submit", "start: by_hand"))
    submission = site.waiting()
    site.clock.move(days=2)
    site.start(submission, "ada")
    assert {(fact.grain, values(site, fact.id)[f"{fact.grain}.days"]) for fact in site.all(tables.Fact) if fact.grain in SPANS} == {
        ("begun", "2"),
        ("told_of", "2"),
    }

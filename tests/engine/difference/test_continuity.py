"""What a version says has become of the names of the one before: nothing counted may be left out, and nothing untrue be said."""

from itertools import pairwise

import pytest

from engine.difference.continuity import change_faults
from engine.errors import NOWHERE, Fault
from engine.library import from_library, ready_made
from engine.statistics.lineage import Lineage
from engine.template.load import load
from engine.wording import fault_in_words
from tests.engine.difference.edits import BASE
from tests.engine.written import form, loaded

PLACES = "yard: Gården, stairs: Trappan, roof: Taket, shed: Skjulet"


def faults(*edits: tuple[str, str], changes: str = "") -> list[Fault]:
    """The faults of the base with some of its text replaced, and these lines of `changes`."""
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return list(change_faults(load(BASE), load(f"changes: {{{changes}}}\n{text}" if changes else text)))


def told(*edits: tuple[str, str], changes: str = "") -> list[tuple[str, str | None]]:
    """Code and proposal of each."""
    return [(fault.code, fault.guess) for fault in faults(*edits, changes=changes)]


NO_SHED = (", shed: Skjulet", "")
NO_URGENT = ("bråttom?, statistics: true", "bråttom?")
RENAMED = ("urgent", "hurry")


def test_a_template_that_counts_the_same_has_no_faults() -> None:
    assert faults() == faults(("title: Felanmälan", "title: Lampor"), ("roof: Taket", "roof: Tak")) == []


@pytest.mark.parametrize(
    ("edit", "proposal"),
    [
        (NO_SHED, "place.shed: gone"),
        ((PLACES, "yard: Gården, stairs: Trappan, roof: Taket, barn: Ladan"), "place.shed: {became: barn}"),
        ((PLACES, "yard: Gården, stairs: Trappan, roof: Taket, shack: Skjul, sheds: Skjul"), "place.shed: {became: sheds}"),
        ((PLACES, 'yard: Gården, stairs: Trappan, roof: Taket, "4": Fyra'), 'place.shed: {became: "4"}'),
        (("shed: Skjulet", "shed: {label: Skjulet, counts_as: yard}"), "place.shed: gone"),
        (NO_URGENT, "urgent: gone"),
        (RENAMED, "urgent: {became: hurry}"),
        (
            ("outcomes: {fix: {label: Laga, go: works}, drop", "outcomes: {mend: {label: Laga, go: works}, drop"),
            "verdict.outcome.fix: {became: mend}",
        ),
        (("    title: Bedömning\n    statistics: true\n", "    title: Bedömning\n"), "verdict.outcome: gone"),
        (("age: {type: choice", "years: {type: choice"), ""),
    ],
)
def test_what_is_counted_no_more_needs_a_line_and_gets_a_proposal(edit: tuple[str, str], proposal: str) -> None:
    more = (("rows: age", "rows: years"),) if not proposal else ()
    assert told(edit, *more) == [("change-missing", proposal or "age: {became: years}")]


def test_the_proposal_is_a_whole_line_that_mends_the_fault() -> None:
    for edit in (NO_SHED, NO_URGENT, RENAMED):
        (fault,) = faults(edit)
        assert faults(edit, changes=str(fault.guess)) == []


@pytest.mark.parametrize(("old", "new"), [*pairwise(sorted(ready_made()))])
def test_the_proposals_together_mend_every_fault_whatever_the_versions(old: str, new: str) -> None:
    before, text = ready_made()[old], ready_made()[new].source
    lines = [str(fault.guess) for fault in change_faults(before, load(text, from_library))]
    # a question that became another asks for its answers in turn
    lines += [str(fault.guess) for fault in change_faults(before, load(f"{text}\nchanges: {{{', '.join(lines)}}}\n", from_library))]
    assert change_faults(before, load(f"{text}\nchanges: {{{', '.join(lines)}}}\n", from_library)) == ()


def test_a_new_name_is_proposed_once_for_questions_and_for_several_answers() -> None:
    edits = (", shed: Skjulet", ", barn: Ladan"), ("roof: Taket", "barns: Ladorna"), ("{place: roof}", "{place: yard}")
    assert told(*edits) == [("change-missing", "place.roof: gone"), ("change-missing", "place.shed: gone")]
    merged = ("yard: Gården, stairs: Trappan, roof: Taket, shed: Skjulet", "yards: G, stairs: T, roof: R")
    assert told(merged) == [("change-missing", "place.yard: {became: yards}"), ("change-missing", "place.shed: gone")]


def test_a_question_that_became_another_brings_its_answers_along() -> None:
    gone = (
        "place: {type: choice, label: Var är den?, options: {yard: Gården",
        "spot: {type: choice, label: Var är den?, options: {lawn: Gården",
    )
    more = (("rows: place", "rows: spot"), ("{place: roof}", "{spot: roof}"))
    assert told(gone, *more, changes="place: {became: spot}") == [("change-missing", "place.yard: {became: lawn}")]
    assert told(gone, *more, changes="place: {became: spot}, place.yard: {became: lawn}") == []
    assert told(gone, *more, changes="place: gone") == []


def test_an_answer_can_be_split_and_stay() -> None:
    edit = ("shed: Skjulet", "shed: {label: Skjulet, until: 2026-12-31}, barn: Ladan, hut: Stugan")
    assert told(edit, changes="place.shed: {split: [barn, hut]}") == []


@pytest.mark.parametrize(
    ("edit", "changes", "expected"),
    [
        (NO_SHED, "place.shed: gone, place.shad: gone", ("change-of-nothing", "place.shed")),
        (NO_SHED, "place.shed: gone, weather: gone", ("change-of-nothing", None)),
        (NO_SHED, "place.shed: gone, place.roof: gone", ("change-still-there", None)),
        (NO_SHED, "place.shed: gone, urgent: gone", ("change-still-there", None)),
        (NO_SHED, "place.shed: gone, place.roof: {became: yard}", ("change-still-there", None)),
        (NO_SHED, "place.shed: {became: yrd}", ("change-target", "yard")),
        (NO_SHED, "place.shed: {split: [yard, barn]}", ("change-target", None)),
        (NO_URGENT, "urgent: {became: whyy}", ("change-target", None)),
        (NO_URGENT, "urgent: {became: place}", ("change-other-kind", None)),
        (NO_URGENT, "urgent: {split: [place, area]}", ("change-split-question", None)),
        (("since: {", "when: {"), "since: {became: whn}", ("change-target", "when")),
        (("since: {", "when: {"), "colour: gone", ("change-still-there", None)),
        ((", blue: Blå", ""), "colour.blue: {became: rd}", ("change-target", "red")),
    ],
)
def test_a_line_that_is_not_true_is_a_fault(edit: tuple[str, str], changes: str, expected: tuple[str, str | None]) -> None:
    assert told(edit, changes=changes) == [expected]


def test_a_group_or_a_step_that_a_report_counts_needs_a_line_too() -> None:
    renamed = ("    people:\n", "    folk:\n"), ("count: people", "count: folk")
    assert told(*renamed) == [("change-missing", "people: {became: folk}")]
    assert told(*renamed, changes="people: {became: folk}") == []
    assert told(*renamed, changes="people: {split: [folk, where]}")[0] == ("change-split-question", None)
    assert told(("      paint: {kind", "      colouring: {kind")) == []


def test_two_questions_do_not_become_one() -> None:
    text = BASE.replace("since: {type: date, label: Sedan när?", "hasty: {type: yes_no, label: H, statistics: true")
    new = text.replace("urgent", "hurry").replace("        hasty: {type: yes_no, label: H, statistics: true, optional: true}\n", "")
    for line in ("urgent: {became: hurry}, hasty: {became: hurry}", "urgent: {became: hasty}"):
        found = change_faults(load(text), load(f"changes: {{{line}}}\n{new if 'hurry' in line else text.replace('urgent', 'hurry')}"))
        assert {fault.code for fault in found} == {"change-merged-question"}


def test_a_line_about_what_was_never_counted_is_a_note() -> None:
    assert faults((", blue: Blå", ""), changes="colour.blue: {became: red}") == []
    assert faults(("since: {", "when: {"), changes="since: {became: when}") == []


def test_a_text_where_everything_is_wrong_gets_some_guesses_only() -> None:
    old, new = (form("\n".join(f"{letter}{number}: {{type: text, label: Q}}" for number in range(400))) for letter in "qp")
    wrong = "changes:\n" + "".join(f"  qq{number}: gone\n" for number in range(400))
    found = change_faults(loaded(old), loaded(new, wrong))
    assert (len(found), found[0].guess, found[-1].guess) == (400, "q0", None)


def test_faults_stand_at_their_lines() -> None:
    lines = BASE.replace(*NO_SHED).splitlines()
    (missing,) = faults(NO_SHED)
    assert lines[missing.mark.line - 1].strip().startswith("place:")
    (missing,) = faults(NO_URGENT)
    assert missing.mark == NOWHERE
    text = BASE.replace(*NO_SHED) + "changes:\n  weather: gone\n"
    found = change_faults(load(BASE), load(text))
    lines = text.splitlines()
    assert [(fault.code, lines[fault.mark.line - 1].strip()) for fault in found] == [
        ("change-missing", "changes:"),
        ("change-of-nothing", "weather: gone"),
    ]


def test_a_missing_line_is_said_with_what_to_write() -> None:
    (missing,) = faults(NO_SHED)
    assert fault_in_words(missing) == (
        "”place.shed” räknades i förra versionen men räknas inte längre. Säg under ”changes” vad som har hänt med det."
        " Skriv så här: place.shed: gone"
    )


def test_a_measure_that_can_be_planned_no_more_needs_a_line_too() -> None:
    plan = "workflow: {plan: {kind: measures, title: P, statistics: true, types: {floor: F, light: L}}}"
    less = plan.replace(", light: L", "")
    found = change_faults(loaded(plan), loaded(less))
    assert [(fault.code, fault.guess) for fault in found] == [("change-missing", "plan.type.light: gone")]
    assert list(change_faults(loaded(plan), loaded(less, "changes: {plan.type.light: gone}"))) == []


def test_what_is_worked_out_of_a_step_goes_and_comes_along_with_it() -> None:
    paint = "      paint: {kind", "      hue: {kind"
    assert "rounds.paint" in load(BASE).counted
    assert faults(paint) == []
    found = Lineage.of({1: load(BASE), 2: load(f"changes: {{paint: {{became: hue}}}}\n{BASE.replace(*paint)}")})
    assert [era.reference for era in found.eras["rounds.hue"]] == ["rounds.paint"]

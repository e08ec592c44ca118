"""The typed difference: one change for one edit, none between equals, and the same read backwards."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.difference.compare import ADDED, Change, difference
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.difference.edits import BASE, EDITS, Edit, edited
from tests.engine.generated import templates
from tests.engine.small import SMALL

some_edits = st.frozensets(st.sampled_from(EDITS))


def seen(change: Change) -> tuple[str, tuple[str, str], str | None]:
    """What a change is, without the parts themselves."""
    return change.how, change.part.key, change.attribute


def backwards(changes: tuple[Change, ...]) -> list[str]:
    """The changes that undo these."""
    return sorted(repr(change.backwards) for change in changes)


def one(old: str, new: str) -> Change:
    """The only change that an edit of the base is."""
    assert BASE.count(old) == 1
    (found,) = difference(load(BASE), load(BASE.replace(old, new)))
    return found


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.how} {edit.part} {edit.attribute}")
def test_one_edit_is_one_change(edit: Edit) -> None:
    (found,) = difference(load(BASE), edited([edit]))
    assert seen(found) == (edit.how, edit.part, edit.attribute)


@settings(max_examples=25)
@given(some_edits, some_edits)
def test_edits_on_one_side_only_are_the_difference(first: frozenset[Edit], second: frozenset[Edit]) -> None:
    found = difference(edited(first), edited(second))
    assert len(found) == len(first ^ second)
    assert {change.part.key for change in found} == {edit.part for edit in first ^ second}


@settings(max_examples=25)
@given(some_edits, some_edits)
def test_the_way_back_undoes_every_change(first: frozenset[Edit], second: frozenset[Edit]) -> None:
    old, new = edited(first), edited(second)
    assert backwards(difference(old, new)) == sorted(repr(change) for change in difference(new, old))


@settings(max_examples=50)
@given(templates(), templates())
def test_the_way_back_undoes_every_change_of_any_template(old: FormTemplate, new: FormTemplate) -> None:
    assert backwards(difference(old, new)) == sorted(repr(change) for change in difference(new, old))


@given(templates())
def test_there_is_no_difference_between_equal_templates(template: FormTemplate) -> None:
    assert difference(template, load(template.source)) == ()


def test_notes_and_examples_are_no_difference() -> None:
    more = f"# nytt\n{SMALL}".replace("två utsatta, rektor", "rektor")
    assert difference(load(SMALL), load(more)) == ()


def test_what_numbers_are_made_of_comes_first_and_words_last() -> None:
    found = difference(load(BASE), edited(EDITS))
    counted = [change.counted for change in found]
    assert counted == sorted(counted, reverse=True)
    assert seen(found[0]) == ("removed", ("option", "place.shed"), None)
    assert found[-1].attribute in ("label", "title", "start.purpose", "place")


def test_what_stands_in_something_new_is_told_with_it() -> None:
    found = one(
        "    people:\n", "    seen: {title: S, questions: {x: {type: choice, label: X, options: {a: A}, statistics: true}}}\n    people:\n"
    )
    assert (found.how, [part.key for part in found.inside]) == (ADDED, [("question", "x"), ("option", "x.a")])
    assert found.counted


def test_a_question_on_another_page_has_moved_and_its_options_have_not() -> None:
    line = "        colour: {type: choice, label: Vilken färg?, options: {red: Röd, blue: Blå}}\n"
    (found,) = difference(load(BASE), load(BASE.replace(line, "").replace("        said:", f"{line}        said:")))
    assert (*seen(found), found.before[0], found.after[0]) == (
        "moved",
        ("question", "colour"),
        "place",
        ("page", "where"),
        ("page", "what"),
    )


def test_a_counted_question_that_moves_into_a_group_is_counted_by_its_rows() -> None:
    line = "        urgent: {type: yes_no, label: Är det bråttom?, statistics: true}\n"
    text = BASE.replace(line, "").replace("        why: {type: text, label: Varför?, show_if: {urgent: true}}\n", "")
    text = text.replace("  - {when: {urgent: true}, to: keeper, copy_to: [chief]}\n", "")
    before, into = load(text.replace("        said:", f"{line}        said:")), load(text.replace("        name:", f"{line}        name:"))
    (found,) = difference(before, into)
    assert (found.how, found.counted) == ("moved", True)
    (other,) = difference(before, load(text.replace("        since:", f"{line}        since:")))
    assert (other.how, other.counted) == ("moved", False)


def test_a_route_is_known_by_its_situation_or_its_receivers() -> None:
    changes = [
        one("{when: {place: roof}, to: chief}", "{when: {place: yard}, to: chief}"),
        one("{when: {place: roof}, to: chief}", "{when: {place: roof}, to: keeper}"),
    ]
    assert [change.attribute for change in changes] == ["when", "to"]


def test_routes_that_change_places_have_moved() -> None:
    lines = BASE[BASE.index("routing:\n") + 9 : BASE.index("workflow:")].splitlines(keepends=True)
    for first, second in combinations((0, 1), 2):
        swapped = list(lines)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        (found,) = difference(load(BASE), load(BASE.replace("".join(lines), "".join(swapped))))
        assert found.how == "moved"


def test_a_deadline_that_steps_take_from_their_group_is_told_once() -> None:
    assert seen(one("due: {days: 5}", "due: {days: 7}")) == ("changed", ("step", "works"), "due")


def test_a_question_of_another_sort_is_the_same_question() -> None:
    assert seen(one("said: {type: long_text", "said: {type: text")) == ("changed", ("question", "said"), "type")

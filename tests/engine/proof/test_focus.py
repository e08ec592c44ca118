"""Only the questions that can matter are asked."""

from engine import conditions
from engine.fields import Form
from engine.proof.focus import PROBE, Focus, Lookout, layout, reduced
from tests.engine.written import asking

FORM = asking(
    """
    a: {type: yes_no, label: A}
    b: {type: yes_no, label: B, show_if: {a: true}}
    c: {type: choice, label: C, options: {x: {label: X, when: {b: true}}, y: Y}}
    rows:
      type: group
      label: R
      repeat: {max: 2}
      show_if: {unit.kind: office}
      questions: {d: {type: yes_no, label: D}, e: {type: text, label: E}}
    f: {type: email, label: F}
    """.replace("a: {type: yes_no, label: A}", "unit: {type: unit, label: U}\n    a: {type: yes_no, label: A}")
).form
PLACES = layout(FORM)


def named(form: Form) -> list[str]:
    """The ids of a form's questions."""
    return [question.id for question in form.every()]


def test_what_is_named_brings_what_decides_whether_it_is_asked_and_what_it_offers() -> None:
    assert Focus(PLACES, [conditions.Test("a", "is", (True,))]).ids == {"a"}
    assert Focus(PLACES, [conditions.Test("c", "is", ("x",))]).ids == {"a", "b", "c"}
    assert Focus(PLACES, [conditions.Test("d", "includes", (True,), many=True)]).ids == {"d", "rows", "unit"}
    assert Focus(PLACES, (), ["b"]).ids == {"a", "b"}


def test_what_lies_outside_the_form_is_set_apart() -> None:
    outside = conditions.Test("organisation.kind", "is", ("x",))
    focus = Focus(PLACES, [outside, conditions.Test("a", "is", (True,))])
    assert (focus.beyond, [test.reference for test in focus.tests]) == ([outside], ["a"])


def test_a_reduced_form_keeps_the_order_and_the_groups() -> None:
    assert named(reduced(PLACES, {"f", "a", "d"})) == ["a", "rows", "d", "f"]
    assert named(reduced(PLACES, ())) == []


def test_a_probe_stands_where_the_lookout_is() -> None:
    before = reduced(PLACES, {"a"}, Lookout("e", "before", bool))
    assert named(before) == ["a", "rows", "?"]
    inside = reduced(PLACES, {"a"}, Lookout("b", "inside", bool)).find("?")
    assert inside is not None
    assert (inside.type, inside.show_if) == (PROBE, PLACES["b"].question.show_if)


def test_before_a_page_nothing_of_the_page_is_asked() -> None:
    assert [page.id for page in reduced(PLACES, {"a"}, Lookout("1", "page", bool)).pages] == ["1", "?"]

"""What cases are marked with: read with its words and its condition, and never decided by what is sensitive."""

import pytest

from engine.template.load import load
from tests.engine.written import faults, form, loaded, template

ASKED = """
what: {type: choice, label: W, options: {a: A, b: B}, statistics: true}
touchy: {type: choice, label: T, options: {a: A, b: B}, statistics: true, sensitive: true, optional: true}
why: {type: text, label: Y, optional: true, show_if: {touchy: a}}
some: {type: choices, label: S, options: {a: A, b: B}, statistics: true, sensitive: true, optional: true}
many: {type: computed, label: M, count: some}
hurt: {type: group, label: H, repeat: {max: 3, item: P}, questions: {age: {type: choice, label: A, options: {young: Y, old: O}}}}
"""


def flags(text: str, cases: str = "") -> tuple[str, ...]:
    """A template's parts with these marks."""
    return form(ASKED), f"cases: {{{cases}flags: {{{text}}}}}"


def test_a_mark_has_its_words_its_condition_and_its_place() -> None:
    (flag,) = loaded(*flags("own: {label: Own, when: {what: a}}")).cases.flags
    assert (flag.key, flag.label) == ("own", {"sv": "Own"})
    assert load(template(*flags("own: {label: Own, when: {what: a}}"))).cases.flags[0].mark.line > 1


def test_a_mark_looks_at_the_row_of_its_case() -> None:
    assert loaded(*flags("own: {label: Own, when: {age: young}}", "one_per: hurt, ")).cases.flags
    assert [fault.code for fault in faults(*flags("own: {label: Own, when: {age: young}}"))] == ["list-needs-includes"]


@pytest.mark.parametrize("when", ["{touchy: a}", "{any: [{what: a}, {touchy: b}]}", "{why: {answered: true}}", "{many: {at_least: 2}}"])
def test_nothing_sensitive_decides_a_mark_directly_or_through_what_it_shows(when: str) -> None:
    assert [fault.code for fault in faults(*flags(f"own: {{label: Own, when: {when}}}"))] == ["sensitive-flag"]


def test_a_mark_looks_at_no_step() -> None:
    assert [fault.code for fault in faults(*flags("own: {label: Own, when: {look.outcome: a}}"))] == ["unknown-reference"]


def test_a_mark_has_a_condition() -> None:
    assert [fault.code for fault in faults(*flags("own: {label: Own}"))] == ["missing-key"]


def test_where_a_mark_stands_in_the_text_is_no_part_of_what_it_is() -> None:
    parts = flags("own: {label: Own, when: {what: a}}")
    assert loaded(*parts).cases == loaded("\n\n# further down", *parts).cases

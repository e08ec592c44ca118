"""What a template asks of whoever fills it in is worked out from its questions."""

from engine.library import from_library
from engine.template.effort import OWN_PAGES, OWN_TAPS, OWN_WORDS, Effort, effort
from engine.template.load import load
from tests.site import READY_MADE

TEMPLATE = """
template: small
title: Två ord
form:
  pages:
    one:
      title: Tre ord här
      questions: QUESTIONS
functions: {keeper: {label: Skötare, held_by: organisation}}
routing: [{to: keeper}]
cases: {start: on_submit}
workflow: {verdict: {kind: decision, title: Beslut, by: receiver, outcomes: {mend: {label: Laga, go: close}}}}
"""


def of(questions: str) -> Effort:
    """The effort of a form with one page."""
    return effort(load(TEMPLATE.replace("QUESTIONS", questions)), "sv")


def test_a_text_costs_typing_and_no_tap() -> None:
    found = of("{it: {type: text, label: Ett}}")
    assert found == Effort(OWN_WORDS + 6, OWN_TAPS + 1, OWN_PAGES + 1, 15)


def test_a_choice_costs_a_tap_and_the_reading_of_its_options() -> None:
    found = of("{it: {type: choice, label: Ett, options: {a: Röd, b: Inte röd}}}")
    assert found == Effort(OWN_WORDS + 9, OWN_TAPS + 2, OWN_PAGES + 1, 0)


def test_of_options_that_need_a_situation_only_one_situations_are_read() -> None:
    asked = """
      it: {type: choice, label: Ett, options: {a: Röd, b: {label: Två ord, when: {w.kind: x}}, c: {label: Nu tre ord, when: {w.kind: y}},
        d: {label: Ord, when: {w.kind: y}}}}"""
    found = of("{w: {type: unit, label: Ett, routes: true}," + asked.strip() + "}")
    assert found == Effort(OWN_WORDS + 5 + 1 + 1 + 1 + 4, OWN_TAPS + 2, OWN_PAGES + 1, 0)


def test_a_grid_costs_a_tap_for_each_row() -> None:
    rows = "{it: {type: grid, label: Ett, rows: {a: Två ord, b: Två ord, c: Ord}, options: {x: X}}}"
    assert of(rows) == Effort(OWN_WORDS + 5 + 1 + 1 + 5, OWN_TAPS + 1 + 3, OWN_PAGES + 1, 0)


def test_each_part_of_an_answer_is_a_line_to_type() -> None:
    assert of("{it: {type: date_range, label: Ett}}").characters == 30


def test_what_a_type_lets_people_read_besides_is_counted_too() -> None:
    found = of("{a: {type: info, label: Ett, text: Tre ord till}, b: {type: scale, label: Ett, from: 0, to: 2, to_label: Inte bra}}")
    assert found == Effort(OWN_WORDS + 5 + 2 + 3 + 2, OWN_TAPS + 2, OWN_PAGES + 1, 0)


def test_what_is_expected_to_be_typed_is_what_the_author_says() -> None:
    assert of("{it: {type: long_text, label: Ett, expect: 90}}").characters == 90
    assert of("{it: {type: long_text, label: Ett}}").characters == 200


def test_the_optional_the_preset_and_the_unit_of_the_link_cost_only_reading() -> None:
    found = of(
        "{a: {type: text, label: Ett, optional: true}, b: {type: yes_no, label: Ett, preset: true},"
        " c: {type: unit, label: Ett, routes: true}}"
    )
    assert (found.taps, found.characters) == (OWN_TAPS + 1, 0)


def test_a_question_that_is_not_shown_at_once_costs_nothing() -> None:
    hidden = "{a: {type: yes_no, label: Ett}, b: {type: text, label: Ett, show_if: {a: true}}}"
    assert of(hidden).characters == 0
    assert of(hidden.replace("label: Ett}", "label: Ett, preset: true}", 1)).characters == 15


def test_a_group_costs_as_many_rows_as_it_must_have() -> None:
    rows = "{g: {type: group, label: Ett, repeat: {min: LEAST, max: 3, item: Rad}, questions: {a: {type: text, label: Ett}}}}"
    assert [of(rows.replace("LEAST", least)).characters for least in ("0", "1", "2")] == [0, 15, 30]


def test_the_minutes_follow_the_reading_the_tapping_and_the_typing() -> None:
    assert Effort(words=200, taps=20, pages=10, characters=130).seconds == 60 + 30 + 10 + 60
    assert [Effort(words, 0, 0, 0).minutes for words in (0, 290, 310, 700)] == [1, 1, 2, 4]


def test_the_library_s_forms_can_be_filled_in_within_five_minutes_and_twelve_taps() -> None:
    for path in READY_MADE:
        found = effort(load(path.read_bytes(), from_library), "sv")
        assert found.minutes <= 5
        assert found.taps <= 12
        assert found.pages <= 7

"""Forms: pages, questions, groups, options and texts, and what their conditions may look at."""

import pytest

from engine.errors import Mark
from engine.fields import ONLY_PAGE
from tests.engine.written import asking, code, fault, faults, form, forms, loaded, place, workflow

CHOICE = "where: {type: choice, label: Where, options: {a: A, b: B}}"


def test_questions_are_required_unless_optional() -> None:
    found = asking("one: {type: text, label: One}\ntwo: {type: text, label: Two, optional: true}")
    assert [question.optional for question in found.form.questions()] == [False, True]


@pytest.mark.parametrize("type_name", ["text", "long_text", "email", "phone"])
def test_free_text_is_personal_unless_it_says_otherwise(type_name: str) -> None:
    found = asking(f"one: {{type: {type_name}, label: One}}\ntwo: {{type: {type_name}, label: Two, personal: false}}")
    assert [question.personal for question in found.form.questions()] == [True, False]


def test_a_closed_answer_is_personal_only_where_it_says_so() -> None:
    assert not asking(CHOICE).form.questions()[0].personal


@pytest.mark.parametrize(
    ("type_name", "more"),
    [
        ("signature", ""),
        ("date_range", ""),
        ("address", ""),
        ("grid", ", rows: {a: A}, options: {x: X}"),
        ("constant", ", value: x"),
        ("group", ", repeat: {max: 2, item: R}, questions: {b: {type: text, label: B}}"),
    ],
)
def test_what_nobody_can_answer_in_advance_has_no_preset(type_name: str, more: str) -> None:
    assert code(form(f"it: {{type: {type_name}, label: It, preset: a{more}}}")) == "no-preset"


def test_a_form_of_questions_alone_is_one_page() -> None:
    (page,) = asking(CHOICE).form.pages
    assert (page.id, len(page.questions)) == (ONLY_PAGE, 1)


def test_a_form_has_pages_or_questions_and_not_both() -> None:
    text = "form:\n  pages: {a: {title: A, questions: {b: {type: text, label: B}}}}\n  questions: {c: {type: text, label: C}}"
    assert code(text) == "pages-and-questions"
    assert code("form: {title: Empty}") == "missing-key"


def test_a_page_with_repeat_is_a_group_that_bears_its_id() -> None:
    found = loaded("form: {pages: {who: {title: Who, repeat: {min: 1, max: 10, item: One}, questions: {name: {type: text, label: N}}}}}")
    (group,) = found.form.questions()
    assert (group.id, group.type.name, group.repeat and group.repeat.most) == ("who", "group", 10)


def test_a_group_stands_on_a_page_or_in_one_other_group() -> None:
    inner = "{type: group, label: G, repeat: {max: 2, item: R}, questions: {%s: %s}}"
    text = "{type: text, label: T}"
    assert asking(f"a: {inner % ('b', inner % ('c', text))}").form.find("c")
    assert code(form(f"a: {inner % ('b', inner % ('c', inner % ('d', text)))}")) == "nested-too-deep"


def test_an_optional_group_needs_no_row() -> None:
    found = asking("a: {type: group, label: A, optional: true, repeat: {max: 2, item: R}, questions: {b: {type: text, label: B}}}")
    assert [group.repeat and group.repeat.least for group in found.form.questions()] == [0]


def test_a_group_can_not_have_a_least_over_its_most() -> None:
    assert (
        code(form("a: {type: group, label: A, repeat: {min: 3, max: 2, item: R}, questions: {b: {type: text, label: B}}}"))
        == "min-over-max"
    )


def test_pages_questions_groups_and_steps_share_one_space_of_ids() -> None:
    pages = "form: {pages: {a: {title: A, questions: {b: {type: text, label: B}}}, b: {title: B, questions: {c: {type: text, label: C}}}}}"
    assert place(fault(pages)) == ("id-twice", 1, 71)
    assert code(form(CHOICE), workflow("where: {kind: decision, title: Where, outcomes: {a: A}}")) == "id-twice"


def test_questions_in_different_groups_share_that_space_too() -> None:
    group = "%s: {type: group, label: G, repeat: {max: 2, item: R}, questions: {name: {type: text, label: N}}}"
    assert code(form(f"{group % 'a'}\n{group % 'b'}")) == "id-twice"


@pytest.mark.parametrize("id", ["organisation", "rounds", "period", "outcome", "close", "receiver"])
def test_some_ids_are_reserved(id: str) -> None:
    assert code(form(f"{id}: {{type: text, label: It}}")) == "reserved-id"
    step = "look: {kind: form, form: look}"
    assert code(forms(look=f"{id}: {{type: text, label: It}}"), workflow(step)) == "reserved-id"


def test_the_questions_of_a_step_form_are_unique_in_their_form_alone() -> None:
    steps = workflow("look: {kind: form, form: one}\nlook_again: {kind: form, form: two}")
    assert loaded(form(CHOICE), forms(one=CHOICE, two=CHOICE), steps).step("look").form


def test_the_questions_of_a_step_form_are_unique_in_their_groups_too() -> None:
    twice = f"{CHOICE}\nrows: {{type: group, label: R, repeat: {{max: 2, item: R}}, questions: {{{CHOICE}}}}}"
    assert code(forms(one=twice), workflow("look: {kind: form, form: one}")) == "id-twice"


def test_a_text_is_in_the_main_language() -> None:
    assert loaded("title: Report").title == {"sv": "Report"}
    assert loaded("languages: [en, sv]", "title: Report").title == {"en": "Report"}


def test_a_text_may_be_said_in_each_declared_language() -> None:
    assert loaded("languages: [sv, en]", "title: {sv: Anmälan, en: Report}").title == {"sv": "Anmälan", "en": "Report"}


def test_an_undeclared_language_is_told() -> None:
    assert place(fault("title: {sv: Anmälan, en: Report}")) == ("unknown-language", 1, 22)


def test_a_text_without_the_main_language_is_told() -> None:
    assert code("languages: [sv, en]", "title: {en: Report}") == "missing-language"


def test_an_option_is_a_text_or_has_its_parts() -> None:
    (question,) = asking(
        "where: {type: choice, label: W, options: {a: A, b: {label: B, from: 2020-01-01, until: 2030-12-31, counts_as: a}}}"
    ).form.questions()
    assert [(option.key, option.label, option.counts_as) for option in question.options] == [
        ("a", {"sv": "A"}, None),
        ("b", {"sv": "B"}, "a"),
    ]
    assert str(question.options[1].until) == "2030-12-31"


@pytest.mark.parametrize(
    ("dates", "expected"), [("from: 2020-13-01", "not-a-day"), ("from: 2020-01-02, until: 2020-01-01", "from-after-until")]
)
def test_the_dates_of_an_option_are_days_in_order(dates: str, expected: str) -> None:
    assert code(form(f"where: {{type: choice, label: W, options: {{a: {{label: A, {dates}}}}}}}")) == expected


def test_counting_as_a_misspelt_option_is_told_but_another_category_is_not() -> None:
    options = "where: {type: choice, label: W, options: {corridor: C, hall: {label: H, counts_as: %s}}}"
    assert fault(form(options % "coridor")).guess == "corridor"
    assert asking(options % "indoors").form.questions()[0].options[1].counts_as == "indoors"


def test_several_questions_may_use_one_shared_list() -> None:
    lists = "lists: {places: {a: A, b: B}}"
    found = asking("one: {type: choice, label: O, options: {list: places}}\ntwo: {type: choices, label: T, options: {list: places}}", lists)
    assert [[option.key for option in question.options] for question in found.form.questions()] == [["a", "b"], ["a", "b"]]


def test_a_list_that_is_not_there_is_told_with_the_likely_one() -> None:
    found = fault("lists: {places: {a: A}}", form("one: {type: choice, label: O, options: {list: plases}}"))
    assert (place(found), found.guess) == (("unknown-list", 4, 51), "places")


def test_an_option_may_be_called_list() -> None:
    found = asking("one: {type: choice, label: O, options: {list: A list, other: Other}}").form.questions()[0]
    assert [option.key for option in found.options] == ["list", "other"]


SHARED = "lists: {places: {a: A, b: {label: B, when: {unit.kind: office}}}}"
USED = "{type: choice, label: P, options: {list: places}}"


def test_the_condition_of_a_shared_option_is_read_where_the_list_is_used() -> None:
    found = asking(f"unit: {{type: unit, label: U}}\nplace: {USED}", SHARED)
    assert found.form.questions()[1].options[1].when


def test_a_shared_option_whose_condition_can_not_be_asked_there_is_told_once() -> None:
    found = fault(SHARED, form(f"place: {USED}\nother: {USED}\nunit: {{type: unit, label: U}}"))
    assert place(found) == ("unknown-reference", 1, 45)


def test_a_preset_is_an_option() -> None:
    assert asking("where: {type: choice, label: W, options: {a: A}, preset: a}").form.questions()[0].preset == "a"
    assert code(form("where: {type: choice, label: W, options: {a: A}, preset: b}")) == "unknown-option"


def test_the_preset_of_several_choices_is_a_list_of_one() -> None:
    assert asking("where: {type: choices, label: W, options: {a: A}, preset: a}").form.questions()[0].preset == ["a"]


@pytest.mark.parametrize(("preset", "fine"), [("today", True), ("2026-01-31", True), ("2026-02-31", False), ("tomorrow", False)])
def test_the_preset_of_a_date_is_today_or_a_day(preset: str, fine: bool) -> None:
    text = form(f"day: {{type: date, label: D, preset: {preset}}}")
    assert (loaded(text).form.questions()[0].preset == preset) if fine else (code(text) == "not-a-day")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("type: yes_no, preset: maybe", "unknown-option"),
        ("type: yes_no, preset: unknown", "unknown-option"),
        ("type: text, preset: 4", "not-string"),
        ("type: number, preset: four", "not-number"),
        ("type: date, preset: 4", "not-a-day"),
    ],
)
def test_a_preset_is_a_value_that_could_be_answered(keys: str, expected: str) -> None:
    assert code(form(f"what: {{label: W, {keys}}}")) == expected


@pytest.mark.parametrize(
    "keys", ["yes_no, preset: false", "yes_no, unknown: true, preset: unknown", "text, preset: x", "number, preset: 4"]
)
def test_a_preset_of_the_right_sort_is_taken(keys: str) -> None:
    assert asking(f"what: {{label: W, type: {keys}}}").form.questions()[0].preset is not None


def test_the_texts_of_a_type_are_in_declared_languages_too() -> None:
    assert code(form("what: {type: info, label: W, text: {sv: Hej, en: Hello}}")) == "unknown-language"


@pytest.mark.parametrize("type_name", ["text", "long_text", "email", "phone", "time", "info"])
def test_only_closed_answers_can_be_counted(type_name: str) -> None:
    assert code(form(f"what: {{type: {type_name}, label: W, statistics: true}}")) == "not-countable"


@pytest.mark.parametrize("type_name", ["yes_no", "number", "money", "date", "unit"])
def test_numbers_dates_and_units_can_be_counted(type_name: str) -> None:
    assert asking(f"what: {{type: {type_name}, label: W, statistics: true}}").counted["what"].grain == "submissions"


def test_a_group_itself_can_not_be_counted_along() -> None:
    group = "g: {type: group, label: G, statistics: true, repeat: {max: 2, item: R}, questions: {a: {type: text, label: A}}}"
    assert code(form(group)) == "not-countable"


def test_only_a_unit_routes() -> None:
    assert code(form("what: {type: text, label: W, routes: true}")) == "routes-needs-unit"
    assert asking("where: {type: unit, label: W, routes: true}").routing_question()


def test_a_unit_inside_a_group_does_not_route() -> None:
    group = "g: {type: group, label: G, repeat: {max: 2, item: R}, questions: {u: {type: unit, label: U, routes: true}}}"
    assert code(form(group)) == "routes-needs-unit"


def test_one_question_routes() -> None:
    found = fault(form("a: {type: unit, label: A, routes: true}\nb: {type: unit, label: B, routes: true}"))
    assert place(found) == ("two-routing-questions", 4, 5)


def test_only_a_person_excludes() -> None:
    assert code(form("what: {type: text, label: W, excludes: true}")) == "excludes-needs-person"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("type: text, pattern: '('", "not-a-pattern"),
        ("type: text, pattern: '(?=a)b'", "not-a-pattern"),
        ("type: text, pattern: '(a)\\1'", "not-a-pattern"),
        ("type: text, min_length: 10, max_length: 5", "min-over-max"),
        ("type: number, min: 10, max: 5", "min-over-max"),
        ("type: date, min: 2026-02-30", "not-a-day"),
        ("type: choices, options: {a: A}, none: b", "unknown-option"),
    ],
)
def test_the_limits_of_a_type_are_checked(keys: str, expected: str) -> None:
    assert code(form(f"what: {{label: W, {keys}}}")) == expected


@pytest.mark.parametrize("key", ["max_length: 5", "options: {a: A}", "none: a", "shortcuts: false", "repeat: {max: 2, item: R}"])
def test_a_type_has_no_other_keys_than_its_own(key: str) -> None:
    assert code(form(f"what: {{type: yes_no, label: W, {key}}}")) == "unknown-key"


def test_a_condition_looks_only_at_earlier_questions() -> None:
    later = f"what: {{type: text, label: W, show_if: {{where: a}}}}\n{CHOICE}"
    assert place(fault(form(later))) == ("unknown-reference", 3, 44)
    assert code(form("what: {type: choice, label: W, options: {a: A}, show_if: {what: a}}")) == "unknown-reference"


PAGES = """
form:
  pages:
    p: {title: P, show_if: {where: a}, questions: {%s}}
    q: {title: Q, show_if: {where: a}, questions: {x: {type: text, label: X}}}
"""


def test_a_page_looks_only_at_earlier_pages() -> None:
    assert [found.mark.line for found in faults(PAGES % CHOICE)] == [3]


def test_options_and_wording_look_only_at_earlier_questions_too() -> None:
    options = "what: {type: choice, label: W, options: {a: {label: A, when: {where: a}}}}"
    wording = "what: {type: text, label: W, wording: [{when: {where: a}, label: Other}]}"
    assert code(form(f"{options}\n{CHOICE}")) == "unknown-reference"
    assert code(form(f"{wording}\n{CHOICE}")) == "unknown-reference"
    assert asking(f"{CHOICE}\n{wording}").form.questions()[1].wording[0].label == {"sv": "Other"}


def test_organisation_kind_can_be_asked_everywhere() -> None:
    assert asking("what: {type: text, label: W, show_if: {organisation.kind: private}}").form.questions()[0].show_if


def test_a_unit_answer_exposes_its_kind_and_area() -> None:
    unit = "unit: {type: unit, label: U}\n"
    assert asking(unit + "what: {type: text, label: W, show_if: {unit.kind: office, unit.area: [north, south]}}")
    assert code(form(unit + "what: {type: text, label: W, show_if: {unit.name: x}}")) == "unknown-reference"


def test_a_step_form_does_not_look_ahead_even_where_the_public_form_has_the_same_id() -> None:
    ahead = f"why: {{type: text, label: Y, show_if: {{where: a}}}}\n{CHOICE}"
    assert code(form(CHOICE), forms(one=ahead), workflow("look: {kind: form, form: one}")) == "unknown-reference"


def test_every_question_knows_its_place() -> None:
    assert asking(CHOICE).form.questions()[0].mark == Mark(3, 5)


@pytest.mark.parametrize("written", ["{}", "{until: 2030-12-31}"])
def test_an_option_needs_a_label(written: str) -> None:
    found = fault(form(f"where: {{type: choice, label: W, options: {{a: A, b: {written}}}}}"))
    assert (found.code, found.facts["what"], found.facts["where"]) == ("missing-key", "label", "b")

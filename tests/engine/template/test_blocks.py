"""Blocks: questions that are written once and used in several places, and every way to write them wrong."""

import pytest

from engine.errors import Use
from engine.template.model import FormTemplate
from engine.wording import fault_in_words
from tests.engine.written import asking, code, fault, faults, form, forms, loaded, place, workflow

BLOCK = """
blocks:
  person:
    parameters:
      who: null
      when: then
    questions:
      kin: {type: choice, label: "Who was ((who)) ((when))?", options: {a: "((who)) A", b: {label: B, hint: "((who)) B"}}}
      name: {type: text, label: Name of ((who)), show_if: {kin: a}}
"""
USE = "one: {use: person, with: {who: Anna}}"


def labels(template: FormTemplate) -> dict[str, object]:
    """The labels of all questions by their ids."""
    return {question.id: question.label["sv"] for question in template.form.every()}


def places(*parts: str) -> list[tuple[str, int, int]]:
    """Code, line and column of every fault."""
    return [place(found) for found in faults(*parts)]


def test_a_use_becomes_the_questions_of_the_block_by_its_name_and_theirs() -> None:
    assert labels(asking(f"first: {{type: text, label: First}}\n{USE}\nlast: {{type: text, label: Last}}", BLOCK)) == {
        "first": "First",
        "one_kin": "Who was Anna then?",
        "one_name": "Name of Anna",
        "last": "Last",
    }


def test_a_block_can_be_used_several_times_with_words_of_each_use() -> None:
    found = labels(asking(f"{USE}\ntwo: {{use: person, with: {{who: Bo, when: now}}}}", BLOCK))
    assert found == {
        "one_kin": "Who was Anna then?",
        "one_name": "Name of Anna",
        "two_kin": "Who was Bo now?",
        "two_name": "Name of Bo",
    }


def test_options_and_their_hints_have_places_too() -> None:
    first, second = asking(USE, BLOCK).form.questions()[0].options
    assert (first.label, second.label, second.hint) == ({"sv": "Anna A"}, {"sv": "B"}, {"sv": "Anna B"})


def test_the_texts_of_a_type_the_wordings_and_the_name_of_a_row_have_places_too() -> None:
    block = """
    blocks:
      all_texts:
        parameters: {x: X}
        questions:
          told: {type: info, label: L, text: ((x)) told}
          rows:
            type: group
            label: R
            repeat: {max: 2, item: ((x)) row}
            questions:
              inner: {type: text, label: I, hint: ((x)) h, why: ((x)) w, missing: ((x)) m, wording: [{when: {unit: a}, label: ((x)) o}]}
    """
    told, rows, inner = asking("unit: {type: unit, label: U}\none: {use: all_texts}", block).form.every()[1:]
    assert told.said("text", "sv") == "X told"
    assert rows.repeat
    assert rows.repeat.item == {"sv": "X row"}
    assert [text and text["sv"] for text in (inner.hint, inner.why, inner.missing, inner.wording[0].label)] == ["X h", "X w", "X m", "X o"]


def test_what_is_no_text_has_no_places() -> None:
    block = "blocks: {b: {questions: {q: {type: text, label: Q, pattern: ((a))+}}}}"
    assert asking("one: {use: b}", block).form.questions()[0].keys["pattern"] == "((a))+"


def test_a_word_that_looks_like_a_place_is_put_in_as_it_stands() -> None:
    assert labels(asking("one: {use: person, with: {who: ((when))}}", BLOCK))["one_name"] == "Name of ((when))"


def test_single_brackets_are_no_place() -> None:
    assert labels(asking("one: {use: b}", "blocks: {b: {questions: {q: {type: text, label: A (a) ( (b) )}}}}"))["one_q"] == "A (a) ( (b) )"


LANGUAGES = "languages: [sv, en]"
SPOKEN = """
blocks:
  person:
    parameters: {who: null}
    questions:
      alone: {type: text, label: ((who))}
      both: {type: text, label: {sv: "Vem var ((who))?", en: "Who was ((who))?"}}
"""


def test_a_text_is_filled_in_each_of_its_languages() -> None:
    found = asking("one: {use: person, with: {who: {sv: Fågeln, en: The bird}}}", LANGUAGES, SPOKEN).form.questions()
    assert [question.label for question in found] == [
        {"sv": "Fågeln", "en": "The bird"},
        {"sv": "Vem var Fågeln?", "en": "Who was The bird?"},
    ]


def test_a_text_is_not_said_in_a_language_that_a_word_of_it_lacks() -> None:
    found = asking("one: {use: person, with: {who: Fågeln}}", LANGUAGES, SPOKEN).form.questions()
    assert [question.label for question in found] == [{"sv": "Fågeln"}, {"sv": "Vem var Fågeln?"}]


def test_an_option_is_said_in_the_languages_of_its_word() -> None:
    block = "blocks: {b: {parameters: {x: null}, questions: {q: {type: choice, label: Q, options: {a: ((x)), b: {label: ((x))}}}}}}"
    (question,) = asking("one: {use: b, with: {x: {sv: Fågeln, en: The bird}}}", LANGUAGES, block).form.questions()
    assert [option.label for option in question.options] == [{"sv": "Fågeln", "en": "The bird"}] * 2


@pytest.mark.parametrize(
    ("who", "expected"),
    [("{sv: A, de: B}", ("unknown-language", 10, 44)), ("{en: A}", ("missing-language", 10, 36))],
)
def test_a_word_is_in_the_languages_of_the_template(who: str, expected: tuple[str, int, int]) -> None:
    assert places(LANGUAGES, SPOKEN, form(f"one: {{use: person, with: {{who: {who}}}}}")) == [expected]


def test_a_default_is_in_the_languages_of_the_template() -> None:
    block = "blocks: {b: {parameters: {x: {de: X}}, questions: {q: {type: text, label: ((x))}}}}"
    assert places(LANGUAGES, block, form("one: {use: b}")) == [("missing-language", 2, 30), ("unknown-language", 2, 31)]


def test_a_text_of_a_block_in_a_language_that_is_not_declared_is_told_once() -> None:
    block = 'blocks: {b: {parameters: {x: X}, questions: {q: {type: text, label: {sv: "((x))", de: "((x))"}}}}}'
    assert places(block, form("one: {use: b}\ntwo: {use: b}")) == [("unknown-language", 1, 83)]


def test_show_if_of_a_use_holds_for_every_question_together_with_its_own() -> None:
    use = "are: {type: yes_no, label: Are}\none: {use: person, with: {who: Anna}, show_if: {are: true}}"
    written = """
    are: {type: yes_no, label: Are}
    one_kin: {type: choice, label: K, options: {a: A, b: B}, show_if: {are: true}}
    one_name: {type: text, label: N, show_if: {all: [{are: true}, {one_kin: a}]}}
    """
    found, expected = (asking(questions, BLOCK if questions is use else "").form.questions() for questions in (use, written))
    assert [question.show_if for question in found] == [question.show_if for question in expected]


def test_optional_of_a_use_holds_for_every_question() -> None:
    optional = [question.optional for question in asking("one: {use: person, with: {who: A}, optional: true}", BLOCK).form.questions()]
    assert optional == [True, True]


def test_a_use_that_is_not_optional_changes_nothing() -> None:
    block = "blocks: {b: {questions: {q: {type: text, label: Q, optional: true}, r: {type: text, label: R}}}}"
    assert [question.optional for question in asking("one: {use: b, optional: false}", block).form.questions()] == [True, False]


def test_an_optional_group_of_a_block_needs_no_row() -> None:
    block = "blocks: {b: {questions: {q: {type: group, label: Q, repeat: {max: 2, item: R}, questions: {r: {type: text, label: R}}}}}}"
    (group,) = asking("one: {use: b, optional: true}", block).form.questions()
    assert (group.repeat and group.repeat.least, group.questions[0].optional) == (0, False)


def test_conditions_of_a_block_look_at_its_own_questions_before_those_of_the_form() -> None:
    block = """
    blocks:
      b:
        questions:
          unit: {type: unit, label: U}
          part: {type: text, label: P, show_if: {any: [{unit.kind: office}, {not: {unit: {answered: true}}}, {outer: true}]}}
    """
    found = asking("unit: {type: yes_no, label: U}\nouter: {type: yes_no, label: O}\none: {use: b}", block).form.find("one_part")
    assert found
    assert [part for part in ("one_unit.kind", "one_unit'", "'outer'") if part in str(found.show_if)] == [
        "one_unit.kind",
        "one_unit'",
        "'outer'",
    ]


def test_what_is_worked_out_in_a_block_looks_at_its_own_questions_too() -> None:
    block = """
    blocks:
      b:
        questions:
          number: {type: number, label: N}
          sum: {type: computed, label: S, sum: [number, other]}
          rows: {type: group, label: R, repeat: {max: 2, item: R}, questions: {each: {type: text, label: E}}}
          count: {type: computed, label: C, count: rows}
    """
    found = asking("other: {type: number, label: O}\none: {use: b}", block).form
    computed = [found.find(id) for id in ("one_sum", "one_count")]
    assert [[part.reference for part in question.earlier] for question in computed if question] == [["one_number", "other"], ["one_rows"]]
    assert [question.keys for question in computed if question] == [{"sum": ["one_number", "other"]}, {"count": "one_rows"}]


def test_conditions_of_the_form_and_of_steps_call_the_questions_by_their_whole_names() -> None:
    more = "more: {type: text, label: M, show_if: {one_kin: a}}"
    routing = "routing: [{when: {one_kin: b}, to: boss}, {to: desk}]"
    assert loaded(BLOCK, form(f"{USE}\n{more}"), routing).routing[0].when


def test_a_block_can_be_used_on_a_page_in_a_group_and_in_the_forms_and_questions_of_steps() -> None:
    page = f"{BLOCK}\nform: {{pages: {{p: {{title: P, questions: {{{USE}}}}}}}}}"
    steps = workflow(f"look: {{kind: form, form: look}}\nsee: {{kind: form, title: See, questions: {{{USE}}}}}")
    found = loaded(page, forms(look=USE), steps)
    group = asking(f"rows: {{type: group, label: R, repeat: {{max: 2, item: R}}, questions: {{{USE}}}}}", BLOCK)
    asked = [found.form, found.step("look").form, found.step("see").form]
    assert [[question.id for question in one.questions()] for one in asked if one] == [["one_kin", "one_name"]] * 3
    assert [question.id for question in group.form.every()] == ["rows", "one_kin", "one_name"]


def test_a_group_of_a_block_and_its_questions_bear_the_name_of_the_use_and_can_be_counted() -> None:
    block = """
    blocks:
      b:
        questions:
          g: {type: group, label: G, repeat: {max: 2, item: R}, questions: {q: {type: yes_no, label: Q, statistics: true}}}
    """
    found = asking("one: {use: b}", block, "cases: {one_per: one_g}", "reports: {r: {title: R, count: one_g, rows: one_q}}")
    assert (found.cases.one_per, found.counted["one_q"].grain) == ("one_g", "one_g")


def test_a_question_knows_its_line_in_the_block_and_the_use_that_it_came_by() -> None:
    found = loaded(BLOCK, form(f"first: {{type: text, label: First}}\n{USE}")).form.questions()
    assert [(question.mark.line, question.mark.use) for question in found] == [
        (11, None),
        (7, Use("person", "one", 12)),
        (8, Use("person", "one", 12)),
    ]


def test_a_block_that_is_not_there_is_told_with_the_likely_one() -> None:
    found = fault(BLOCK, form("one: {use: persson, with: {who: A}}\nmore: {type: text, label: M, show_if: {one_kin: a}}"))
    assert (place(found), found.guess) == (("unknown-block", 11, 16), "person")


def test_a_block_is_told_as_unknown_where_there_are_no_blocks() -> None:
    assert places(form(USE)) == [("unknown-block", 3, 16)]


def test_a_parameter_that_is_not_there_is_told_with_the_likely_one_which_is_then_not_missing() -> None:
    found = fault(BLOCK, form("one: {use: person, with: {woh: A}}"))
    assert (place(found), found.guess) == (("unknown-parameter", 11, 31), "who")


def test_a_parameter_that_is_not_there_is_told() -> None:
    assert places(BLOCK, form("one: {use: person, with: {who: A, zzzzz: B}}")) == [("unknown-parameter", 11, 39)]


def test_a_place_without_a_parameter_is_told_once_where_it_stands() -> None:
    block = "blocks: {b: {parameters: {name: N}, questions: {q: {type: text, label: ((name)) ((nmae))}}}}"
    found = fault(block, form("one: {use: b}\ntwo: {use: b}"))
    assert (place(found), found.guess) == (("unknown-parameter", 1, 72), "name")


def test_a_place_in_one_of_several_languages_is_told_in_that_one() -> None:
    block = 'blocks: {b: {questions: {q: {type: text, label: {sv: A, en: "((a))"}}}}}'
    assert places(LANGUAGES, block, form("one: {use: b}")) == [("unknown-parameter", 2, 61)]


def test_a_parameter_without_a_default_needs_a_word() -> None:
    found = fault(BLOCK, form("one: {use: person}"))
    assert place(found) == ("missing-parameter", 11, 5)
    assert fault_in_words(found) == "Blocket ”person” behöver ett värde för ”who”. Skriv det under ”with”."


def test_a_parameter_without_a_place_is_told() -> None:
    block = "blocks: {b: {parameters: {x: X}, questions: {q: {type: text, label: Q}}}}"
    assert places(block, form("one: {use: b}")) == [("unused-parameter", 1, 27)]


def test_a_block_that_nothing_uses_is_told() -> None:
    assert places(BLOCK) == [("unused-block", 2, 3)]


def test_a_block_can_not_use_a_block_nor_itself() -> None:
    block = """
    blocks:
      a: {questions: {q: {type: text, label: Q}, again: {use: a}}}
      b: {questions: {g: {type: group, label: G, repeat: {max: 2, item: R}, questions: {inner: {use: a}, r: {type: text, label: R}}}}}
    """
    expected = [("use-in-block", 2, 59), ("use-in-block", 3, 98)]
    assert places(block, form("one: {use: a}\ntwo: {use: b}")) == expected
    assert places("blocks: {a: {questions: {b: {use: a}}}}") == [("use-in-block", 1, 35)]


@pytest.mark.parametrize(
    ("questions", "line"), [(f"one_kin: {{type: text, label: K}}\n{USE}", 7), (f"{USE}\none_kin: {{type: text, label: K}}", 12)]
)
def test_names_that_become_the_same_are_told_at_the_second(questions: str, line: int) -> None:
    found = fault(BLOCK, form(questions))
    assert (found.code, found.mark.line, found.facts["given"]) == ("id-twice", line, "one_kin")


def test_the_names_of_two_uses_can_become_the_same() -> None:
    blocks = "blocks: {b: {questions: {x_y: {type: text, label: B}}}, c: {questions: {y: {type: text, label: C}}}}"
    found = fault(blocks, form("one: {use: b}\none_x: {use: c}"))
    assert (place(found), found.facts["given"], found.mark.use) == (("id-twice", 1, 73), "one_x_y", Use("c", "one_x", 5))


def test_names_that_become_the_same_on_different_pages_are_told() -> None:
    pages = (
        f"form:\n  pages:\n    p: {{title: P, questions: {{one_kin: {{type: text, label: K}}}}}}\n    q: {{title: Q, questions: {{{USE}}}}}"
    )
    found = fault(BLOCK, pages)
    assert (place(found), found.facts["given"]) == (("id-twice", 7, 7), "one_kin")


def test_the_name_of_a_use_alone_is_no_question_and_is_free_for_a_page() -> None:
    found = loaded(BLOCK, f"form: {{pages: {{one: {{title: One, questions: {{{USE}}}}}}}}}")
    assert list(labels(found)) == ["one_kin", "one_name"]
    assert code(BLOCK, form(f"{USE}\nmore: {{type: text, label: M, show_if: {{one: a}}}}")) == "unknown-reference"


def test_a_name_that_becomes_too_long_is_told() -> None:
    long = "a" * 56
    found = fault(BLOCK, form(f"{long}: {{use: person, with: {{who: A}}}}"))
    assert (place(found), found.facts["given"]) == (("too-long-id", 8, 7), f"{long}_name")


def test_a_condition_that_says_the_same_question_twice_is_told() -> None:
    block = "blocks: {b: {questions: {k: {type: yes_no, label: K}, q: {type: text, label: Q, show_if: {k: true, one_k: false}}}}}"
    assert places(block, form("one: {use: b}")) == [("duplicate-key", 1, 100)]


def test_a_fault_in_a_block_is_told_at_its_line_with_the_first_use_that_it_was_met_in() -> None:
    block = "blocks: {b: {questions: {seen_by: {type: yes_no, label: S}, q: {type: text, label: Q, show_if: {seen_bye: true}}}}}"
    found = fault(block, form("one: {use: b}\ntwo: {use: b}"))
    assert (place(found), found.guess, found.mark.use) == (("unknown-reference", 1, 97), "seen_by", Use("b", "one", 4))
    assert fault_in_words(found).endswith("Menade du ”seen_by”? Det gäller blocket ”b” när det används som ”one” på rad 4.")


def test_a_fault_that_only_one_use_has_is_told_with_that_one() -> None:
    block = "blocks: {b: {questions: {q: {type: text, label: Q, show_if: {are: true}}}}}"
    found = fault(block, form("one: {use: b}\nare: {type: yes_no, label: A}\ntwo: {use: b}"))
    assert (place(found), found.mark.use) == (("unknown-reference", 1, 62), Use("b", "one", 4))


def test_a_fault_in_what_a_use_says_is_told_at_the_use_once() -> None:
    found = fault(BLOCK, form("one: {use: person, with: {who: A}, show_if: {ar: true}}"))
    assert (place(found), found.mark.use) == (("unknown-reference", 11, 50), None)


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("{use: 4}", [("not-string", 11, 16)]),
        ("{use: Person}", [("bad-id", 11, 16)]),
        ("{use: person, wiht: {who: A}}", [("unknown-key", 11, 24)]),
        ("{use: person, with: [A]}", [("not-object", 11, 30)]),
        ("{use: person, with: {}}", [("too-few", 11, 30)]),
        ("{use: person, with: {who: 4}}", [("not-string", 11, 36)]),
        ("{use: person, with: {who: ''}}", [("too-few", 11, 36)]),
        ("{use: person, with: {who: A}, optional: no}", [("not-boolean", 11, 50)]),
        ("{use: person, with: {who: A}, show_if: {}}", [("too-few", 11, 49)]),
        ("{use: person, with: {who: A}, type: text}", [("unknown-key", 11, 40)]),
        ("{with: {who: A}}", [("missing-key", 11, 5)]),
        ("person", [("not-object", 11, 10)]),
    ],
)
def test_a_use_of_the_wrong_shape_is_told_and_nothing_that_leans_on_it(use: str, expected: list[tuple[str, int, int]]) -> None:
    more = "more: {type: text, label: M, show_if: {one_kin: a}}"
    found = [one for one in places(BLOCK, form(f"one: {use}\ntwo: {{use: person, with: {{who: A}}}}\n{more}"))]
    assert found == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("{}", [("missing-key", 2, 3)]),
        ("{questions: {}}", [("too-few", 2, 18)]),
        ("{questions: {kin: {type: chioce, label: K, options: {a: A}}}}", [("not-allowed", 2, 31)]),
        ("{questions: {kin: {type: text, label: K}}, title: T}", [("unknown-key", 2, 49)]),
        ("{parameters: {Who: A}, questions: {kin: {type: text, label: ((Who))}}}", [("bad-id", 2, 20)]),
        ("{parameters: {who: 4}, questions: {kin: {type: text, label: ((who))}}}", [("not-string", 2, 25)]),
        ("{parameters: [who], questions: {kin: {type: text, label: ((who))}}}", [("not-object", 2, 19)]),
        ("[kin]", [("not-object", 2, 6)]),
    ],
)
def test_a_block_of_the_wrong_shape_is_told_and_nothing_that_leans_on_it(block: str, expected: list[tuple[str, int, int]]) -> None:
    more = "more: {type: text, label: M, show_if: {one_kin: a}}"
    assert places(f"blocks:\n  b: {block}", form(f"one: {{use: b}}\n{more}")) == expected


def test_a_text_that_is_filled_too_far_is_told() -> None:
    block = f'blocks: {{b: {{parameters: {{x: "{"a" * 2600}"}}, questions: {{q: {{type: text, label: "((x))((x))"}}}}}}}}'
    found = fault(block, form("one: {use: b}"))
    assert (found.code, found.facts["limit"], found.mark.use) == ("too-much", 5000, Use("b", "one", 4))


def test_blocks_that_grow_larger_than_a_template_may_be_are_refused() -> None:
    parts = f"blocks: {{b: {{questions: {{{', '.join(f'q{number}: {{type: text, label: Q}}' for number in range(500))}}}}}}}"
    assert place(fault(parts, form("\n".join(f"u{number}: {{use: b}}" for number in range(20))))) == ("blocks-too-big", 17, 5)


def test_texts_that_grow_larger_than_a_template_may_be_are_refused() -> None:
    words = f'blocks: {{b: {{parameters: {{x: "{"a" * 2000}"}}, questions: {{q: {{type: text, label: "((x)) ((x))"}}}}}}}}'
    assert place(fault(words, form("\n".join(f"u{number}: {{use: b}}" for number in range(70))))) == ("blocks-too-big", 69, 5)

"""Which files a template takes with it: found by name through whoever loads, each once, bounded, and never in a circle."""

import pytest

from engine.errors import InvalidTemplate, Use
from engine.template.layers import DEEPEST, MOST_FILES, first_of, from_texts, nothing
from engine.template.load import load
from engine.template.source import MAX_BYTES
from tests.engine.template.shelf import GROUND, changed, refusals, refused, sharing, took
from tests.engine.written import fault, faults, form, template

LIST = "lists: {where: {hall: Hall, yard: Yard}}"
ASKS = form("where: {type: choice, label: Where, options: {list: where}}")


def test_a_list_may_stand_in_a_shared_file() -> None:
    found = sharing(LIST, ASKS)
    assert [option.key for option in found.form.questions()[0].options] == ["hall", "yard"]


def test_the_files_are_kept_beside_the_text() -> None:
    found = sharing(LIST, ASKS)
    assert dict(found.files) == {"s.yaml": LIST}
    assert "hall" not in found.source


def test_a_template_without_files_has_none_and_opens_none() -> None:
    opened: list[str] = []
    assert load(template(), lambda name: opened.append(name)).files == {}
    assert opened == []


def test_the_hash_is_of_the_text_and_of_every_file() -> None:
    assert sharing(LIST, ASKS).digest == sharing(LIST, ASKS).digest
    assert len({sharing(text, ASKS).digest for text in (LIST, f"{LIST} ", LIST.replace("Yard", "Yards"))}) == 3


def test_a_block_may_stand_in_a_shared_file_and_need_not_be_used() -> None:
    who = "  who: {parameters: {one: you}, questions: {name: {type: text, label: Who are ((one))?}}}"
    found = sharing(f"blocks:\n{who}\n  other: {{questions: {{a: {{type: text, label: A}}}}}}", form("me: {use: who}"))
    (question,) = found.form.questions()
    assert (question.id, question.label, question.mark.file, question.mark.line) == ("me_name", {"sv": "Who are you?"}, "s.yaml", 2)


def test_a_shared_file_may_know_more_languages_than_the_template() -> None:
    found = sharing("lists: {where: {hall: {label: {sv: Hall, en: Corridor}}}}", ASKS)
    assert found.form.questions()[0].options[0].label == {"sv": "Hall"}


def test_a_fault_in_a_file_is_told_at_its_place_there() -> None:
    text = template("shared: [s]", ASKS)
    assert refused(text, s="lists:\n  where:\n    hall: {label: Hall, until: 2028-13-01}") == [("not-a-day", "s.yaml", 3)]
    assert refused(text, s="lists:\n  where: {hall: {lable: Hall}}") == [("unknown-key", "s.yaml", 2)]
    assert refused(text, s="lists: {where: {hall: Hall}}\nlists: {where: {hall: Hall}}") == [("duplicate-key", "s.yaml", 2)]
    assert refused(text, s="lists: {") == [("yaml", "s.yaml", 2)]
    assert refused(text, s="lists: {where: {hall: {label: {en: Corridor}}}}") == [("missing-language", "s.yaml", 1)]


def test_a_fault_of_the_template_is_told_in_the_template() -> None:
    assert refused(template("shared: [s]", ASKS, "title: 5"), s=LIST) == [("not-string", None, 5)]


def test_what_two_files_say_wrong_at_one_line_is_told_of_both() -> None:
    found = refused(template("shared: [a, b]", ASKS), a="lists: {one: {x: 5}}", b="lists: {where: {x: 5}}")
    assert found == [("not-string", "a.yaml", 1), ("not-string", "b.yaml", 1)]


@pytest.mark.parametrize("key", ["title: T", "form: {questions: {a: {type: text, label: A}}}", "extends: t", "functions: {desk: Desk}"])
def test_a_shared_file_has_lists_and_blocks_only(key: str) -> None:
    wanted = [("unknown-file", "s.yaml", 2)] if key.startswith("extends") else [("not-shared", "s.yaml", 2)]
    assert refused(template("shared: [s]", ASKS), s=f"{LIST}\n{key}") == wanted


def test_a_file_that_is_not_there_is_told_where_it_is_named() -> None:
    assert refused(template("shared:\n  - s\n  - t", ASKS), s=LIST) == [("unknown-file", None, 3)]
    assert refusals("template: a\nextends: b")[0].facts == {"given": "b.yaml"}


@pytest.mark.parametrize("name", ["../s", "/etc/passwd", "a/../../b", ".hidden", "a\\b", "http://x", "A", "s.yaml", "a//b", "a/", ""])
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    opened: list[str] = []
    for text in (template(f"shared: ['{name}']"), template(f"extends: '{name}'")):
        with pytest.raises(InvalidTemplate, match="bad-id"):
            load(text, lambda name: opened.append(name))
    assert opened == []


def test_a_name_with_an_ending_is_told_without_it() -> None:
    assert (fault("shared: [lists/s.yaml]").guess, fault("extends: s.yml").guess, fault("extends: S").guess) == ("lists/s", "s", None)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("extends: 5", "not-string"),
        ("shared: s", "not-array"),
        ("shared: []", "too-few"),
        ("shared: [s, s]", "twice"),
        ("without: lists", "not-array"),
    ],
)
def test_what_names_a_file_has_its_shape(part: str, code: str) -> None:
    assert [fault.code for fault in faults(part)] == [code]


def test_a_file_is_laid_once_however_many_name_it() -> None:
    files = {
        "a": "shared: [c]\nlists: {where: {hall: A}}",
        "b": "shared: [c]\nlists: {other: {x: X}}",
        "c": "lists: {where: {hall: C, yard: C}}",
    }
    found = took(template("shared: [a, b]", ASKS), **files)
    assert list(found.files) == ["c.yaml", "a.yaml", "b.yaml"]
    assert [option.label["sv"] for option in found.form.questions()[0].options] == ["A", "C"]


def test_what_is_nearer_to_the_template_counts() -> None:
    found = changed("shared: [s]\nlists: {where: {hall: Mine}}", s="lists: {where: {hall: Shared, yard: Shared}}")
    assert [option.label["sv"] for option in found.form.questions()[0].options] == ["Mine", "Rum", "Shared"]


def test_files_that_name_each_other_are_refused_in_words() -> None:
    (found,) = refusals(template("shared: [a]"), a="shared: [b]", b="shared: [c]", c="shared: [b]")
    assert (found.code, found.mark.file, found.facts) == ("files-in-a-circle", "c.yaml", {"trail": "b.yaml → c.yaml → b.yaml"})


def test_a_file_that_names_itself_is_refused() -> None:
    assert refused("template: a\nextends: a", a="template: a\nextends: a") == [("files-in-a-circle", "a.yaml", 2)]


def test_files_stand_on_each_other_in_few_steps_only() -> None:
    chain = {f"a{number}": f"shared: [a{number + 1}]" for number in range(DEEPEST)}
    assert refused(template("shared: [a0]"), **chain, **{f"a{DEEPEST}": LIST}) == [("too-many-files", f"a{DEEPEST - 1}.yaml", 1)]
    assert took(template("shared: [a1]", ASKS), **chain, **{f"a{DEEPEST}": LIST})


def test_there_are_few_files() -> None:
    names = [f"a{number}" for number in range(MOST_FILES + 1)]
    assert refused(template(f"shared: [{', '.join(names)}]", ASKS), **dict.fromkeys(names, LIST)) == [("too-many-files", None, 1)]
    assert took(template(f"shared: [{', '.join(names[1:])}]", ASKS), **dict.fromkeys(names, LIST))


def test_all_files_together_are_no_larger_than_a_template() -> None:
    filled = f"{LIST}\n# {'x' * (MAX_BYTES // 2)}"
    assert refused(template("shared: [a, b]", ASKS), a=filled, b=filled) == [("files-too-big", None, 1)]
    assert took(template("shared: [a]", ASKS), a=filled)


def test_values_laid_together_are_no_more_than_a_template_has() -> None:
    lists = "lists:\n" + "".join(f"  %s{number}: {{{', '.join(f'a{place}: A' for place in range(400))}}}\n" for number in range(40))
    assert refused(template("shared: [a, b]"), a=lists.replace("%s", "a"), b=lists.replace("%s", "b")) == [("too-many", None, 1)]


def test_openers_are_asked_in_turn() -> None:
    opener = first_of(nothing, from_texts({"a": "1"}), from_texts({"a": "2", "b": "2"}))
    assert [opener(name) for name in ("a", "b", "c")] == [b"1", b"2", None]


def test_the_ground_of_these_tests_is_sound() -> None:
    assert took(GROUND).name == "ground"


def test_a_fault_in_a_shared_block_knows_the_use_that_it_was_met_in() -> None:
    blocks = "blocks:\n  who:\n    questions: {name: {type: text, label: Who?, show_if: {where: cellar}}}"
    asked = form("where: {type: choice, label: Where, options: {hall: Hall}}\nme: {use: who}")
    (found,) = refusals(template("shared: [s]", asked), s=blocks)
    assert (found.code, found.mark.file, found.mark.line, found.mark.use) == ("not-a-value", "s.yaml", 3, Use("who", "me", 5))

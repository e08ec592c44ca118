"""Files as an answer: ids of files that came along, in words by name, kind and size."""

import pytest

from engine.attachments import Attachment
from engine.errors import AnswerError
from engine.fields import Context
from engine.fields.file import REFUSALS, refusal, refused_as, size_in_words
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown, unreadable
from tests.engine.written import asking, code, form, problems

ASKED = question("file", max_files=2)
ONE = question("file", max_files=1, accept=["document"], max_size=2)
FILES = {"a": Attachment("a", "a.jpg", "jpeg", 340_400), "b": Attachment("b", "b.pdf", "pdf", 1_240_000)}


def here(language: str = "sv") -> Context:
    return context(language=language, files=FILES)


def test_files_are_a_list_of_ids_each_once_and_a_lone_id_is_taken_for_one() -> None:
    assert parsed(ASKED, "a", "b", "a", where=here()) == ["a", "b"]
    assert (checked(ASKED, "a", here()), checked(ONE, "a", here()), again(ONE, ["a"], here())) == (["a"], ["a"], ["a"])


def test_no_other_ids_are_taken_than_those_of_files_that_came_along() -> None:
    assert refused(ASKED, ["a", "c"], here()) == "file-gone"
    assert refused(ASKED, ["a"], context(files={})) == "file-gone"
    assert checked(ASKED, ["any-word"]) == ["any-word"]


@pytest.mark.parametrize("value", [1, {"id": "a"}, [1], [["a"]], "../a", "a b", "å", "a" * 61, [None]])
def test_what_is_no_id_is_refused(value: object) -> None:
    assert refused(ASKED, value) == "wrong-type"


def test_more_files_than_the_question_takes_are_refused() -> None:
    assert refused(ASKED, ["a", "b", "c"]) == "too-many-files"
    assert refused(ONE, ["a", "b"]) == "too-many-files"


@pytest.mark.parametrize("code", sorted(REFUSALS))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_file_that_was_not_taken_is_told_by_its_name_and_why(code: str, language: str) -> None:
    kept = refusal(code, "min {bild}.gif")
    with pytest.raises(AnswerError) as caught:
        parsed(ONE, "a", kept, where=context(language=language))
    said = TYPES["file"].say(caught.value.code, language, **caught.value.facts)
    assert refused_as(kept) == (code, "min {bild}.gif")
    assert said
    assert ("min {bild}.gif" in said) == (code != "too-many-files")


def test_a_made_up_reason_is_no_reason() -> None:
    assert unreadable(ASKED, "!limits a") == "wrong-type"
    assert unreadable(ASKED, "!required a") == "wrong-type"


@pytest.mark.parametrize(("size", "said"), [(1, "1 kB"), (999, "1 kB"), (340_400, "340 kB"), (1_240_000, "1,2 MB"), (10_000_000, "10 MB")])
def test_a_size_is_said_as_people_say_it(size: int, said: str) -> None:
    assert size_in_words(size, "sv") == said


def test_a_file_is_shown_by_name_kind_and_size() -> None:
    assert shown(ASKED, ["a", "b"], here()) == "a.jpg (bild, 340 kB)\nb.pdf (PDF, 1,2 MB)"
    assert shown(ASKED, ["b"], here("en")) == "b.pdf (PDF, 1.2 MB)"
    assert shown(ASKED, ["gone"], here()) == "en fil som inte finns här"
    assert [option.key for option in TYPES["file"].options(ASKED, here())] == ["a", "b"]


def test_the_page_says_what_can_be_sent_and_what_becomes_of_it() -> None:
    words = TYPES["file"].words(ASKED, here())
    assert words["limits"] == "Du kan skicka bilder (JPEG, PNG eller WebP) och PDF, högst 2 filer på högst 10 MB var."
    assert words["warning"] == "Uppgifter om var och när en bild är tagen tas bort. Den som läser svaret ser filens namn."
    assert "högst 2 MB" in TYPES["file"].words(ONE, here())["limits"]
    assert TYPES["file"].words(ONE, here())["warning"] == "Den som läser svaret ser filens namn."


def test_a_browser_offers_the_kinds_that_are_taken() -> None:
    attributes = TYPES["file"].attributes_for(ASKED)
    assert attributes["accept"] == "image/jpeg,.jpg,image/png,.png,image/webp,.webp,application/pdf,.pdf"
    assert "multiple" in attributes
    assert "multiple" not in TYPES["file"].attributes_for(ONE)


def test_the_schema_of_the_answer_is_that_of_ids() -> None:
    assert [TYPES["file"].json_schema(asked)["maxItems"] for asked in (ONE, ASKED)] == [1, 2]


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ("statistics: true", "not-countable"),
        ("preset: a", "no-preset"),
        ("accept: [film]", "not-allowed"),
        ("max_size: 11", "too-much"),
        ("max_files: 0", "too-few"),
    ],
)
def test_what_can_not_be_asked_of_a_file_is_a_fault(keys: str, wrong: str) -> None:
    assert code(form(f"it: {{type: file, label: It, {keys}}}")) == wrong


def test_an_answer_is_tried_by_ids_of_any_kind() -> None:
    chosen = asking("it: {type: file, label: It}")
    assert problems(chosen, it=["before", "after"]) == []
    assert problems(chosen, it=["b", "c", "d", "e"]) == [("it", "too-many-files")]
    assert problems(chosen) == [("it", "required")]
    assert problems(chosen, it=[]) == [("it", "required")]


def test_conditions_can_ask_whether_there_are_files_and_how_many() -> None:
    chosen = asking("""
        it: {type: file, label: It, optional: true}
        more: {type: text, label: More, show_if: {it: {answered: true}}}
        most: {type: text, label: Most, show_if: {it: {count: {at_least: 2}}}}
        """)
    assert problems(chosen) == []
    assert problems(chosen, it=["a"]) == [("more", "required")]
    assert problems(chosen, it=["a", "b"]) == [("more", "required"), ("most", "required")]


def test_the_value_of_a_file_can_not_be_asked_for() -> None:
    assert code(form("it: {type: file, label: It}\nmore: {type: text, label: More, show_if: {it: a}}")) == "list-needs-includes"

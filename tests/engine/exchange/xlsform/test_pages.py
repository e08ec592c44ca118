"""Groups at the top become pages, what stands between them one page, and groups in groups headings or rows."""

import pytest

from engine.exchange import NotReadable
from tests.engine.exchange.xlsform.books import lost, pages, read, told

HEAD = "| type | name | label | relevant | repeat_count | appearance |\n"


def outline(survey: str) -> dict[str, list[str]]:
    """The pages with the ids of their questions."""
    return {id: list(page["questions"]) for id, page in pages(read(HEAD + survey)).items()}


def test_a_group_is_a_page_and_what_stands_between_is_one() -> None:
    survey = "| text | a | A |\n| text | b | B |\n| begin group | g | G |\n| text | c | C |\n| end group | | |\n| text | d | Dags? |"
    found = pages(read(HEAD + survey, settings="| form_title |\n| Enkät |"))
    assert [(id, page["title"], list(page["questions"])) for id, page in found.items()] == [
        ("page", "Enkät", ["a", "b"]),
        ("g", "G", ["c"]),
        ("page_2", "Dags?", ["d"]),
    ]


def test_a_group_that_holds_all_other_groups_is_no_page() -> None:
    survey = """
    | start | s | |
    | begin group | allt | Allt |
    | begin group | g | G |
    | text | a | A |
    | end group | | |
    | text | b | B |
    | end group | | |
    """
    assert outline(survey) == {"g": ["a"], "page": ["b"]}
    assert ("survey:3:label", "group-of-all") in told(read(HEAD + survey))


def test_a_group_in_a_page_is_a_heading_and_its_condition_that_of_each_question() -> None:
    survey = (
        "| begin group | g | G |\n| text | a | A |\n| begin group | h | H | ${a} != '' |\n| text | b | B |\n"
        "| text | c | C | ${b} = 'x' |\n| end group | | |\n| end group | | |\n| text | d | D |"
    )
    found = pages(read(HEAD + survey))["g"]["questions"]
    assert [(id, question["type"], question.get("show_if")) for id, question in found.items()] == [
        ("a", "text", None),
        ("h", "info", {"a": {"answered": True}}),
        ("b", "text", {"a": {"answered": True}}),
        ("c", "text", {"a": {"answered": True}, "b": "x"}),
    ]


def test_a_condition_of_a_page_is_not_said_again_in_it() -> None:
    survey = "| text | a | A |\n| begin group | g | G | ${a} = 'x' |\n| text | b | B | ${a} = 'x' |\n| end group | | |"
    page = pages(read(HEAD + survey))["g"]
    assert (page["show_if"], page["questions"]["b"].get("show_if")) == ({"a": "x"}, None)


def test_a_repeat_at_the_top_is_a_page_of_rows() -> None:
    found = read(HEAD + "| begin repeat | r | Barn |\n| text | a | A |\n| end repeat | | |")
    assert pages(found)["r"]["repeat"] == {"min": 0, "max": 50, "item": "Barn"}
    assert told(found) == [("survey:2:type", "repeat-bounded")]


@pytest.mark.parametrize(
    ("count", "bounds", "code"),
    [("3", (3, 3), None), ("${n}", (0, 50), "repeat-count"), ("51", (0, 50), "repeat-count"), ("0", (0, 50), "repeat-count")],
)
def test_a_repeat_has_as_many_rows_as_it_counts(count: str, bounds: tuple[int, int], code: str | None) -> None:
    found = read(HEAD + f"| integer | n | N |\n| begin repeat | r | R | | {count} |\n| text | a | A |\n| end repeat | | |")
    repeat = pages(found)["r"]["repeat"]
    assert (repeat["min"], repeat["max"]) == bounds
    assert lost(found) == ([("survey:3:repeat_count", code)] if code else [])


def test_a_repeat_in_a_group_and_one_in_that_are_groups_and_a_third_is_lost() -> None:
    survey = """
    | text | x | X |
    | begin group | g | G |
    | begin repeat | r | R |
    | text | a | A |
    | begin repeat | s | S |
    | text | b | B |
    | begin repeat | t | T |
    | text | c | C |
    | end repeat | | |
    | end repeat | | |
    | end repeat | | |
    | end group | | |
    """
    found = read(HEAD + survey)
    outer = pages(found)["g"]["questions"]["r"]
    assert list(outer["questions"]) == ["a", "s"]
    assert list(outer["questions"]["s"]["questions"]) == ["b"]
    assert lost(found) == [("survey:8:type", "repeat-too-deep")]


def test_a_group_that_is_never_shown_is_left_out_with_what_is_in_it() -> None:
    survey = "| begin group | g | G | false() |\n| text | a | A |\n| end group | | |\n| text | b | B | ${a} != '' |"
    found = read(HEAD + survey)
    assert list(pages(found)) == ["page"]
    assert lost(found) == [("survey:5:relevant", "relevant-left-out")]


@pytest.mark.parametrize(
    ("survey", "code"),
    [
        ("| begin group | g | G |\n| text | a | A |", ("survey:2:type", "never-ended")),
        ("| text | a | A |\n| end group | | |", ("survey:3:type", "ends-nothing")),
        ("| begin group | g | G |\n| text | a | A |\n| end repeat | | |", ("survey:4:type", "ends-nothing")),
    ],
)
def test_groups_that_do_not_fit_together_are_told(survey: str, code: tuple[str, str]) -> None:
    found = read(HEAD + survey)
    assert lost(found) == [code]
    assert sum(len(page["questions"]) for page in pages(found).values()) == 1


def test_groups_in_groups_have_an_end() -> None:
    with pytest.raises(NotReadable, match="groups-too-deep"):
        read(HEAD + "| begin group | g | G |\n" * 31 + "| text | a | A |")


def test_no_heading_takes_the_name_of_an_answer() -> None:
    assert outline("| begin group | a | Sidan |\n| text | a | Svaret |\n| end group | | |") == {"a_2": ["a"]}


def test_a_next_version_of_a_workbook_keeps_the_ids_of_the_one_before() -> None:
    first = "| text | Ålder | Ålder? |\n| begin group | g | G |\n| text | namn | Namn |\n| end group | | |"
    second = "| begin group | ny | Ny |\n| text | mer | Mer |\n| end group | | |\n" + first
    before, after = ({id for ids in outline(survey).values() for id in ids} for survey in (first, second))
    assert before == {"alder", "namn"} < after

"""Columns are known however their authors spelt them; what is not known is told, and what is surely meant is asked for."""

from datetime import date, datetime, time

import pytest

from engine.exchange import NotReadable
from engine.exchange.xlsform.tables import plain
from tests.engine.exchange.xlsform.books import lost, questions, read, told


@pytest.mark.parametrize(
    "head",
    [
        "| Type | NAME | Label | Relevance |",
        "| *type | name* | label::Svenska (sv) | bind::relevant |",
        "| command | tag | caption | relevant |",
        "| type | name | label:sv | bind : relevant |",
    ],
)
def test_columns_have_many_spellings(head: str) -> None:
    found = read(f"{head}\n| integer | n | Hur många? | |\n| text | a | Vilka? | ${{n}} > 1 |")
    assert questions(found)["a"] == {"type": "text", "label": "Vilka?", "show_if": {"n": {"at_least": 2}}, "optional": True}
    assert lost(found) == []


def test_a_column_that_is_surely_meant_as_another_is_lost() -> None:
    found = read("| type | name | label | relevent |\n| text | a | A | true() |")
    assert lost(found) == [("survey:1:relevent", "column-misspelt")]


def test_a_column_that_is_not_known_is_told() -> None:
    found = read("| type | name | label | ansvarig |\n| text | a | A | Kim |")
    assert (lost(found), told(found)) == ([], [("survey:1:ansvarig", "column-unknown")])


def test_a_column_that_stands_twice_is_lost() -> None:
    assert ("survey:1:label", "column-twice") in lost(read("| type | name | label | label |\n| text | a | A | B |"))


def test_what_stands_in_no_column_is_told() -> None:
    found = read("| type | name | label |\n| text | a | A | fråga Kim |")
    assert told(found) == [("survey:2", "cell-without-column")]


def test_the_columns_type_and_name_have_to_be_there() -> None:
    with pytest.raises(NotReadable, match="survey no-column"):
        read("| name | label |\n| a | A |")


def test_rows_above_and_between_may_be_empty() -> None:
    found = read("| |\n| type | name | label |\n| |\n| text | a | A |")
    assert list(questions(found)) == ["a"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (0.5, "0.5"),
        (True, "TRUE"),
        (datetime(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(8, 30), "08:30"),
        (" a_x000D_\nb\x00\u2028c ", "a\nb\nc"),
    ],
)
def test_a_cell_is_a_text_as_its_author_sees_it(value: object, text: str) -> None:
    assert plain(value) == text

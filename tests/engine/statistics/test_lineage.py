"""What old numbers mean in a new report: renamed names count as what they became, split ones stay apart, and facts stay as they are."""

import pytest

from engine.difference.continuity import change_faults
from engine.statistics.facts import Fact
from engine.statistics.lineage import ONE_VERSION, Break, Era, Lineage
from engine.statistics.table import tabulate
from engine.statistics.words import Words
from tests.engine.factories import context
from tests.engine.statistics.versions import LINEAGE, NEWEST, VERSIONS, facts


def rows(report: str, *read: Fact) -> dict[str, int]:
    """The rows of a report of the newest version, with their totals."""
    table = tabulate(NEWEST, NEWEST.reports[report], read)
    return {key: table.counts.rows[key] for key in table.rows}


def read(version: int, **answers: object) -> list[Fact]:
    """The facts of one report as the newest version would have said them."""
    return [LINEAGE.read(fact, version) for fact in facts(version, **answers)]  # type: ignore[arg-type]


def words(report: str = "places") -> Words:
    """The words of a report of the newest version."""
    return Words(NEWEST, NEWEST.reports[report], context(), LINEAGE)


def test_the_versions_say_what_has_become_of_everything() -> None:
    assert change_faults(VERSIONS[1], VERSIONS[2]) == change_faults(VERSIONS[2], VERSIONS[3]) == ()


@pytest.mark.parametrize(
    ("version", "answers", "row"),
    [
        (1, {"place": "hall"}, "passage"),
        (2, {"place": "corridor"}, "passage"),
        (3, {"spot": "passage"}, "passage"),
        (1, {"place": "yard"}, "yard"),
        (2, {"place": "yard"}, "yard"),
        (1, {"place": "attic"}, "attic"),
        (3, {"spot": "lawn"}, "lawn"),
    ],
)
def test_an_old_answer_counts_as_what_it_became(version: int, answers: dict[str, object], row: str) -> None:
    listed = {"passage": 0, "lawn": 0, "drive": 0}
    assert rows("places", *read(version, **answers)) == listed | {row: 1}


def test_two_answers_that_became_one_count_once_in_a_report() -> None:
    assert rows("kinds", *read(1, kinds=["damp", "water", "heat"])) == {"water": 1, "heat": 1}


def test_what_was_sensitive_is_counted_under_its_new_name() -> None:
    assert rows("illness", *read(1, ill="yes")) == {"yes": 1, "no": 0}


def test_the_day_of_a_report_may_have_had_another_name() -> None:
    assert rows("seen", *read(1, seen="2025-03-04")) == {"2025-03": 1}


def test_an_outcome_counts_as_what_it_became() -> None:
    assert rows("verdicts", *read(1, outcome="fix")) == {"mend": 1, "drop": 0}


def test_rows_and_rounds_are_counted_by_the_names_of_their_groups_and_steps_today() -> None:
    assert rows("people", *read(1, people=[{"age": "young"}, {"age": "old"}, {"age": "old"}])) == {"young": 1, "old": 2}
    assert LINEAGE.eras["folk"] == (Era(3, "people"),)


def test_a_fact_is_not_changed_by_being_read() -> None:
    (fact,) = facts(1, place="hall", kinds=["damp"])
    before = (dict(fact.single), dict(fact.several))
    LINEAGE.read(fact, 1)
    assert (dict(fact.single), dict(fact.several)) == before


def test_a_fact_of_the_newest_version_is_read_as_it_is() -> None:
    made = facts(3, spot="lawn", kinds=["water"], illness="no", outcome="mend")
    assert tuple(LINEAGE.read(fact, 3) for fact in made) == made


def test_only_what_has_changed_has_eras() -> None:
    assert LINEAGE.eras["kinds"] == (Era(2, "kinds", {"damp": "water"}),)
    assert LINEAGE.eras["spot"] == (
        Era(2, "place", {"hall": "passage", "corridor": "passage"}),
        Era(3, "place", {"corridor": "passage"}),
    )
    assert "area" not in LINEAGE.eras
    assert Lineage.of({1: NEWEST}).eras == ONE_VERSION.eras


def test_a_split_is_a_break_by_the_names_of_today() -> None:
    assert LINEAGE.breaks == (Break(3, "spot", "yard", ("lawn", "drive")),)


def test_what_can_no_longer_be_answered_is_called_as_it_last_was() -> None:
    assert [words().value("spot", key) for key in ("lawn", "yard", "attic")] == ["Gräset", "Ute", "Vinden"]


def test_a_break_is_told_where_numbers_from_before_it_are_shown() -> None:
    (said,) = words().breaks([2, 3], {})
    assert said == (
        "I version 3 av formuläret delades ”Ute” upp i ”Gräset” och ”Uppfarten”."
        " Svar från tiden före räknas för sig, så talen går inte att jämföra över den gränsen."
    )
    assert words().breaks([3], {}) == words("illness").breaks([1, 2, 3], {}) == []
    assert words("illness").breaks([1], {"spot": ("lawn",)}) == [said]


def test_a_break_has_a_few_words_for_a_chart() -> None:
    assert words().briefly_broken([2, 3], {}) == [(3, "”Ute” delades upp")]
    assert words().briefly_broken([3], {}) == []

"""The rules of tables: what is a row, what is counted where, and what is too small."""

from datetime import date

import pytest

from engine.statistics.table import MISSING, Selection, Table, interval_of, intervals, tabulate
from engine.template.counted import closed_values
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.statistics import counted

TEMPLATE = counted.template()
DAY = date(2026, 9, 7)


def table(report: str, *answers: dict[str, object], selection: Selection | None = None, template: FormTemplate = TEMPLATE) -> Table:
    """A report's table over some reports of one day."""
    facts = [fact for given in answers for fact in counted.submission(template, "north", DAY, **given)]
    return tabulate(template, template.reports[report], facts, selection)


def test_every_option_has_a_row_also_one_that_was_never_chosen() -> None:
    assert table("rooms", {"room": "kitchen"}).rows == ("kitchen", "bath", "yard")


def test_an_option_counts_as_the_one_it_names() -> None:
    assert table("rooms", {"room": "loo"}, {"room": "bath"}).counts.rows["bath"] == 2


def test_yes_no_and_unknown_have_a_column_each() -> None:
    assert table("kinds_kinds").columns == ("yes", "no", "unknown")


def test_numbers_stand_in_the_order_of_numbers() -> None:
    assert table("floors", {"floors": 10}, {"floors": 2}).rows == ("2", "10")


def test_an_answer_with_several_values_counts_once_for_each_and_the_total_apart() -> None:
    made = table("rooms_kinds", {"room": "bath", "kinds": ["water", "heat"]})
    assert (made.cell("bath", "water"), made.cell("bath", "heat"), made.counts.total) == (1, 1, 1)


def test_rows_of_a_group_count_once_for_their_report() -> None:
    made = table("ages", {"who": [{"age": "old"}, {"age": "old"}, {"age": "young"}]})
    assert (made.counts.rows["old"], made.counts.rows["young"], made.counts.total) == (1, 1, 1)


def test_a_group_can_be_counted_by_what_its_report_says() -> None:
    made = table("people", {"room": "bath", "who": [{"age": "old"}, {"age": "old"}]})
    assert (made.cell("old", "bath"), made.counts.total) == (2, 2)


def test_what_has_no_answer_is_in_the_total_but_in_no_row() -> None:
    made = table("rooms", {}, {"room": "bath"})
    assert (made.counts.rows[MISSING], made.counts.total, made.plain()["row_totals"]) == (1, 2, [0, 1, 0])


def test_the_plain_table_has_a_list_of_cells_per_row() -> None:
    made = table("rooms_kinds", {"room": "bath", "kinds": ["water"]}).plain()
    assert made["cells"] == [[0, 0, 0], [1, 0, 0], [0, 0, 0]]
    assert (made["row_totals"], made["column_totals"], made["total"]) == ([0, 1, 0], [1, 0, 0], 1)


def test_months_without_anything_have_rows_within_a_selection() -> None:
    autumn = Selection(first=date(2026, 8, 15), last=date(2026, 11, 2))
    made = table("trend", {}, selection=autumn)
    assert made.plain()["row_totals"] == [0, 1, 0, 0]
    assert made.rows == ("2026-08", "2026-09", "2026-10", "2026-11")


def test_weeks_are_those_of_the_calendar_over_a_new_year() -> None:
    assert intervals(date(2026, 12, 27), date(2027, 1, 4), "week") == ("2026-W52", "2026-W53", "2027-W01")


HALVES = ((date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 8, 1), date(2026, 12, 31)))
AUTUMN = "2026-08-01--2026-12-31"


def test_periods_of_a_list_are_rows_by_their_days_and_what_lies_between_them_has_its_own() -> None:
    assert intervals(date(2026, 6, 1), date(2026, 9, 1), "half", HALVES) == ("2026-01-01--2026-06-30", AUTUMN)
    assert intervals(date(2026, 7, 1), date(2026, 7, 31), "half", HALVES) == ()
    assert [interval_of(date(2026, month, 31), "half", HALVES) for month in (7, 8)] == [MISSING, AUTUMN]
    whole = Selection(first=date(2026, 1, 1), last=date(2026, 12, 31), stretches=HALVES)
    assert table("halves", {}, {}, selection=whole).plain()["row_totals"] == [0, 2]


def test_days_in_the_wrong_order_have_no_intervals() -> None:
    assert intervals(date(2026, 2, 1), date(2026, 1, 1), "month") == ()


def test_a_reports_own_date_places_its_facts_in_time() -> None:
    spring = Selection(first=date(2026, 3, 1), last=date(2026, 3, 31))
    made = table("noticed_rooms", {"seen": "2026-03-02", "room": "bath"}, {"room": "bath"}, selection=spring)
    assert made.counts.rows == {"bath": 1}


@pytest.mark.parametrize(("chosen", "total"), [({"room": ("bath",)}, 1), ({"kinds": ("heat",)}, 1), ({"room": ("kitchen",)}, 0)])
def test_a_selection_takes_what_has_one_of_the_chosen_values(chosen: dict[str, tuple[str, ...]], total: int) -> None:
    assert table("rooms", {"room": "bath", "kinds": ["water", "heat"]}, selection=Selection(chosen=chosen)).counts.total == total


def test_a_sensitive_answer_is_counted_alone_and_by_the_month() -> None:
    september = Selection(first=date(2026, 9, 1), last=date(2026, 9, 30))
    assert table("illness", {"illness": "ja", "room": "bath"}, selection=september).counts.rows == {"ja": 1}


def test_what_can_be_answered_is_known_from_the_question() -> None:
    questions = {name: closed_values(TEMPLATE.counted[name].question) for name in ("urgent", "kinds", "floors", "area")}
    assert questions == {"urgent": ("yes", "no", "unknown"), "kinds": ("water", "heat", "power"), "floors": (), "area": ()}


def test_what_is_no_option_any_longer_is_still_counted() -> None:
    facts = counted.submission(TEMPLATE, "north", DAY, room="bath")
    now = load(counted.TEMPLATE.replace("bath: Badrum, loo: {label: Toalett, counts_as: bath}, ", ""))
    assert tabulate(now, now.reports["rooms"], facts).rows == ("kitchen", "yard", "bath")

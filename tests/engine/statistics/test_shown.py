"""The rules of what is shown of a table, and what is hidden from those who may not read all that it counts."""

from datetime import date

from engine.statistics.shown import Earlier, Shown, show
from engine.statistics.table import Counts, Selection, tabulate
from engine.statistics.words import Words
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine import factories
from tests.engine.statistics import counted

TEMPLATE = counted.template()
DAY = date(2026, 9, 7)
AUTUMN = Selection(first=date(2026, 8, 1), last=date(2026, 9, 20))


def shown(
    report: str,
    *answers: dict[str, object],
    full: bool = True,
    selection: Selection = AUTUMN,
    before: dict[str, int] | None = None,
    template: FormTemplate = TEMPLATE,
) -> Shown:
    """What is shown of some reports of one day; `before` are the rows of a year earlier."""
    facts = [fact for given in answers for fact in counted.submission(template, "north", DAY, **given)]
    asked = template.reports[report]
    table = tabulate(template, asked, facts, selection)
    earlier = None
    if before is not None:
        counts = Counts(total=sum(before.values()))
        counts.rows.update(before)
        earlier = Earlier.of(counts, table.rows, periods=asked.rows == "period")
    return show(Words(template, asked, factories.context()), table, selection, full=full, earlier=earlier)


def rooms(bath: int, kitchen: int = 0) -> list[dict[str, object]]:
    """So many reports of each room."""
    return [{"room": "bath"}] * bath + [{"room": "kitchen"}] * kitchen


def lines(made: Shown) -> dict[str, int]:
    """The rows by name."""
    return {line.label: line.total for line in made.lines}


def test_rows_have_the_names_of_the_options() -> None:
    assert lines(shown("rooms", *rooms(2, 1))) == {"Kök": 1, "Badrum": 2}


def test_an_option_that_could_not_be_chosen_then_has_no_row_of_zero() -> None:
    last_year = Selection(first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert lines(shown("rooms", selection=last_year)) == {"Kök": 0, "Badrum": 0, "Gård": 0}


def test_what_has_no_answer_stands_last() -> None:
    assert lines(shown("rooms", {}, *rooms(1))) == {"Kök": 0, "Badrum": 1, "Svar saknas": 1}


def test_a_filter_on_the_rows_leaves_only_what_was_chosen() -> None:
    only = Selection(first=AUTUMN.first, last=AUTUMN.last, chosen={"room": ("bath",)})
    assert lines(shown("rooms", *rooms(2, 2), selection=only)) == {"Badrum": 2}


def test_a_filter_on_an_answer_with_several_values_leaves_what_comes_with_it() -> None:
    only = Selection(first=AUTUMN.first, last=AUTUMN.last, chosen={"kinds": ("water",)})
    assert lines(shown("kinds_kinds", {"kinds": ["water", "heat"]}, selection=only)) == {"Vatten": 1, "Värme": 1}


def test_every_unit_that_can_be_answered_has_a_row() -> None:
    assert lines(shown("areas")) == {"North office": 0, "South office": 0, "The depot": 0}


def test_units_that_were_not_asked_for_have_none() -> None:
    assert lines(shown("areas", selection=Selection(frozenset({"south"})))) == {"South office": 0}


def test_in_full_small_numbers_are_shown() -> None:
    made = shown("rooms", *rooms(1, 9))
    assert (made.hidden, made.total_words(), lines(made)["Badrum"]) == ("", "10", 1)


def masked(report: str, *places: tuple[str | None, str | None], **answers: object) -> Shown:
    """What is shown of seven reports when the counts at some places are not told."""
    facts = [fact for _ in range(7) for fact in counted.submission(TEMPLATE, "north", DAY, **answers)]
    table = tabulate(TEMPLATE, TEMPLATE.reports[report], facts, AUTUMN)
    table.counts.masked = frozenset(places)
    return show(Words(TEMPLATE, TEMPLATE.reports[report], factories.context()), table, AUTUMN, full=False)


def test_a_masked_row_is_there_without_its_number_and_nothing_is_said_to_stand_out() -> None:
    made = masked("rooms", ("bath", None), room="bath")
    assert ([(line.label, line.total) for line in made.lines], made.total, made.finding()) == ([("Kök", 0), ("Badrum", None)], 7, "")


def test_a_masked_row_that_no_option_has_is_there_all_the_same() -> None:
    assert [line.key for line in masked("rooms", ("", None), room="bath").lines][-1] == ""


def test_masked_cells_and_sums_of_a_crosstab_are_told_as_such() -> None:
    made = masked("rooms_kinds", ("bath", "water"), (None, "water"), room="bath", kinds=["water"])
    assert (made.lines[1].cells[0], made.column_totals[0], made.lines[1].total) == (None, None, 7)


def test_a_masked_total_is_told_as_such() -> None:
    assert masked("rooms", (None, None), room="bath").total_words() == "Dolt antal"


def test_outside_full_reading_answers_about_persons_are_only_summed_up() -> None:
    personal = load(counted.TEMPLATE.replace("room:\n", "room:\n          personal: true\n"))
    for full, hidden, rows in ((True, "", 2), (False, "personal", 0)):
        made = shown("rooms", *rooms(9, 6), full=full, template=personal)
        assert (made.hidden, len(made.lines), made.total_words()) == (hidden, rows, "15")


def test_rows_meet_those_of_the_year_before() -> None:
    made = shown("rooms", *rooms(2, 1), before={"bath": 7})
    assert {line.label: line.before for line in made.lines} == {"Kök": 0, "Badrum": 7}
    assert made.before == 7


def test_months_meet_those_of_the_year_before() -> None:
    made = shown("weeks", {}, before={"2025-W37": 3})
    assert {line.key: line.before for line in made.lines}["2026-W37"] == 3


def test_a_crosstab_has_names_for_its_columns_and_their_totals() -> None:
    made = shown("rooms_kinds", {"room": "bath", "kinds": ["water", "heat"]}, {"room": "bath"})
    assert [label for _, label in made.columns] == ["Vatten", "Värme", "El", "Svar saknas"]
    assert (made.column_totals, made.lines[1].cells) == ((1, 1, 0, 1), (1, 1, 0, 1))


def test_a_month_that_goes_on_says_so() -> None:
    assert lines(shown("trend")) == {"augusti 2026": 0, "september 2026 (till och med 20 september)": 0}


def test_the_finding_is_the_row_with_most() -> None:
    assert shown("rooms", *rooms(3, 1)).finding() == "Flest: Badrum, 3 av 4"
    assert shown("rooms", *rooms(3, 3)).finding() == "Flest: Kök och Badrum, 3 var"
    assert shown("trend", {}).finding() == "Flest i september 2026: 1"


def test_nothing_stands_out_where_nothing_is_or_where_units_would_be_ranked() -> None:
    assert shown("rooms").finding() == ""
    facts = [fact for _ in range(3) for fact in counted.Counter(TEMPLATE, "north", DAY).case({"area": "north"}, None)]
    table = tabulate(TEMPLATE, TEMPLATE.reports["areas"], facts, AUTUMN)
    assert show(Words(TEMPLATE, TEMPLATE.reports["areas"], factories.context()), table, AUTUMN, full=True).finding() == ""


def test_rows_that_overlap_are_known() -> None:
    assert shown("kinds_kinds", {"kinds": ["water", "heat"]}).overlaps
    assert not shown("rooms", *rooms(2), {}).overlaps
    assert not shown("all").overlaps


def test_a_period_of_a_list_is_compared_with_the_one_that_began_about_a_year_before() -> None:
    stretches = tuple((date(year, month, day), date(year, month + 4, 28)) for year, day in ((2025, 20), (2026, 3)) for month in (1, 8))
    keys = ["2026-01-03--2026-05-28", "2026-08-03--2026-12-28", "2025-01-20--2025-05-28", ""]
    earlier = Earlier.of(Counts(), keys, periods=True, stretches=stretches)
    assert [earlier.keys[key] for key in keys] == ["2025-01-20--2025-05-28", "2025-08-20--2025-12-28", "", ""]

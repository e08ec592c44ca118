"""Counts set against a number of the units: of which units and days, to which decimal, and what is not told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.organisation import Organisation, Unit
from engine.statistics.csv_file import write_csv
from engine.statistics.definitions import Scope
from engine.statistics.grid import Column
from engine.statistics.json_file import plain
from engine.statistics.mailed import mailed
from engine.statistics.period import Span, own
from engine.statistics.sheet import Sheet, sheet_of
from engine.statistics.shown import show
from engine.statistics.table import Selection, tabulate
from engine.statistics.words import Words
from engine.unit_numbers import Held, UnitNumber
from tests.engine import factories
from tests.engine.statistics import counted

TEMPLATE = counted.template()
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 10)
SPAN = own(FIRST, LAST)
UNITS = {
    "west": Unit("west", "West", kind="area"),
    "north": Unit("north", "North office", kind="office", parent="west"),
    "south": Unit("south", "South office", kind="office", parent="west"),
}
RATE = "Per 100 gäster"


def guests(per: int = 100, **values: int | tuple[Held, ...]) -> UnitNumber:
    """A number of each unit, for all of the year unless told otherwise."""
    held = {unit: (Held(date(2026, 1, 1), date(2026, 12, 31), one),) if isinstance(one, int) else one for unit, one in values.items()}
    named = [{"sv": "Gäster", "en": "Guests"}, {"sv": "gäst", "en": "guest"}, {"sv": "gäster", "en": "guests"}]
    return UnitNumber("guests", *named, per, held)


def sheet(
    number: UnitNumber | None,
    *units: str,
    report: str = "areas",
    chosen: Mapping[str, Any] | None = None,
    language: str = "sv",
    span: Span = SPAN,
    masked: tuple[str | None, ...] = (),
    of: frozenset[str] | None = None,
    known: Mapping[str, Unit] = UNITS,
    **keys: Any,
) -> Sheet:
    """A report of one case in each of some units on the third of September."""
    organisation = Organisation("acme", "Acme", units=known, numbers={number.id: number} if number else {})
    asked = replace(TEMPLATE.reports[report], per="guests", columns=None, **keys)
    facts = [fact for unit in units for fact in counted.submission(TEMPLATE, unit, date(2026, 9, 3), area=unit, room="bath")]
    facts = [replace(fact, grain=asked.grain) for fact in facts if fact.grain == "submissions"]
    selection = Selection(of, span.first, span.last, chosen or {})
    table = tabulate(TEMPLATE, asked, facts, selection)
    table.counts.masked = frozenset((row, None) for row in masked)
    words = Words(TEMPLATE, asked, factories.context(organisation=organisation, language=language))
    made = show(words, table, selection, full=True)
    return sheet_of(made, Scope(of, span, span, datetime(2026, 11, 22, tzinfo=UTC), chosen or {}, full=True, comparable=True))


def rates(made: Sheet) -> dict[str, str]:
    """The last cell of each row, where that is a rate."""
    assert made.grid.columns[-1].kind == "rate"
    return {row.label: row.cells[-1].text for row in (*made.grid.rows, made.grid.total)}


def told(made: Sheet) -> dict[str, str]:
    """What there is to know, by its code."""
    return {one.code: one.text for one in made.about()}


def test_a_report_by_unit_has_a_column_more_with_one_decimal_and_keeps_the_order_of_the_units() -> None:
    made = sheet(guests(north=250, south=40), *["north"] * 3, *["south"] * 2)
    assert made.grid.columns[-1] == Column("rate", RATE)
    assert rates(made) == {"West": "0,0", "North office": "1,2", "South office": "5,0", "Alla ärenden": "1,7"}
    assert [row.key for row in made.grid.rows] == ["west", "north", "south"]


@pytest.mark.parametrize(("count", "number", "text"), [(1, 2000, "0,1"), (1, 2001, "0,0"), (2, 3, "66,7"), (3, 1, "300,0")])
def test_a_rate_is_rounded_to_the_nearest_tenth_half_upwards(count: int, number: int, text: str) -> None:
    assert rates(sheet(guests(north=number, south=0), *["north"] * count))["North office"] == text


def test_each_language_writes_its_own_decimals() -> None:
    made = sheet(guests(north=250, south=40), *["north"] * 3, language="en")
    assert (made.grid.columns[-1].label, rates(made)["North office"]) == ("Per 100 guests", "1.2")
    assert "That is 1.0 per 100 guests." in made.lead


def test_per_one_is_said_of_one() -> None:
    made = sheet(guests(1, north=2, south=2), "north")
    assert (made.grid.columns[-1].label, rates(made)["North office"]) == ("Per gäst", "0,5")
    assert "Det är 0,3 per gäst." in made.lead


def test_a_period_with_several_numbers_has_the_mean_of_its_days() -> None:
    changed = (Held(date(2026, 1, 1), date(2026, 9, 2), 100), Held(date(2026, 9, 3), date(2026, 12, 31), 50))
    # two days of 100 and eight of 50 are 60 on average
    made = sheet(guests(north=changed, south=0), *["north"] * 3)
    assert rates(made)["North office"] == "5,0"
    assert "60 gäster i medeltal" in told(made)["rate"]


def test_where_a_number_is_missing_there_is_a_dash_and_the_definitions_say_whose() -> None:
    made = sheet(guests(north=100), "north", "south")
    cell = made.grid.rows[2].cells[-1]
    assert (cell.value, cell.text, cell.masked) == (None, "–", "lacking")
    assert rates(made) == {"West": "–", "North office": "1,0", "South office": "–", "Alla ärenden": "–"}
    assert told(made)["lacking"] == "Antal gäster saknas för South office, för alla eller några av dagarna."
    assert "per 100" not in made.lead


def test_a_number_that_is_missing_for_some_of_the_days_is_missing() -> None:
    made = sheet(guests(north=100, south=(Held(date(2026, 9, 2), LAST, 10),)), "south")
    assert (rates(made)["South office"], "South office" in told(made)["lacking"]) == ("–", True)


def test_a_count_that_is_not_told_hides_its_rate() -> None:
    made = sheet(guests(north=100, south=100), "north", "south", masked=("north", None))
    found = {row.label: row.cells[-1] for row in (*made.grid.rows, made.grid.total)}
    assert [(one.text, one.masked) for one in (found["North office"], found["Alla ärenden"])] == [("Dolt", "small")] * 2
    assert (found["South office"].text, made.rate) == ("1,0", "")


def test_a_unit_of_none_has_no_rate_and_lacks_nothing() -> None:
    made = sheet(guests(north=100, south=0), "south")
    assert (rates(made)["South office"], rates(made)["Alla ärenden"]) == ("–", "1,0")
    assert "lacking" not in told(made)


@pytest.mark.parametrize(
    ("values", "rate"),
    [
        ({"north": 100, "south": 300}, "1,0"),
        ({"west": 200, "north": 100, "south": 300}, "1,0"),
        ({"west": 200, "north": 100}, "2,0"),
        ({"west": 0, "north": 100, "south": 300}, "1,0"),
        ({"west": 0, "north": 100}, "–"),
    ],
)
def test_the_parts_of_a_unit_are_added_where_all_have_a_number_and_nobody_is_counted_twice(values: dict[str, int], rate: str) -> None:
    assert rates(sheet(guests(**values), *["north"] * 4))["Alla ärenden"] == rate


def test_the_parts_of_a_unit_that_has_ended_are_there_all_the_same_and_parts_that_have_ended_are_not() -> None:
    ended = {**UNITS, "west": replace(UNITS["west"], until=date(2026, 8, 31))}
    assert rates(sheet(guests(north=100, south=100), "north", "south", known=ended))["Alla ärenden"] == "1,0"
    empty = {key: replace(unit, until=date(2026, 8, 31)) if unit.parent else unit for key, unit in UNITS.items()}
    assert rates(sheet(guests(west=50), "west", known=empty))["Alla ärenden"] == "2,0"


def test_only_the_units_that_are_asked_about_are_counted() -> None:
    number = guests(north=100, south=300)
    assert rates(sheet(number, "north", of=frozenset({"north"})))["Alla ärenden"] == "1,0"
    assert rates(sheet(number, "north", chosen={"area": ("north",)}))["Alla ärenden"] == "1,0"


def test_a_unit_counts_from_its_first_day_to_its_last() -> None:
    known = {**UNITS, "new": Unit("new", "New", start=date(2026, 9, 6)), "gone": Unit("gone", "Gone", until=date(2026, 8, 31))}
    number = guests(north=50, south=0, new=(Held(date(2026, 9, 6), LAST, 100),))
    made = sheet(number, "new", known=known)
    # half of the days it has a hundred, none before
    assert (rates(made)["New"], rates(made)["Alla ärenden"]) == ("1,0", "1,0")


def test_units_that_the_form_can_not_be_about_need_no_number() -> None:
    known = {**UNITS, "store": Unit("store", "Store", kind="store")}
    assert rates(sheet(guests(north=10, south=10), "north", known=known))["Alla ärenden"] == "–"
    source = counted.TEMPLATE.replace("{type: unit, label: Vilket område?,", "{type: unit, kinds: [office], label: Vilket område?,")
    assert source != counted.TEMPLATE
    template = counted.load(source)
    organisation = Organisation("acme", "Acme", units=known, numbers={"guests": guests(north=10, south=10)})
    words = Words(template, replace(template.reports["areas"], per="guests"), factories.context(organisation=organisation))
    table = tabulate(template, words.report, [], Selection(first=FIRST, last=LAST))
    made = sheet_of(show(words, table, Selection(), full=True), Scope(None, SPAN, SPAN, datetime(2026, 11, 22, tzinfo=UTC)))
    assert "20 gäster i medeltal" in told(made)["rate"]


def test_other_rows_have_no_rate_of_their_own_but_all_of_them_together_have() -> None:
    made = sheet(guests(north=100, south=100), "north", report="rooms")
    assert [column.kind for column in made.grid.columns] == ["count", "share"]
    assert made.lead.startswith("1 anmälan. Det är 0,5 per 100 gäster.")
    assert told(made)["rate"].startswith("Antalet delat med antalet gäster och gånger 100.")


def test_rows_of_time_are_set_against_the_number_of_their_own_days() -> None:
    changed = (Held(date(2026, 1, 1), date(2026, 8, 31), 100), Held(date(2026, 9, 1), date(2026, 12, 31), 50))
    made = sheet(guests(north=changed, south=0), "north", report="trend", span=own(date(2026, 8, 1), LAST))
    assert list(rates(made).values())[:2] == ["0,0", "2,0"]


def test_a_number_that_the_organisation_does_not_know_is_said_when_the_report_is_read() -> None:
    made = sheet(None, "north")
    assert told(made)["rate"] == "Visas inte. Organisationen har inget antal som heter ”guests”."
    assert (made.rate, made.grid.columns[-1].kind) == ("", "share")


def test_where_no_unit_has_a_number_there_is_no_column() -> None:
    made = sheet(guests(), "north")
    assert (made.grid.columns[-1].kind, told(made)["rate"]) == ("share", "Visas inte. Antal gäster saknas för de här dagarna.")


def test_a_crosstab_has_its_rates_last() -> None:
    organisation = Organisation("acme", "Acme", units=UNITS, numbers={"guests": guests(north=100, south=100)})
    words = Words(TEMPLATE, replace(TEMPLATE.reports["areas"], per="guests"), factories.context(organisation=organisation))
    facts = [replace(fact, grain="cases") for fact in counted.submission(TEMPLATE, "north", FIRST, area="north", urgent="yes")[:1]]
    selection = Selection(first=FIRST, last=LAST)
    made = show(words, tabulate(TEMPLATE, words.report, facts, selection), selection, full=True)
    found = sheet_of(made, Scope(None, SPAN, SPAN, datetime(2026, 11, 22, tzinfo=UTC), full=True))
    assert [column.kind for column in found.grid.columns][-2:] == ["count", "rate"]
    assert rates(found)["North office"] == "1,0"


def test_files_and_mail_tell_the_rates_of_the_page() -> None:
    made = sheet(guests(north=100), "north")
    assert "North office;1;100;1,0" in write_csv(made).decode()
    assert plain(made)["rows"][1]["cells"][-1] == {"value": 1.0}
    assert plain(made)["rows"][2]["cells"][-1] == {"value": None, "masked": "lacking"}
    body = mailed(made, "https://acme.example")[1]
    assert "North office: 1 (Andel: 100\u00a0%, Per 100 gäster: 1,0)" in body
    assert "Per 100 gäster: Antal gäster saknas för South office" in body

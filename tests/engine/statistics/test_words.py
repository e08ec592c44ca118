"""The rules of reports in words."""

from dataclasses import replace
from datetime import date

import pytest

from engine.calendars import Calendar, Period
from engine.statistics.period import Span, own, year
from engine.statistics.words import Words, interval_days
from tests.engine import factories
from tests.engine.statistics import counted

TEMPLATE = counted.template()
AUTUMN = Span("hosten-2026", "half", date(2026, 8, 1), date(2026, 11, 20), "Hösten 2026")


def words(report: str = "rooms", language: str = "sv") -> Words:
    """The words of one of the small template's reports."""
    return Words(TEMPLATE, TEMPLATE.reports[report], factories.context(language=language))


def test_the_sentence_says_what_where_and_when() -> None:
    said = words().sentence(("north",), AUTUMN, {})
    assert said == "Du ser anmälningar i ”Felanmälan” från North office, hösten 2026 (1 augusti–20 november 2026)."


def test_the_sentence_says_what_was_chosen() -> None:
    said = words().sentence(None, own(date(2026, 3, 1), date(2026, 3, 31)), {"room": ("kitchen", "bath"), "kinds": ("water",)})
    assert said.startswith("Du ser anmälningar i ”Felanmälan” från hela Acme, 1–31 mars 2026.")
    assert said.endswith("Bara där ”Var är felet?” är Kök eller Badrum och ”Vad gäller det?” är Vatten.")


def test_the_sentence_speaks_the_readers_language() -> None:
    said = words(language="en").sentence(("north",), year(2026), {"room": ("kitchen",)})
    assert said == "You see reports in “Fault report” from North office, the calendar year 2026. Only where “Var är felet?” is Kök."


def test_many_units_are_numbered_and_none_is_said() -> None:
    assert words().where(("north", "south", "depot", "old")) == "4 enheter"
    assert words().where(("south", "north")) == "North office och South office"
    assert words().where(()) == "ingen enhet"


@pytest.mark.parametrize(
    ("report", "one", "many"),
    [
        ("rooms", "anmälan", "anmälningar"),
        ("areas", "ärende", "ärenden"),
        ("ended", "avslutat ärende", "avslutade ärenden"),
        ("all", "händelse", "händelser"),
        ("people", "svar på ”Vilka bor där?”", "svar på ”Vilka bor där?”"),
        ("repairs", "gång som ”Lagning” har blivit klart", "gånger som ”Lagning” har blivit klart"),
    ],
)
def test_what_is_counted_has_a_name(report: str, one: str, many: str) -> None:
    assert (words(report).thing(1), words(report).thing(0)) == (one, many)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("ended", "Varje ärende räknas den dag det avslutades. Öppnas det igen räknas det inte förrän det har avslutats på nytt."),
        ("rooms", "den dag den kom in"),
        ("people", "den dag den kom in"),
        ("areas", "den dag det öppnades"),
        ("all", "Varje händelse räknas den dag dess första ärende öppnades."),
        ("repairs", "den dag steget blev klart"),
        ("noticed", "”När märktes felet?”"),
        ("illness", "per månad och aldrig per dag"),
    ],
)
def test_every_table_says_by_which_day_it_counts(report: str, said: str) -> None:
    assert said in words(report).dated()


def test_names_that_are_the_same_are_told_apart_by_where_they_stand() -> None:
    kinds = replace(TEMPLATE.counted["age"], label=TEMPLATE.counted["room"].label)
    double = replace(TEMPLATE, counted={**TEMPLATE.counted, "age": kinds})
    said = Words(double, TEMPLATE.reports["rooms"], factories.context())
    assert said.label("age") == "Var är felet? (Vilka bor där?)"
    assert said.label("kinds") == "Vad gäller det?"


def test_values_are_said_as_the_question_says_them() -> None:
    said = words()
    assert [said.value("room", "bath"), said.value("urgent", "no"), said.value("area", "old")] == ["Badrum", "Nej", "Old office"]
    assert said.value("room", "") == "Svar saknas"
    assert said.value("period", "2026-W08") == "vecka 8 2026"


def test_an_interval_that_is_cut_off_says_where() -> None:
    first, last = date(2026, 8, 10), date(2026, 11, 22)
    assert words().cut("2026-11", first, last) == "november 2026 (till och med 22 november)"
    assert words().cut("2026-08", first, last) == "augusti 2026 (från 10 augusti)"
    assert words().cut("2026-09", first, last) == "september 2026"


def test_intervals_have_short_names_for_an_axis() -> None:
    said = words()
    assert [said.tick("2026-10", year=False), said.tick("2026-10", year=True)] == ["okt", "okt ’26"]
    assert [said.tick("2026-W08", year=True), said.tick("2026", year=True)] == ["v. 8", "2026"]


def test_a_period_of_a_list_is_called_as_the_calendar_says() -> None:
    halves = {"half": (Period("Hösten 2026", date(2026, 8, 1), date(2026, 12, 31)),)}
    place = factories.organisation(calendars={("work", None): Calendar("work", {}, {}, periods=halves)})
    said = Words(TEMPLATE, TEMPLATE.reports["halves"], factories.context(organisation=place))
    assert said.interval("2026-08-01--2026-12-31") == said.tick("2026-08-01--2026-12-31", year=True) == "Hösten 2026"
    assert said.interval("2025-08-01--2025-12-31") == "1 augusti–31 december 2025"
    assert said.cut("2026-08-01--2026-12-31", date(2026, 1, 1), date(2026, 11, 22)) == "Hösten 2026 (till och med 22 november)"
    assert (said.interval_label(), said.value("period", "")) == ("Half", "Utanför perioderna")
    assert words("weeks").interval_label() == "Vecka"


def test_an_interval_has_days() -> None:
    assert interval_days("2026-08-01--2026-12-31") == (date(2026, 8, 1), date(2026, 12, 31))
    assert interval_days("2026-02") == (date(2026, 2, 1), date(2026, 2, 28))
    assert interval_days("2026-12") == (date(2026, 12, 1), date(2026, 12, 31))
    assert interval_days("2026-W01") == (date(2025, 12, 29), date(2026, 1, 4))
    assert interval_days("2026") == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_year_that_goes_on_says_how_far() -> None:
    assert words().period(year(2025)) == "kalenderåret 2025"
    assert words().period(year(2026).until(date(2026, 11, 20))) == "kalenderåret 2026 (1 januari–20 november 2026)"


def test_a_name_begins_small_in_a_sentence_unless_it_is_a_shortening() -> None:
    short = replace(AUTUMN, label="HT 2026")
    assert words().period(short).startswith("HT 2026 (")


def test_two_numbers_are_compared_in_words() -> None:
    before = own(date(2025, 8, 1), date(2025, 11, 20))
    when = "samma tid året före (1 augusti–20 november 2025)"
    assert words().compared(42, 36, before) == f"Det är 6 fler än {when}, då det var 36."
    assert words().compared(12000, 36000, before) == f"Det är 24\u00a0000 färre än {when}, då det var 36\u00a0000."
    assert words().compared(0, 0, before) == f"Det är lika många som {when}."


def test_a_number_that_may_not_be_told_is_not_told_by_a_difference() -> None:
    before = own(date(2025, 8, 1), date(2025, 11, 20))
    assert words().compared(None, 36, before) == ""
    assert words().compared(36, None, before) == "Siffran från samma tid året före (1 augusti–20 november 2025) är dold."


def test_a_label_of_a_period_is_as_the_calendar_says() -> None:
    assert words().period_label(AUTUMN) == "Hösten 2026"
    assert words().period_label(year(2026)) == "Kalenderåret 2026"
    assert words().period_label(own(date(2026, 1, 1), date(2026, 1, 2))) == "1–2 januari 2026"

"""Days: with one tap, or the way people write them."""

from datetime import UTC, date, datetime

import pytest

from engine.errors import AnswerError
from engine.fields import Question
from engine.fields._written_day import read_day
from tests.engine.factories import TYPES, again, checked, context, parsed, question, refused, shown, unreadable

PAST = question("date", max="today")
FUTURE = question("date", min="today")
NEXT_DAY = context(datetime(2026, 11, 21, 8, 0, tzinfo=UTC))


def keys(asked: Question = PAST) -> list[str]:
    return [option.key for option in TYPES["date"].options(asked, context())]


def test_today_and_yesterday_are_one_tap() -> None:
    assert keys() == ["2026-11-20", "2026-11-19", "other"]
    assert [option.label["sv"] for option in TYPES["date"].options(PAST, context())] == ["I dag", "I går", "En annan dag"]


def test_only_allowed_days_are_offered() -> None:
    assert keys(FUTURE) == ["2026-11-20", "other"]
    assert keys(question("date", max="2020-01-01")) == []


def test_the_author_may_do_without_the_buttons() -> None:
    asked = question("date", shortcuts=False)
    assert TYPES["date"].widget_for(asked, context()) == "input"
    assert again(asked, "2010-05-01") == "2010-05-01"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20 november", "2026-11-20"),
        ("20 nov 2025", "2025-11-20"),
        ("20 nov. -25", None),
        ("1 dec", "2025-12-01"),
        ("den 3:e mars", "2026-03-03"),
        ("fredag 20 november 2026", "2026-11-20"),
        ("fredagen den 20 november", "2026-11-20"),
        ("November 19, 2026", "2026-11-19"),
        ("19th of November", "2026-11-19"),
        ("20/11", "2026-11-20"),
        ("20/11-25", "2025-11-20"),
        ("20/11 2025", "2025-11-20"),
        ("20.11.2026", "2026-11-20"),
        ("20-11-2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("20261120", "2026-11-20"),
        ("3/4/98", "1998-04-03"),
        ("I GÅR", "2026-11-19"),
        ("i ga\u030ar", "2026-11-19"),
        ("i förrgår", "2026-11-18"),
        ("idag", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("i onsdags", "2026-11-18"),
        ("i fredags", "2026-11-13"),
        ("fredag", "2026-11-13"),
        ("last monday", "2026-11-16"),
        ("29 feb", "2024-02-29"),
    ],
)
def test_a_written_day_is_read(written: str, iso: str | None) -> None:
    day = read_day(written, date(2026, 11, 20), lambda day: day <= date(2026, 11, 20))
    assert (day.isoformat() if day else None) == iso


@pytest.mark.parametrize("text", ["31 februari", "11/20", "26-11-20", "10-11", "ma 5", "igår kväll", "20", "0/0", "9" * 200, "٢٠ nov"])
def test_what_can_not_be_read_surely_is_refused(text: str) -> None:
    assert unreadable(PAST, "other", other=text) == "not-a-date"


def test_without_a_year_the_nearest_allowed_day_is_meant() -> None:
    assert parsed(PAST, other="1 december") == "2025-12-01"
    assert parsed(FUTURE, other="1 mars") == "2027-03-01"
    assert parsed(question("date"), other="1 december") == "2026-12-01"


def test_a_bare_weekday_is_not_guessed_where_coming_days_are_allowed() -> None:
    assert unreadable(question("date"), other="fredag") == "not-a-date"


def test_a_button_wins_over_a_text_left_behind() -> None:
    assert parsed(PAST, "2026-11-19", other="3 mars") == "2026-11-19"


def test_the_words_of_the_buttons_are_read_too() -> None:
    assert parsed(PAST, "today") == "2026-11-20"
    assert parsed(PAST, "yesterday") == "2026-11-19"


def test_a_text_without_its_button_is_read() -> None:
    assert parsed(PAST, other="3 mars") == "2026-03-03"


def test_another_day_must_be_written() -> None:
    assert unreadable(PAST, "other", other=" ") == "other-missing"


def test_a_page_left_open_over_midnight_means_the_day_that_was_read() -> None:
    tapped = keys()[0]
    assert parsed(PAST, tapped, where=NEXT_DAY) == "2026-11-20"
    assert TYPES["date"].sent("2026-11-20", PAST, NEXT_DAY)[""] == ["2026-11-20"]


@pytest.mark.parametrize("value", ["2026-11-20", "2026-11-19", "2025-01-02"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_form_can_send_it_back(value: str, language: str) -> None:
    assert again(PAST, value, context(language=language)) == value


def test_an_older_day_is_sent_as_another_day() -> None:
    assert TYPES["date"].sent("2026-11-03", PAST, context()) == {"": ["other"], "other": ["3 november 2026"]}


def test_today_is_the_organisations_day() -> None:
    late = context(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    assert checked(PAST, "2026-11-21", late) == "2026-11-21"


@pytest.mark.parametrize(
    ("limits", "value", "code"),
    [
        ({"max": "today"}, "2026-11-21", "not-past"),
        ({"min": "today"}, "2026-11-19", "already-past"),
        ({"min": "2026-01-01"}, "2025-12-31", "too-early"),
        ({"max": "2026-01-01"}, "2026-01-02", "too-late"),
    ],
)
def test_a_day_beyond_its_limits_is_refused(limits: dict[str, str], value: str, code: str) -> None:
    assert refused(question("date", **limits), value) == code


@pytest.mark.parametrize("value", ["20261120", "2026-W47-5", "2026-02-30", "1066-10-14", "9999-12-31", "2026-11-20T10:00", "²026-11-20"])
def test_only_a_real_iso_date_is_stored(value: str) -> None:
    assert refused(question("date"), value) == "not-a-date"


@pytest.mark.parametrize("value", [20261120, True, ["2026-11-20"], {}])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(question("date"), value) == "wrong-type"


def test_the_example_is_a_day_that_would_be_taken() -> None:
    with pytest.raises(AnswerError) as caught:
        checked(PAST, "2026-11-21")
    said = TYPES["date"].say(caught.value.code, "sv", **caught.value.facts)
    assert said == "Skriv ett datum som har varit, till exempel 18 november"


def test_preset_today_is_the_day_the_form_is_opened() -> None:
    assert TYPES["date"].preset(question("date", preset="today"), context()) == "2026-11-20"


def test_it_is_shown_with_weekday_and_year() -> None:
    assert shown(PAST, "2026-11-25") == "onsdag 25 november 2026"


@pytest.mark.parametrize(
    ("limits", "fault"),
    [({"min": "2026-02-30"}, ("not-a-day", "min")), ({"min": "2026-02-02", "max": "2026-02-01"}, ("min-over-max", "min"))],
)
def test_the_authors_slips_are_faults(limits: dict[str, str], fault: tuple[str, str]) -> None:
    assert TYPES["date"].faults(question("date", **limits)) == (fault,)


def test_the_day_itself_is_counted() -> None:
    assert TYPES["date"].category("2026-11-20", PAST) == ("2026-11-20",)

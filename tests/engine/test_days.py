"""Days and spans as people write them, one on each line."""

from datetime import date

import pytest

from engine.calendars import Period
from engine.roster.days import Span, read_periods, read_span, read_spans

FIRST, LAST = date(2026, 10, 26), date(2026, 10, 30)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2026-10-26", Span(FIRST, FIRST)),
        ("2026-10-26/2026-10-30", Span(FIRST, LAST)),
        ("2026-10-26 – 2026-10-30 Höstlov", Span(FIRST, LAST, "Höstlov")),
        ("2026-10-26 - 2026-10-30: Höst och vår", Span(FIRST, LAST, "Höst och vår")),
        ("  2026-10-26  Studiedag 3 ", Span(FIRST, FIRST, "Studiedag 3")),
    ],
)
def test_a_line_is_a_day_or_a_span_with_a_name_or_without(text: str, span: Span) -> None:
    assert read_span(text) == span
    assert read_span(str(span)) == span


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "not-a-day"), ("26 oktober", "not-a-day"), ("2026-02-30", "not-a-day"), ("2026-10-26lov", "not-a-day"),
     ("2026-10-30/2026-10-26", "from-after-until")],
)  # fmt: skip
def test_whatever_else_is_wrong(text: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        read_span(text)


def test_a_list_is_put_in_order_and_every_wrong_line_is_told() -> None:
    spans, wrong = read_spans("2026-12-24\n\nlov\n2026-10-26\n2026-13-01")
    assert [span.first for span in spans] == [FIRST, date(2026, 12, 24)]
    assert [(line.number, line.code) for line in wrong] == [(3, "not-a-day"), (5, "not-a-day")]


def test_a_period_says_of_which_kind_it_is() -> None:
    found, wrong = read_periods("term 2027-01-01/2027-06-30 VT\nterm 2026-08-01/2026-12-31 HT\nyear 2026-08-01/2027-06-30\n2026-01-01 x")
    assert [period.label for period in found["term"]] == ["HT", "VT"]
    assert found["year"] == (Period("2026-08-01/2027-06-30", date(2026, 8, 1), date(2027, 6, 30)),)
    assert [line.number for line in wrong] == [4]

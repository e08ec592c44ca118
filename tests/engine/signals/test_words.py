"""A signal in words: what, where and when, in the reader's language."""

from datetime import date

import pytest

from engine.fields import Context
from engine.organisation import Organisation, Unit
from engine.signals.series import SLOW, SUDDEN
from engine.signals.words import SignalWords, counted_by
from engine.statistics.lineage import ONE_VERSION
from engine.template.load import load
from tests.engine.factories import FRIDAY
from tests.watched_site import TEMPLATE

MADE = load(TEMPLATE)
ACME = Organisation("acme", "Acme", units={"north": Unit("north", "North works")})


def words(signal: str = "rooms", language: str = "sv") -> SignalWords:
    """The words of a signal of the small template."""
    return SignalWords(MADE, MADE.signals[signal], Context(ACME, FRIDAY, language), ONE_VERSION)


def test_where_is_the_value_and_the_unit_or_the_organisation() -> None:
    assert words().where("north", "kitchen") == "Kök, North works"
    assert words("all").where("north", "") == "North works"
    assert words("all").where(None, "") == "Acme"


def test_a_unit_that_is_not_there_any_more_is_told_by_its_key() -> None:
    assert words().where("gone", "kitchen") == "Kök, gone"


@pytest.mark.parametrize(
    ("language", "when", "how"),
    [
        ("sv", "vecka 47 2026 (16–22 november 2026)", "Det har varit fler än vanligt en tid, senast den veckan."),
        ("en", "week 47 2026 (16–22 November 2026)", "There have been more than usual for some time, most recently in that week."),
    ],
)
def test_when_is_the_week_with_its_days_and_how_is_at_once_or_for_some_time(language: str, when: str, how: str) -> None:
    assert words(language=language).when(date(2026, 11, 16), date(2026, 11, 22)) == when
    assert words(language=language).how(SLOW) == how
    assert words(language=language).how(SUDDEN) != how


def test_a_signal_counts_what_the_report_that_would_show_it_counts() -> None:
    report = counted_by(MADE.signals["rooms"])
    assert (report.grain, report.rows, report.interval) == ("submissions", "room", "week")

"""Invented answers are such as people give, and such as the form takes."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from engine.fields import Context
from engine.library import trial_roster
from engine.proof import DEFAULT_TIME
from engine.proof.domains import Domains
from engine.proof.likely import Likely, Luck, busy
from engine.proof.world import fill
from tests.engine.written import form, loaded

NOW = datetime.fromisoformat(DEFAULT_TIME)
PLACE = trial_roster()


def answered(questions: str, times: int = 300) -> list[Mapping[str, Any]]:
    """What so many people answer."""
    template, luck = loaded(form(questions)), Luck(1)
    context = Context(PLACE.holding(()), NOW, "sv")
    return [fill(template.form, Likely(luck, Domains([])), context).answers for _ in range(times)]


def test_the_option_that_stands_first_comes_most_often_and_every_one_comes() -> None:
    found = Counter(one["q"] for one in answered("q: {type: choice, label: Q, options: {a: A, b: B, c: C, d: D}}"))
    assert found.most_common(1)[0][0] == "a"
    assert set(found) == {"a", "b", "c", "d"}


def test_few_options_are_ticked_as_many_as_are_demanded_and_one_alone_that_goes_with_no_other() -> None:
    options = "{a: A, b: B, c: C, d: D, no: Inget}"
    ticks = [one["q"] for one in answered(f"q: {{type: choices, label: Q, none: no, options: {options}}}")]
    assert {len(ticked) for ticked in ticks} == {1, 2, 3}
    assert ["no"] in ticks
    assert not [ticked for ticked in ticks if "no" in ticked and len(ticked) > 1]
    assert min(len(one["q"]) for one in answered(f"q: {{type: choices, label: Q, min: 2, options: {options}}}")) == 2


def test_days_have_just_been_unless_they_are_asked_for_from_today_on() -> None:
    today = NOW.date()
    past = {date.fromisoformat(one["q"]) for one in answered("q: {type: date, label: Q, max: today}")}
    coming = {date.fromisoformat(one["q"]) for one in answered("q: {type: date, label: Q, min: today}")}
    assert (max(past), min(coming)) == (today, today)
    assert min(past) > today - timedelta(days=30)
    assert len(past) > 5
    assert max(coming) < today + timedelta(days=30)


def test_times_lie_in_the_working_day() -> None:
    found = {one["q"] for one in answered("q: {type: time, label: Q}")}
    assert min(found) >= "07:00"
    assert max(found) < "17:00"
    assert len(found) > 30


def test_numbers_keep_to_their_limits_and_are_rather_low() -> None:
    found = [one["q"] for one in answered("q: {type: number, label: Q, min: 10, max: 20}")]
    assert (min(found), max(found)) == (10, 20)
    assert sum(found) / len(found) < 15


def test_rows_are_mostly_one_and_as_many_as_are_demanded() -> None:
    group = "q: {type: group, label: Q, repeat: {min: %s, max: 5}, questions: {a: {type: yes_no, label: A}}}"
    found = Counter(len(one["q"]) for one in answered(group % 1))
    assert set(found) == {1, 2, 3}
    assert found[1] > found[2] + found[3]
    assert min(len(one["q"]) for one in answered(group % 2)) == 2


def test_what_may_be_left_out_is_left_out_at_times() -> None:
    found = Counter("q" in one for one in answered("q: {type: choice, label: Q, optional: true, options: {a: A}}"))
    assert found[True] > found[False] > 0


def test_a_condition_decides_what_is_asked() -> None:
    found = answered("a: {type: choice, label: A, options: {x: X, y: Y}}\nb: {type: yes_no, label: B, show_if: {a: y}}")
    assert {(one["a"], "b" in one) for one in found} == {("x", False), ("y", True)}


def test_less_comes_on_days_when_the_calendars_are_closed() -> None:
    days = [date(2026, 9, 7) + timedelta(days=number) for number in range(7)]
    weights = busy(PLACE.holding(()), days, Luck(1))
    assert max(weights[5:]) < min(weights[:5]) / 5
    assert len({round(weight, 3) for weight in weights[:5]}) > 1

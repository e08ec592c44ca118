"""Signals: what a template watches, apart by which answer, and who is told."""

import pytest

from engine.difference.compare import difference
from engine.difference.words import ChangesInWords
from engine.explanation import Explanation
from tests.engine.written import code, form, loaded

ASKED = form(
    """
    place: {type: choice, label: Platsen, options: {hall: Hallen, yard: Gården}, statistics: true}
    touchy: {type: choice, label: S, options: {a: A}, statistics: true, sensitive: true}
    theirs: {type: choice, label: P, options: {a: A}, statistics: true, personal: true}
    free: {type: number, label: N, statistics: true}
    """
)


def signal(keys: str) -> str:
    """The part with one signal."""
    return f"signals: {{it: {{title: It, {keys}}}}}"


def test_a_signal_counts_week_by_week_all_together_unless_it_says_otherwise() -> None:
    found = loaded(signal("count: submissions, to: desk"), ASKED).signals["it"]
    assert (found.grain, found.by, found.interval, found.calendar, found.to) == ("submissions", None, "week", None, ("desk",))


def test_a_signal_says_which_answer_it_goes_by_how_often_and_whom_it_tells() -> None:
    found = loaded(signal("count: cases, by: place, interval: month, calendar: school, to: [desk, boss]"), ASKED).signals["it"]
    assert (found.grain, found.by, found.interval, found.calendar, found.to) == ("cases", "place", "month", "school", ("desk", "boss"))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("count: nothing, to: desk", "unknown-count"),
        ("count: submissions, by: nothing, to: desk", "unknown-counted"),
        ("count: submissions, by: touchy, to: desk", "sensitive-signal"),
        ("count: submissions, by: theirs, to: desk", "sensitive-signal"),
        ("count: submissions, by: free, to: desk", "signal-without-list"),
        ("count: submissions, by: place, to: nobody", "unknown-function"),
    ],
)
def test_a_signal_of_what_can_not_be_told_is_refused(keys: str, expected: str) -> None:
    assert code(signal(keys), ASKED) == expected


def test_what_stands_in_a_compartment_raises_no_signal() -> None:
    assert code(signal("count: submissions, to: desk"), ASKED, "cases: {compartment: true}") == "signal-in-compartment"


def test_a_signal_is_told_in_words_to_those_who_agree_to_the_template() -> None:
    template = loaded(signal("count: submissions, by: place, calendar: school, to: desk"), ASKED)
    lines = list(Explanation(template, "sv").lines())
    assert lines[lines.index("Om det blir fler än vanligt:") + 1] == (
        "  It · för varje svar på ”Platsen” · vecka för vecka · i kalendern school · Desk får veta det"
    )


def test_a_signal_that_has_changed_is_told_in_words() -> None:
    before = loaded(signal("count: submissions, to: desk"), ASKED)
    after = loaded(signal("count: submissions, by: place, to: boss"), ASKED)
    said = [ChangesInWords(before, after).sentence(change) for change in difference(before, after)]
    assert said == [
        "Signalen ”It” har ändrats: mottagaren, från ”Desk” till ”Boss”",
        "Signalen ”It” har ändrats: svaret som skiljer dem åt, nu ”Platsen”",
    ]
    assert not any(change.counted for change in difference(before, after))

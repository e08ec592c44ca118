"""Reads out the numbers of a chart for who can not see it, as one would say them."""

from collections.abc import Sequence

from engine.statistics.shown import Line, Shown
from forms.wording import say


def read(shown: Shown, lines: Sequence[Line]) -> str:
    """The rows in one sentence: "Diagrammet visar 29 anmälningar: 18 för Gården (året före 14) och 11 för Hallen."."""
    numbers = shown.words.listed([_with_before(shown, line) for line in lines])
    return say("reports.read.all", count=shown.total_words(), what=shown.words.thing(shown.total or 0), numbers=numbers)


def read_crossed(shown: Shown, lines: Sequence[Line], places: Sequence[int]) -> str:
    """The rows in a sentence each: "Gården: 3 för Slag och 1 för Hot."."""
    names = [shown.columns[place][1] for place in places]
    rows = (
        say(
            "reports.read.row",
            label=line.label,
            numbers=shown.words.listed(
                [
                    say("reports.read.for", label=name, count=_figure(shown, line.cells[place]))
                    for name, place in zip(names, places, strict=True)
                ]
            ),
        )
        for line in lines
    )
    return " ".join((say("reports.read.crossed", count=shown.total_words(), what=shown.words.thing(shown.total or 0)), *rows))


def _with_before(shown: Shown, line: Line) -> str:
    one = say("reports.read.during" if shown.of_periods else "reports.read.for", label=line.label, count=_figure(shown, line.total))
    return one if line.before is None else say("reports.read.before", one=one, before=_figure(shown, line.before))


def _figure(shown: Shown, number: int | None) -> str:
    return say("reports.masked.read") if number is None else shown.words.figure(number)

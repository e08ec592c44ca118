"""A report as one value, in words: the page, every file and every mail are written from it, so that they say the same and hide the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.statistics.definitions import Definition, Scope, capital, definitions
from engine.statistics.grid import Grid, grid_of
from engine.statistics.period import Span
from engine.statistics.rates import NO_NUMBER, explained, lacking, rates_of, sentence
from engine.statistics.shown import Shown
from engine.statistics.table import PERIOD
from engine.statistics.words import Words
from engine.texts import engine_texts, in_language


@dataclass(frozen=True)
class Sheet:
    """What a report says to one reader. `template` and `report` are ids and `period` a key; all that is not empty else is words.

    `hidden` says why there are no rows, `masked` why single cells are not told,
    `interpretation` what people take it to mean, which is in no mail. `taken` is the time of the data, in local time.
    """

    template: str
    report: str
    period: str
    language: str
    taken: datetime
    title: str
    form: str
    selection: str
    figure: str
    thing: str
    compared: str
    finding: str
    caption: str
    grid: Grid
    definitions: tuple[Definition, ...]
    hidden: str = ""
    masked: tuple[Definition, ...] = ()
    note: str = ""
    interpretation: str = ""
    rate: str = ""

    @property
    def lead(self) -> str:
        """The number, how many that is of the units' own, and what it is compared with, in some sentences."""
        return f"{self.figure} {self.beside_figure}"

    @property
    def beside_figure(self) -> str:
        """The same without the number."""
        return " ".join(filter(None, (f"{self.thing}.", self.rate, self.compared)))

    @property
    def name(self) -> str:
        """What a file of it is called, without an ending: template, report and period, all of which are ASCII."""
        return f"{self.template}-{self.report}-{self.period}"

    def about(self) -> tuple[Definition, ...]:
        """All there is to know of the table, for a file: what it is, what is selected, how it was counted, and what is not told."""
        told = {
            "report": self.title,
            "form": self.form,
            "selection": self.selection,
            "number": self.lead,
            "hidden": self.hidden,
            "note": self.note,
            "interpretation": self.interpretation,
        }
        heads = (Definition(code, _say(f"about.{code}", self.language), text) for code, text in told.items() if text)
        return (*heads, *self.definitions, *self.masked)


def sheet_of(shown: Shown, scope: Scope) -> Sheet:
    """What is shown, with all that has to be known of it."""
    words, rates = shown.words, rates_of(shown, scope)
    grid = grid_of(shown, rates)
    language, template = words.context.language, words.template
    return Sheet(
        template=template.name,
        report=words.report.id,
        period=scope.span.key,
        language=language,
        taken=scope.taken,
        title=words.title(),
        form=words.form(),
        selection=words.sentence(whom(words, scope), scope.span, scope.chosen),
        figure=shown.total_words(),
        thing=words.thing(shown.total or 0),
        compared=_compared(shown, scope),
        finding=shown.finding(),
        caption=caption(words, scope),
        grid=grid,
        definitions=(*definitions(shown, scope), *explained(words, rates)),
        hidden=words.say(f"sheet.hidden.{shown.hidden}") if shown.hidden else "",
        masked=(*_masked(words, grid), *lacking(words, rates)),
        note=in_language(words.report.note, language),
        rate=sentence(words, rates, shown.total),
    )


def _masked(words: Words, grid: Grid) -> Iterator[Definition]:
    """Why single cells are not told; of units without a number more has to be said than a code holds."""
    name, small = words.say("sheet.masked.name"), words.context.organisation.smallest
    yield from (Definition(code, name, words.say(f"sheet.masked.{code}", small=small)) for code in grid.masked if code != NO_NUMBER)


def caption(words: Words, scope: Scope) -> str:
    """What is counted by what, where and when."""
    where = placed(words, whom(words, scope), scope.span)
    return words.say("sheet.caption", by=counted_by(words), scope=capital(where))


def placed(words: Words, units: tuple[str, ...] | None, span: Span) -> str:
    """Where and when: the fewest units that name all it is about, None for everything, and the period."""
    return words.say("sheet.scope", where=words.where(units), period=words.period(span))


def counted_by(words: Words) -> str:
    """Such as "Anmälningar per ”Plats” och ”Sort”"; the label of a question keeps its own form."""
    report = words.report
    sides = [
        words.interval_label().lower() if side == PERIOD else words.say("quoted", text=words.label(side))
        for side in (report.rows, report.columns)
        if side is not None
    ]
    thing = capital(words.thing())
    return words.say("sheet.by", what=thing, by=words.listed(sides)) if sides else thing


def whom(words: Words, scope: Scope) -> tuple[str, ...] | None:
    """The fewest units that name all it is about, None for everything."""
    return None if scope.units is None else words.context.organisation.topmost(scope.units)


def _compared(shown: Shown, scope: Scope) -> str:
    if not scope.comparable:
        return shown.words.nothing_before(scope.before)
    return shown.words.compared(shown.total, shown.before, scope.before)


def _say(code: str, language: str) -> str:
    return engine_texts().say(f"statistics.sheet.{code}", language)

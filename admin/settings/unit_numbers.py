"""How many each unit has during a period: a field for each, and a list that is put into the fields before anything is saved."""

from dataclasses import dataclass

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.entry import Entry
from admin.settings.number import open_during
from admin.settings.numbers import many, title
from admin.settings.page import Part, Screen, Sheet, carry_out, sent, show, visit
from engine.actions import keep_numbers
from engine.organisation import Unit
from engine.roster import WrongRow, read_number, read_numbers
from engine.statistics.period import Span, find, named
from engine.unit_numbers import UnitNumber
from forms.view import Asked
from forms.wording import language, say

DO = "values"
_LONGEST = 200_000
_TOLD = 10
"""So many lines that are wrong are told at once."""


def unit_numbers(org: str, number: str, period: str) -> ResponseReturnValue:
    """What the units have during a period."""
    return _opened(number, period).shown(Entry())


def change_unit_numbers(org: str, number: str, period: str) -> ResponseReturnValue:
    """Puts a list into the fields, or saves what stands in them."""
    kept, entry = _opened(number, period), sent()
    pasted = entry.uploaded() or entry.text("pasted", needed=False, longest=_LONGEST)
    if pasted:
        return kept.from_list(entry.with_typed({"pasted": pasted}))
    values, span = kept.typed(entry), kept.span
    return carry_out(
        kept.here,
        entry,
        lambda session, keeper: keep_numbers.save_values(session, keeper, number, values, first=span.first, last=span.last),
        kept.shown,
        to=url_for("admin.number", org=org, number=number),
    )


def _opened(number: str, period: str) -> "_Kept":
    """The number and the period of an address: one of the calendars, a year, or days of one's own, as reports have them in theirs."""
    here = visit()
    found, span = here.organisation.numbers.get(number), find(period, named(here.organisation))
    return _Kept(here, found or abort(404), span or abort(404))


@dataclass(frozen=True)
class _Kept:
    """A number during a period."""

    here: Visit
    number: UnitNumber
    span: Span

    def units(self) -> dict[str, Unit]:
        """The units that there are on some of the days, and those that have a number all the same."""
        there = {unit.key for unit in open_during(self.here, self.span)}
        days = self.span.first, self.span.last
        return {key: unit for key, unit in self.here.organisation.units.items() if key in there or self.number.during(key, *days)[1]}

    def before(self, unit: str) -> int | None:
        """What stands in a unit's field: the one number that it has for any of the days."""
        return self.number.within(unit, self.span.first, self.span.last)

    def from_list(self, entry: Entry) -> ResponseReturnValue:
        """The page with the numbers of a list in its fields; of a list in which something is wrong nothing is taken."""
        listed = read_numbers(entry.text("pasted", needed=False, longest=_LONGEST), self.units())
        if listed.wrong:
            entry.wrong("pasted", " ".join(map(_wrong, listed.wrong[:_TOLD])))
        if not entry.fine:
            return self.shown(entry)
        filled = entry.with_typed({"pasted": "", **{f"unit-{key}": str(count) for key, count in listed.numbers.items()}})
        return self.shown(filled, note=say("settings.numbers.filled", count=len(listed.numbers)))

    def typed(self, entry: Entry) -> dict[str, int | None]:
        """The numbers that were typed, None for one that was taken away; what is wrong stands in the entry."""
        values: dict[str, int | None] = {}
        for key, unit in self.units().items():
            typed = entry.text(f"unit-{key}", needed=False)
            try:
                if typed:
                    values[key] = read_number(typed)
                elif self.before(key) is not None:
                    values[key] = None
            except ValueError:
                entry.wrong(f"unit-{key}", say("settings.numbers.wrong", unit=unit.name))
        return values

    def shown(self, entry: Entry, refused: str = "", *, note: str = "") -> ResponseReturnValue:
        """The page; `note` says what has just been put into its fields."""
        number, span = self.number, self.span
        lead = note or say("settings.numbers.values_lead", many=many(number))
        sheet = Sheet(DO, say("settings.save"), self._fields(entry), lead=lead, folded=False, files=say("settings.units.file"))
        back = url_for("admin.number", org=self.here.org, number=number.id), title(number.id, number)
        heading = say("settings.numbers.of", many=many(number), period=span.label or span.days(language()))
        over = span.days(language()) if span.label else ""
        return show(self.here, Screen(heading, (Part(sheets=(sheet,)),), over=over, back=back, seen=number), refused=refused)

    def _fields(self, entry: Entry) -> tuple[Asked, ...]:
        form = entry.form(DO)
        wholes = {unit.parent for unit in self.here.organisation.units.values()}
        fields = []
        for key, unit in self.units().items():
            before, hint = self.before(key), say("settings.numbers.whole_hint") if key in wholes else ""
            fields.append(form.line(f"unit-{key}", "" if before is None else str(before), hint=hint, label=unit.name))
        return (*fields, form.area("pasted", hint=say("settings.numbers.list_hint")))


def _wrong(row: WrongRow) -> str:
    """What is wrong with a line, with the unit that was probably meant."""
    words = say("settings.numbers.line", number=row.line, words=say(f"settings.numbers.{row.code}", given=row.given))
    return f"{words} {say('settings.numbers.meant', name=row.meant)}" if row.meant else words

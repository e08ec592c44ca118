"""Explains a number: what was counted, when, where, by which versions of the template, and what was left out."""

from admin.reports.opening import Opened
from engine.actions.read_report import Figures
from engine.statistics.table import SMALL
from forms.wording import say


def explain(opened: Opened, figures: Figures) -> list[tuple[str, str]]:
    """Names and texts in the order in which they are asked for."""
    words, shown = opened.words, figures.shown
    rows = [
        ("what", f"{capital(words.thing())}. {words.dated()}"),
        ("where", capital(_units(opened))),
        ("when", capital(words.period(opened.span))),
        ("only", words.conditions(opened.choice.chosen) or say("reports.explain.no_filter")),
        ("versions", _versions(opened, figures)),
        *(("broken", sentence) for sentence in words.breaks(figures.versions, opened.choice.chosen)),
        ("left_out", say("reports.explain.hidden" if figures.full else "reports.explain.nothing_hidden")),
    ]
    if shown.overlaps:
        rows.append(("several", say("reports.explain.overlaps")))
    rows.append(("small", say("reports.explain.in_full" if figures.full else "reports.explain.masked", small=SMALL)))
    rows.append(("taken", opened.taken))
    return [(say(f"reports.explain.{name}"), text) for name, text in rows]


def _units(opened: Opened) -> str:
    """Every unit by name: the sentence above only has room for a few."""
    if opened.within is None:
        return opened.words.where(None)
    units = opened.reader.organisation.units
    return opened.words.listed([units[key].name for key in opened.ground.reach.units if key in opened.within])


def _versions(opened: Opened, figures: Figures) -> str:
    numbers = opened.words.listed([str(number) for number in figures.versions])
    return say("reports.explain.version", numbers=numbers, count=len(figures.versions)) if numbers else say("reports.explain.no_version")


def capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]

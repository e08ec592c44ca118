"""Places, functions and spans of days in words. It must not show a key where there is a name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for

from admin.guard import Visit
from admin.settings.roles import Role
from engine.calendars import day_in_words
from engine.organisation import Holder
from engine.texts import Text
from forms.wording import language, say

TOP = "*"
"""What is chosen for the organisation itself; no unit has such a key."""


def place_name(here: Visit, unit: str | None) -> str:
    """A unit's name, or the organisation's."""
    found = here.organisation.units.get(unit or "")
    return found.name if found else unit or here.organisation.name


def holder_name(here: Visit, known: Mapping[str, Role], holder: Holder) -> str:
    """A function at a place: "Skötare, Norr"."""
    label = known[holder.function].label if holder.function in known else holder.function
    return say("settings.holder", function=label, place=place_name(here, holder.unit))


def goes_to(here: Visit, known: dict[str, Role], holder: Holder | None) -> str:
    """Where what is meant for a function goes that nobody holds."""
    if holder is None:
        return say("settings.functions.nobody")
    return say("settings.functions.instead", holder=holder_name(here, known, holder))


def day_name(day: date | None) -> str:
    """A day, with its year; empty for none."""
    return day_in_words(day, language(), year=True, weekday=False) if day is not None else ""


def since(day: date | None) -> str:
    """A first day; nothing for one so long ago that it means always."""
    return day_name(day) if day is not None and day.year > 2000 else ""


def relabelled(before: Text, words: str) -> Text:
    """The text in the language of whoever writes it; what it is in others stays."""
    return {**before, language(): words}


def missing(words: str) -> dict[str, Any]:
    """A cell that says what is lacking."""
    return {"text": words, "tag": "overdue"}


def mailbox_cell(here: Visit, key: str, name: str) -> dict[str, Any]:
    """A cell that leads to a mailbox."""
    return {"text": name, "url": url_for("admin.mailbox", org=here.org, mailbox=key)}


def by_place(here: Visit) -> list[tuple[str, str]]:
    """Every place to choose among: the organisation first, and its units by name."""
    return [(TOP, here.organisation.name), *((key, unit.name) for key, unit in here.organisation.units.items())]

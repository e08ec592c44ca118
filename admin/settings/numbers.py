"""What units have a number of: what reports of templates in use are set against, and what there is."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit
from admin.settings.page import Part, Screen, show, visit
from admin.settings.wordings import missing
from engine.texts import in_language
from engine.unit_numbers import UnitNumber
from forms.wording import language, say


def numbers(org: str) -> ResponseReturnValue:
    """Every number."""
    here = visit()
    rows = [_row(here, id, titles) for id, titles in wanted(here).items()]
    columns = tuple(say(f"settings.{name}") for name in ("numbers.what", "numbers.rate", "functions.templates"))
    part = Part("", columns, rows, say("settings.numbers.empty"))
    return show(here, Screen(say("settings.places.numbers"), (part,), lead=say("settings.numbers.lead")))


def wanted(here: Visit) -> Mapping[str, list[str]]:
    """The id of every number, with the titles of the templates in use whose reports are set against it."""
    found: dict[str, list[str]] = {id: [] for id in here.organisation.numbers}
    for name in here.office.current(here.org):
        published = here.office.published(here.org, name)
        reports = published.template.reports.values() if published is not None else ()
        title = in_language(published.template.title, language()) if published is not None else ""
        for id in dict.fromkeys(report.per for report in reports if report.per is not None):
            found.setdefault(id, []).append(title)
    return found


def title(id: str, number: UnitNumber | None) -> str:
    """What a number is called; its id where nobody has said."""
    return in_language(number.title, language()) if number is not None else id


def many(number: UnitNumber) -> str:
    """What several of what is counted are called, within a sentence."""
    return in_language(number.many, language())


def _row(here: Visit, id: str, titles: list[str]) -> list[Any]:
    number = here.organisation.numbers.get(id)
    cell = {"text": title(id, number), "url": url_for("admin.number", org=here.org, number=id)}
    rate: Any = missing(say("settings.numbers.no_words"))
    if number is not None:
        rate = say("settings.numbers.per", count=number.per, per=number.per, one=in_language(number.one, language()), many=many(number))
    return [cell, rate, ", ".join(titles)]

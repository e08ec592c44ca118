"""All reports that go out by mail: to whom, when next, and how the last ones went."""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from admin.schedules.shelf import Shelf, result
from admin.settings.entry import Entry
from admin.settings.page import Part, Screen, Sheet, sent, show, visit
from admin.when import When
from engine.store import schedules as store
from engine.store.schedules import Kept, Key, Told
from engine.texts import in_language
from forms.wording import language, say


def schedules(org: str) -> ResponseReturnValue:
    """The list."""
    return _list(Shelf.of(visit()), Entry())


def choose_report(org: str) -> ResponseReturnValue:
    """Leads to a further schedule of a report, which is there once it is saved."""
    shelf, entry = Shelf.of(visit()), sent()
    chosen = entry.one_of("report", [key for key, _ in shelf.reports()])
    if not entry.fine:
        return _list(shelf, entry)
    template, _, report = chosen.partition("/")
    taken = [key.number for key in shelf.kept if (key.template, key.report) == (template, report)]
    return redirect(shelf.url(Key(template, report, max([0, *taken]) + 1)), 303)


def _list(shelf: Shelf, entry: Entry) -> ResponseReturnValue:
    here = shelf.here
    told = here.office.read(here.org, lambda session: store.told(session, here.org))
    when = When(here.organisation, here.now)
    rows = [_row(shelf, kept, when, told) for kept in shelf.kept.values()]
    form = entry.form("new")
    sheet = Sheet("new", say("schedules.choose"), (form.pick("report", shelf.reports()),), say("schedules.new"), say("schedules.new_lead"))
    columns = tuple(say(f"schedules.{name}") for name in ("report", "to", "often", "next", "last"))
    part = Part("", columns, rows, say("schedules.empty"), sheets=(sheet,) if shelf.reports() else ())
    back = (url_for("admin.reports", org=here.org), say("reports.title"))
    return show(here, Screen(say("schedules.title"), (part,), lead=say("schedules.lead"), back=back))


def _row(shelf: Shelf, kept: Kept, when: When, told: list[Told]) -> list[Any]:
    template, report, plan = shelf.round.templates[kept.key.template], shelf.report(kept.key), shelf.plan(kept)
    title = in_language(report.title, language()) if report is not None else kept.key.report
    cell = {"text": title, "url": shelf.url(kept.key), "sub": in_language(template.title, language())}
    return [cell, shelf.functions(kept.key, plan), shelf.in_words(plan), shelf.next(kept, when), _last(kept, when, told)]


def _last(kept: Kept, when: When, told: list[Told]) -> dict[str, Any]:
    """How the latest ones went: the result of them all where it is the same, else of how many it is what."""
    mine = [one for one in told if Key(one.key.template, one.key.report, one.number) == kept.key]
    latest = [one for one in mine if (one.key.period, one.key.copy) == (mine[0].key.period, mine[0].key.copy)]
    if not latest:
        return {"text": say("schedules.results.none")}
    good = [one for one in latest if one.sent is not None]
    if len(good) in (0, len(latest)):
        return result(latest[0], when)
    return {"text": say("schedules.results.some", sent=len(good), all=len(latest)), "tag": "overdue"}

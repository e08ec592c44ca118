"""One schedule: how it stands, and the forms that change it."""

from functools import partial

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from admin.schedules.plan_form import plan_fields, typed_plan
from admin.schedules.shelf import Shelf
from admin.schedules.standing import coming, history, receivers
from admin.settings.entry import Entry
from admin.settings.page import Change, Part, Screen, Sheet, carry_out, sent, show, visit
from engine.actions import keep_schedule
from engine.actions.keep_schedule import DOINGS
from engine.store.schedules import OWN, Key
from engine.texts import in_language
from forms.wording import language, say

_DONE = {"pause": "paused", "resume": "resumed", "remove": "removed", "again": "sent"}


def schedule(org: str, template: str, report: str, number: int) -> ResponseReturnValue:
    """The page; of a number that there is not yet the form for a new one."""
    return _page(*_found(Key(template, report, number)), Entry())


def change_schedule(org: str, template: str, report: str, number: int) -> ResponseReturnValue:
    """Pauses, resumes, changes, adds, removes, or sends again."""
    shelf, key = _found(Key(template, report, number))
    entry = sent()
    to = url_for("admin.schedules", org=org) if entry.do == "remove" else shelf.url(key)
    return carry_out(shelf.here, entry, _change_of(shelf, key, entry), partial(_page, shelf, key), to=to, done=_DONE.get(entry.do, "saved"))


def _change_of(shelf: Shelf, key: Key, entry: Entry) -> Change:
    """What the form asks for; what is wrong in it stands in the entry."""
    if entry.do in DOINGS:
        return lambda session, keeper: DOINGS[entry.do](session, keeper, shelf.round, key)
    if entry.do == "follow":
        return lambda session, keeper: keep_schedule.change(session, keeper, shelf.round, key, plan=None)
    plan = typed_plan(shelf, key, entry)
    keep = keep_schedule.change if key in shelf.kept else keep_schedule.add
    return lambda session, keeper: plan and keep(session, keeper, shelf.round, key, plan=plan)


def _found(key: Key) -> tuple[Shelf, Key]:
    """The schedule, or the place for a further one of a report that there is."""
    shelf = Shelf.of(visit())
    if shelf.report(key) is None or (key not in shelf.kept and key.number == OWN):
        abort(404)
    return shelf, key


def _page(shelf: Shelf, key: Key, entry: Entry, refused: str = "") -> ResponseReturnValue:
    kept, report, template = shelf.kept.get(key), shelf.report(key), shelf.round.templates[key.template]
    plan = _plan(shelf, key, entry)
    screen = Screen(
        in_language(report.title, language()) if report is not None else key.report,
        (plan,) if kept is None else (coming(shelf, kept), receivers(shelf, kept), plan, history(shelf, kept)),
        over=in_language(template.title, language()),
        back=(url_for("admin.schedules", org=shelf.here.org), say("schedules.title")),
        seen=kept.settings if kept is not None else None,
    )
    return show(shelf.here, screen, refused=refused)


def _plan(shelf: Shelf, key: Key, entry: Entry) -> Part:
    """The plan, to be changed; with the ways back to the template's, and away."""
    kept, fields = shelf.kept.get(key), plan_fields(shelf, key, entry)
    if kept is None:
        return Part(say("schedules.new"), sheets=(Sheet("plan", say("settings.save"), fields, kind="primary", folded=False),))
    sheets = [Sheet("plan", say("settings.save"), fields, title=say("schedules.change"))]
    if kept.plan is not None and key.number == OWN:
        sheets.append(Sheet("follow", say("schedules.follow"), title=say("schedules.follow_title"), lead=say("schedules.follow_lead")))
    if key.number != OWN:
        sheets.append(Sheet("remove", say("schedules.remove"), title=say("schedules.remove_title"), kind="warning"))
    return Part(sheets=tuple(sheets))

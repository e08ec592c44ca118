"""What stands around every signed-in page: where one is, where one can go, who one is. It must not show a word of any case."""

from typing import Any

from flask import g, request, url_for

from admin.guard import Visit
from admin.settings.places import WITHIN as SETTINGS
from engine.access import administers, keeps_templates, reads_reports, registers, seeks_people
from engine.organisation import Organisation
from engine.store import inbox, notices
from engine.store.sight import sight
from forms.web import plain_frame
from forms.wording import language, say

_MAILED = tuple(f"admin.{page}" for page in ("schedules", "choose_report", "schedule", "change_schedule", "scheduled_mail"))
WITHIN = {
    "received": ("admin.samples", "admin.sample", "admin.review"),
    "people": ("admin.find_person", "admin.record", "admin.record_reason", "admin.open_name"),
    "reports": ("admin.report", "admin.signals", "admin.signal", "admin.settle_signal", *_MAILED),
    "schedules": _MAILED,
    "settings": SETTINGS,
    "templates": tuple(
        f"admin.{page}"
        for page in (
            *("template", "template_version", "share", "poster"),
            *("ready_templates", "new_template", "edit_template", "check_template", "publish_template"),
        )
    ),
}
"""The pages that belong to a place of the menu without being in it."""


def frame() -> dict[str, Any]:
    """The frame of the page that is being made."""
    organisation: Organisation | None = g.get("organisation")
    here: Visit | None = g.get("visit")
    shell = {**plain_frame(), "language": language()}
    if organisation is not None:
        shell |= {
            "organisation": organisation.name,
            "home": url_for("admin.inbox", org=organisation.key),
            "footer": _footer(organisation.key),
        }
    if here is not None:
        shell |= {
            "nav": _navigation(here),
            "account": {"name": here.actor.name, "sign_out": url_for("admin.sign_out", org=here.org)},
        }
    return shell


def _navigation(here: Visit) -> list[dict[str, Any]]:
    """Only what one may see, always in the same order."""
    waiting, told = here.office.read(here.org, lambda session: _asked(session, here))
    places = [("inbox", say("nav.inbox"), waiting), ("case_list", say("nav.cases"), 0)]
    if told:
        places.append(("received", say("nav.received"), 0))
    if seeks_people(here.actor):
        places.append(("people", say("nav.people"), 0))
    if reads_reports(here.actor):
        places.append(("reports", say("nav.reports"), 0))
    elif administers(here.actor):
        places.append(("schedules", say("schedules.title"), 0))
    if registers(here.actor):
        places.append(("registration", say("nav.registration"), 0))
    if keeps_templates(here.actor):
        places.append(("templates", say("nav.templates"), 0))
    if administers(here.actor):
        places.append(("settings", say("nav.settings"), 0))
    return [
        {
            "label": label,
            "url": url_for(f"admin.{name}", org=here.org),
            "current": request.endpoint in (f"admin.{name}", *WITHIN.get(name, ())),
            "count": count,
        }
        for name, label, count in places
    ]


def _asked(session: Any, here: Visit) -> tuple[int, bool]:
    """How much waits for the visitor, and whether they are told of reports: every page asks this, so it asks once."""
    waiting = inbox.how_many(session, sight(session, here.organisation, here.actor))
    return waiting, notices.receives(session, here.org, here.actor.mailboxes)


def _footer(org: str) -> list[dict[str, str]]:
    """The links that the organisation owes its visitors; the pages are on the public side."""
    pages = {"accessibility": "accessibility", "personal_data": "personal-data", "contact": "contact"}
    return [{"label": say(f"public.footer.{name}"), "url": f"/{org}/{page}"} for name, page in pages.items()]

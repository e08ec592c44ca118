"""Keeping a report of the organisation's own, and taking one away or back."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import visit
from admin.own_reports.writing import Slate, check, page, versions
from admin.trying import FASTER, tried
from engine.actions.keep_own_report import keep_own_report as keep
from engine.actions.keep_own_report import retire_own_report as retire
from engine.actions.keeping import Keeper
from forms.decoder import decode


def keep_own_report(org: str) -> ResponseReturnValue:
    """Shows the text as it was sent, or keeps it when nothing is wrong with it. A report does not change its key."""
    here, sent = visit(), decode(request)
    key, seen = sent.first("report"), sent.first("seen")
    slate = Slate(sent.first("text"), key, int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0)
    own, _ = check(here, slate.text)
    kept = versions(here, key) if key else None
    if sent.first("do") != "save" or own is None:
        return page(here, slate, kept=kept)
    if key not in ("", own.id):
        return page(here, slate, kept=kept, refused="key")
    keeper = Keeper(here.organisation, here.actor, here.now)
    latest = here.office.latest(org)
    _, why = tried(lambda session: keep(session, keeper, own, latest, seen=slate.seen), FASTER)
    if why:
        return page(here, slate, kept=kept, refused="faster" if key else "taken")
    return redirect(url_for("admin.own_reports", org=org, done="kept"), 303)


def retire_own_report(org: str, report: str) -> ResponseReturnValue:
    """Takes a report away, or back."""
    here, do = visit(), decode(request).first("do")
    keeper, retired = Keeper(here.organisation, here.actor, here.now), do != "restore"
    tried(lambda session: retire(session, keeper, report, retired=retired))
    return redirect(url_for("admin.own_reports", org=org, done="retired" if retired else "restored"), 303)

"""The day when something can be expected, as a file for a calendar (RFC 5545). Calendars are shared, so it says nothing of a report."""

from datetime import date, datetime, timedelta

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.ids import unrelated_id
from forms.headers import absolute_url
from forms.receipt import elsewhere, report_of
from forms.visit import arrive
from forms.wording import say


def receipt_calendar(org: str, template: str) -> ResponseReturnValue:
    """The day by which somebody has promised the next thing; no page when nobody has."""
    visit = arrive(org, template)
    away, found = elsewhere(visit), report_of(visit)
    if away is not None:
        return away
    day = found.words.expected() if found else None
    if day is None:
        abort(404)
    text = entry(day, say("public.receipt.calendar.entry"), absolute_url(url_for("forms.status", org=org)), visit.context.now)
    answer = Response(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="dag.ics"'
    return answer


def entry(day: date, summary: str, link: str, now: datetime) -> str:
    """A calendar with one whole day in it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mallverk//SV",
        "BEGIN:VEVENT",
        f"UID:{unrelated_id()}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{summary}",
        f"URL:{link}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _folded(line: str) -> str:
    """A line of at most 75 bytes at a time, as RFC 5545 3.1 wants it."""
    pieces, piece = [], ""
    for character in line:
        if len(f"{piece}{character}".encode()) > 74:
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])


def add_receipt_calendar(pages: Blueprint) -> None:
    """Add this view to the public pages."""
    pages.add_url_rule("/<org>/<template>/receipt/calendar", "receipt_calendar", receipt_calendar)

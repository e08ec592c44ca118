"""What has happened to the case, newest first, and last how it began."""

from typing import Any

from admin.case_view import CaseView
from admin.timeline import Happened, Timeline
from forms.wording import say


def events(view: CaseView) -> dict[str, Any]:
    """The lines of the journal in words."""
    told = Timeline(view.book, view.scene.template, view.when, view.whole.names).told(view.whole.lines)
    report, _ = view.file.reports[0]
    at, note = report.received_at, view.book.typed_in(report, view.whole.names)
    first = Happened(say("timeline.submission-received"), view.when.moment(at), at.isoformat(), note=note)
    return {"events": [*told, first]}

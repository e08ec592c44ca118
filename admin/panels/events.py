"""What has happened to the case, newest first, and last how it began."""

from typing import Any

from admin.case_view import CaseView
from admin.timeline import Happened, Timeline
from forms.wording import say


def events(view: CaseView) -> dict[str, Any]:
    """The lines of the journal in words."""
    told = Timeline(view.book, view.scene.template, view.when, view.whole.names).told(view.whole.lines)
    first = view.file.reports[0][0].received_at
    return {"events": [*told, Happened(say("timeline.submission-received"), view.when.moment(first), first.isoformat())]}

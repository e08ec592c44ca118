"""What was reported: every report of the case, in its own version's words."""

from collections.abc import Mapping
from typing import Any

from admin.case_view import CaseView
from admin.record import sections
from engine.ids import show_reference
from engine.store import tables


def reports(view: CaseView) -> dict[str, Any]:
    """The reports, the first one first."""
    return {"reports": [_report(view, row, answers) for row, answers in view.file.reports]}


def _report(view: CaseView, row: tables.Submission, answers: Mapping[str, Any]) -> dict[str, Any]:
    template = view.book.template((row.template, row.version))
    return {
        "reference": show_reference(row.reference),
        "when": view.when.moment(row.received_at),
        "typed_in": view.book.typed_in(row, view.whole.names),
        "sections": sections(template.form, answers, view.at(row.received_at), link=view.saved_from),
    }

"""The dialogue with whoever sent the case's reports, and the way to write to them."""

from typing import Any

from admin.case_view import CaseView
from admin.messages import Teller
from engine.ids import show_reference


def dialogue(view: CaseView) -> dict[str, Any] | None:
    """The messages about each report; nothing where no report has a way back, or where the reader is shut out of it."""
    found = view.whole.dialogues
    if not found:
        return None
    teller = Teller(view.book, view.when, view.whole.names, view.whole.files, view.saved_from)
    writes = view.handles or view.receives
    return {
        "dialogues": [
            {
                "reference": show_reference(row.reference),
                "messages": teller.told(found[row.id], view.book.template((row.template, row.version))),
                "write": view.url("case_dialogue", submission=row.id) if writes else "",
            }
            for row, _ in view.file.reports
            if row.id in found
        ]
    }

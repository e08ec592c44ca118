"""The receipt of a report that was registered for someone, to be printed and handed over. It is shown once, and opens nothing here."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from engine.ids import show_reference
from forms.headers import absolute_url
from forms.questions import expired
from forms.receipt import code_of, elsewhere, report_of
from forms.scanning import code_to_scan
from forms.visit import arrive, remember


def receipt(org: str, template: str) -> ResponseReturnValue:
    """Number, code and the way to follow the report. Once the browser has it, it forgets what opens it."""
    visit = arrive(org, template)
    away, found = elsewhere(visit), report_of(visit)
    if away is not None:
        return away
    if found is None:
        return expired(visit)
    link = absolute_url(f"/{org}/status")
    page = render_template(
        "handed_over.html",
        visit=visit,
        reference=show_reference(found.row.reference),
        code=code_of(visit, found),
        steps=found.words.next_steps(),
        link=link,
        scanned=code_to_scan(link),
    )
    return remember(make_response(page), org, template, None)

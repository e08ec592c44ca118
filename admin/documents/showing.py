"""A document that is there: as a page that prints well, and as a PDF. It must not change a word of it."""

from uuid import UUID

from flask import abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import case_view
from admin.documents.sheet import Sheet
from admin.guard import case_row
from admin.paper import why_no_pdf
from engine.printing import NotPrinted
from engine.store import documents
from forms.decoder import decode_query


def document(org: str, case: UUID, number: int) -> ResponseReturnValue:
    """The page; `pdf` in the address says why there is no PDF."""
    why = decode_query(request).first("pdf")
    return make_response(_sheet(number).page(why_no_pdf(why)))


def as_pdf(org: str, case: UUID, number: int) -> ResponseReturnValue:
    """The PDF; where none can be made the page says so, and prints as well."""
    sheet = _sheet(number)
    try:
        content = sheet.pdf()
    except NotPrinted as reason:
        return redirect(url_for("admin.document", org=org, case=case, number=number, pdf=reason.code), 303)
    answer = Response(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{case_row().number}-{number}.pdf"'
    return answer


def _sheet(number: int) -> Sheet:
    """The document, once the reading of its case is in the journal."""
    view = case_view()
    here = view.here
    found = here.office.read(here.org, lambda session: documents.opened(session, here.office.sealer, view.row, number))
    return Sheet(view, *(found or abort(404)))

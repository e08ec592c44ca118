"""A file of a report or a case, to be saved by those who read the answers that it came with. A browser is never to show it as a page."""

from urllib.parse import quote
from uuid import UUID

from flask import abort
from werkzeug.wrappers import Response

from admin.case_view import open_case, open_scene
from admin.guard import case_row, submission_row, visit
from admin.submissions import open_report
from engine.attachments import FORMATS
from engine.store import attachments

INERT = "sandbox; default-src 'none'"


def case_file(org: str, case: UUID, file: UUID) -> Response:
    """A file that the case's reports or finished steps name."""
    here, row = visit(), case_row()
    return _saved(open_case(here, open_scene(here, row), row).files, file)


def submission_file(org: str, submission: UUID, file: UUID) -> Response:
    """A file of a report that is read by itself."""
    here, row = visit(), submission_row()
    return _saved(open_report(here, open_scene(here, row), row).files, file)


def _saved(files: attachments.Files, file: UUID) -> Response:
    here, kept = visit(), files.get(str(file)) or abort(404)
    content = here.office.read(here.org, lambda session: attachments.content(session, here.office.sealer, kept))
    answer = Response(content, content_type=FORMATS[kept.attachment.format].media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(kept.attachment.name, safe='')}"
    answer.headers["Content-Security-Policy"] = INERT
    return answer

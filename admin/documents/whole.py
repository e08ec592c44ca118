"""The whole file of a case: asks what is masked and why the file is made, puts it together, and keeps it as a document of the case."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import UUID

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view
from admin.documents.sources import NOTES, Source, hidden_words, maskable, masked, sources
from admin.inputs import one_of, some_of
from admin.panels.events import events
from admin.when import Kept
from engine.actions.make_document import WHY, make_whole_file
from engine.errors import NotPossible
from engine.store.documents import Paper
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.decoder import Posted, decode
from forms.view import Asked, Pick, error_lines
from forms.wording import language, say

_TAG = re.compile("<[a-z/][^>]*>")
KINDS = ("reports", "rounds", "documents", "dialogues", NOTES)
MASK, REASON, SEEN, WITH = "mask-", "why", "seen", "with"


def whole_file(org: str, case: UUID) -> ResponseReturnValue:
    """What the file would hold, to be masked part by part."""
    return _ask(_view(), Posted(()))


def make_file(org: str, case: UUID) -> ResponseReturnValue:
    """Makes it, once it is known why; a name that is masked in one place and stands in another is told first."""
    view, sent = _view(), decode(request, lambda name: name.startswith(MASK) or name == WITH)
    parts = [part for part in sources(view) if part.kind != NOTES or sent.first(WITH)]
    ticked = _ticked(sent) & {one.key for part in parts for one in maskable(part)}
    why = sent.first(REASON)
    if why not in WHY:
        return _ask(view, sent, error=say("documents.file.why_missing"))
    body = _body(view, [masked(part, ticked) for part in parts], why=why, count=len(ticked))
    text = unescape(_TAG.sub(" ", body)).casefold()
    left = sorted({word for part in parts for word in hidden_words(part, ticked) if word.casefold() in text})
    if left and sent.first(SEEN) != " ".join(left):
        return _ask(view, sent, left=left)
    paper = Paper("", say("documents.whole"), body, language())
    try:
        made = view.here.office.write(
            org, lambda session: make_whole_file(session, view.scene, case, paper, actor=view.here.actor, why=why, masked=len(ticked))
        )
    except NotPossible:
        abort(404)
    return redirect(url_for("admin.document", org=org, case=case, number=made.number), 303)


def _view() -> CaseView:
    view = case_view()
    view.when = Kept(view.scene.organisation, view.scene.now)
    return view


def _ask(view: CaseView, sent: Posted, *, error: str = "", left: list[str] | None = None) -> Response:
    why = one_of(
        REASON, say("documents.file.why"), [(code, say(f"documents.file.reason.{code}")) for code in WHY], sent.first(REASON), error=error
    )
    ticked, parts = _ticked(sent), list(sources(view))
    along = some_of(WITH, say("documents.file.along"), [Pick(NOTES, say("documents.file.with_notes"), bool(sent.first(WITH)))])
    page = render_template(
        "documents/whole_choice.html",
        number=view.row.number,
        fields=[field for part in parts if (field := _field(part, ticked))],
        along=along if any(part.kind == NOTES for part in parts) else None,
        why=why,
        errors=error_lines([why]),
        left=left or [],
        seen=" ".join(left or []),
        back=view.url("case"),
        act=view.url("make_file"),
    )
    return make_response(page, 422 if error or left else 200)


def _ticked(sent: Posted) -> frozenset[str]:
    return frozenset(value for name, values in sent.items() if name.startswith(MASK) for value in values)


def _field(part: Source, ticked: frozenset[str]) -> Asked | None:
    """The ticks of one part; nothing where all of it can be read by anyone."""
    picks = [Pick(one.key, f"{one.label}: {one.preview}" if one.preview else one.label, one.key in ticked) for one in maskable(part)]
    if not picks:
        return None
    field = some_of(f"{MASK}{part.key}", say("documents.file.mask_in", title=part.title), picks)
    return replace(field, values={"": sorted(ticked)})


def _body(view: CaseView, parts: list[Source], *, why: str, count: int) -> str:
    """The text of the file."""
    told: Mapping[str, Any] = {kind: [part for part in parts if part.kind == kind] for kind in KINDS}
    return render_template(
        "documents/whole_body.html",
        facts=list(_facts(view, why=why, count=count)),
        versions=_versions(view),
        bodies={part.key: Markup(part.body) for part in parts},  # noqa: S704 - it was escaped when it was made
        events=events(view)["events"],
        **told,
    )


def _facts(view: CaseView, *, why: str, count: int) -> list[tuple[str, str]]:
    """The lines of the title page; nothing personal among them."""
    row, words, template = view.row, view.scene.template.register, view.scene.template
    unit = view.scene.organisation.units.get(row.unit or "")
    lines = [
        ("number", row.number),
        ("register_number", view.whole.register_number),
        ("title", in_language(words.title or template.title, language())),
        ("type", in_language(words.type, language())),
        ("unit", view.book.unit(row.unit)),
        ("secrecy", in_language(words.why_secret(unit.kind if unit else ""), language())),
        ("opened", view.when.day(row.opened_at)),
        ("closed", view.when.day(row.closed_at) if row.closed_at else ""),
        ("because", say(f"documents.file.reason.{why}")),
        ("masked_parts", str(count) if count else ""),
    ]
    return [(say(f"documents.file.{code}"), text) for code, text in lines if text]


def _versions(view: CaseView) -> list[tuple[str, str, str]]:
    """Every version of a template that something in the case was made with, with the digest of its text."""
    keys = dict.fromkeys([view.scene.published.key, *((report.template, report.version) for report, _ in view.file.reports)])
    found: list[tuple[str, int, FormTemplate]] = [(*key, view.book.template(key)) for key in keys]
    return [(in_language(template.title, language()), str(version), template.digest) for _, version, template in found]

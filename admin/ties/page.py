"""The page where a case is tied to others, merged, split, or opened again: one form for each, and only those that can be sent now."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.case_view import CaseView, case_view
from admin.inputs import line, one_of
from engine.actions.reopen_case import REASONS
from engine.ids import show_reference
from engine.steps import Step
from engine.store import case_list
from engine.store.sight import sight
from engine.store.ties import MERGED, RELATED
from engine.texts import in_language
from forms.view import Asked, error_lines
from forms.wording import language, say


def ties(org: str, case: UUID) -> ResponseReturnValue:
    """The page."""
    return draw()


def draw(form: str = "", typed: Mapping[str, str] | None = None, error: str = "") -> Response:
    """The page; `form` is the one that something is wrong with, `typed` what was sent in it."""
    view = case_view()
    forms = {name: made for name, made in _forms(view, typed or {}, {form: error}).items() if made}
    fields = [field for made in forms.values() for field in made]
    page = render_template(
        "ties.html",
        number=view.row.number,
        forms=forms,
        urls={name: view.url(name) for name in ("relate", "unrelate", "merge", "split", "reopen")},
        related=[(str(item.case.id), item.case.number) for item in view.whole.ties if item.kind == RELATED],
        errors=error_lines(fields),
        back=view.url("case"),
    )
    return make_response(page, 422 if error else 200)


def _forms(view: CaseView, typed: Mapping[str, str], errors: Mapping[str, str]) -> dict[str, tuple[Asked, ...]]:
    """What each form asks; nothing for one that leads nowhere now."""
    forms: dict[str, tuple[Asked, ...]] = {
        "relate": (
            line("number", say("ties.number"), typed.get("number", ""), error=errors.get("relate", ""), hint=say("ties.number_hint")),
        )
    }
    if view.closed:
        return forms | {"reopen": _reopening(view, typed, errors.get("reopen", ""))}
    if targets := _targets(view):
        forms["merge"] = (one_of("into", say("ties.into"), targets, typed.get("into", ""), error=errors.get("merge", "")),)
    reports = [(str(report.id), _report(view, report.reference, report.received_at)) for report, _ in view.file.reports]
    forms["split"] = (one_of("submission", say("ties.which"), reports, typed.get("submission", ""), error=errors.get("split", "")),)
    return forms


def _reopening(view: CaseView, typed: Mapping[str, str], error: str) -> tuple[Asked, ...]:
    if any(item.kind == MERGED and item.forth for item in view.whole.ties):
        return ()
    steps = [(step.id, in_language(step.title, language())) for step in view.scene.template.workflow if _can_open(step)]
    reasons = [(reason, say(f"ties.reasons.{reason}")) for reason in REASONS]
    return (
        one_of("step", say("ties.step"), steps, typed.get("step", ""), error="" if typed.get("step") else error),
        one_of("reason", say("ties.reason"), reasons, typed.get("reason", ""), error="" if typed.get("reason") else error),
    )


def _can_open(step: Step) -> bool:
    return (step.kind.waits or bool(step.steps)) and not step.optional


def _report(view: CaseView, reference: str, received: Any) -> str:
    return say("ties.report", number=show_reference(reference), when=view.when.moment(received))


def _targets(view: CaseView) -> list[tuple[str, str]]:
    """Other running cases of the template that the reader has received, none of which has a report of this one."""
    here = view.here
    eyes = here.office.read(here.org, lambda session: sight(session, here.organisation, here.actor))
    found = here.office.read(here.org, lambda session: case_list.joinable(session, eyes, view.row.template))
    same = {item.id for item in view.whole.siblings} | {view.row.id}
    return [(str(item.id), f"{item.number}, {view.when.day(item.opened)}") for item in found if item.id not in same]

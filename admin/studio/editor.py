"""Writing a template: what is wrong with it, how it will look, what publishing it would change. It stores a version, or nothing."""

from dataclasses import replace
from difflib import unified_diff
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.studio.checking import Checked, check
from admin.studio.preview import preview
from engine.access import publishes
from engine.actions.publish import publish as publish_it
from engine.difference.compare import difference
from engine.difference.words import ChangesInWords
from engine.errors import InvalidTemplate, NotPossible
from engine.fields import Context
from engine.library import beginning, ready_made
from engine.template.effort import effort
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.decoder import decode, decode_query
from forms.wording import language, say

LOOK, REVIEW = "look", "review"
"""What a button asks for besides a check."""


def ready_templates(org: str) -> ResponseReturnValue:
    """The ready-made templates, to begin from."""
    found = sorted(ready_made().values(), key=lambda template: in_language(template.title, language()).casefold())
    small = {"label": say("editor.small"), "text": say("editor.small_text"), "url": url_for("admin.new_template", org=org)}
    items = [*(_item(org, template) for template in found), small]
    return render_template("ready_templates.html", items=items, back=url_for("admin.templates", org=org))


def _item(org: str, template: FormTemplate) -> dict[str, Any]:
    purpose, minutes = in_language(template.start.purpose, language()), effort(template, language()).minutes
    return {
        "label": in_language(template.title, language()),
        "text": f"{purpose} {say('editor.gives', count=minutes, reports=len(template.reports))}".strip(),
        "url": url_for("admin.new_template", org=org, like=template.name),
    }


def new_template(org: str) -> ResponseReturnValue:
    """A text to begin with: that of a ready-made template; what is published under its name already is edited instead."""
    here, name = visit(), decode_query(request).first("like")
    template = (ready_made().get(name) or abort(404)) if name else beginning()
    if template.name in here.office.current(org):
        return redirect(url_for("admin.edit_template", org=org, template=template.name), 303)
    return _page(here, check(here, template.source), "")


def edit_template(org: str, template: str) -> ResponseReturnValue:
    """The text of the version in use."""
    here = visit()
    number = here.office.current(org).get(template)
    stored = here.office.published(org, template, number) if number else None
    return _page(here, check(here, stored.template.source), str(number)) if stored is not None else abort(404)


def check_template(org: str) -> ResponseReturnValue:
    """The text as it was sent: with its faults, as it will look, or with what publishing it would change."""
    here, sent = visit(), decode(request)
    checked, wanted = check(here, sent.first("text")), sent.first("do")
    if wanted == REVIEW and checked.sound is not None:
        return _review(here, checked, sent.first("base"))
    return _page(here, checked, sent.first("base"), look=wanted == LOOK, tried=True)


def publish_template(org: str) -> ResponseReturnValue:
    """Takes the text into use, if nothing is wrong with it and nobody has published another version meanwhile."""
    here, sent = visit(), decode(request)
    base, checked = sent.first("base"), check(here, sent.first("text"))
    template = checked.sound
    if template is None:
        return _page(here, checked, base, tried=True)
    if str(here.office.current(org).get(template.name, "")) != base:
        return _page(here, checked, base, taken=True)
    try:
        here.office.write(org, lambda session: publish_it(session, org, template, here.now, here.actor.id))
    except NotPossible:
        return _page(here, checked, base, full=True)
    except InvalidTemplate as error:
        return _page(here, replace(checked, faults=error.faults), base, tried=True)
    here.office.forget()
    return redirect(url_for("admin.template", org=org, template=template.name, done="published"), 303)


def _page(
    here: Visit, checked: Checked, base: str, *, look: bool = False, tried: bool = False, taken: bool = False, full: bool = False
) -> ResponseReturnValue:
    """The editor. A text that can not be taken is shown again as it was sent, with why."""
    context = Context(here.organisation, here.now, language())
    page = render_template(
        "template_editor.html",
        checked=checked,
        base=base,
        heading=in_language(checked.template.title, language()) if checked.template else say("editor.new"),
        name=checked.template.name if checked.template else "",
        pages=preview(checked.template, context) if look and checked.template else [],
        tried=tried,
        taken=taken,
        full=full,
        action=url_for("admin.check_template", org=here.org),
        back=url_for("admin.templates", org=here.org),
        rows=max(24, min(60, checked.text.count("\n") + 2)),
    )
    return page, 422 if (tried and checked.faults) or taken or full else 200


def _review(here: Visit, checked: Checked, base: str) -> str:
    """What publishing would change, in words and line by line."""
    template = checked.sound or abort(404)
    number = here.office.current(here.org).get(template.name)
    stored = here.office.published(here.org, template.name, number) if number else None
    before = stored.template.source if stored else ""
    return render_template(
        "template_review.html",
        checked=checked,
        base=base,
        heading=in_language(template.title, language()),
        number=(number or 0) + 1,
        sentences=_sentences(stored.template, template) if stored else [],
        lines=list(_changes(before, checked.text)) if stored else [],
        fresh=stored is None,
        same=stored is not None and before == checked.text,
        may=publishes(here.actor),
        edit=url_for("admin.check_template", org=here.org),
        publish=url_for("admin.publish_template", org=here.org),
    )


def _sentences(old: FormTemplate, new: FormTemplate) -> list[str]:
    """What is different, one sentence each, what matters most first."""
    words = ChangesInWords(old, new, language())
    return [words.sentence(change) for change in difference(old, new)]


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, with two around them: ("+", line), ("-", line), (" ", line), and ("@", "") between parts."""
    found = unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")
    lines = [line for line in found if not line.startswith(("---", "+++"))]
    return [("@", "") if line.startswith("@@") else (line[:1], line[1:]) for line in lines]

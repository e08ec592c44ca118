"""Writing a template: what is wrong with it, how it will look, keeping it as a draft, and what publishing it would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.studio.accepting import accepted, box
from admin.studio.checking import Checked, check
from admin.studio.numbers import rehearsed
from admin.studio.preview import preview
from admin.studio.shown import Shown, current, found
from admin.studio.slate import Slate, of_draft, sent
from engine.access import publishes
from engine.actions.template_drafts import publish_draft, save_draft
from engine.difference.compare import difference
from engine.difference.words import ChangesInWords
from engine.errors import InvalidTemplate, NotPossible
from engine.fields import Context
from engine.library import beginning, from_library, ready_made
from engine.store.acceptance import Acceptance
from engine.template.effort import effort
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.decoder import decode, decode_query
from forms.view import error_lines
from forms.wording import language, say

LOOK, NUMBERS, SAVE, REVIEW = "look", "numbers", "save", "review"
"""What a button asks for besides a check."""


def ready_templates(org: str) -> ResponseReturnValue:
    """The ready-made templates, to begin from."""
    ready = sorted(ready_made().values(), key=lambda template: in_language(template.title, language()).casefold())
    small = {"label": say("editor.small"), "text": say("editor.small_text"), "url": url_for("admin.new_template", org=org)}
    items = [*(_item(org, template) for template in ready), small]
    items.append({"label": say("import.title"), "text": say("import.short"), "url": url_for("admin.import_form", org=org)})
    return render_template("ready_templates.html", items=items, back=url_for("admin.templates", org=org))


def _item(org: str, template: FormTemplate) -> dict[str, Any]:
    purpose, minutes = in_language(template.start.purpose, language()), effort(template, language()).minutes
    return {
        "label": in_language(template.title, language()),
        "text": f"{purpose} {say('editor.gives', count=minutes, reports=len(template.reports))}".strip(),
        "url": url_for("admin.new_template", org=org, like=template.name),
    }


def new_template(org: str) -> ResponseReturnValue:
    """A text to begin with: that of a ready-made template; what is there under its name already is edited instead."""
    here, name = visit(), decode_query(request).first("like")
    template = (ready_made().get(name) or abort(404)) if name else beginning()
    if found(here, template.name) is not None or of_draft(here, template.name) is not None:
        return redirect(url_for("admin.edit_template", org=org, template=template.name), 303)
    return editor_page(here, Slate(template.name, template.source), check(here, template.source, template.name))


def edit_template(org: str, template: str) -> ResponseReturnValue:
    """The draft, or the text of the version in use."""
    here = visit()
    slate = of_draft(here, template) or _published(here, template)
    done = say("editor.kept") if decode_query(request).first("done") == "saved" else ""
    return editor_page(here, slate, check(here, slate.text, slate.name), done=done)


def check_template(org: str) -> ResponseReturnValue:
    """The text as it was sent: with its faults, as it will look, kept as a draft, or with what publishing it would change."""
    here, posted = visit(), decode(request)
    slate, wanted = sent(posted), posted.first("do")
    checked = check(here, slate.text, slate.name)
    slate = slate.under(checked.template.name) if checked.template else slate
    if wanted == SAVE:
        return _save(here, slate, checked)
    if wanted == REVIEW and checked.sound is not None:
        return _review(here, slate, checked)
    return editor_page(here, slate, checked, wanted=wanted, tried=True)


def publish_template(org: str) -> ResponseReturnValue:
    """Takes the text into use, if nothing is wrong with it and nobody has published another version meanwhile."""
    here, posted = visit(), decode(request)
    slate = sent(posted)
    checked = check(here, slate.text, slate.name)
    template = checked.sound
    if template is None:
        return editor_page(here, slate, checked, tried=True)
    slate = slate.under(template.name)
    acceptance = accepted(checked, posted)
    if acceptance is None:
        return _review(here, slate, checked, missing=True), 422
    try:
        here.office.write(org, lambda session: _publish(session, here, slate, acceptance))
    except NotPossible as reason:
        return _refused(here, slate, checked, reason.code)
    except InvalidTemplate as error:
        return editor_page(here, slate, replace(checked, faults=error.faults), tried=True)
    here.office.forget()
    return redirect(url_for("admin.template", org=org, template=template.name, done="published"), 303)


def _publish(session: Any, here: Visit, slate: Slate, acceptance: Acceptance) -> None:
    """What was reviewed is the draft's last revision, and is taken into use where nothing else has been since it began."""
    revision = save_draft(session, here.org, slate.hand(here), slate.text, base=slate.base)
    publish_draft(session, here.org, replace(slate.hand(here), seen=revision), from_library, accepted=acceptance)


def _published(here: Visit, name: str) -> Slate:
    shown = current(here, name)
    return Slate(name, shown.template.source, shown.version)


def _save(here: Visit, slate: Slate, checked: Checked) -> ResponseReturnValue:
    """Keeps the text, whatever is wrong with it."""
    try:
        here.office.write(here.org, lambda session: save_draft(session, here.org, slate.hand(here), slate.text, base=slate.base))
    except NotPossible as reason:
        return _refused(here, slate, checked, reason.code)
    return redirect(url_for("admin.edit_template", org=here.org, template=slate.name, done="saved"), 303)


REFUSED = {"draft-behind": "taken", "too-much-counted": "full"}
"""What is said of a refusal, where it is not simply that the draft is another one."""


def _refused(here: Visit, slate: Slate, checked: Checked, code: str) -> ResponseReturnValue:
    """The text as it was sent, with why. Who has been slower is shown what the other wrote, and may go on with their own."""
    if code == "draft-behind":
        # what is reviewed next is held against the version that was published meanwhile
        used = found(here, slate.name)
        slate = replace(slate, base=used.version if used is not None else None)
    other = of_draft(here, slate.name) if code == "draft-changed" else None
    if other is None:
        return editor_page(here, slate, checked, refused=REFUSED.get(code, "lost"))
    lines = list(_changes(other.text, slate.text))
    return editor_page(here, replace(slate, seen=other.seen, saved=other.saved), checked, refused="changed", lines=lines)


def editor_page(
    here: Visit,
    slate: Slate,
    checked: Checked,
    *,
    wanted: str = "",
    tried: bool = False,
    done: str = "",
    refused: str = "",
    lines: Sequence[tuple[str, str]] = (),
    remarks: Sequence[str] = (),
) -> ResponseReturnValue:
    """The editor. A text that can not be taken is shown again as it was sent, with why; `remarks` are what did not come along with it."""
    context = Context(here.organisation, here.now, language())
    page = render_template(
        "template_editor.html",
        slate=slate,
        checked=checked,
        heading=in_language(checked.template.title, language()) if checked.template else say("editor.new"),
        pages=preview(checked.template, context) if wanted == LOOK and checked.template else [],
        numbers=rehearsed(checked.sound, context) if wanted == NUMBERS and checked.sound else [],
        tried=tried,
        done=done,
        refused=refused,
        lines=lines,
        remarks=remarks,
        action=url_for("admin.check_template", org=here.org),
        discard=url_for("admin.discard_draft", org=here.org, template=slate.name) if slate.seen and not refused else "",
        back=url_for("admin.templates", org=here.org),
        rows=max(24, min(60, checked.text.count("\n") + 2)),
    )
    return page, 422 if (tried and checked.wrong) or refused else 200


def _review(here: Visit, slate: Slate, checked: Checked, *, missing: bool = False) -> str:
    """What publishing would change, in words and line by line."""
    template = checked.sound or abort(404)
    stored = found(here, template.name)
    before, number = (stored.template.source, stored.version + 1) if stored else ("", 1)
    accept = box(checked, missing=missing)
    return render_template(
        "template_review.html",
        slate=slate,
        checked=checked,
        heading=in_language(template.title, language()),
        shown=Shown(template, number),
        number=number,
        sentences=_sentences(stored.template, template) if stored else [],
        lines=list(_changes(before, checked.text)) if stored else [],
        files=list(_changed_files(stored.template.files, template.files)) if stored else [],
        fresh=stored is None,
        same=stored is not None and stored.template.digest == template.digest,
        may=publishes(here.actor),
        accept=accept,
        errors=error_lines([accept] if accept else []),
        edit=url_for("admin.check_template", org=here.org),
        publish=url_for("admin.publish_template", org=here.org),
    )


def _sentences(old: FormTemplate, new: FormTemplate) -> list[str]:
    """What is different, one sentence each, what matters most first."""
    words = ChangesInWords(old, new, language())
    return [words.sentence(change) for change in difference(old, new)]


def _changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each file that the template takes with it and that is not as it was, with its lines that differ."""
    for file in dict.fromkeys((*after, *before)):
        if before.get(file) != after.get(file):
            yield file, _changes(before.get(file, ""), after.get(file, ""))


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, with two around them: ("+", line), ("-", line), (" ", line), and ("@", "") between parts."""
    differing = unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")
    lines = [line for line in differing if not line.startswith(("---", "+++"))]
    return [("@", "") if line.startswith("@@") else (line[:1], line[1:]) for line in lines]

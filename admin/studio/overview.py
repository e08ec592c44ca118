"""Which templates there are, and one of them with its versions. It shows what is published and changes nothing."""

from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.studio.accepting import of_version
from admin.studio.shown import Shown, current
from admin.studio.slate import of_draft, saved
from admin.when import When
from engine.access import publishes
from engine.store import directory, template_drafts, template_list
from engine.store.template_drafts import TemplateDraft
from engine.store.template_list import Listed, Published
from engine.texts import in_language
from forms.decoder import decode_query
from forms.wording import language, say

DONE = ("published", "discarded", "archived", "taken_back")
"""What a page may say that has just been done."""


def overview(org: str) -> ResponseReturnValue:
    """Every template by its title, with what is being written; those that take no reports stand last."""
    here = visit()
    found = here.office.read(org, lambda session: template_list.every(session, org))
    drafts = {draft.name: draft for draft in here.office.read(org, lambda session: template_drafts.every(session, org))}
    rows = [row for item in found if (row := _row(here, item, drafts.pop(item.name, None))) is not None]
    rows += [_fresh(here, draft) for draft in drafts.values()]
    return render_template(
        "templates.html", rows=[cells for _, cells in sorted(rows, key=_order)], begin=url_for("admin.ready_templates", org=org)
    )


Row = tuple[tuple[bool, str], list[Any]]
"""What a row is sorted by, and its cells."""


def _order(row: Row) -> tuple[bool, str]:
    return row[0]


def _row(here: Visit, item: Listed, draft: TemplateDraft | None) -> Row | None:
    """None for one that has never been published."""
    stored = here.office.published(here.org, item.name, item.published) if item.published else None
    if stored is None:
        return None
    title = in_language(stored.template.title, language())
    state = "archived" if item.archived else "published"
    cells = [
        {"text": title, "url": url_for("admin.template", org=here.org, template=item.name), "sub": saved(here, draft) if draft else ""},
        say("templates.version", number=stored.version),
        say(f"templates.starts.{'by_hand' if stored.template.cases.start == 'by_hand' else 'at_once'}"),
        {"text": say(f"templates.states.{state}"), "tag": "" if item.archived else "done"},
    ]
    return (item.archived, title.casefold()), cells


def _fresh(here: Visit, draft: TemplateDraft) -> Row:
    """A template that has not been published yet."""
    url = url_for("admin.edit_template", org=here.org, template=draft.name)
    cells = [{"text": draft.name, "url": url, "sub": saved(here, draft)}, "", "", {"text": say("templates.draft"), "tag": "new"}]
    return (False, draft.name.casefold()), cells


def template(org: str, template: str) -> ResponseReturnValue:
    """What a template says in words, and its versions."""
    here = visit()
    shown, done = current(here, template), decode_query(request).first("done")
    history = here.office.read(org, lambda session: template_list.history(session, org, template))
    people = here.office.read(org, lambda session: {person.id: person.name for person in directory.people(session, org)})
    return render_template(
        "template.html",
        shown=shown,
        versions=[_version(here, template, item, people) for item in history],
        done=say(f"templates.{done}", number=shown.version) if done in DONE else "",
        draft=draft.saved if (draft := of_draft(here, template)) is not None else "",
        may=publishes(here.actor),
        put_away=url_for("admin.archive_template", org=org, template=template),
        bring_back=url_for("admin.take_back_template", org=org, template=template),
        edit=url_for("admin.edit_template", org=org, template=template),
        share=url_for("admin.share", org=org, template=template),
        numbers=url_for("admin.template_numbers", org=org, template=template) if shown.template.reports else "",
        back=url_for("admin.templates", org=org),
    )


def _version(here: Visit, name: str, item: Published, people: dict[UUID, str]) -> list[Any]:
    """A version with who took it into use; nobody is named who can not sign in any longer."""
    when = When(here.organisation, here.now)
    return [
        {
            "text": say("templates.version", number=item.version),
            "url": url_for("admin.template_version", org=here.org, template=name, version=item.version),
        },
        when.moment(item.at),
        people.get(item.publisher, "") if item.publisher else say("templates.by_command"),
    ]


def version(org: str, template: str, version: int) -> ResponseReturnValue:
    """The text of a version, as its author wrote it."""
    here = visit()
    stored = here.office.published(org, template, version) or abort(404)
    return render_template(
        "template_version.html",
        shown=Shown(stored.template, stored.version),
        lines=stored.template.source.splitlines(),
        accepted=of_version(here, stored.template, version),
        restore=url_for("admin.restore_version", org=org, template=template, version=version),
        back=url_for("admin.template", org=org, template=template),
    )

"""Which templates there are, and one of them with its versions. It shows what is published and changes nothing."""

from typing import Any
from uuid import UUID

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.studio.shown import Shown, current
from admin.when import When
from engine.store import directory, template_list
from engine.store.template_list import Listed, Published
from engine.texts import in_language
from forms.decoder import decode_query
from forms.wording import language, say


def overview(org: str) -> ResponseReturnValue:
    """Every template by its title; those that take no reports stand last."""
    here = visit()
    found = here.office.read(org, lambda session: template_list.every(session, org))
    rows = sorted((row for item in found if (row := _row(here, item)) is not None), key=lambda row: row[0])
    return render_template("templates.html", rows=[cells for _, cells in rows], begin=url_for("admin.ready_templates", org=org))


def _row(here: Visit, item: Listed) -> tuple[tuple[bool, str], list[Any]] | None:
    """What a row is sorted by, and its cells; None for one that has never been published."""
    stored = here.office.published(here.org, item.name, item.published) if item.published else None
    if stored is None:
        return None
    title = in_language(stored.template.title, language())
    state = "archived" if item.archived else "published"
    cells = [
        {"text": title, "url": url_for("admin.template", org=here.org, template=item.name)},
        say("templates.version", number=stored.version),
        say(f"templates.starts.{'by_hand' if stored.template.cases.start == 'by_hand' else 'at_once'}"),
        {"text": say(f"templates.states.{state}"), "tag": "" if item.archived else "done"},
    ]
    return (item.archived, title.casefold()), cells


def template(org: str, template: str) -> ResponseReturnValue:
    """What a template says in words, and its versions."""
    here = visit()
    shown = current(here, template)
    history = here.office.read(org, lambda session: template_list.history(session, org, template))
    people = here.office.read(org, lambda session: {person.id: person.name for person in directory.people(session, org)})
    return render_template(
        "template.html",
        shown=shown,
        versions=[_version(here, template, item, people) for item in history],
        done=say("templates.published", number=shown.version) if decode_query(request).first("done") == "published" else "",
        edit=url_for("admin.edit_template", org=org, template=template),
        share=url_for("admin.share", org=org, template=template),
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
        back=url_for("admin.template", org=org, template=template),
    )

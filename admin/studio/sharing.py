"""Where people find a form: its links, one for each unit, as a code to scan and as a poster to print."""

from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from admin.guard import Visit, visit
from admin.studio.shown import Shown, current
from engine.fields import Context
from engine.texts import in_language
from forms.decoder import decode_query
from forms.headers import absolute_url
from forms.scanning import code_to_scan
from forms.start_words import StartWords
from forms.wording import language, say


def share(org: str, template: str) -> ResponseReturnValue:
    """The form's own link, and one for each unit, with which nobody needs to choose a unit."""
    here = visit()
    shown = current(here, template)
    link = _link(here, shown, "")
    return render_template(
        "share.html",
        shown=shown,
        link=link,
        qr=code_to_scan(link, say("share.code")),
        poster=url_for("admin.poster", org=org, template=template),
        paper=url_for("on_behalf.paper", org=org, template=template),
        code=_frame_code(here, shown),
        sites=here.organisation.framed_by,
        rows=[_row(here, shown, key, name) for key, name in _units(here, shown).items()],
        back=url_for("admin.template", org=org, template=template),
    )


def _frame_code(here: Visit, shown: Shown) -> str:
    """What another site's page needs to show the form; empty while no site is named. Whoever can not see it there gets a link."""
    if not here.organisation.framed_by:
        return ""
    inside, whole = absolute_url(f"/embed/{here.org}/{shown.template.name}/"), _link(here, shown, "")
    frame = Markup('<iframe src="{}" title="{}" width="100%" height="900"></iframe>').format(inside, shown.title)
    link = Markup('<p><a href="{}">{}</a></p>').format(whole, say("share.frame_link", title=shown.title))
    return f"{frame}\n{link}"


def poster(org: str, template: str) -> ResponseReturnValue:
    """A page to print: what can be reported, the code to scan, and the address; `unit` in the address makes it a unit's own."""
    here = visit()
    shown, asked = current(here, template), decode_query(request).first("unit")
    units = _units(here, shown)
    if asked and asked not in units:
        abort(404)
    link = _link(here, shown, asked)
    words = StartWords(shown.template, here.organisation, asked or None, here.day, language(), say)
    return render_template(
        "poster.html",
        shown=shown,
        unit=units.get(asked, ""),
        purpose=in_language(shown.template.start.purpose, language()),
        duration=words.duration(),
        link=link,
        code=code_to_scan(link, say("share.code")),
        back=url_for("admin.share", org=org, template=template),
    )


def _units(here: Visit, shown: Shown) -> dict[str, str]:
    """The units that the form takes reports about today, by key; none when it asks for no unit."""
    question = shown.template.routing_question()
    if question is None:
        return {}
    options = question.type.options(question, Context(here.organisation, here.now, language()))
    return {option.key: in_language(option.label, language()) for option in options}


def _row(here: Visit, shown: Shown, unit: str, name: str) -> list[Any]:
    link = _link(here, shown, unit)
    poster = url_for("admin.poster", org=here.org, template=shown.template.name, unit=unit)
    return [name, {"text": link, "url": link}, {"text": say("share.poster"), "url": poster, "about": name}]


def _link(here: Visit, shown: Shown, unit: str) -> str:
    """A whole address of the form; the public side is the other app, so its routes are written out here."""
    return absolute_url(f"/{here.org}/{shown.template.name}/" + (f"?unit={unit}" if unit else ""))

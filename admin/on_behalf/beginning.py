"""How a registration begins: which form, in which version, how and when it came in. It must not ask what the form asks."""

from dataclasses import replace

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.guard import visit as guarded
from admin.inputs import one_of
from admin.when import When
from engine.actions.drafts import Typed
from engine.answers import Reading
from engine.answers.sources import FromForm
from engine.store.template_list import history
from engine.texts import in_language
from forms.binding import bind
from forms.decoder import decode
from forms.on_behalf import CAME, came_form, keep_came, read_came
from forms.questions import journey_of, onward
from forms.view import Asked, Look, draw, error_lines
from forms.visit import Visit, address, arrive, remember
from forms.wording import language, say


def forms(org: str) -> ResponseReturnValue:
    """The forms that can be filled in for someone, each with a way to print it."""
    here = guarded()
    book, current = Book(here.office, here.organisation), here.office.current(org)
    named = sorted((book.title((name, version)), name, book.template((name, version))) for name, version in current.items())
    items = [
        {"label": title, "url": address("start", org=org, template=name), "text": in_language(template.start.purpose, language())}
        for title, name, template in named
    ]
    return render_template("forms_on_behalf.html", items=items)


def start(org: str, template: str) -> ResponseReturnValue:
    """How it came in, and when; and which version of the form was filled in, where there are several."""
    visit = arrive(org, template)
    if visit.sent:
        visit = arrive(org, template, anew=True)
    return _drawn(visit, visit.pages.get(CAME, {}))


def begin(org: str, template: str) -> ResponseReturnValue:
    """Keeps it, and goes on to the form."""
    visit, posted = arrive(org, template), decode(request)
    bound = bind(came_form().questions(), posted=posted)
    bound.check_sender()
    typed, chosen = bound.typed(), posted.first("version")
    if visit.sent or (chosen and chosen != str(visit.published.version)):
        # what was typed in one version is no answer to another one
        visit = arrive(org, template, chosen, anew=True)
    reading = read_came(typed, visit.context)
    if reading.problems:
        return _drawn(visit, typed, reading)
    token = visit.keep(CAME, keep_came(reading, visit.context))
    return remember(onward(visit, journey_of(visit).unfinished), org, template, token)


def _drawn(visit: Visit, typed: Typed, attempt: Reading | None = None) -> Response:
    form = came_form()
    reading = attempt or read_came(typed, visit.context)
    look = Look(form, FromForm(typed), reading, visit.context)
    fields = [*draw(look, form.questions(), reading.problems if attempt else ()), *_versions(visit)]
    resume = visit.draft is not None
    page = render_template("on_behalf.html", visit=visit, fields=fields, errors=error_lines(fields), resume=resume)
    return make_response(page, 422 if attempt else 200)


def _versions(visit: Visit) -> list[Asked]:
    """The published versions, the latest first; nothing to choose while there is but one."""
    here, name = guarded(), visit.template.name
    when, versions = When(here.organisation, here.now), here.office.read(here.org, lambda session: history(session, here.org, name))
    options = [(str(one.version), say("on_behalf.version", number=one.version, day=when.dated(one.at))) for one in versions]
    chosen = str(visit.published.version)
    asked = one_of("version", say("on_behalf.which_version"), options, chosen, widget="select")
    return [replace(asked, hint=say("on_behalf.version_hint"))] if len(options) > 1 else []

"""The start page and the question pages: shows them, keeps what is typed, and goes on. It must not judge an answer."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from engine.answers import read
from engine.answers.sources import FromForm, input_name
from engine.calendars import moment_in_words
from engine.fields import Page
from engine.office import Unavailable
from engine.texts import LANGUAGES, in_language
from forms.decoder import Posted, decode, decode_query
from forms.door import door
from forms.framed import framed
from forms.journey import TRIED, Journey
from forms.on_behalf import typist
from forms.rows import pressed
from forms.sheet import FIXED, UNIT, Sheet, is_live, sent_page, sheet_of, untouched
from forms.start_words import StartWords
from forms.uploads import Taken, dropped, still_refused, take, takes_files
from forms.view import ErrorLine, drawn, error_lines, every
from forms.visit import LANGUAGE, Visit, arrive, remember
from forms.wording import language, say

CHANGE, UPDATE, SPEAK = "change", "update", "language:"


def start(org: str, template: str) -> ResponseReturnValue:
    """What happens with a report, who reads it, how long it takes."""
    visit = arrive(org, template)
    unit = visit.linked_unit()
    if visit.token is not None:
        return _start(visit, unit)
    return _kept(visit, "", unit, lambda: _start(visit, unit))


def begin(org: str, template: str) -> ResponseReturnValue:
    """A new report: what the browser remembers of an earlier one is put aside."""
    decode(request)
    visit = arrive(org, template, anew=True)
    answer = _to_first(visit, visit.linked_unit())
    return remember(answer, org, template, None) if visit.token is not None else answer


def page(org: str, template: str, page: str) -> ResponseReturnValue:
    """A page of questions."""
    visit = arrive(org, template)
    asked = visit.page(page)
    if visit.sent:
        return visit.go("receipt", again=1)
    if visit.gone:
        return expired(visit)
    if visit.draft is None:
        return _first(visit, asked) if typist() is None else visit.go("start")
    sheet = sheet_of(visit, asked)
    if not sheet.journey.number(asked):
        return onward(visit, sheet.journey.unfinished)
    return _drawn(sheet)


def save_page(org: str, template: str, page: str) -> ResponseReturnValue:
    """Keeps what was typed, and goes on if all of it is right."""
    visit = arrive(org, template, decode(request, lambda name: True).first("_version"), patient=True)
    asked = visit.page(page)
    posted = decode(request, visit.may_repeat)
    typed = sent_page(visit, asked, posted)
    if "X-Fragment" in request.headers:
        return _drawn(Sheet(visit, asked, _pressed(posted, asked, typed)[0]))
    if visit.sent:
        return visit.go("receipt", again=1)
    button = posted.first("do")
    spoken = _spoken(button)
    if spoken:
        typed = still_refused(typed, visit.pages.get(page, {}), asked.questions)
    taken = take(posted, asked.questions, typed, visit.named(page, typed))
    # in another language a page is still as far as it was: done, or with its errors
    tried = taken.refused or (TRIED in visit.pages.get(page, {}) if spoken else not button)
    typed, anchor = _pressed(posted, asked, taken.typed)
    sheet = Sheet(visit.with_files(taken.attachments), asked, typed)
    return _saved(sheet, taken, tried=tried, anchor=anchor, spoken=spoken)


def expired(visit: Visit) -> Response:
    """The answers are gone, since nobody has touched them for a day."""
    answer = Response(render_template("expired.html", visit=visit), 410, content_type="text/html; charset=utf-8")
    return remember(answer, visit.org, visit.template.name, None)


def onward(visit: Visit, page: Page | None, **more: Any) -> Response:
    """On to a page, or to the check when none is left."""
    return visit.go("check") if page is None else visit.go("page", page=page.id, **more)


def _saved(sheet: Sheet, taken: Taken, *, tried: bool, anchor: str, spoken: str) -> ResponseReturnValue:
    visit = sheet.visit
    kept = Sheet(visit, sheet.page, sheet.canonical(tried=tried))
    if visit.unread:
        return _failed(sheet, taken)
    try:
        token = visit.keep(sheet.page.id, kept.typed, taken.files)
    except Unavailable:
        return _failed(sheet, taken)
    answer = visit.go("page", page=sheet.page.id, anchor=anchor, **({LANGUAGE: spoken} if spoken else {}))
    if tried and not spoken and not kept.journey.problems(sheet.page):
        ahead = kept.journey.after(sheet.page)
        lost = visit.gone and ahead is not None and kept.journey.number(ahead) < kept.journey.number(sheet.page)
        answer = onward(visit, ahead, **({"expired": 1} if lost else {}))
    return remember(answer, visit.org, visit.template.name, token)


def _failed(sheet: Sheet, taken: Taken) -> ResponseReturnValue:
    """The page with what was typed on it; a file can not be given back, so it is said which have to be chosen again."""
    lost = replace(sheet, typed={**taken.lost(sheet.typed), TRIED: ["1"]}) if taken.files else sheet
    return _drawn(lost, failed=True), 503


def _pressed(posted: Posted, page: Page, typed: dict[str, list[str]]) -> tuple[dict[str, list[str]], str]:
    """The texts after the button that was pressed, and where on the page to go on."""
    button = posted.first("do")
    if button in ("", UPDATE) or _spoken(button):
        return typed, ""
    if button == CHANGE:
        routing = next((question.id for question in page.questions if question.routes), "")
        return {name: texts for name, texts in typed.items() if name not in (FIXED, UNIT)}, routing
    moved = pressed(button, typed, page.questions) or dropped(button, typed)
    if moved is None:
        abort(400)
    return moved


def _spoken(button: str) -> str:
    """The language that a button asks for; empty when it asks for something else."""
    code = button.removeprefix(SPEAK)
    return code if code != button and code in LANGUAGES else ""


def _first(visit: Visit, page: Page) -> ResponseReturnValue:
    """The page for someone who has typed nothing yet; only the first can be."""
    unit = visit.linked_unit()

    def render() -> str:
        return _drawn(Sheet(visit, page, untouched(visit, page, unit))) if page.id == _first_page(visit).id else ""

    return _kept(visit, page.id, unit, render) or _to_first(visit, unit)


def _to_first(visit: Visit, unit: str | None) -> Response:
    return visit.go("page", page=_first_page(visit).id, **({"unit": unit} if unit else {}))


def _first_page(visit: Visit) -> Page:
    """The first page on which something is asked when nothing has been answered."""
    return next(iter(journey_of(visit).pages), visit.form.pages[0])


def journey_of(visit: Visit) -> Journey:
    """The way through the form with all that has been kept."""
    sent = FromForm(visit.draft.sent() if visit.draft else {})
    return Journey(visit.form, read(visit.form, sent, visit.context), visit.pages)


def _kept(visit: Visit, page: str, unit: str | None, render: Any) -> str:
    """A page that is the same for everybody who comes to it today with nothing typed; inside another page each is its own."""
    if framed():
        return str(render())
    key = (*visit.published.key, visit.org, page, unit, language())
    banner = current_app.config.get("BANNER")
    drawn_from = (visit.organisation, visit.context.today, banner() if banner else None)
    return door().kept.page(key, drawn_from, render)


def _start(visit: Visit, unit: str | None) -> str:
    spoken, author = language(), visit.template.start
    facts: dict[str, Any] = {
        "visit": visit,
        "words": StartWords(visit.template, visit.organisation, unit, visit.context.today, spoken, say),
        "unit": {"unit": unit} if unit else {},
        "language": spoken,
        "purpose": in_language(author.purpose, spoken),
        "urgent": in_language(author.urgent, spoken),
        "button": in_language(author.button, spoken) or say("public.start.button"),
        "resume": visit.draft is not None and not visit.sent,
        "until": _until(visit),
    }
    left = journey_of(visit).unfinished if facts["resume"] else None
    return render_template("start.html", left=left, **facts)


def _drawn(sheet: Sheet, *, failed: bool = False) -> str:
    """The page with its questions, its errors, and what the answers have called for."""
    visit, journey = sheet.visit, sheet.journey
    before = journey.before(sheet.page)
    facts: dict[str, Any] = {
        "visit": visit,
        "sheet": sheet,
        "title": in_language(sheet.page.title, language()) or visit.title,
        "hint": "" if sheet.headed else sheet.page_hint,
        "errors": error_lines(sheet.fields),
        "added": [] if failed else _added(sheet),
        "asked": " ".join(drawn(sheet.fields)),
        "live": is_live(sheet.page),
        "files": takes_files(sheet.page.questions),
        "number": journey.number(sheet.page),
        "total": len(journey.pages),
        "back": visit.url("page", page=before.id) if before else visit.url("start", **_unit_of(sheet)),
        "failed": _until(visit) if failed else None,
        "expired": decode_query(request).first("expired"),
    }
    return render_template("question.html", **facts)


def _added(sheet: Sheet) -> list[ErrorLine]:
    """Questions that have come since the page was sent, when nothing else is wrong with it."""
    if not sheet.tried or sheet.problems:
        return []
    new = {input_name(problem.at) for problem in sheet.journey.problems(sheet.page)}
    return [ErrorLine(asked.name, asked.label) for asked in every(sheet.fields) if asked.name in new]


def _unit_of(sheet: Sheet) -> dict[str, str]:
    """The unit of the link, to keep it on the way back."""
    return {"unit": sheet.typed[UNIT][0]} if UNIT in sheet.typed else {}


def _until(visit: Visit) -> str:
    """Until when the answers that are stored are kept; empty when none are."""
    if visit.draft is None or visit.draft.expires_at is None:
        return ""
    return moment_in_words(visit.draft.expires_at.astimezone(visit.organisation.zone), language())


def add_questions(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.add_url_rule("/<org>/<template>/", "start", start)
    pages.add_url_rule("/<org>/<template>/", "begin", begin, methods=["POST"])
    pages.add_url_rule("/<org>/<template>/p/<page>", "page", page)
    pages.add_url_rule("/<org>/<template>/p/<page>", "save_page", save_page, methods=["POST"])

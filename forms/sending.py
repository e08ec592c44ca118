"""Checking the answers and sending them. It must not store a report by any other way than the engine's verb."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from engine.actions.drafts import mark_sent
from engine.actions.submit import prepare, write
from engine.answers import Values, read
from engine.answers.sources import FromForm, input_name
from engine.errors import NotPossible
from engine.fields import Page, Question
from engine.office import Unavailable
from engine.texts import in_language
from forms.decoder import decode
from forms.door import door
from forms.journey import Journey
from forms.on_behalf import CAME, came_form, read_came, typist
from forms.questions import expired, onward
from forms.start_words import StartWords, lowered
from forms.view import Look, row_title, worded
from forms.visit import Visit, arrive
from forms.wording import language, say


@dataclass(frozen=True)
class Section:
    """A heading with the answers under it, for the page that shows all of them."""

    title: str
    rows: list[Mapping[str, Any]]


def check(org: str, template: str) -> ResponseReturnValue:
    """All answers, before they are sent."""
    visit = arrive(org, template)
    look = read_all(visit)
    return _elsewhere(visit, look) or _summary(visit, look)


def send(org: str, template: str) -> ResponseReturnValue:
    """Takes in the report; sent twice it gives the same receipt."""
    decode(request)
    visit = arrive(org, template)
    look = read_all(visit)
    away = _elsewhere(visit, look)
    if away is not None:
        return away
    try:
        take_in(visit, look.reading.answers)
    except Unavailable:
        return _summary(visit, look, failed=True), 503
    except NotPossible:
        # a file was taken away in another window
        return visit.go("check")
    return visit.go("receipt")


def take_in(visit: Visit, answers: Mapping[str, Any]) -> None:
    """Prepares outside the transaction, and stores all of it in one; raises NotPossible when a file has gone meanwhile."""
    office, token = door().office, visit.secret
    scene = office.scene(visit.org, visit.template.name, visit.published.version)
    if scene is None or token is None:
        raise Unavailable("gone meanwhile")
    files = visit.draft.files if visit.draft else {}
    came = visit.typed_in
    intake = replace(scene.desk, received=came.at if came else None).take_in(answers)
    code, id = office.sealer.receipt_code(visit.org, token), office.sealer.token_id(token)
    ready = prepare(scene, intake, answers, id, code=code, files=files, typed_in=came)

    def stored(session: Any) -> None:
        mark_sent(session, visit.org, office.sealer, token, write(session, ready).submission)

    office.write(visit.org, stored)


def read_all(visit: Visit) -> Look:
    """The whole draft, read."""
    sent = visit.draft.sent() if visit.draft else {}
    source = FromForm(sent)
    return Look(visit.form, source, read(visit.form, source, visit.context), visit.context)


def sections(visit: Visit, look: Look) -> Iterator[Section]:
    """The answers page by page, each with the way back to where it can be changed."""
    asked = Journey(visit.form, look.reading, visit.pages).pages
    for page in visit.form.pages:
        summary = _Summary(visit, look, page)
        title = in_language(page.title, language()) or visit.title
        plain = summary.rows(page.questions, "", look.values)
        groups = [question for question in page.questions if question.type.kind == "rows" and question.id in look.reading.shown]
        if plain or (page in asked and not groups):
            yield Section(title, plain)
        for group in groups:
            yield from summary.group(group, title)


@dataclass(frozen=True)
class _Summary:
    """Puts the answers of one page into words."""

    visit: Visit
    look: Look
    page: Page

    def group(self, group: Question, title: str) -> Iterator[Section]:
        """One section for each row."""
        read = self.look.values(group.id) or []
        label = in_language(group.label, language())
        for number, row in enumerate(read):
            inside = self.look.values.in_row(group.id, row)
            name = row_title(group, number, len(read), language())
            heading = label if len(read) == 1 else f"{label}: {name}"
            yield Section(heading, self.rows(group.questions, f"{group.id}/{number}/", inside))
        if not read:
            url = self.visit.url("page", page=self.page.id)
            yield Section(title, [{"label": label, "value": "", "url": url}])

    def rows(self, questions: Iterable[Question], prefix: str, values: Values) -> list[Mapping[str, Any]]:
        """A line for each question that was shown; those of a group inside a group come after."""
        found: list[Mapping[str, Any]] = []
        context = self.look.seen_from(values)
        for question in questions:
            at = f"{prefix}{question.id}"
            if at not in self.look.reading.shown or not question.type.tells:
                continue
            if question.type.kind == "rows":
                found += self._inner(question, at, values) if prefix else []
                continue
            value = values(question.id)
            shown = "" if value in (None, "", []) else question.type.show(value, question, context)
            if not shown and not question.type.asks:
                continue
            url = self.visit.url("page", page=self.page.id) + f"#{input_name(at)}" if question.type.asks else ""
            found.append({"label": worded(question, context)[0], "value": shown, "url": url})
        return found

    def _inner(self, group: Question, at: str, values: Values) -> list[Mapping[str, Any]]:
        inner = enumerate(values(group.id) or [])
        return [line for number, row in inner for line in self.rows(group.questions, f"{at}/{number}/", values.in_row(group.id, row))]


def _elsewhere(visit: Visit, look: Look) -> ResponseReturnValue | None:
    """Where a visitor belongs whose answers can not be sent as they are; None when they can."""
    if visit.sent:
        return visit.go("receipt", again=1)
    if visit.gone:
        return expired(visit)
    if visit.draft is None or (typist() and visit.typed_in is None):
        return visit.go("start")
    left = Journey(visit.form, look.reading, visit.pages).unfinished
    return None if left is None else onward(visit, left)


def _summary(visit: Visit, look: Look, *, failed: bool = False) -> str:
    pages = Journey(visit.form, look.reading, visit.pages).pages
    return render_template(
        "check.html",
        visit=visit,
        sections=[*_registration(visit), *sections(visit, look)],
        back=visit.url("page", page=pages[-1].id) if pages else visit.url("start"),
        who=_receiver(visit, look),
        failed=failed,
    )


def _registration(visit: Visit) -> Iterator[Section]:
    """How and when it came in, where somebody registers it for someone else."""
    who = typist()
    if who is not None and visit.draft is not None:
        context, url = visit.context, visit.url("start")
        answers = read_came(visit.pages.get(CAME, {}), context).answers
        told = ((question, answers.get(question.id)) for question in came_form().questions())
        rows = [
            {"label": worded(question, context)[0], "value": question.type.show(value, question, context), "url": f"{url}#{question.id}"}
            for question, value in told
            if value is not None
        ]
        yield Section(say("on_behalf.section"), [{"label": say("on_behalf.by"), "value": who.name, "url": ""}, *rows])


def _receiver(visit: Visit, look: Look) -> str:
    """Who will get the report as it now stands."""
    scene = door().office.scene(visit.org, visit.template.name, visit.published.version)
    if scene is None:
        return ""
    intake = scene.desk.take_in(look.reading.answers)
    receiver = intake.routed.receiver
    words = _words(visit, intake.unit).holder_in_words(receiver)
    # without a receiver it is the organisation, whose name is written as it is
    return lowered(words) if receiver is not None else words


def _words(visit: Visit, unit: str | None) -> StartWords:
    return StartWords(visit.template, visit.organisation, unit, visit.context.today, language(), say)


def add_sending(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.add_url_rule("/<org>/<template>/check", "check", check)
    pages.add_url_rule("/<org>/<template>/send", "send", send, methods=["POST"])

"""The engine as one black box: a template and answers in, everything that would come of them out, as plain JSON values."""

from datetime import datetime
from typing import Any

from engine import mails
from engine.answers import read
from engine.answers.sources import FromJson
from engine.errors import Problem
from engine.fields import ONLY_PAGE, Context, Form
from engine.intake import Desk, Intake, Opening, merged
from engine.organisation import Holder, Organisation
from engine.routing import Place, Routed
from engine.statistics.facts import Fact
from engine.template.from_schema.judge import outside
from engine.template.model import FormTemplate
from engine.wording import problem_in_words
from engine.workflow import Told

DEFAULT_TIME = "2026-09-07T10:00+02:00"
"""The time of a report where none is named."""
REFERENCE, NUMBER, LINK = "0000-0000", "0000-00000", "https://example.invalid/"


def attempt(template: FormTemplate, answers: Any, organisation: Organisation, now: datetime) -> dict[str, Any]:
    """What the template makes of the answers: accepted or not, problems, receiver, cases with their steps, mails and facts."""
    context = Context(organisation, now, template.language)
    reading = read(template.form, FromJson(answers), context)
    found: dict[str, Any] = {
        "accepted": not reading.problems,
        "visible": _visible(template.form, reading.visible),
        "problems": [_problem(problem, template.form, context) for problem in reading.problems],
        "mailbox": None,
        "copy_to": [],
        "excluded": [],
        "cases": [],
        "mails": [],
        "facts": [],
    }
    if reading.problems:
        return found
    desk = Desk(template, organisation, now)
    intake = desk.take_in(reading.answers)
    found["mailbox"] = _name(intake.routed.receiver)
    found["copy_to"] = list(dict.fromkeys(str(holder) for routed in _routings(intake) for holder in routed.copy_to))
    found["excluded"] = sorted({str(holder) for routed in _routings(intake) for holder in routed.excluded})
    found["cases"] = [_case(opening, organisation) for opening in intake.openings]
    found["mails"] = [mail for told in _told(intake) for mail in _mails(told, intake, desk.place(intake.unit))]
    found["facts"] = [
        _fact(fact, template.form) for fact in (*intake.facts, *(fact for opening in intake.openings for fact in opening.facts))
    ]
    return found


def _routings(intake: Intake) -> list[Routed]:
    """The report's own routing, which is its first case's where each case is routed apart, and those of its cases."""
    return [intake.routed, *(opening.routed for opening in intake.openings)]


def _told(intake: Intake) -> list[tuple[Told, ...]]:
    """Who is told of the report, then of each case; a notice that stands on the report is sent once."""
    return [merged(intake.told), *(merged(told) for told in intake.told_per_case())]


def _visible(form: Form, visible: frozenset[str]) -> list[str]:
    """What is shown, as authors name it; the pages of a schema have no names."""
    names = {question.id: question.called for question in form.every()}
    pages = {page.id for page in form.pages} - set(names) if form.judge is not None else {ONLY_PAGE}
    return sorted(names.get(id, id) for id in visible - pages)


def _problem(problem: Problem, form: Form, context: Context) -> dict[str, str]:
    return {"at": outside(form, problem.at), "code": problem.code, "message": problem_in_words(problem, context)}


def _name(holder: Holder | None) -> str | None:
    return None if holder is None else str(holder)


def _case(opening: Opening, organisation: Organisation) -> dict[str, Any]:
    noticed = {told.run: told.holder for told in opening.outcome.told if told.why == "notice"}
    steps = [
        {
            "id": run.step,
            "function": _name(run.holder or noticed.get(run.number)),
            "due": run.due.astimezone(organisation.zone).isoformat(timespec="minutes") if run.due else None,
        }
        for run in opening.outcome.case.runs
        if run.status != "skipped"
    ]
    return {
        "row": opening.row,
        "mailbox": _name(opening.routed.receiver),
        "copy_to": [str(holder) for holder in opening.routed.copy_to],
        "excluded": sorted(str(holder) for holder in opening.routed.excluded),
        "flags": list(opening.flags),
        "steps": steps,
    }


def _mails(told: tuple[Told, ...], intake: Intake, place: Place) -> list[dict[str, str]]:
    about = mails.About.of(place, number=NUMBER if intake.openings else REFERENCE, link=LINK)
    letters = [(item.holder, mails.letter_for(item, about, place.organisation, place.template.language)) for item in told]
    return [{"to": str(holder), "subject": letter.subject, "body": letter.body} for holder, letter in letters]


def _fact(fact: Fact, form: Form) -> dict[str, Any]:
    names = {question.id: question.called for question in form.every()}
    several = {name: list(kept) for name, kept in fact.several.items()}
    values: dict[str, Any] = {names.get(name, name): kept for name, kept in (*fact.single.items(), *several.items())}
    return {"grain": names.get(fact.grain, fact.grain), "day": fact.day.isoformat(), "unit": fact.unit, "values": values}

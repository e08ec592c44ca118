"""A template of a sector that nothing here knows is dropped in and runs over HTTP, from the public form to a closed case and a report."""

import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

import admin
import forms
from admin.guard import session_cookie
from engine.actions.casefile import open_file
from engine.actions.sign_in import open_session
from engine.answers.sources import FromForm, input_name, rows_name
from engine.config import Settings
from engine.fields import Context, Form, Question
from engine.intake import Intake
from engine.library import from_library
from engine.steps import Button
from engine.store import cases, tables
from engine.store.database import Database
from engine.template.load import load
from engine.workflow import Run
from examples.demo.inventor import Inventor
from tests.site import CHECKOUT, MONDAY, READY_MADE, Site

ORGANISATION = """
organisation: {key: dock, name: The docks, kind: yard}
units:
  west: {name: West dock, kind: dock}
  east: {name: East dock, kind: dock}
calendars:
  arbete: {label: {one: arbetsdag, many: arbetsdagar}, weekdays: [1, 2, 3, 4, 5]}
mailboxes:
  all: {name: Everyone, holds: [HOLDS], members: [ann]}
  out: {name: Those who never get in, holds: [OUT], members: [bo]}
people:
  bo: {name: Bo, email: bo@dock.example, grants: [{right: read_cases}, {right: read_reports}]}
  ann: {name: Ann, email: ann@dock.example, grants: [{right: read_cases}, {right: read_reports}]}
"""
SAMPLES = [CHECKOUT / "tests/samples/dropped-in.yaml", *READY_MADE]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_dropped_in_template_runs_from_form_to_closed_case_and_report(path: Path, database: Database) -> None:
    yard = Yard(database, path)
    yard.report()
    yard.start_what_waits()
    yard.work_until_closed()
    assert yard.counted() > 0


@pytest.mark.parametrize("name", ["orosanmalan", "visselblasning"])
def test_whoever_a_template_always_shuts_out_can_not_read_its_cases_with_the_right_to_read_all(name: str, database: Database) -> None:
    yard = Yard(database, CHECKOUT / f"templates_library/{name}.yaml")
    yard.report()
    (case,) = yard.site.all(tables.Case)
    assert yard.signed_in.get(f"/dock/cases/{case.id}").status_code == 200
    assert case.number in yard.signed_in.get("/dock/cases/").text
    yard.sign_in("bo")
    assert yard.signed_in.get(f"/dock/cases/{case.id}").status_code == 404
    assert case.number not in yard.signed_in.get("/dock/cases/").text


class Yard:
    """One organisation in which one person holds every function of one template, but for those that it always shuts out."""

    def __init__(self, database: Database, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        template = load(text, from_library)
        kinds = next((question.keys.get("kinds") for question in template.form.every() if question.routes), None)
        kind = kinds[0] if kinds else "dock"
        self.out = {function for way in template.routing if way.when is None for function in way.never_to}
        held = ", ".join(function for function in template.functions if function not in self.out)
        organisation = (
            ORGANISATION.replace("HOLDS", held).replace("OUT", ", ".join(sorted(self.out))).replace("kind: dock", f"kind: {kind}")
        )
        self.site = Site.over(database, organisation, [text])
        self.template = template
        self.random = Random(path.stem)  # noqa: S311 - answers, not secrets
        settings = replace(Settings.read({}), base_url="http://localhost")
        self.public = forms.create_app(self.site.office, settings, secret=bytes(32)).test_client()
        self.signed_in = admin.create_app(self.site.office, settings, secret=bytes(32)).test_client()
        self.sign_in()

    def sign_in(self, name: str = "ann") -> None:
        """A session for a person; anew, since the clock moves more than a session lasts."""
        person = self.site.people[name]
        token = self.site.write(lambda session: open_session(session, "dock", self.site.office.sealer, person, self.site.clock()))
        self.signed_in.set_cookie(session_cookie("dock", https=False), token)

    def report(self) -> None:
        """Fills in the public form, page by page, and sends it."""
        scene = self.site.scene()
        context = Context(scene.organisation, scene.now)
        # the one person holds everything else, so a report that shuts out one more function would shut out everyone
        tries = (Inventor(self.random, "west").answers(self.template.form, context) for _ in range(50))
        answers = next(found for found in tries if shut_out(scene.desk.take_in(found)) <= self.out)
        root = f"/dock/{self.template.name}"
        for page in self.template.form.pages:
            address = f"{root}/p/{page.id}"
            if self.public.get(address).status_code == 200:
                answer = post(self.public, address, fields(page.questions, answers, context))
                assert answer.status_code == 303, answer.text
        receipt = post(self.public, f"{root}/send", {}, page=f"{root}/check")
        assert receipt.status_code == 303, receipt.text
        assert self.public.get(receipt.location).status_code == 200

    def start_what_waits(self) -> None:
        """Starts a case of a report that waits for it."""
        for row in self.site.all(tables.Submission, state="new"):
            address = f"/dock/submissions/{row.id}"
            assert post(self.signed_in, f"{address}/start", {}, page=address).status_code == 303

    def work_until_closed(self) -> None:
        """Does what is open, one step after the other, as its page offers it."""
        for _ in range(60):
            waiting = [case for case in self.site.all(tables.Case) if case.closed_at is None]
            if not waiting:
                return
            self.site.clock.move(minutes=10)
            self.step(waiting[0])
        raise AssertionError("the case never closes")

    def step(self, case: tables.Case) -> None:
        """One act in a case."""
        file = self.site.file(case)
        run = self.random.choice([run for run in file.case.open() if run.holder])
        step = self.template.step(run.step)
        button = self.button(run, step.kind.buttons(step, run.rounds))
        form = step.kind.form(step)
        sent = self.answers(case, form, step) if form is not None and button.saves else {}
        address = f"/dock/cases/{case.id}"
        assert self.signed_in.get(address).status_code == 200
        pressed = {"rounds": [str(run.rounds)], "button": [button.name]}
        answer = post(self.signed_in, f"{address}/steps/{run.number}", sent | pressed, page=address)
        assert answer.status_code == 303, answer.text

    def button(self, run: Run, buttons: tuple[Button, ...]) -> Button:
        """The last button once there is a round, so that nothing is repeated for ever."""
        usable = [button for button in buttons if not button.leads]
        return usable[-1] if run.rounds else usable[0]

    def answers(self, case: tables.Case, form: Form, step: Any) -> dict[str, list[str]]:
        """Invented answers to a step, as its form would send them."""
        scene = self.site.scene()
        context = Context(scene.organisation, self.site.clock())

        def look(session: Any) -> dict[str, Any]:
            file = open_file(session, scene, cases.get(session, "dock", UUID(str(case.id))))
            tries = (Inventor(self.random, "west").answers(form, context, file.lookup) for _ in range(30))
            return next(answers for answers in tries if not step.kind.problems(step, answers))

        return fields(form.questions(), self.site.read(look), context)

    def counted(self) -> int:
        """What a report of the template shows in total."""
        report = next(iter(self.template.reports.values()))
        page = self.signed_in.get(f"/dock/reports/{self.template.name}/{report.id}")
        assert page.status_code == 200, page.text
        return len(self.site.all(tables.Fact, grain=report.grain))


def shut_out(intake: Intake) -> set[str]:
    """The functions that a report shuts out, as a whole or case by case."""
    routed = [intake.routed, *(opening.routed for opening in intake.openings)]
    return {holder.function for way in routed for holder in way.excluded}


def fields(questions: tuple[Question, ...], answers: dict[str, Any], context: Context, prefix: str = "") -> dict[str, list[str]]:
    """The inputs of some questions, filled in with stored values."""
    found: dict[str, list[str]] = {}
    for question in questions:
        at, value = f"{prefix}{question.id}", answers.get(question.id)
        if question.type.kind == "rows":
            rows = value or []
            found[rows_name(at)] = [str(len(rows))]
            for number, row in enumerate(rows):
                found |= fields(question.questions, row, context, f"{at}/{number}/")
        elif value is not None:
            found |= {input_name(at, part): list(texts) for part, texts in question.type.sent(value, question, context).items()}
    return found


def post(client: FlaskClient, address: str, sent: dict[str, list[str]], page: str | None = None) -> Any:
    """Posts with the token of the page that the form stands on."""
    shown = client.get(page or address).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', shown)
    assert token is not None, shown
    return client.post(address, data=sent | {"csrf_token": [token[1]]})


def test_inputs_of_a_form_give_back_the_answers_that_they_were_made_of(database: Database) -> None:
    yard = Yard(database, SAMPLES[0])
    scene = yard.site.scene()
    context = Context(scene.organisation, MONDAY)
    answers = Inventor(Random(3), "west").answers(yard.template.form, context)  # noqa: S311
    source = FromForm(fields(yard.template.form.questions(), answers, context))
    asked = yard.template.form.find("beskrivning")
    assert asked is not None
    assert source.value("beskrivning", asked, context) == answers["beskrivning"]

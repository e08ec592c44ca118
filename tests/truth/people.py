"""Sends reports and works on the cases that come of them, as people would, and writes down what happened in plain words."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from engine.actions.start_case import start_case
from engine.actions.submit import submit
from engine.answers import read
from engine.answers.sources import FromJson
from engine.fields import Context
from engine.store import tables
from tests.site import Site
from tests.truth.made import Json
from tests.truth.oracle import Happened

ORGANISATION = """
organisation: {key: acme, name: Acme, kind: maker}
units:
  region: {name: The region, kind: area}
  north: {name: North works, kind: works, parent: region}
  south: {name: South works, kind: works, parent: region}
  depot: {name: The depot, kind: store}
mailboxes:
  desk: {name: The desk, holds: [desk], members: [ada]}
people:
  ada: {name: Ada, email: ada@acme.example, grants: [{right: read_cases}]}
"""
UNITS = ("north", "south", "depot")
BEGINNING = datetime(2024, 12, 27, 22, 40, tzinfo=UTC)
"""Twenty minutes before midnight, local time."""
STOCKHOLM = ZoneInfo("Europe/Stockholm")


class People:
    """Everybody, with one die. `lines` are the reports as `mallverk count` reads them."""

    def __init__(self, die: Random, site: Site, versions: list[Json]) -> None:
        self.die, self.site, self.versions = die, site, versions
        self.name = versions[0]["template"]
        self.happened: list[Happened] = []
        self.lines: list[Json] = []

    def live(self, publish: Callable[[Json], None], reports: int) -> None:
        """Publish a version, send reports to it and to those before, work on their cases; then the next version."""
        self.site.clock.now = BEGINNING
        for number, text in enumerate(self.versions, 1):
            publish(text)
            for _ in range(reports):
                self.site.clock.move(hours=self.die.choice((1, 5, 24, 24 * 9, 24 * 40)), minutes=self.die.randrange(60))
                self._report(self.die.randint(1, number) if self.die.random() < 0.3 else number)
                if self.die.random() < 0.3:
                    self.site.office.count_ahead(self.site.org)

    @property
    def _day(self) -> Any:
        return self.site.clock.now.astimezone(STOCKHOLM).date()

    def _report(self, version: int) -> None:
        text = self.versions[version - 1]
        scene = self.site.scene(self.name, version)
        answers = self._answers(_top(text))
        reading = read(scene.template.form, FromJson(answers), Context(scene.organisation, scene.now))
        assert not reading.problems, (reading.problems, answers)
        intake = scene.desk.take_in(reading.answers)
        token = self.die.randbytes(32)
        receipt = self.site.write(lambda session: submit(session, scene, intake, reading.answers, token))
        self.lines.append({"version": version, "at": self.site.clock.now.isoformat(), "answers": answers})
        self.happened.append(Happened("received", version, self._day, answers))
        if text["cases"]["start"] == "by_hand":
            if self.die.random() < 0.3:
                return
            self.site.clock.move(hours=self.die.randrange(0, 400))
            scene, actor = self.site.scene(self.name, version), self.site.actor("ada")
            self.site.write(lambda session: start_case(session, scene, receipt.submission, actor))
        self.happened.append(Happened("event", version, self._day, answers))
        cases = self.site.cases(receipt.submission)
        self.happened += [Happened("case", version, self._day, answers, case.row) for case in cases]
        for case in cases:
            self._work(case, text, version, answers)

    def _work(self, case: tables.Case, text: Json, version: int, answers: Json) -> None:
        """A decision, and perhaps some rounds of what comes after it."""
        (verdict, step), (check, checking) = text["workflow"].items()
        if self.die.random() < 0.3:
            return
        self.site.clock.move(hours=self.die.randrange(200))
        outcome = self.die.choice(list(step["outcomes"]))
        self.site.act(case, "ada", self.site.press(case, verdict, "save_unaffected", outcome=outcome))
        self._round(verdict, version, answers, case, {"outcome": outcome})
        if step["outcomes"][outcome]["go"] == "close":
            return
        for _ in range(self.die.randrange(3) if checking["repeat"] else self.die.randrange(2)):
            self.site.clock.move(hours=self.die.randrange(60))
            given = self._answers(text["forms"]["checking"]["questions"])
            scene = self.site.scene(self.name, version)
            form = scene.template.step(check).form
            assert form is not None
            reading = read(form, FromJson(given), Context(scene.organisation, scene.now))
            assert not reading.problems, (reading.problems, given)
            self.site.act(case, "ada", self.site.press(case, check, "add" if checking["repeat"] else "save", **reading.answers))
            self._round(check, version, answers, case, given)

    def _round(self, step: str, version: int, answers: Json, case: tables.Case, given: Json) -> None:
        self.happened.append(Happened(step, version, self._day, answers, case.row, given))

    # what is answered

    def _answers(self, questions: Json) -> Json:
        """What is required is answered, and also what is hidden, now and then."""
        return {id: value for id, value in self._given(questions) if value is not None}

    def _given(self, questions: Json) -> Iterator[tuple[str, Any]]:
        for id, question in questions.items():
            optional = question.get("optional") or (question["type"] == "group" and self.die.random() < 0.5)
            yield id, None if optional and self.die.random() < 0.3 else self._answer(question)

    def _answer(self, question: Json) -> Any:
        options = list(question.get("options", ()))
        if question["type"] == "group":
            return [self._answers(question["questions"]) for _ in range(self.die.randint(0, question["repeat"]["max"]))]
        known: dict[str, Callable[[], Any]] = {
            "choice": lambda: self.die.choice(options),
            "choices": lambda: self.die.sample(options, self.die.randint(1, len(options))),
            "yes_no": lambda: self.die.choice((True, True, False, "unknown") if question.get("unknown") else (True, False)),
            "number": lambda: self.die.randint(question["min"], question["max"]),
            "scale": lambda: self.die.randint(question["from"], question["to"]),
            "date": lambda: (self.site.clock.now - timedelta(days=self.die.randrange(90))).date().isoformat(),
            "unit": lambda: self.die.choice(UNITS),
        }
        return known[question["type"]]()


def _top(text: Json) -> Json:
    pages = text["form"]["pages"]
    found: Json = {}
    for id, page in pages.items():
        found |= {id: {**page, "type": "group"}} if "repeat" in page else page["questions"]
    return found

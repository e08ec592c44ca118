"""A template in an organisation that has one person for each of its functions: a report and its cases, led to their end in the store."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import yaml

from engine.actions.act_on_step import Press
from engine.actions.casefile import CaseFile
from engine.actions.start_case import start_case
from engine.store import tables
from engine.store.database import Database
from engine.template.model import FormTemplate
from engine.workflow import Run
from tests.engine.robot import Robot
from tests.site import LIBRARY, Site

MOST_ACTS = 400


def site_of(database: Database, template: FormTemplate) -> Site:
    """The organisation of the examples, with mailboxes that have members."""
    roster = yaml.safe_load((LIBRARY / "test_organisation.yaml").read_text(encoding="utf-8"))
    del roster["functions"]
    names = [*(step.due["calendar"] for step in template.steps() if step.due and "calendar" in step.due), "any"]
    roster["calendars"] = dict.fromkeys(names, roster["calendars"]["*"])
    roster["mailboxes"] = {id: {"name": id, "holds": [id], "members": [id]} for id in template.functions}
    roster["people"] = {id: {"name": id, "email": f"{id}@prov.example"} for id in template.functions}
    return Site.over(database, json.dumps(roster), [template.source])


class Walk:
    """One report, by people who answer everything with the same word."""

    def __init__(self, site: Site, template: FormTemplate, word: str, seed: int = 1) -> None:
        self.site = site
        self.robot = Robot(template, site.scene().organisation, site.clock(), Random(seed), (word,))  # noqa: S311

    def go(self) -> list[tables.Case]:
        """Someone reports, and the cases are led to their end: they come back closed."""
        site, template = self.site, self.robot.template
        submission = site.report(self.robot.fill(template.form).answers).submission
        if template.cases.start == "by_hand":
            (row,) = site.all(tables.Submission)
            actor = self.site.actor(str(row.mailbox))
            site.write(lambda session: start_case(session, site.scene(), submission, actor))
        for case in site.cases(submission):
            for run, file in self._waiting(case):
                self._act(case, run, file)
        return site.cases(submission)

    def _waiting(self, case: tables.Case) -> Iterator[tuple[Run, CaseFile]]:
        """The next step that somebody has to do, until there is none."""
        for _ in range(MOST_ACTS):
            file = self.site.file(case)
            if file.case.closed:
                return
            yield self.robot.die.choice([run for run in file.case.open() if run.holder]), file
        raise AssertionError("the case was never closed")

    def _act(self, case: tables.Case, run: Run, file: CaseFile) -> None:
        step = self.robot.template.step(run.step)
        self.robot.now = self.site.clock.move(hours=self.robot.die.randint(1, 30))
        button = self.robot.die.choice([button for button in step.kind.buttons(step, run.rounds) if not button.leads])
        form, given = step.kind.form(step), dict[str, Any]()
        if form is not None and button.saves:
            given = dict(self.robot.fill(form, file.lookup).answers)
            given |= {problem.at: self.robot.words[0] for problem in step.kind.problems(step, given)}
        person = str(run.holder).partition("@")[0]
        self.site.act(case, person, Press(run.number, run.rounds, button.name, given))

"""A new kind of step is one file: the case's page draws it, takes its answers and presses its buttons without a change."""

from pathlib import Path

import pytest

from engine import steps
from engine.actions.publish import publish
from engine.actions.scene import Published
from engine.plugins import load as load_plugins
from engine.steps import StepKind
from engine.store import tables
from engine.template.load import Loader
from tests.admin.staff import Browser, Page, Staff
from tests.site import FAULTS, Site

WEIGHING = '''
"""Weighing something, in as many goes as it takes."""
from engine.errors import Problem
from engine.steps import Acted, Button, StepKind

class Weighing(StepKind):
    """Done once the scales agree."""
    name = "weighing"
    schema = {"questions": {"$ref": "#/$defs/questions"}}
    texts = {"sv": {"save": "Vågen stämmer", "again": "Väg en gång till", "light": "Skriv en tyngre vikt"}}

    def buttons(self, step, rounds):
        return (Button("save"), Button("again", primary=False))

    def problems(self, step, answers):
        return (Problem("weight", "light", owner=self),) if (answers.get("weight") or 0) < 10 else ()

    def act(self, step, pressed, answers):
        return Acted(done=pressed == "save")
'''
SCALES = """  scales:
    kind: weighing
    title: Vägning
    by: receiver
    questions: {weight: {type: number, label: Hur tungt?}}
  looking:
"""
TEXT = FAULTS.replace("template: faults", "template: weighed").replace("go: looking", "go: scales").replace("  looking:\n", SCALES)


@pytest.fixture
def opened(site: Site, tmp_path: Path) -> tuple[tables.Case, Browser, Page]:
    """A case that waits for a step of the new kind."""
    (tmp_path / "weighing.py").write_text(WEIGHING, encoding="utf-8")
    kinds = {**steps.built_in(), **load_plugins(tmp_path, StepKind, "new_kinds")}
    template = Loader(kinds=kinds).load(TEXT)
    number = site.write(lambda session: publish(session, site.org, template, site.clock(), None))
    site.office.forget()
    site.office._published[site.org, template.name, number] = Published(template, number)
    (case,) = site.cases(site.report(template="weighed").submission)
    site.decide(case, "ada", "look")
    browser = Staff.of(site).browser("ada")
    return case, browser, browser.get(f"cases/{case.id}")


def test_its_questions_and_buttons_are_drawn_in_its_own_words(opened: tuple[tables.Case, Browser, Page]) -> None:
    _, _, page = opened
    assert "Hur tungt?" in page.text
    assert [words for words in page.buttons() if "V" in words] == ["Vågen stämmer", "Väg en gång till"]


def test_its_own_problems_are_said_in_its_own_words(opened: tuple[tables.Case, Browser, Page]) -> None:
    _, browser, page = opened
    page = browser.press(page, "Vågen stämmer", weight="3")
    assert page.status == 422
    assert page.text.count("Skriv en tyngre vikt") == 2


def test_its_buttons_do_what_it_says(opened: tuple[tables.Case, Browser, Page]) -> None:
    _, browser, page = opened
    page = browser.press(page, "Väg en gång till", weight="12")
    assert "Steget väntar" in page.text
    page = browser.press(page, "Vågen stämmer", weight="13")
    assert "Vägning: klart" in page.text
    assert "Hur tungt? 12" in page.text
    assert "Hur tungt? 13" in page.text

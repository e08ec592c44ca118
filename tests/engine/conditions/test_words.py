"""Conditions in Swedish words: what stands after "när"."""

import pytest

from engine.conditions.words import in_words
from engine.steps import Step
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.template.names import TemplateNames
from tests.engine.small import SMALL
from tests.engine.written import form, forms, loaded, workflow

QUESTIONS = """
unit: {type: unit, label: Vilken enhet?}
where: {type: choice, label: "Var hände det?", options: {digitalt: Digitalt, hall: Hallen, ute: Ute}}
sorts: {type: choices, label: Hur?, options: {a: Slag, b: Ord}}
sure: {type: yes_no, label: Säkert?}
age: {type: number, label: Ålder, unit: år}
day: {type: date, label: När?}
text: {type: text, label: Vad?, optional: true}
who: {type: group, label: Vilka?, repeat: {max: 3, item: P}, questions: {sort: {type: choice, label: Vem?, options: {a: Anna, b: Bo}}}}
"""


def words(condition: str) -> str:
    """A condition of a route in words."""
    found = loaded(form(QUESTIONS), f"routing: [{{when: {condition}, to: boss}}, {{to: desk}}]")
    return in_words(found.routing[0].when, TemplateNames(found))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{where: digitalt}", "svaret på ”Var hände det?” är Digitalt"),
        ("{where: [digitalt, hall, ute]}", "svaret på ”Var hände det?” är Digitalt, Hallen eller Ute"),
        ("{not: {where: hall}}", "svaret på ”Var hände det?” inte är Hallen"),
        ("{where: {not: [hall, ute]}}", "svaret på ”Var hände det?” inte är Hallen eller Ute"),
        ("{sorts: {includes: [a, b]}}", "något av svaren på ”Hur?” är Slag eller Ord"),
        ("{sort: {only: a}}", "alla svaren på ”Vem?” är Anna"),
        ("{not: {sort: {includes: b}}}", "inget av svaren på ”Vem?” är Bo"),
        ("{who: {count: {at_least: 2}}}", "svaren på ”Vilka?” är minst 2 till antalet"),
        ("{sorts: {count: {at_least: 1, at_most: 2}}}", "svaren på ”Hur?” är minst 1 och högst 2 till antalet"),
        ("{who: {count: 0}}", "svaren på ”Vilka?” är 0 till antalet"),
        ("{sure: true}", "svaret på ”Säkert?” är Ja"),
        ("{age: {at_least: 18}}", "svaret på ”Ålder” är minst 18 år"),
        ("{day: {before: today}}", "svaret på ”När?” är före dagens datum"),
        ("{day: {after: 2026-01-31}}", "svaret på ”När?” är efter lördag 31 januari 2026"),
        ("{text: {answered: true}}", "svaret på ”Vad?” finns"),
        ("{text: {answered: false}}", "svaret på ”Vad?” saknas"),
        ("{not: {text: {answered: true}}}", "svaret på ”Vad?” saknas"),
        ("{unit.kind: [kontor, lager]}", "slaget av enhet i svaret på ”Vilken enhet?” är kontor eller lager"),
        ("{organisation.kind: privat}", "organisationens slag är privat"),
        ("{where: hall, sure: true}", "svaret på ”Var hände det?” är Hallen och svaret på ”Säkert?” är Ja"),
        (
            "{any: [{where: hall}, {sure: true, age: {at_most: 5}}]}",
            "svaret på ”Var hände det?” är Hallen eller (svaret på ”Säkert?” är Ja och svaret på ”Ålder” är högst 5 år)",
        ),
        ("{not: {where: hall, sure: true}}", "det inte stämmer att (svaret på ”Var hände det?” är Hallen och svaret på ”Säkert?” är Ja)"),
        ("{not: {not: {where: hall}}}", "svaret på ”Var hände det?” är Hallen"),
    ],
)
def test_a_condition_is_told_with_labels(condition: str, expected: str) -> None:
    assert words(condition) == expected


STEPS = """
look: {kind: decision, title: Beslut, outcomes: {a: Gå vidare, b: Avsluta}}
talk: {kind: form, form: talk, title: Samtal}
last: {kind: notice, title: Sist, to: owner, when: {look.outcome: a, talk.more: x, rounds.talk: {at_least: 2}}}
"""


def stepped() -> FormTemplate:
    """A template whose last step looks at the steps before it."""
    asked = "with: {type: choice, label: Med vem?, options: {a: Anna}}\nmore: {type: text, label: Mer?, show_if: {with: a}}"
    return loaded(forms(talk=asked), workflow(STEPS))


def test_answers_of_steps_are_told_with_the_steps_title() -> None:
    found = stepped()
    assert in_words(found.step("last").when, TemplateNames(found)) == (
        "utfallet av ”Beslut” är Gå vidare och svaret på ”Mer?” i steget ”Samtal” är x och antalet omgångar av ”Samtal” är minst 2"
    )


def test_a_steps_own_questions_come_first_in_its_form() -> None:
    found = stepped()
    step: Step = found.step("talk")
    assert step.form
    assert in_words(step.form.questions()[1].show_if, TemplateNames(found, step=step)) == "svaret på ”Med vem?” är Anna"


def test_the_condition_of_the_formats_decisions_is_told_as_they_say() -> None:
    found = load(SMALL)
    question = found.form.find("kanal")
    assert question
    assert f"när {in_words(question.show_if, TemplateNames(found))}" == "när svaret på ”Var hände det?” är Digitalt"

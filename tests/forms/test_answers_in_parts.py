"""Answers of several parts, scales and boxes are filled in, corrected, checked and stored without scripts."""

from random import Random

from engine.store import submissions, tables
from engine.template.load import load
from examples.demo.inventor import Inventor
from tests.engine.factories import context
from tests.engine.robot import Robot
from tests.engine.written import staffed
from tests.forms.visitor import Visitor, visitor
from tests.site import MONDAY, Site

FORM = """
template: claim
title: Anspråk
form:
  pages:
    all:
      title: Vad hände?
      questions:
        away: {type: date_range, label: När var du borta?, max: today}
        pain:
          type: grid
          label: Hur ofta har du ont?
          rows: {back: Ryggen, neck: Nacken}
          options: {never: Aldrig, often: Ofta}
        mood: {type: scale, label: Hur mår du?, from: 1, to: 5, from_label: Dåligt, to_label: Bra}
        home: {type: address, label: Din adress}
        number: {type: se_personnummer, label: Ditt personnummer, why: Så att rätt person får pengarna}
        class: {type: se_school_class, label: Ditt barns klass, options: {f: Förskoleklass, "7": Årskurs 7}}
        who: {type: person, label: Vem såg det?}
        agreed: {type: consent, label: Uppgifterna, text: De är sanna}
        signed: {type: signature, label: Underskrift}
functions: {owner: {label: Ägare, held_by: organisation}}
routing: [{to: owner}]
"""
ANSWERS = {
    "away-from": "1 september",
    "away-to": "4/9",
    "pain-back": "often",
    "pain-neck": "never",
    "mood": "5",
    "home-street": "Storgatan 3",
    "home-postcode": "12345",
    "home-town": "Ekhamra",
    "number": "121212+1212",
    "class-year": "7",
    "class-class": "7 b",
    "who": "Lo Ek",
    "agreed": "yes",
    "signed": "Kim Alm",
}
STORED = {
    "away": {"from": "2026-09-01", "to": "2026-09-04"},
    "pain": {"back": "often", "neck": "never"},
    "mood": 5,
    "home": {"street": "Storgatan 3", "postcode": "123 45", "town": "Ekhamra"},
    "number": "191212121212",
    "class": {"year": "7", "class": "7B"},
    "who": "Lo Ek",
    "agreed": True,
    "signed": "Kim Alm",
}


def begun(site: Site) -> Visitor:
    """Someone at the page."""
    site.publish(FORM)
    someone = visitor(site, "claim")
    someone.open("")
    someone.press("Börja anmälan")
    return someone


def test_what_is_filled_in_is_shown_and_stored(site: Site) -> None:
    someone = begun(site)
    page = someone.press("Fortsätt", ANSWERS)
    assert page.errors == []
    for words in (
        "1 september 2026 – fredag 4 september",
        "Ryggen: Ofta",
        "5, Bra",
        "Storgatan 3 123 45 Ekhamra",
        "19121212-1212",
        "Årskurs 7, 7B",
        "Ja: De är sanna",
        "Kim Alm",
    ):
        assert words in page.text
    someone.press("Skicka anmälan")
    (row,) = site.all(tables.Submission)
    answers, _ = site.read(lambda session: submissions.open_answers(session, site.office.sealer, row, row.id))
    assert answers == STORED


def test_an_error_leads_to_the_part_that_is_wrong_and_keeps_the_others(site: Site) -> None:
    someone = begun(site)
    page = someone.press("Fortsätt", {**ANSWERS, "away-to": "", "home-postcode": "123", "pain-neck": "", "class-year": ""})
    wrong = ("away-to", "home-postcode", "pain-neck", "class")
    assert [page.html.count(f'href="#{id}"') for id in wrong] == [1, 1, 1, 1]
    assert set(wrong) <= set(page.ids)
    assert (page.value("away-from"), page.value("home-postcode"), page.value("pain-back")) == ("1 september", "123", "often")


def test_what_was_answered_stands_there_when_one_comes_back(site: Site) -> None:
    someone = begun(site)
    someone.press("Fortsätt", ANSWERS)
    page = someone.open("p/all")
    assert {
        name: page.value(name) for name in ("pain-neck", "mood", "agreed", "home-postcode", "away-to", "class-year", "class-class")
    } == {
        "pain-neck": "never",
        "mood": "5",
        "agreed": "yes",
        "home-postcode": "123 45",
        "away-to": "4 september 2026",
        "class-year": "7",
        "class-class": "7B",
    }


def test_nothing_filled_in_is_told_once_for_each_question(site: Site) -> None:
    page = begun(site).press("Fortsätt")
    assert len(page.errors) == 9
    assert "Kryssa i rutan under ”Uppgifterna” för att gå vidare" in page.errors


def test_the_demonstration_and_the_robot_answer_every_type() -> None:
    template = load(FORM)
    here = context(organisation=staffed(template))
    assert set(Inventor(Random(1), "north").answers(template.form, here)) == set(STORED)  # noqa: S311
    robot = Robot(template, here.organisation, MONDAY, Random(1))  # noqa: S311
    assert set(robot.fill(template.form).answers) == set(STORED)

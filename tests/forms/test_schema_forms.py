"""A form that was written as a JSON Schema is filled in like any other: page by page, without scripts."""

from typing import Any

from tests.forms.visitor import Visitor, visitor
from tests.site import Site

FOUND = """
template: found
title: Upphittat
form:
  schema:
    $schema: http://json-schema.org/draft-07/schema#
    title: Vad har du hittat?
    type: object
    required: [version, thing, place, finders]
    properties:
      version: {const: 2}
      thing: {title: Sak, enum: [glove, key, 7]}
      weight: {title: Vikt, type: integer, minimum: 1}
      day: {title: Dag, type: string, format: date}
      note: {title: Anteckning, type: [string, "null"]}
      place:
        title: Var låg den?
        type: object
        required: [street]
        properties:
          street: {title: Gata, type: string, minLength: 3}
          number: {title: Nummer, type: string}
      marks: {title: Märken, type: array, items: {type: string}, uniqueItems: true}
      colours: {title: Färger, type: array, items: {enum: [red, green]}}
      finders:
        title: Vilka hittade den?
        type: array
        minItems: 1
        items:
          title: Person
          type: object
          required: [name]
          properties: {name: {title: Namn, type: string}, phone: {title: Telefon, type: string}}
    if: {properties: {thing: {const: key}}}
    then: {properties: {lock: {title: Till vilket lås?, type: string}}, required: [lock]}
functions: {owner: {label: Ägare, held_by: organisation}}
routing: [{to: owner}]
"""
FIRST = {"thing": "glove"}
WHERE = {"place__street": "Storgatan"}
FINDER = {"finders.0.finders__name": "Kim"}


def found(site: Site) -> Visitor:
    """A visitor at the first page."""
    site.publish(FOUND)
    someone = visitor(site, "found")
    someone.open("p/1")
    return someone


def through(site: Site, *pages: dict[str, Any]) -> Visitor:
    """A visitor who has gone on from some pages."""
    someone = found(site)
    for values in pages:
        someone.press("Fortsätt", values)
    return someone


def test_a_report_goes_all_the_way(site: Site) -> None:
    someone = through(site, FIRST | {"weight": "12"}, WHERE, {}, FINDER)
    assert someone.page.errors == []
    someone.press("Skicka anmälan")
    assert 'class="mv-ref">' in someone.page.html


def test_what_the_schema_demands_is_demanded_of_the_question(site: Site) -> None:
    assert through(site, {}).page.errors == ["Välj ett svar på frågan ”Sak”"]
    assert through(site, FIRST, {"place__street": ""}).page.errors == ["Skriv ett svar på frågan ”Gata”"]


def test_a_page_is_only_told_what_is_wrong_with_its_own_answers(site: Site) -> None:
    assert through(site, FIRST | {"weight": "0"}).page.errors == ["Skriv ett tal som är minst 1"]
    assert through(site, FIRST | {"weight": "many"}).page.errors == ["Skriv svaret med siffror, till exempel 3"]
    assert through(site, FIRST | {"weight": "1,5"}).page.errors == ["Skriv ett helt tal, utan decimaler"]


def test_what_was_chosen_and_written_stands_there_again(site: Site) -> None:
    someone = through(site, {"thing": "glove", "weight": "12", "other": "", "day-other": "2026-09-01", "day": "other"})
    someone.open("p/1")
    assert (someone.page.value("thing"), someone.page.value("weight")) == ("glove", "12")


def test_a_question_of_a_branch_comes_when_its_condition_holds(site: Site) -> None:
    ordinary = through(site, FIRST, WHERE, {}, FINDER)
    assert "lås" not in ordinary.page.text
    someone = through(site, {"thing": "key"}, WHERE, {}, FINDER)
    assert "Till vilket lås?" in someone.page.text
    assert someone.press("Fortsätt").errors == ["Skriv ett svar på frågan ”Till vilket lås?”"]


def test_a_row_of_texts_that_is_left_empty_is_missing(site: Site) -> None:
    someone = through(site, FIRST, WHERE)
    someone.press("Lägg till en till Märken")
    name = next(name for name in someone.page.names() | {found for found in someone.page.ids} if name.startswith("marks.0."))
    assert someone.press("Fortsätt", {name: ""}).errors == ["Skriv ett svar på frågan ”Märken”"]
    someone.press("Lägg till en till Märken", {name: "a"})
    assert someone.press("Fortsätt", {name: "a", name.replace(".0.", ".1."): "a"}).errors == [
        "Samma svar får inte stå två gånger. Ändra eller ta bort det ena"
    ]

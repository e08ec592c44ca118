"""A link may name the unit: then nobody has to choose it, and everybody sees who gets the report."""

from tests.forms.leaks import FIRST, at_first, leaks
from tests.site import Site


def test_the_unit_of_the_link_is_a_line_with_who_gets_the_report(site: Site) -> None:
    page = at_first(site, "?unit=south").page
    assert "Vilken plats? South works Skötare på South works får anmälan." in page.text
    assert page.value("place") == "south"
    assert 'type="radio" id="place"' not in page.html


def test_nothing_has_to_be_done_about_the_unit_of_the_link(site: Site) -> None:
    someone = at_first(site, "?unit=south")
    someone.press("Fortsätt", {"what": "water", "since": "2026-09-07"})
    assert someone.url == "/acme/leaks/p/seen"


def test_the_unit_stays_a_line_while_something_else_is_wrong(site: Site) -> None:
    page = at_first(site, "?unit=south").press("Fortsätt")
    assert "South works" in page.text
    assert 'type="radio" id="place"' not in page.html


def test_the_unit_of_the_link_can_be_changed_without_losing_the_rest(site: Site) -> None:
    someone = at_first(site, "?unit=south")
    page = someone.press("Ändra Vilken plats?", {"mail": "kim@acme.example"})
    assert (page.value("place"), page.value("mail")) == ("south", "kim@acme.example")
    someone.press("Fortsätt", FIRST)
    assert someone.open("p/where").value("place") == "north"


def test_an_unknown_unit_is_asked_for_in_the_form(site: Site) -> None:
    someone = leaks(site)
    page = someone.open("?unit=nowhere")
    assert "Skötare på den enhet du väljer får anmälan." in page.text
    page = someone.press("Börja anmälan")
    assert someone.url == "/acme/leaks/p/where"
    assert page.value("place") is None


def test_a_closed_unit_leads_to_its_successor(site: Site) -> None:
    site.change(("south: {name: South works,", "south: {name: South works, until: 2026-08-31, successor: north,"))
    assert "North works" in at_first(site, "?unit=south").page.text


def test_the_button_of_the_start_page_takes_the_unit_along(site: Site) -> None:
    someone = leaks(site)
    someone.open("?unit=south")
    page = someone.press("Börja anmälan")
    assert page.value("place") == "south"


def test_the_way_back_keeps_the_unit(site: Site) -> None:
    assert at_first(site, "?unit=south").page.links["Tillbaka"] == "/acme/leaks/?unit=south"


def test_a_unit_that_is_asked_for_on_a_later_page_is_remembered_until_then(site: Site) -> None:
    text = LATER.replace("template: leaks", "template: late")
    site.publish(text)
    someone = leaks(site)
    someone.base = "/acme/late"
    someone.open("p/first?unit=south")
    page = someone.press("Fortsätt", {"what": "Ett rör"})
    assert page.value("place") == "south"


LATER = """
template: leaks
title: Sent
form:
  pages:
    first: {title: Vad?, questions: {what: {type: text, label: Vad läcker?}}}
    where: {title: Var?, questions: {place: {type: unit, label: Vilken plats?, routes: true}}}
cases: {start: on_submit}
functions: {keeper: {label: Skötare, backup: owner}, owner: {label: Ägare, held_by: organisation}}
routing: [{to: keeper}]
workflow: {verdict: {kind: decision, title: Beslut, by: receiver, outcomes: {mend: {label: Laga, go: close}}}}
"""

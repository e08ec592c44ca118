"""What a form works out by itself is drawn on no page, kept in no draft, and shown only where the answers are read."""

from engine.store import submissions, tables
from tests.forms.visitor import Visitor, visitor
from tests.site import Site

FORM = """
template: order
title: Beställning
form:
  pages:
    silent:
      title: Tyst
      questions:
        way: {type: constant, label: Väg, value: poster}
    amounts:
      title: Hur många?
      questions:
        red: {type: number, label: Röda}
        blue: {type: number, label: Blå, optional: true}
    whole:
      title: Sammanlagt
      questions:
        all: {type: computed, label: Alla, sum: [red, blue], unit: bollar}
        more: {type: computed, label: Blå med rabatt, sum: [blue]}
functions: {owner: {label: Ägare, held_by: organisation}}
routing: [{to: owner}]
"""
FORGED = {"red": "2", "blue": "", "way": "forged", "all": "99"}


def begun(site: Site) -> Visitor:
    """Someone at the first page."""
    site.publish(FORM)
    someone = visitor(site, "order")
    someone.open("")
    someone.press("Börja anmälan")
    return someone


def test_a_page_on_which_nothing_is_drawn_is_passed_by(site: Site) -> None:
    someone = begun(site)
    assert someone.url == "/acme/order/p/amounts"
    someone.press("Fortsätt", FORGED)
    assert someone.url == "/acme/order/check"


def test_only_what_is_worked_out_is_shown_before_sending_and_can_not_be_changed(site: Site) -> None:
    someone = begun(site)
    page = someone.press("Fortsätt", FORGED)
    assert "Alla 2 bollar" in page.text
    assert "Väg" not in page.text
    assert "Blå med rabatt" not in page.text
    assert {"Ändra Röda", "Ändra Blå"} == {words for words in page.links if words.startswith("Ändra")}


def test_what_was_sent_in_its_place_is_not_stored(site: Site) -> None:
    someone = begun(site)
    someone.press("Fortsätt", FORGED)
    someone.press("Skicka anmälan")
    (row,) = site.all(tables.Submission)
    answers, _ = site.read(lambda session: submissions.open_answers(session, site.office.sealer, row, row.id))
    assert answers == {"way": "poster", "red": 2, "all": 2}

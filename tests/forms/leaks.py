"""A form for tests of the public pages: two languages, follow-up questions, rows, a page that comes and goes, and a day."""

from typing import Any

from tests.forms.visitor import Visitor, visitor
from tests.site import Site

LEAKS = """
template: leaks
title: {sv: Läckage, en: Leaks}
languages: [sv, en]
start:
  purpose: {sv: Läcker det någonstans? Berätta här., en: Is something leaking? Tell us here.}
  urgent: Stäng kranen.
form:
  pages:
    where:
      title: Var läcker det?
      questions:
        place: {type: unit, label: Vilken plats?, routes: true, missing: Välj vilken plats}
        what: {type: choice, label: Vad läcker?, options: {water: Vatten, gas: Gas, oil: Olja}}
        smell: {type: text, label: Hur luktar det?, show_if: {what: gas}}
        since: {type: date, label: Sedan när?, max: today}
        mail: {type: email, label: Din e-post, optional: true}
    gas:
      title: Gasen
      show_if: {what: gas}
      questions:
        valves: {type: choices, label: Vilka kranar?, options: {a: Kran A, b: Kran B, c: Kran C}}
    seen:
      title: Vem såg det?
      questions:
        note: {type: info, label: Bra att veta, text: "Du behöver inte veta alla. Se [våra råd om läckor](https://www.acme.example/leaks)."}
        people:
          type: group
          label: De som såg det
          repeat: {min: 1, max: 3, item: Person}
          questions:
            called: {type: text, label: Namn}
            near: {type: yes_no, label: Stod personen nära?, preset: false}
            how: {type: text, label: Hur nära?, show_if: {near: true}}
        more: {type: long_text, label: Något mer?, optional: true, max_length: 200}
cases: {start: on_submit}
functions:
  keeper: {label: {sv: Skötare, en: Keeper}, backup: chief}
  chief: {label: {sv: Chef, en: Chief}, backup: owner}
  owner: {label: {sv: Ägare, en: Owner}, held_by: organisation}
routing: [{to: keeper}]
workflow:
  told: {kind: notice, title: Ägaren får veta, to: owner, before: decisions}
  verdict: {kind: decision, title: Beslut, by: receiver, due: {days: 2, calendar: working}, outcomes: {mend: {label: Laga, go: close}}}
"""

FIRST: dict[str, Any] = {"place": "north", "what": "water", "since": "2026-09-07"}
SEEN: dict[str, Any] = {"people.0.called": "Kim"}
TOKEN = "draft.acme.leaks"
ADD = "Lägg till en till De som såg det"
"""The button that adds a row, with what only a screen reader says."""


def leaks(site: Site) -> Visitor:
    """A visitor of that form."""
    site.publish(LEAKS)
    return visitor(site, "leaks")


def at_first(site: Site, query: str = "") -> Visitor:
    """A visitor at the first page."""
    someone = leaks(site)
    someone.open(f"p/where{query}")
    return someone


def at_seen(site: Site) -> Visitor:
    """A visitor who has filled in the first page."""
    someone = at_first(site)
    someone.press("Fortsätt", FIRST)
    return someone


def at_check(site: Site) -> Visitor:
    """A visitor who has filled in everything."""
    someone = at_seen(site)
    someone.press("Fortsätt", SEEN)
    return someone


def at_receipt(site: Site) -> Visitor:
    """A visitor who has sent the report."""
    someone = at_check(site)
    someone.press("Skicka anmälan")
    return someone


def reference(someone: Visitor) -> str:
    """The reference on the receipt."""
    return someone.page.html.split('class="mv-ref">')[1].split("<")[0]


def code(someone: Visitor) -> str:
    """The code on the receipt."""
    return someone.page.html.split('<strong class="mv-ref">')[1].split("<")[0]

"""Where people find a form: an address for everybody, one for each unit, and a poster with a code to scan."""

import re

from tests.admin.staff import BASE, Staff
from tests.forms.visitor import Visitor, public_app

FORM = f"{BASE}/acme/faults/"


def test_there_is_an_address_for_everybody_and_one_for_each_unit_that_takes_reports(staff: Staff) -> None:
    staff.site.change(("south: {name: South works", "south: {until: 2026-01-01, name: South works"))
    page = staff.browser("gus").get("templates/faults/share")
    assert page.link(FORM) == FORM
    assert page.link(f"{FORM}?unit=north") == f"{FORM}?unit=north"
    assert "South works" not in page.text


def test_the_address_of_a_unit_leads_to_its_form(staff: Staff) -> None:
    link = staff.browser("gus").get("templates/faults/share").link(f"{FORM}?unit=north")
    someone = Visitor(public_app(staff.site), "acme", "faults")
    assert "North works" in someone.open(link.removeprefix(BASE)).text


def test_a_form_that_asks_for_no_unit_has_one_address(staff: Staff) -> None:
    staff.site.publish(staff.site.scene().template.source.replace("routes: true, ", ""))
    assert "En adress för varje enhet" not in staff.browser("gus").get("templates/faults/share").text


def test_a_poster_says_what_is_reported_where_and_how_it_is_found(staff: Staff) -> None:
    page = staff.browser("gus").get("templates/faults/poster?unit=north")
    assert "North works Felanmälan" in page.text
    assert f"Det tar ungefär två minuter. Du behöver inget konto. {FORM}?unit=north" in page.text


def test_a_code_is_a_drawing_without_any_style_of_its_own_and_each_address_has_another(staff: Staff) -> None:
    browser = staff.browser("gus")
    codes = [
        re.search(r'<svg [^>]*class="mv-code".*?</svg>', browser.get(f"templates/faults/poster{query}").html, re.DOTALL)
        for query in ("", "?unit=north")
    ]
    drawn = [code[0] for code in codes if code is not None]
    assert len(set(drawn)) == 2
    assert all("style=" not in code and "<title>QR-kod till formuläret</title>" in code for code in drawn)


def test_there_is_no_poster_for_a_unit_that_the_form_can_not_take(staff: Staff) -> None:
    assert staff.browser("gus").get("templates/faults/poster?unit=nowhere").status == 404

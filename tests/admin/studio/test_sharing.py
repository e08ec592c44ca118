"""Where people find a form: an address for everybody, one for each unit, and a poster with a code to scan."""

import re
from html import unescape

from tests.admin.staff import BASE, Staff
from tests.forms.framing import NAMED, SITE
from tests.forms.visitor import Visitor, public_app
from tests.site import FAULTS

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


def test_the_page_has_the_code_of_the_form_s_own_address(staff: Staff) -> None:
    browser, code = staff.browser("gus"), re.compile(r'<svg [^>]*class="mv-code".*?</svg>', re.DOTALL)
    shared, printed = (code.search(browser.get(f"templates/faults/{page}").html) for page in ("share", "poster"))
    assert shared is not None
    assert printed is not None
    assert shared[0] == printed[0]


def test_there_is_no_poster_for_a_unit_that_the_form_can_not_take(staff: Staff) -> None:
    assert staff.browser("gus").get("templates/faults/poster?unit=nowhere").status == 404


def pasted(staff: Staff) -> str:
    """The code for another site's page, as it is copied."""
    found = re.search(r'<textarea id="code".*?>\n(.*?)</textarea>', staff.browser("gus").get("templates/faults/share").html, re.DOTALL)
    return unescape(found[1]) if found else ""


def test_where_no_site_is_named_the_page_says_what_to_do_for_a_form_on_one_s_own_site(staff: Staff) -> None:
    page = staff.browser("gus").get("templates/faults/share")
    assert "Be den som sköter systemet att lägga till webbplatsens adress" in page.text
    assert pasted(staff) == ""


def test_the_code_for_another_site_frames_the_form_with_a_title_and_a_link_for_those_who_can_not_see_it(staff: Staff) -> None:
    staff.site.change(NAMED)
    staff.site.publish(FAULTS.replace("title: Felanmälan", "title: 'Fel & \"brister\"'"))
    code = pasted(staff)
    frame = f'<iframe src="{BASE}/embed/acme/faults/" title="Fel &amp; &#34;brister&#34;" width="100%" height="900"></iframe>'
    assert code.startswith(frame)
    assert f'<a href="{FORM}">Fel &amp; &#34;brister&#34;: öppna formuläret i ett eget fönster</a>' in code
    assert SITE in staff.browser("gus").get("templates/faults/share").text


def test_what_the_code_frames_is_the_form(staff: Staff) -> None:
    staff.site.change(NAMED)
    someone = Visitor(public_app(staff.site), "acme", "faults")
    page = someone.open(pasted(staff).split('src="')[1].split('"')[0].removeprefix(BASE))
    assert page.title == "Felanmälan – Acme"

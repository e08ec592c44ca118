"""The receipt shows the code as long as the browser has what it was made of, and can be removed from the browser."""

from datetime import UTC, date, datetime

from engine.store import tables
from forms.receipt_calendar import entry
from forms.scanning import code_to_scan
from tests.forms.leaks import at_check, at_receipt, code, reference
from tests.site import Site


def test_the_receipt_can_be_removed_from_the_browser(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    token = someone.page.value("csrf_token")
    answer = someone.client.post("/acme/leaks/forget", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "draft.acme.leaks" not in someone.cookies()
    assert shown not in someone.open("receipt").html
    assert someone.url == "/acme/leaks/"


def test_with_the_receipt_goes_the_dialogue_that_was_opened_from_it(site: Site) -> None:
    someone = at_receipt(site)
    someone.press("Följ din anmälan")
    assert someone.url == "/acme/status/dialogue"
    someone.open("receipt")
    someone.press("Ta bort sidan härifrån")
    assert "Meddelanden" not in someone.open("/acme/status/dialogue").text


def test_what_is_not_sent_yet_is_not_removed_by_that(site: Site) -> None:
    someone = at_check(site)
    someone.client.post("/acme/leaks/forget", data={"csrf_token": someone.page.value("csrf_token")})
    assert "draft.acme.leaks" in someone.cookies()


def test_the_code_is_gone_with_the_draft(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    site.clock.move(hours=25)
    assert shown not in someone.open("receipt").html


def test_the_code_is_in_no_address_title_or_link(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    assert shown not in f"{someone.url} {someone.page.title} {' '.join(someone.page.links.values())}"


def test_paper_gets_a_code_to_scan_that_leads_to_the_status_page_and_holds_no_secret(site: Site) -> None:
    someone = at_receipt(site)
    drawn = str(code_to_scan("http://localhost/acme/status"))
    assert f'<div class="mv-onpaper">{drawn}<p>QR-koden leder till sidan' in someone.page.html


def test_the_day_of_the_answer_can_be_put_in_a_calendar_that_tells_nothing(site: Site) -> None:
    someone = at_receipt(site)
    answer = someone.client.get(someone.page.links["Lägg dagen i din kalender"])
    text = answer.get_data(as_text=True)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dag.ics"'
    assert "DTSTART;VALUE=DATE:20260909\r\nDTEND;VALUE=DATE:20260910\r\nSUMMARY:Påminnelse\r\nURL:http://localhost/acme/status\r\n" in text
    assert not [word for word in (code(someone), reference(someone), "Acme", "Läckage", "leaks") if word in text]


def test_without_a_promised_day_there_is_nothing_to_put_there(site: Site) -> None:
    someone = at_receipt(site)
    (case,) = site.all(tables.Case)
    site.act(case, "ada", site.press(case, "verdict", "save_unaffected", outcome="mend"))
    assert "Lägg dagen i din kalender" not in someone.open("receipt").links
    assert someone.open("receipt/calendar").status == 404


def test_a_line_of_a_calendar_is_at_most_75_bytes_long() -> None:
    text = entry(date(2026, 9, 9), "Påminnelse " * 30, "http://localhost/", datetime(2026, 9, 7, tzinfo=UTC))
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "Påminnelse " * 30 in text.replace("\r\n ", "")

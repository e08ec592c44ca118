"""A step is paused on a page of its own; the case, its steps and the lists say so; a button lets it go on."""

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff


def asked(staff: Staff) -> tuple[tables.Case, Browser, Page]:
    """Ada has asked to pause the first decision."""
    case, browser = staff.site.case(), staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    return case, browser, browser.get(page.link("Pausa Ställningstagande"))


def test_a_paused_step_says_until_when_by_whom_and_why(staff: Staff) -> None:
    _, browser, page = asked(staff)
    page = browser.press(page, "Pausa", reason="Väntar på polisen.", until="2026-09-14")
    assert page.status == 200
    for words in ("Steget är pausat.", "Pausat till måndag 14 september, av Ada.", "Väntar på polisen."):
        assert words in page.text
    assert "Ställningstagande pausat" in page.text


def test_lists_say_that_it_stands_still_and_not_that_it_is_late(staff: Staff) -> None:
    _, browser, page = asked(staff)
    browser.press(page, "Pausa", reason="Väntar på polisen.", until="2026-09-14")
    staff.site.clock.move(days=4)
    browser = staff.browser("ada")
    for path in ("", "cases/"):
        text = browser.get(path).text.replace("\N{NO-BREAK SPACE}", " ")
        assert "Pausat till måndag 14 september" in text
        assert "Försenad" not in text
        assert "polisen" not in text


def test_a_button_lets_it_go_on(staff: Staff) -> None:
    _, browser, page = asked(staff)
    page = browser.press(page, "Pausa", reason="Väntar på polisen.")
    assert "Pausat tills vidare, av Ada." in page.text
    page = browser.press(page, "Fortsätt nu")
    assert "Steget fortsätter." in page.text
    assert "Pausat tills vidare" not in page.text
    assert "Väntar på polisen." not in page.text


def test_what_was_typed_is_kept_when_something_is_wrong(staff: Staff) -> None:
    _, browser, page = asked(staff)
    page = browser.press(page, "Pausa", reason="", until="2026-09-14")
    assert page.status == 422
    assert "Skriv varför steget pausas" in page.text
    assert 'value="2026-09-14"' in page.html
    for day in ("2026-09-07", "2028-01-01", "snart"):
        page = browser.press(page, "Pausa", reason="Polisen.", until=day)
        assert page.status == 422
        assert "Välj en dag från och med i morgon" in page.text
        assert "Polisen." in page.text


def test_whoever_only_reads_sees_that_it_stands_still_and_has_no_button(staff: Staff) -> None:
    case, browser, page = asked(staff)
    browser.press(page, "Pausa", reason="Väntar på polisen.")
    seen = staff.browser("hal").get(f"cases/{case.id}")
    assert "Pausat tills vidare, av Ada." in seen.text
    assert "Fortsätt nu" not in seen.buttons()


def test_another_step_of_the_case_can_not_be_paused_by_whoever_does_not_do_it(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.decide(case, "ada", "look")
    (check,) = [run for run in staff.site.file(case).case.open() if run.step == "check"]
    eve = staff.browser("eve")
    eve.get(f"cases/{case.id}")
    assert eve.post(f"cases/{case.id}/steps/{check.number}/pause", {"reason": "Nej."}).status == 404


def test_what_is_paused_already_leads_back_to_the_case(staff: Staff) -> None:
    case, browser, page = asked(staff)
    browser.press(page, "Pausa", reason="Väntar på polisen.")
    again = browser.press(page, "Pausa", reason="En gång till.")
    assert (again.status, again.url.endswith(str(case.id))) == (200, True)
    assert "En gång till." not in again.text

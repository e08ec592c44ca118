"""On the page of a case: the way to a later version, what will be different there, and why it can not be moved."""

from tests.admin.staff import Staff
from tests.engine.actions.test_move_case import LATER
from tests.site import FAULTS


def test_a_case_is_moved_once_its_receiver_has_seen_what_will_be_different(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    staff.site.publish(LATER)
    assert "Flytta till version 2" in browser.get(f"cases/{case.id}").text
    page = browser.get(f"cases/{case.id}/version")
    assert "Steget ”Ställningstagande” heter nu ”Beslut”" in page.text
    assert "Beslut, sista dag" in page.text or "Ställningstagande, sista dag" in page.text
    page = browser.press(page, "Flytta ärendet")
    assert "Ärendet är flyttat till den nya versionen." in page.text
    assert "Flyttades till en senare version av mallen" in page.text
    assert "Flytta till version" not in page.text
    assert staff.site.again(case).version == 2


def test_why_it_can_not_be_moved_is_said_and_nothing_can_be_pressed(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    staff.site.publish(FAULTS.replace("one_per: hurt}", "one_per: hurt, compartment: true}"))
    page = browser.get(f"cases/{case.id}/version")
    assert "låter andra läsa dem" in page.text
    assert "Flytta ärendet" not in page.buttons()


def test_only_the_receiver_sees_the_way(staff: Staff) -> None:
    case = staff.site.case()
    staff.site.publish(LATER)
    assert "Flytta till version" not in staff.browser("gus").get(f"cases/{case.id}").text
    assert staff.browser("gus").get(f"cases/{case.id}/version").status == 404


def test_a_page_that_spoke_of_another_version_moves_nothing(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    staff.site.publish(LATER)
    page = browser.get(f"cases/{case.id}/version")
    staff.site.publish(LATER.replace("title: Beslut", "title: Avgörande"))
    page = browser.press(page, "Flytta ärendet")
    assert "Flytta till version 3" in page.text
    assert staff.site.again(case).version == 1


def test_a_case_in_the_version_in_use_has_nowhere_to_go(staff: Staff) -> None:
    case = staff.site.case()
    assert "Ställningstagande" in staff.browser("ada").get(f"cases/{case.id}/version").text

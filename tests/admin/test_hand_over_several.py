"""Several steps are ticked in a list and handed over to one person, or taken back; never more than each case allows by itself."""

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.engine.actions.test_hand_over import given, hand
from tests.site import fault


def picking(browser: Browser, *picks: str) -> Page:
    """Someone has ticked rows of a list and gone on."""
    return browser.get("hand-over?" + "&".join(f"pick={pick}" for pick in picks))


def pick(staff: Staff, case: tables.Case, step: str = "verdict") -> str:
    """What a row of the inbox sends."""
    run = staff.site.file(case).case.last(step)
    assert run is not None
    return f"{case.id}/{run.number}"


def test_the_rows_of_both_lists_can_be_ticked(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    assert f'value="{pick(staff, case)}"' in browser.get("").html
    page = browser.get("cases/")
    assert f'name="pick" value="{case.id}"' in page.html
    assert "Lämna över de valda" in page.text
    assert 'name="pick"' not in staff.browser("hal").get("cases/").html


def test_several_steps_are_handed_over_at_once(staff: Staff) -> None:
    one, two, browser = staff.site.case(), staff.site.case(), staff.browser("ada")
    page = picking(browser, pick(staff, one), str(two.id))
    assert page.text.count("Ställningstagande") == 2
    page = browser.press(page, "Bo")
    assert (page.url, page.status) == ("/acme/", 200)
    assert "Stegen är överlämnade." in page.text
    assert [given(staff.site, case, "verdict") for case in (one, two)] == [staff.site.people["bo"]] * 2


def test_they_are_taken_back_at_once(staff: Staff) -> None:
    one, two, browser = staff.site.case(), staff.site.case(), staff.browser("ada")
    for case in (one, two):
        hand(staff.site, case, "ada", "bo")
    browser.press(picking(browser, str(one.id), str(two.id)), "Lämna tillbaka alla till brevlådorna")
    assert [given(staff.site, case, "verdict") for case in (one, two)] == [None, None]


def test_what_could_not_be_handed_over_is_told_and_the_rest_is_done(staff: Staff) -> None:
    one, two, browser = staff.site.case(), staff.site.case(), staff.browser("ada")
    page = picking(browser, str(one.id), str(two.id))
    staff.site.shut_out(two, "ada", "cy")
    page = browser.press(page, "Cy")
    assert "Ett steg är överlämnat. De här gick inte." in page.text
    assert two.number in page.text
    assert one.number not in page.text
    assert [given(staff.site, case, "verdict") for case in (one, two)] == [staff.site.people["cy"], None]


def test_whoever_was_slower_takes_nothing_from_another(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    page = picking(browser, str(case.id))
    hand(staff.site, case, "bo", "cy")
    page = browser.press(page, "Dan")
    assert "0 steg är överlämnade. De här gick inte." in page.text
    assert given(staff.site, case, "verdict") == staff.site.people["cy"]


def test_nobody_hands_over_what_is_not_theirs(staff: Staff) -> None:
    mine, case = staff.site.case(), staff.site.case(fault(place="south"))
    browser = staff.browser("ada")
    assert case.number not in picking(browser, str(case.id)).text
    page = picking(browser, str(mine.id))
    sheet, name, bo = page.button("Bo")
    sent = [(key, value) for key, value in sheet.fields if key != "pick"] + [("pick", f"{pick(staff, case)}/"), (name, bo)]
    page = browser.post("hand-over", sent)
    assert "0 steg är överlämnade. Resten kan inte lämnas över längre." in page.text
    assert given(staff.site, case, "verdict") is None


def test_what_makes_no_sense_hands_nothing_over(staff: Staff) -> None:
    page = picking(staff.browser("ada"), "x", "x/y", f"{staff.site.case().id}/99", "0/0/0")
    assert "Inget av det du valde kan lämnas över av dig." in page.text

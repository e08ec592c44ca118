"""On the page of a case: steps are added, a plan goes on where it was, and a rest is told and can be ended."""

from tests.admin.staff import Staff
from tests.planned import PLANNED_BY_HAND, ROW, planning, resting
from tests.site import fault

ADD = "Lägg till: Samtal med facket"


def test_a_step_is_added_with_one_button_and_told_with_who_added_it(staff: Staff) -> None:
    case, browser = planning(staff.site), staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    assert "Om någon vill." in page.text
    assert page.text.count("Samtal med facket") == 1
    page = browser.press(page, ADD)
    assert "Steget är tillagt." in page.text
    assert "Samtal med facket lades till" in page.text
    assert "av Ada" in page.text
    assert ADD not in page.buttons()
    assert ADD not in staff.browser("gus").get(f"cases/{case.id}").buttons()


def test_whoever_does_the_added_step_comes_to_its_form(staff: Staff) -> None:
    case, browser = planning(staff.site), staff.browser("ada")
    browser.press(browser.get(f"cases/{case.id}"), ADD)
    eve = staff.browser("eve")
    page = eve.press(eve.get(f"cases/{case.id}"), "Spara", said="Facket var med.")
    page = eve.press(page, "Markera steget klart")
    assert staff.site.runs(case) == {"plan": "keeper@north"}
    assert ADD in browser.get(f"cases/{case.id}").buttons()


def test_whoever_is_slower_is_told_that_it_can_not_be_added(staff: Staff) -> None:
    case = planning(staff.site)
    ada, bo = staff.browser("ada"), staff.browser("bo")
    slow = ada.get(f"cases/{case.id}")
    bo.press(bo.get(f"cases/{case.id}"), ADD)
    page = ada.press(slow, ADD)
    assert page.status == 409
    assert "Någon annan kan ha hunnit före" in page.text


def test_what_is_no_step_to_add_is_not_there(staff: Staff) -> None:
    case = planning(staff.site)
    browser = staff.browser("ada")
    for step in ("plan", "none", ""):
        assert browser.post(f"cases/{case.id}/steps", {"step": step}).status == 404


def test_a_case_without_such_steps_has_nothing_to_add(staff: Staff) -> None:
    case = staff.site.case()
    assert "Lägg till steg" not in staff.browser("ada").get(f"cases/{case.id}").text


def test_a_plan_that_is_gone_on_with_begins_as_it_was(staff: Staff) -> None:
    case, browser = planning(staff.site), staff.browser("ada")
    typed = {f"measure.0.{name}": value for name, value in ROW.items()}
    page = browser.press(browser.get(f"cases/{case.id}"), "Spara och fortsätt senare", **typed)
    assert "Steget väntar tills du markerar det klart" in page.text
    page = browser.press(page, "Spara och markera klar", **{"measure.0.status": "under_way"})
    assert "Sparat" in page.text
    answers = [item.answers["measure"] for item in staff.site.file(case).rounds if "measure" in item.answers]
    assert answers == [[ROW], [{**ROW, "status": "under_way"}]]


def test_a_plan_that_the_follow_up_leads_back_to_begins_as_it_was(staff: Staff) -> None:
    case = resting(staff.site)
    staff.site.act(case, "eve", staff.site.press(case, "rest", reason="x"))
    browser = staff.browser("ada")
    page = browser.get(f"cases/{case.id}")
    assert "Vad visar uppföljningen?" in page.text
    page = browser.press(page, "Spara uppföljningen", outcome="no")
    sheet, *_ = page.button("Spara och markera klar")
    assert ("measure.0.responsible", "Mo") in sheet.fields
    assert staff.site.runs(case) == {"plan": "keeper@north"}


def test_a_rest_is_told_with_its_day_and_ended_with_a_reason(staff: Staff) -> None:
    case = resting(staff.site)
    assert "väntar till måndag 21 september" in staff.browser("ada").get(f"cases/{case.id}").text
    browser = staff.browser("eve")
    page = browser.get(f"cases/{case.id}")
    assert "Sluta vänta" not in page.buttons()
    page = browser.press(browser.get(page.link("Vila")), "Sluta vänta")
    assert page.status == 422
    assert "Skriv varför ni inte väntar längre" in page.text
    page = browser.press(page, "Sluta vänta", reason="Golvet är lagt.")
    assert "Golvet är lagt." in page.text
    assert staff.site.runs(case) == {"after": "keeper@north"}


def test_a_report_that_is_joined_to_a_resting_case_wakes_it(staff: Staff) -> None:
    site = staff.site
    site.publish(PLANNED_BY_HAND)
    first, second = (site.report(fault(), template="by-hand").submission for _ in range(2))
    (case,) = site.start(first, "ada")
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "plan", measure=[ROW]))
    browser = staff.browser("ada")
    page = browser.press(browser.get(f"submissions/{second}"), "Koppla till ärendet", case=str(case.id))
    assert "Anmälan är kopplad" in page.text
    assert site.runs(case) == {"after": "keeper@north"}


def test_a_case_that_is_merged_into_a_resting_one_wakes_it(staff: Staff) -> None:
    resting_case, other = resting(staff.site), planning(staff.site)
    browser = staff.browser("ada")
    page = browser.get(f"cases/{other.id}/ties")
    browser.press(page, "Slå ihop", into=str(resting_case.id))
    assert staff.site.runs(resting_case) == {"after": "keeper@north"}
    assert staff.site.runs(other) == {}

"""The page of a case and the list of cases."""

from tests.admin.staff import Staff


def test_a_decision_takes_three_clicks_from_the_mails_link(staff: Staff) -> None:
    case = staff.site.case()
    browser = staff.browser("ada")
    page = browser.get(f"https://acme.example/admin/acme/cases/{case.id}")
    page = browser.press(page, "Spara, ingen berörs", outcome="look")
    assert (page.status, page.url) == (200, f"/acme/cases/{case.id}")
    assert "Sparat." in page.text
    assert staff.site.runs(case) == {"looking": "", "talk": "inspector", "check": "keeper@north"}

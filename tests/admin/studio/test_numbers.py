"""The reports of a template before anyone has reported: empty, after a few invented reports and after many."""

from engine.proof.rehearsed import FEW, MANY
from engine.store import tables
from engine.template.load import load
from tests.admin.staff import Browser, Staff
from tests.site import BY_HAND, FAULTS


def test_the_page_of_a_template_leads_to_its_reports_before_anyone_has_reported(keeper: Browser) -> None:
    page = keeper.get(keeper.get("templates/faults").link("Så blir rapporterna"))
    assert page.status == 200
    assert "Påhittade svar" in page.text


def test_every_report_is_shown_empty_small_and_full(keeper: Browser) -> None:
    page = keeper.get("templates/faults/numbers")
    reports = load(FAULTS).reports
    for report in reports.values():
        assert report.title["sv"] in page.text
    for size in (f"{MANY} påhittade anmälningar", f"{FEW} påhittade anmälningar", "Innan någon har anmält"):
        assert page.text.count(size) == len(reports)
    assert "<svg" in page.html
    assert {f"<p>{number} anmälningar.</p>" in page.html for number in (MANY, FEW, 0)} == {True}


def test_invented_answers_are_kept_nowhere(keeper: Browser, staff: Staff) -> None:
    keeper.get("templates/faults/numbers")
    assert (staff.site.all(tables.Submission), staff.site.all(tables.Fact)) == ([], [])


def test_a_template_without_reports_leads_nowhere(keeper: Browser, staff: Staff) -> None:
    staff.site.publish(BY_HAND.split("reports:")[0])
    assert "Så blir rapporterna" in keeper.get("templates/faults").text
    assert "Så blir rapporterna" not in keeper.get("templates/by-hand").text

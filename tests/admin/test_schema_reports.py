"""A report to a form that was written as a JSON Schema is read like any other."""

from tests.admin.staff import Staff
from tests.forms.test_schema_forms import FOUND

REPORT = {
    "version": 2,
    "thing": 7,
    "place": {"street": "Storgatan"},
    "marks": ["röd rand"],
    "colours": ["red", "green"],
    "finders": [{"name": "Kim"}, {"name": "Lo", "phone": "070"}],
    "unasked": "sent along",
}


def test_its_answers_are_shown_and_what_no_question_holds_is_not(staff: Staff) -> None:
    staff.site.publish(FOUND + "cases: {start: by_hand}\n")
    receipt = staff.site.report(REPORT, template="found")
    page = staff.browser("gus").get(f"submissions/{receipt.submission}")
    for words in ("Sak 7", "Gata Storgatan", "Märken röd rand", "Färger red, green", "Namn Lo"):
        assert words in page.text
    assert "sent along" not in page.text


def test_a_question_that_was_not_asked_is_not_shown(staff: Staff) -> None:
    staff.site.publish(FOUND + "cases: {start: by_hand}\n")
    asked = staff.site.report(REPORT | {"thing": "key", "lock": "porten"}, template="found")
    assert "Till vilket lås? porten" in staff.browser("gus").get(f"submissions/{asked.submission}").text
    hidden = staff.site.report(REPORT, template="found")
    assert "lås" not in staff.browser("gus").get(f"submissions/{hidden.submission}").text

"""Files on the signed-in side: listed with the answers they came with, saved by those who read these, and sent in a step."""

from urllib.parse import unquote

import pytest

from engine.actions.add_files import LIFE
from engine.store import tables
from engine.worker import TIDY, Worker
from tests.admin.staff import Browser, Page, Staff
from tests.engine.attachments.files import PDF, TEXT, docx, opened, picture
from tests.forms.pictures import JPEG, PICTURES, at_check
from tests.forms.test_failures import Readable
from tests.forms.visitor import Files

LINK = "skadan.jpg (bild, 1 kB)"
SAVE = "Spara och markera klar"


def opened_by(staff: Staff, person: str, text: str = PICTURES) -> tuple[tables.Case, Browser, Page]:
    """The case of a report with a picture, on someone's screen."""
    at_check(staff.site, text, skadan=JPEG).press("Skicka anmälan")
    case, browser = staff.site.all(tables.Case)[-1], staff.browser(person)
    return case, browser, browser.get(f"cases/{case.id}")


def proof(**files: bytes) -> Files:
    """Files that are chosen in the step, by their names without the ending."""
    return {"proof": [(f"{name}.x", content) for name, content in files.items()]}


def test_a_file_is_listed_with_its_answer_and_saved_as_it_is(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    answer = browser.get(page.link(LINK)).response
    assert opened(answer.data).size == (20, 10)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''skadan.jpg"


def test_a_browser_never_shows_a_file_as_a_page(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    headers = browser.get(page.link(LINK)).response.headers
    assert headers.getlist("Content-Security-Policy") == ["sandbox; default-src 'none'"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_an_address_of_a_file_holds_ids_only(staff: Staff) -> None:
    _, _, page = opened_by(staff, "ada")
    assert "skadan" not in unquote(page.link(LINK))
    assert "skadan" not in page.html.split("<title>")[1].split("</title>")[0]


@pytest.mark.parametrize(("person", "status"), [("ada", 200), ("hal", 200), ("gus", 200), ("cy", 404), ("eve", 404)])
def test_only_those_who_read_the_answers_can_save_their_files(staff: Staff, person: str, status: int) -> None:
    case, _, page = opened_by(staff, "ada")
    assert staff.browser(person).get(page.link(LINK)).status == status
    assert staff.browser(person).get(f"cases/{case.id}").status == status


def test_whoever_is_shut_out_reads_no_file_either(staff: Staff) -> None:
    case, browser, page = opened_by(staff, "bo")
    staff.site.shut_out(case, "ada", "bo")
    assert browser.get(page.link(LINK)).status == 404


def test_a_stranger_is_led_to_sign_in(staff: Staff) -> None:
    _, _, page = opened_by(staff, "ada")
    assert "/sign-in" in staff.stranger().get(page.link(LINK), follow=False).response.headers["Location"]


def test_saving_a_file_is_a_reading_that_is_written_down_first(staff: Staff) -> None:
    case, _, page = opened_by(staff, "ada")
    staff.browser("hal").get(page.link(LINK))
    lines = staff.site.all(tables.JournalLine, chain=str(case.id), kind="read")
    assert [line.person for line in lines] == [staff.site.people["ada"], staff.site.people["hal"]]


def test_the_file_of_one_case_is_not_there_in_another(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    other, *_ = opened_by(staff, "ada")
    file = page.link(LINK).rpartition("/")[2]
    assert browser.get(f"cases/{other.id}/files/{file}").status == 404
    assert browser.get(f"submissions/{staff.site.all(tables.Submission)[0].id}/files/{file}").status == 404


def test_a_report_that_waits_has_its_files_until_they_are_read_in_its_case(staff: Staff) -> None:
    at_check(staff.site, PICTURES.replace("start: on_submit", "start: by_hand"), skadan=JPEG).press("Skicka anmälan")
    browser = staff.browser("ada")
    page = browser.get(f"submissions/{staff.site.all(tables.Submission)[-1].id}")
    assert browser.get(page.link(LINK)).status == 200
    case_page = browser.press(page, "Starta ärende")
    assert browser.get(page.link(LINK)).status == 404
    assert browser.get(case_page.link(LINK)).status == 200


def test_a_step_takes_files_and_its_round_shows_them(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    page = browser.press(page, SAVE, found="Sprickan", files=proof(a=TEXT, b=picture("png")))
    assert page.status == 200
    assert browser.get(page.link("a.txt (dokument, 1 kB)")).response.data == TEXT
    assert browser.get(page.link("b.png (bild, 1 kB)")).response.headers["Content-Type"] == "image/png"
    assert [file.expires_at for file in staff.site.all(tables.Attachment)] == [None, None, None]


def test_files_of_a_step_stay_while_something_else_is_wrong(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    page = browser.press(page, SAVE, files=proof(a=TEXT))
    assert (page.status, "a.txt (dokument, 1 kB)" in page.text) == (422, True)
    page = browser.press(page, SAVE, found="Sprickan", files=proof(b=docx()))
    assert page.status == 200
    assert page.link("a.txt (dokument, 1 kB)")
    assert page.link("b.docx (dokument, 1 kB)")


def test_a_file_of_a_step_is_taken_away_by_its_button(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    page = browser.press(page, SAVE, files=proof(a=TEXT, b=TEXT))
    page = browser.press(page, "Ta bort a.txt (dokument, 1 kB)")
    assert "Ta bort a.txt" not in page.text
    page = browser.press(page, SAVE, found="Sprickan")
    with pytest.raises(AssertionError):
        page.link("a.txt (dokument, 1 kB)")
    assert page.link("b.txt (dokument, 1 kB)")


def test_a_file_that_a_step_can_not_take_is_refused_in_words(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    page = browser.press(page, SAVE, found="Sprickan", files=proof(a=PDF))
    assert (page.status, "”a.x” är inte av rätt slag" in page.text) == (422, True)
    assert len(staff.site.all(tables.Attachment)) == 1


def test_files_that_no_round_came_to_name_are_cleared_away(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada")
    browser.press(page, SAVE, files=proof(a=TEXT))
    site = staff.site
    worker = Worker(site.office, None)
    site.clock.move(seconds=(LIFE + TIDY).total_seconds())
    worker.once()
    assert [file.submission is not None for file in site.all(tables.Attachment)] == [True]
    assert len(site.all(tables.AttachmentContent)) == 1


def test_a_step_can_not_name_the_files_of_another_case_or_of_the_report(staff: Staff) -> None:
    _, browser, other = opened_by(staff, "ada")
    browser.press(other, SAVE, files=proof(a=TEXT))
    case, *_ = opened_by(staff, "ada")
    sheet, name, value = browser.get(f"cases/{case.id}").button(SAVE)
    files = staff.site.all(tables.Attachment)
    assert len(files) == 3
    for file in files:
        answer = browser.post(sheet.action, [*sheet.fields, ("proof", str(file.id)), ("found", "x"), (name, value)])
        assert "En fil finns inte kvar" in answer.text
    assert staff.site.file(case).rounds == ()


def test_a_file_that_could_not_be_stored_is_asked_for_again_and_the_rest_is_kept(staff: Staff) -> None:
    case, browser, page = opened_by(staff, "ada")
    office, database = staff.site.office, staff.site.office.database
    office.database = Readable(database)  # type: ignore[assignment]
    page = browser.press(page, SAVE, found="Sprickan", files=proof(a=TEXT))
    office.database = database
    assert (page.status, "”a.txt” hann inte sparas. Välj filen igen" in page.text) == (503, True)
    page = browser.press(page, SAVE, files=proof(a=TEXT))
    assert [item.answers["found"] for item in staff.site.file(case).rounds] == ["Sprickan"]
    assert page.link("a.txt (dokument, 1 kB)")


def test_the_round_of_a_step_tells_the_journal_which_files_it_has(staff: Staff) -> None:
    case, browser, page = opened_by(staff, "ada")
    browser.press(page, SAVE, found="Sprickan", files=proof(a=TEXT))
    (line,) = [line for line in staff.site.all(tables.JournalLine, chain=str(case.id)) if line.kind == "round-saved"]
    assert line.facts["files"] == [staff.site.all(tables.Attachment, case=case.id)[0].digest.hex()]
    assert staff.site.broken_chains() == []


DECIDING = PICTURES.replace(
    "look: {kind: form, form: look, by: receiver}",
    "look: {kind: decision, title: Beslut, form: look, by: receiver, outcomes: {mend: {label: Laga, go: close}}}",
)


def test_files_are_kept_while_someone_says_who_is_affected(staff: Staff) -> None:
    _, browser, page = opened_by(staff, "ada", DECIDING)
    page = browser.press(page, "Någon berörs", files=proof(a=TEXT))
    page = browser.press(page, "Stäng ute", person=str(staff.site.people["bo"]))
    page = browser.press(page, "Spara, ingen berörs", outcome="mend")
    assert page.status == 200
    assert page.link("a.txt (dokument, 1 kB)")


def test_a_step_that_asks_for_no_files_takes_none(staff: Staff) -> None:
    case, browser = staff.site.case(), staff.browser("ada")
    sheet, name, value = browser.get(f"cases/{case.id}").button("Spara, ingen berörs")
    answer = browser.post(sheet.action, [*sheet.fields, (name, value)], files={"outcome": [("a.jpg", JPEG)]})
    assert answer.status == 400

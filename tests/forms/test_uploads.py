"""Files in the public form: kept with what was typed, refused in words, taken away without scripts, and sent with the report."""

import logging
import re

import pytest

from engine.attachments import ALL_TOGETHER
from engine.store import attachments, submissions, tables
from engine.worker import TIDY, Worker
from forms.csrf import FIELD
from forms.decoder import BODY
from tests.engine.attachments.files import CANARY, PDF, TEXT, docx, opened, picture, placed
from tests.forms.framing import NAMED, Framed
from tests.forms.leaks import at_first
from tests.forms.pictures import FIRST, JPEG, PICTURES, SEEN, at_check, at_pictures
from tests.forms.test_failures import Gone, Readable
from tests.forms.visitor import Visitor
from tests.site import Site

REMOVE = re.compile(r'value="(drop:[0-9a-f-]+)"')


def names(site: Site) -> int:
    """How many files are stored."""
    assert len(site.all(tables.Attachment)) == len(site.all(tables.AttachmentContent))
    return len(site.all(tables.Attachment))


def sent_answers(site: Site) -> tuple[tables.Submission, dict[str, object], attachments.Files]:
    """The last report, its answers and its files."""
    row = site.all(tables.Submission)[-1]
    sealer = site.office.sealer
    answers = site.read(lambda session: submissions.open_answers(session, sealer, row, row.id))[0]
    return row, answers, site.read(lambda session: attachments.of_report(session, sealer, site.org, row.id))


def content(site: Site, kept: attachments.Kept) -> bytes:
    return site.read(lambda session: attachments.content(session, site.office.sealer, kept))


def test_the_page_takes_files_without_scripts_and_says_what_becomes_of_them(site: Site) -> None:
    page = at_pictures(site).page
    assert 'enctype="multipart/form-data"' in page.html
    assert '<input type="file" id="photo" name="photo"' in page.html
    assert "högst 2 filer på högst 10 MB var. Uppgifter om var och när en bild är tagen tas bort." in page.text


def test_a_page_that_asks_for_no_files_takes_none(site: Site) -> None:
    someone = at_first(site)
    assert "multipart" not in someone.page.html
    page = someone.press("Fortsätt", FIRST, {"what": [("a.jpg", JPEG)]})
    assert (page.status, "Här går det inte att skicka filer" in page.text) == (400, True)


def test_a_file_goes_all_the_way_without_where_it_was_taken(site: Site) -> None:
    someone = at_check(site, skadan=placed())
    assert re.search(r"skadan.jpg \(bild, \d+ kB\)", someone.page.text)
    assert "Tack, anmälan är mottagen" in someone.press("Skicka anmälan").text
    row, answers, files = sent_answers(site)
    (kept,) = files.values()
    assert answers["photo"] == [kept.attachment.id]
    assert (kept.attachment.name, opened(content(site, kept)).size) == ("skadan.jpg", (10, 20))
    assert CANARY.encode() not in content(site, kept)
    stored = site.all(tables.Attachment)
    assert [(file.draft, file.submission, file.case) for file in stored] == [(None, row.id, None)]


def test_files_stay_while_the_visitor_goes_back_and_forth(site: Site) -> None:
    someone = at_check(site, one=JPEG)
    someone.open("p/what")
    someone.press("Fortsätt", FIRST, {"photo": [("two.png", picture("png"))]})
    assert someone.url == "/acme/pictures/check"
    assert "one.jpg" in someone.page.text
    assert "two.png" in someone.page.text
    assert names(site) == 2


def test_an_error_at_another_question_keeps_the_file(site: Site) -> None:
    page = at_pictures(site).press("Fortsätt", {}, {"photo": [("bild.jpg", JPEG)]})
    assert page.errors
    assert "bild.jpg" in page.text
    assert not any("bild" in error for error in page.errors)


def test_a_file_is_taken_away_by_its_button_and_deleted(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Fortsätt", FIRST, {"photo": [("a.jpg", JPEG), ("b.jpg", JPEG)]})
    page = someone.open("p/what")
    assert "Ta bort a.jpg (bild, 1 kB)" in page.text
    page = someone.press("Ta bort a.jpg (bild, 1 kB)")
    assert ("a.jpg" in page.text, "b.jpg" in page.text, page.errors) == (False, True, [])
    assert names(site) == 1


def test_the_same_file_twice_is_shown_twice_and_can_be_taken_away(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Fortsätt", FIRST, {"photo": [("a.jpg", JPEG), ("a.jpg", JPEG)]})
    assert len(set(REMOVE.findall(someone.open("p/what").html))) == 2


def test_sending_a_page_again_from_before_its_files_were_saved_leaves_none_behind(site: Site) -> None:
    someone = at_pictures(site)
    before = someone.page
    someone.press("Fortsätt", FIRST, {"photo": [("a.jpg", JPEG)]})
    someone.page = before
    someone.press("Fortsätt", FIRST, {"photo": [("a.jpg", JPEG)]})
    assert names(site) == 1


REFUSED = {
    "for several reasons of its own": ("bild.gif", picture("gif"), "”bild.gif” är inte av rätt slag"),
    "whatever it is called": (
        "bild.jpg",
        docx(),
        "”bild.jpg” är inte av rätt slag. Det går att skicka bilder (JPEG, PNG eller WebP) och PDF",
    ),
    "empty": ("bild.jpg", b"", "”bild.jpg” är tom"),
    "not whole": ("bild.jpg", JPEG[:100], "”bild.jpg” går inte att läsa"),
    "too large": ("film.jpg", b"\xff\xd8\xff" + b"\0" * 10_000_000, "”film.jpg” är för stor. Välj en fil som är högst 10 MB"),
    "a path": ("../../etc/<b>passwd</b>", TEXT, "”../../etc/&lt;b&gt;passwd&lt;/b&gt;”"),
}


@pytest.mark.parametrize("how", sorted(REFUSED))
def test_a_file_that_can_not_be_taken_is_refused_in_words_beside_what_can(site: Site, how: str) -> None:
    name, sent, said = REFUSED[how]
    someone = at_pictures(site)
    page = someone.press("Fortsätt", FIRST, {"photo": [("ok.jpg", JPEG), (name, sent)]})
    assert someone.url == "/acme/pictures/p/what"
    assert len(page.errors) == 1
    assert said in page.html
    assert "ok.jpg" in page.text
    assert names(site) == 1
    assert someone.press("Fortsätt").status == 200
    assert someone.url == "/acme/pictures/p/seen"


def test_a_refusal_is_said_whatever_button_sent_the_file(site: Site) -> None:
    page = at_pictures(site).press("Visa följdfrågor", FIRST, {"photo": [("bild.gif", picture("gif"))]})
    assert any("bild.gif" in error for error in page.errors)


def test_more_files_than_the_question_takes_are_not_stored(site: Site) -> None:
    page = at_pictures(site).press("Fortsätt", FIRST, {"photo": [(f"{number}.jpg", JPEG) for number in range(4)]})
    assert "Här går det inte att skicka fler än 2. Ta bort någon först" in page.errors
    assert names(site) == 2


def test_the_files_of_a_report_are_limited_together(site: Site) -> None:
    large = PDF.replace(b"endobj", b"endobj" + b" " * 9_000_000)
    someone = at_pictures(site)
    someone.press("Fortsätt", FIRST, {"photo": [("a.pdf", large), ("b.pdf", large)]})
    page = someone.press("Fortsätt", SEEN, {"seen.0.shot": [("c.pdf", large)]})
    assert page.errors == ["Filerna är för stora tillsammans. Ta bort någon innan du lägger till ”c.pdf”"]
    assert names(site) == 2


def test_more_than_a_report_can_hold_is_refused_whole_and_in_words(site: Site) -> None:
    someone = at_pictures(site)
    page = someone.press("Fortsätt", FIRST, {"photo": [("a.jpg", b"\xff" * (ALL_TOGETHER + BODY))]})
    assert (page.status, "Filerna är för stora tillsammans" in page.text) == (413, True)


def test_a_file_where_none_is_asked_for_is_refused(site: Site) -> None:
    for name in ("place", "_asked", FIELD, "photo-x", "seen.0.shot", "nothing"):
        assert at_pictures(site).press("Fortsätt", FIRST, {name: [("a.jpg", JPEG)]}).status == 400, name
    assert names(site) == 0


def test_nobody_can_name_the_file_of_another(site: Site) -> None:
    at_check(site)
    (theirs,) = site.all(tables.Attachment)
    page = at_pictures(site).press("Fortsätt", {**FIRST, "photo": str(theirs.id)})
    assert page.errors == ["En fil finns inte kvar. Välj den igen"]


def test_a_hidden_file_is_not_sent_and_is_deleted(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Visa följdfrågor", {**FIRST, "more": "yes"})
    someone.press("Fortsätt", {}, {"papers": [("a.pdf", PDF)]})
    someone.open("p/what")
    someone.press("Fortsätt", {"more": "no"})
    someone.press("Fortsätt", SEEN)
    assert names(site) == 1
    someone.press("Skicka anmälan")
    assert (sent_answers(site)[1].get("papers"), names(site)) == (None, 0)


def test_files_in_rows_go_with_their_rows(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Fortsätt", FIRST)
    someone.press("Lägg till en till Vem såg det?", SEEN, {"seen.0.shot": [("kim.jpg", JPEG)]})
    someone.press("Fortsätt", {"seen.1.called": "Lo"}, {"seen.1.shot": [("lo.png", picture("png"))]})
    someone.open("p/seen")
    page = someone.press("Ta bort Person 1")
    assert ("kim.jpg" in page.text, "lo.png" in page.text, names(site)) == (False, True, 1)


def test_a_file_in_a_row_is_read_in_that_rows_case_only(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Fortsätt", FIRST, {"photo": [("alla.jpg", JPEG)]})
    someone.press("Lägg till en till Vem såg det?", SEEN, {"seen.0.shot": [("kim.jpg", JPEG)]})
    someone.press("Fortsätt", {"seen.1.called": "Lo"}, {"seen.1.shot": [("lo.jpg", JPEG)]})
    someone.press("Skicka anmälan")
    row, _, files = sent_answers(site)
    assert {kept.attachment.name for kept in files.values()} == {"alla.jpg", "kim.jpg", "lo.jpg"}
    for case, own in zip(site.cases(row.id), ("kim.jpg", "lo.jpg"), strict=True):
        opened_by = site.read(lambda session, case=case: attachments.of_case(session, site.office.sealer, site.org, case.id, [row.id]))  # type: ignore[misc]
        assert {kept.attachment.name for kept in opened_by.values()} == {"alla.jpg", own}


def test_a_file_dies_with_the_last_key_of_its_answer(site: Site) -> None:
    at_check(site).press("Skicka anmälan")
    row, _, files = sent_answers(site)
    holders = [row.id, *(case.id for case in site.cases(row.id))]
    assert len(files) == 1
    for holder in holders:
        site.write(lambda session, holder=holder: site.office.sealer.forget(session, site.org, holder))  # type: ignore[misc]
    assert sent_answers_files(site, row) == {}


def sent_answers_files(site: Site, row: tables.Submission) -> attachments.Files:
    """The files that the report's keys still open."""
    return site.read(lambda session: attachments.of_report(session, site.office.sealer, site.org, row.id))


def test_nothing_of_a_file_lies_open_anywhere(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    someone = at_check(site, Kanariebild=placed())
    someone.press("Skicka anmälan")
    rows = [repr(vars(row)) for table in (tables.Attachment, tables.AttachmentContent, tables.JournalLine) for row in site.all(table)]
    mails = [mail.subject + mail.body for mail in site.all(tables.OutgoingMail)]
    for text in (caplog.text, someone.url, someone.page.title, *rows, *mails):
        assert "anarie" not in text
    assert any(b"JFIF" in row.sealed for row in site.all(tables.AttachmentContent)) is False


def test_the_journal_tells_which_files_came_by_what_they_are_sealed_to(site: Site) -> None:
    at_check(site).press("Skicka anmälan")
    row = sent_answers(site)[0]
    (line,) = [line for line in site.all(tables.JournalLine, chain=str(row.id)) if line.kind == "submission-received"]
    assert line.facts["files"] == [file.digest.hex() for file in site.all(tables.Attachment)]
    assert site.broken_chains() == []


def test_the_files_of_a_draft_go_with_it(site: Site) -> None:
    at_check(site)
    site.clock.move(hours=25)
    worker = Worker(site.office, None)
    site.clock.move(seconds=TIDY.total_seconds())
    worker.once()
    assert (names(site), site.all(tables.Draft)) == (0, [])


def test_what_an_expired_draft_had_is_not_there_for_the_next(site: Site) -> None:
    someone = at_check(site)
    site.clock.move(hours=23)
    someone.open("p/what")
    site.clock.move(hours=2)
    page = someone.press("Fortsätt")
    assert page.errors == ["En fil finns inte kvar. Välj den igen"]


def test_a_file_that_was_taken_away_in_another_window_is_asked_for_again(site: Site) -> None:
    someone = at_check(site)
    check = someone.page
    site.write(lambda session: attachments.keep_only(session, site.org, site.all(tables.Draft)[0].id, ()))
    someone.page = check
    someone.press("Skicka anmälan")
    assert someone.url == "/acme/pictures/p/what"
    assert site.all(tables.Submission) == []


def full(site: Site, someone: Visitor, files: dict[str, list[tuple[str, bytes]]]) -> Visitor:
    """The visitor goes on while nothing can be stored."""
    database = site.office.database
    site.office.database = Readable(database)  # type: ignore[assignment]
    someone.press("Fortsätt", FIRST, files)
    site.office.database = database
    return someone


def test_a_file_that_could_not_be_stored_is_asked_for_again_and_the_rest_is_kept(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Visa följdfrågor", FIRST, {"photo": [("a.jpg", JPEG)]})
    page = full(site, someone, {"photo": [("b.jpg", JPEG)]}).page
    assert (page.status, page.value("place")) == (503, "north")
    assert "”b.jpg” hann inte sparas. Välj filen igen" in page.errors
    assert "a.jpg" in page.text
    someone.press("Fortsätt", FIRST, {"photo": [("b.jpg", JPEG)]})
    assert (someone.url, names(site)) == ("/acme/pictures/p/seen", 2)


def test_files_that_are_stored_are_not_lost_while_the_draft_can_not_be_read(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Visa följdfrågor", FIRST, {"photo": [("a.jpg", JPEG)]})
    database = site.office.database
    site.office.database = Gone()  # type: ignore[assignment]
    assert someone.press("Fortsätt").status == 503
    site.office.database = database
    someone.press("Fortsätt")
    assert "a.jpg" in someone.open("p/what").text


def test_two_visitors_keep_their_own_files(site: Site) -> None:
    one, other = at_pictures(site), at_pictures(site)
    one.press("Fortsätt", FIRST, {"photo": [("ett.jpg", JPEG)]})
    other.press("Fortsätt", FIRST, {"photo": [("tva.jpg", JPEG)]})
    assert ("ett.jpg" in one.open("p/what").text, "tva.jpg" in one.page.text) == (True, False)
    assert ("tva.jpg" in other.open("p/what").text, "ett.jpg" in other.page.text) == (True, False)


def test_files_can_be_sent_from_inside_another_page(site: Site) -> None:
    site.change(NAMED)
    site.publish(PICTURES)
    someone = Framed(site)
    someone.base = "/embed/acme/pictures"
    someone.open("")
    someone.press("Börja anmälan")
    someone.press("Fortsätt", FIRST, {"photo": [("a.jpg", JPEG), ("b.gif", picture("gif"))]})
    assert any("b.gif" in error for error in someone.page.errors)
    someone.press("Fortsätt")
    someone.press("Fortsätt", SEEN)
    assert "a.jpg (bild, 1 kB)" in someone.page.text
    someone.press("Skicka anmälan")
    assert [kept.attachment.name for kept in sent_answers(site)[2].values()] == ["a.jpg"]


def test_a_file_is_told_in_the_visitors_language(site: Site) -> None:
    someone = at_pictures(site)
    someone.press("Fortsätt", FIRST, {"photo": [("bild.gif", picture("gif"))]})
    page = someone.press("In English", {"told": "!heic är svaret"})
    assert page.value("told") == "!heic är svaret"
    assert any("“bild.gif” is not of the right kind" in error for error in page.errors)

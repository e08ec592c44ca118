"""Notes in a case: by those who work with it, sealed in it, never edited, marked and withdrawn with a line each in the journal."""

from types import MappingProxyType
from uuid import UUID

import pytest

from engine.actions.add_files import add_files
from engine.actions.erase_case import erase_case
from engine.actions.notes import mark_note, restore_note, withdraw_note, write_note
from engine.attachments.receiving import receive
from engine.errors import NotPossible
from engine.store import attachments, notes, tables
from engine.store.notes import DONE, OPEN, Note, Written
from tests.engine.attachments.files import PDF
from tests.racing import together
from tests.site import Site


def write(
    site: Site,
    case: tables.Case,
    person: str,
    text: str = "Ring HEMMET.",
    *,
    asks: bool = False,
    files: attachments.Files = MappingProxyType({}),
) -> UUID:
    """Somebody writes a note."""
    scene, actor, written = site.scene(), site.actor(person), Written(text, tuple(files), asks)
    return site.write(lambda session: write_note(session, scene, case.id, written, actor, files=files))


def mark(site: Site, case: tables.Case, note: UUID, state: str, person: str) -> None:
    """Somebody marks a note."""
    scene, actor = site.scene(), site.actor(person)
    site.write(lambda session: mark_note(session, scene, (case.id, note), actor, state=state))


def withdraw(site: Site, case: tables.Case, note: UUID, person: str, *, back: bool = False) -> None:
    """Somebody withdraws a note, or takes it back."""
    scene, actor, verb = site.scene(), site.actor(person), restore_note if back else withdraw_note
    site.write(lambda session: verb(session, scene, (case.id, note), actor))


def noted(site: Site, case: tables.Case) -> list[Note]:
    """The notes of a case."""
    return site.read(lambda session: notes.of_case(session, site.office.sealer, site.own(session, case)))


def chosen(site: Site, case: tables.Case) -> attachments.Files:
    """A file that somebody has sent to the case."""
    scene = site.scene()
    sealed = attachments.seal(scene.sealer, site.org, receive("x.pdf", PDF, accepted=("pdf",), most=10**6))
    site.write(lambda session: add_files(session, scene, case.id, [sealed], site.actor("ada")))
    return {sealed.kept.attachment.id: sealed.kept}


def test_a_note_is_sealed_and_has_its_author_and_time(site: Site) -> None:
    case = site.case()
    write(site, case, "ada")
    (note,) = noted(site, case)
    assert (note.text, note.by, note.at, note.state) == ("Ring HEMMET.", site.people["ada"], site.clock(), None)
    assert b"HEMMET" not in site.all(tables.CaseNote)[0].sealed
    assert site.lines(case.id)[-1] == "note-added"
    assert site.broken_chains() == []


@pytest.mark.parametrize("person", ["gus", "hal", "cy", "eve"])
def test_whoever_only_reads_or_has_nothing_to_do_there_writes_none(site: Site, person: str) -> None:
    case = site.case()
    before = site.count()
    with pytest.raises(NotPossible, match="not-yours"):
        write(site, case, person)
    assert site.count() == before


def test_whoever_does_a_step_writes_and_whoever_is_shut_out_does_not(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    write(site, case, "eve")
    site.shut_out(case, "ada", "bo")
    with pytest.raises(NotPossible, match="not-yours"):
        write(site, case, "bo")


def test_a_note_without_words_is_none(site: Site) -> None:
    case = site.case()
    with pytest.raises(NotPossible, match="no-text"):
        write(site, case, "ada", " \n ")


def test_a_note_that_asks_for_something_is_open_until_somebody_says_that_it_is_done(site: Site) -> None:
    case = site.case()
    note = write(site, case, "ada", asks=True)
    assert [(item.state, item.state_by) for item in noted(site, case)] == [(OPEN, site.people["ada"])]
    later = site.clock.move(hours=1)
    mark(site, case, note, DONE, "bo")
    mark(site, case, note, DONE, "ada")
    assert [(item.state, item.state_by, item.state_at) for item in noted(site, case)] == [(DONE, site.people["bo"], later)]
    mark(site, case, note, OPEN, "ada")
    assert site.lines(case.id)[-2:] == ["note-done", "note-open"]


def test_a_note_that_asks_for_nothing_has_no_state(site: Site) -> None:
    case = site.case()
    note = write(site, case, "ada")
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        mark(site, case, note, DONE, "ada")


def test_only_the_author_withdraws_a_note_which_leaves_a_line_and_can_be_taken_back(site: Site) -> None:
    case = site.case()
    note = write(site, case, "ada")
    with pytest.raises(NotPossible, match="not-yours"):
        withdraw(site, case, note, "bo")
    withdraw(site, case, note, "ada")
    withdraw(site, case, note, "ada")
    (gone,) = noted(site, case)
    assert (gone.text, gone.withdrawn) == ("", site.clock())
    assert site.lines(case.id).count("note-withdrawn") == 1
    with pytest.raises(NotPossible, match="not-yours"):
        withdraw(site, case, note, "bo", back=True)
    withdraw(site, case, note, "ada", back=True)
    (back,) = noted(site, case)
    assert (back.text, back.withdrawn) == ("Ring HEMMET.", None)
    assert site.lines(case.id)[-1] == "note-restored"


def test_a_note_of_another_case_is_not_there(site: Site) -> None:
    note = write(site, site.case(), "ada")
    with pytest.raises(NotPossible, match="no-such-note"):
        withdraw(site, site.case(), note, "ada")


def test_a_file_of_a_note_is_kept_and_its_digest_is_in_the_journal(site: Site) -> None:
    case = site.case()
    files = chosen(site, case)
    write(site, case, "ada", files=files)
    assert [row.expires_at for row in site.all(tables.Attachment)] == [None]
    assert noted(site, case)[0].files == tuple(files)
    assert site.all(tables.JournalLine, chain=str(case.id))[-1].facts["files"] == attachments.digests(files.values())["files"]


def test_a_file_that_is_not_in_the_case_is_not_taken(site: Site) -> None:
    case, other = site.case(), site.case()
    files = chosen(site, other)
    with pytest.raises(NotPossible, match="file-gone"):
        write(site, case, "ada", files=files)


def test_two_who_mark_a_note_at_once_leave_one_line(site: Site) -> None:
    case = site.case()
    note = write(site, case, "ada", asks=True)
    together(lambda: mark(site, case, note, DONE, "ada"), lambda: mark(site, case, note, DONE, "bo"))
    assert site.lines(case.id).count("note-done") == 1


def test_an_erased_case_takes_no_note_and_nobody_can_open_those_that_were_there(site: Site) -> None:
    case = site.case()
    write(site, case, "ada")
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    scene, gus = site.scene(), site.actor("gus")
    site.write(lambda session: erase_case(session, scene, case.id, gus))
    with pytest.raises(NotPossible, match="no-such-case"):
        write(site, case, "ada")
    assert site.all(tables.KeyCopy, holder=case.id) == []

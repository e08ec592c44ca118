"""An erased case can not be opened by anyone, with any key; what was counted, and the journal, stay."""

from collections.abc import Iterable
from uuid import UUID

import pytest

from engine.actions.erase_case import erase_case
from engine.actions.tell_reporter import keep_contact
from engine.actions.write_message import Written, write_as_reporter, write_in_case
from engine.errors import NotPossible
from engine.store import tables
from engine.store.database import Database
from engine.store.dialogue import Contact
from engine.store.seal import KeyGone, key_id
from tests.engine.actions.filled_case import CANARY, filled, values
from tests.engine.actions.test_reopen_case import closed
from tests.racing import together
from tests.site import Site, fault

SEALED = "sealed, and its key is gone"
LEFT = {
    tables.Case: "that there was a case: its number, its days and who received it",
    tables.CaseDocument: SEALED,
    tables.CaseFlag: "the key of a flag, as the journal has it",
    tables.CaseMailbox: "whom it had reached",
    tables.CaseNote: SEALED,
    tables.CasePerson: "who was let in and until when; why is sealed, and its key is gone",
    tables.CaseSubmission: "that it had a report",
    tables.CaseTie: "that it had to do with another case, which may be there",
    tables.Draft: "emptied when the report was sent; the row goes a day after the visit",
    tables.Exclusion: "who was kept out",
    tables.JournalLine: "the proof: ids, codes and digests, and the number in another register",
    tables.MailShare: "who was told when",
    tables.Notice: "who was told when",
    tables.OutgoingMail: "what was told, which never had content",
    tables.Pause: SEALED,
    tables.RegisterEntry: "where another register has its part of the case, which is erased by rules of its own",
    tables.SampleCase: "that it was drawn, and the verdict; the remark is sealed, and its key is gone",
    tables.StepRound: SEALED,
    tables.StepRun: "which steps there were, when, and their outcomes",
    tables.Submission: SEALED,
    tables.SubmissionRow: SEALED,
}
"""What an erased case leaves in the tables, and why that may be."""
APART = {
    *(tables.Fact, tables.FactValue, tables.FactStrip, tables.FactColumn, tables.Sample, tables.Attempt),
    *(tables.Template, tables.TemplateDraft, tables.TemplateFile, tables.TemplateVersion, tables.SavedView),
    *(tables.Calendar, tables.Delegation, tables.Grant, tables.Holding, tables.Invitation, tables.Mailbox, tables.MailChoice),
    *(tables.FreshFact, tables.Tally, tables.TallyLine, tables.ClosedMonth, tables.Interpretation, tables.OwnReport),
    *(tables.ReportSchedule, tables.ReportMail, tables.RowExport, tables.NumberKind, tables.UnitNumber),
    *(tables.SignalWatch, tables.RaisedSignal, tables.SignalMail),
    *(tables.Membership, tables.Person, tables.SignIn, tables.Unit),
}
"""Tables whose rows are of no case."""


def erase(site: Site, case: tables.Case, by: str = "gus") -> None:
    """Somebody erases a case."""
    scene, actor = site.scene(), site.actor(by)
    site.write(lambda session: erase_case(session, scene, case.id, actor))


def shut(site: Site, case: tables.Case) -> None:
    """Closes a case."""
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))


def test_no_key_is_left_that_opens_it_and_its_page_and_list_are_gone(site: Site) -> None:
    case = closed(site)
    submission = site.file(case).reports[0][0].id
    erase(site, case)
    assert site.all(tables.KeyCopy, holder=case.id) == site.all(tables.KeyCopy, holder=submission) == []
    with pytest.raises(KeyGone):
        site.file(case)
    assert site.lines(case.id)[-1] == "erased"
    assert site.broken_chains() == []


def test_in_every_table_what_a_case_held_is_gone_or_can_not_be_opened(database: Database) -> None:
    case = filled(database)
    owned = {mapper.class_ for mapper in tables.Base.registry.mappers if issubclass(mapper.class_, tables.OrganisationOwned)}
    assert {type(row) for row in case.rows()} == owned - APART, "a new table is filled here, or is apart"
    assert (written_in_clear(case.rows()), keys_of(case.rows()) <= held(case.site)) == ([], True)
    erase(case.site, case.case)
    assert {type(row) for row in case.rows()} == set(LEFT)
    assert len(keys_of(case.rows())) == 3, "the report's own key, its row's, and the case's"
    assert not keys_of(case.rows()) & held(case.site)


def written_in_clear(rows: Iterable[object]) -> list[object]:
    """The rows that have what a person wrote in clear."""
    texts = ((row, value.decode("latin-1") if isinstance(value, bytes) else str(value)) for row in rows for value in values(row))
    return [row for row, text in texts if CANARY.casefold() in text.casefold()]


def keys_of(rows: Iterable[object]) -> set[UUID]:
    """The keys that open what is sealed in the rows, but for files, which have their own keys with them."""
    return {key_id(row.sealed) for row in rows if not isinstance(row, tables.AttachmentContent) and getattr(row, "sealed", None)}


def held(site: Site) -> set[UUID]:
    """The keys that somebody holds."""
    return {row.key for row in site.all(tables.KeyCopy)}


def test_what_was_counted_stays_and_nothing_leads_from_it_to_the_case(site: Site) -> None:
    case = closed(site)
    before = len(site.all(tables.Fact))
    erase(site, case)
    assert len(site.all(tables.Fact)) == before > 0
    assert site.all(tables.FactSource) == []


def test_a_sibling_lives_on_without_the_row_that_was_erased(site: Site) -> None:
    one, two = site.cases(site.report(fault("Lo", "Mo")).submission)
    shut(site, one)
    erase(site, one)
    assert [answers["hurt"][0]["name"] for _, answers in site.file(two).reports] == ["Mo"]
    held = {row.key for row in site.all(tables.KeyCopy)}
    assert len(held) == 3, "the report's own key, the other row's, and the other case's"


def test_of_two_siblings_that_are_erased_at_once_nothing_is_left(site: Site) -> None:
    pairs = [site.cases(site.report(fault("Lo", "Mo")).submission) for _ in range(6)]
    for one, two in pairs:
        shut(site, one)
        shut(site, two)
        assert together(lambda: erase(site, one), lambda: erase(site, two)) == [None, None]  # noqa: B023 - both are over at once
    assert site.all(tables.KeyCopy) == []


@pytest.mark.parametrize("who", ["ada", "hal", "eve"])
def test_only_who_administers_everything_erases(site: Site, who: str) -> None:
    with pytest.raises(NotPossible, match="no-such-case"):
        erase(site, closed(site), who)


def test_an_open_case_and_one_that_is_erased_are_left_alone(site: Site) -> None:
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        erase(site, site.case())
    case = closed(site)
    erase(site, case)
    with pytest.raises(NotPossible, match="no-such-case"):
        erase(site, case)


def test_the_dialogue_and_the_address_of_whoever_sent_it_are_gone_with_the_report(site: Site) -> None:
    case = closed(site)
    submission, scene, ada = site.file(case).reports[0][0].id, site.scene(), site.actor("ada")
    site.write(lambda session: keep_contact(session, scene, submission, Contact("kanarie@acme.example", "sv")))
    site.write(lambda session: write_in_case(session, scene, case.id, submission, "Hej.", actor=ada))
    erase(site, case)
    assert site.all(tables.Dialogue) == site.all(tables.Message) == []


def test_the_dialogue_of_a_report_that_lives_on_in_another_case_is_left(site: Site) -> None:
    one, two = site.cases(site.report(fault("Lo", "Mo")).submission)
    shut(site, one)
    erase(site, one)
    submission, scene, ada = site.file(two).reports[0][0].id, site.scene(), site.actor("ada")
    site.write(lambda session: write_as_reporter(session, scene, submission, Written("Mer.")))
    site.write(lambda session: write_in_case(session, scene, two.id, submission, "Tack.", actor=ada))
    assert len(site.all(tables.Message)) == 2
    assert site.lines(one.id)[-1] == "erased"

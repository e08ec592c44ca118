"""The ten promises of the product. Where a promise is held beside its room, the tests that hold it are named here and must be there."""

import ast
import logging
import re
import socket
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import admin
import forms
from admin.settings.changes import KINDS
from engine import fields, steps
from engine.actions.start_case import forward, join_case, mark_wrong
from engine.delivery.smtp import message
from engine.mails import Waiting
from engine.policy import POLICY
from engine.store import journal, submissions, tables
from engine.texts import LANGUAGES, Catalogue, engine_texts
from engine.worker import Worker
from tests.admin.staff import Staff
from tests.forms.visitor import public_app, visitor
from tests.promises import HELD_BESIDE
from tests.racing import watched
from tests.site import CHECKOUT, LIBRARY, Postbox, Site, fault

NEVER_EDITED = ("interpretation", "own_report", "journal", "fact", "fact_value", "template_version", "step_round", "submission_row")


@pytest.mark.parametrize("number", HELD_BESIDE)
def test_each_promise_has_its_tests(number: int) -> None:
    for path, names in HELD_BESIDE[number].items():
        tree = ast.parse((CHECKOUT / path).read_text(encoding="utf-8"))
        there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
        assert there
        assert set(names) <= there, path


def test_1_an_acknowledged_receipt_always_has_its_submission_cases_journal_outbox_and_facts(site: Site) -> None:
    receipt = site.report(fault("Kim", "Lo"), token=b"t")
    found = site.read(lambda session: submissions.by_reference(session, site.org, receipt.reference))
    assert found is not None
    assert [site.file(case).lookup("name") for case in site.cases(found.id)] == ["Kim", "Lo"]
    sources = {row.source for row in site.all(tables.FactSource)}
    subjects = {row.subject_id for row in site.all(tables.OutgoingMail)}
    for chain in (found.id, *(case.id for case in site.cases(found.id))):
        assert site.lines(chain)
        assert chain in sources
    assert subjects == {case.id for case in site.cases(found.id)}
    assert site.report(fault("Kim", "Lo"), token=b"t").reference == receipt.reference


MARKUP = '"><script>alert(1)</script>{{7*7}}${7*7}<img src=x onerror=alert(1)>'


def test_2_nothing_that_a_visitor_or_an_author_writes_is_executed_or_shown_unescaped(site: Site) -> None:
    written = site.scene().template.source.replace("Vad har hänt?", f"'{MARKUP}'").replace("label: Vad hände?", f"label: '{MARKUP}'")
    site.publish(written.replace("title: Felanmälan", f"title: '{MARKUP}'"))
    case = site.case(fault(MARKUP, what=MARKUP))
    someone = visitor(site)
    pages = [someone.open("").html, someone.open("p/where").html]
    staff = Staff.of(site).browser("ada")
    pages += [staff.get(path).html for path in ("", "cases/", f"cases/{case.id}", "reports/")]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert sum("&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}${7*7}" in page for page in pages) >= 3


def led_to_the_end(site: Site) -> None:
    """Everything that can happen to reports and cases happens, with words of the answers that can be looked for."""
    site.draft(b"t" * 32, what="Kanarie0")
    case = site.case(fault("Kanarie1", what="Kanarie2"))
    site.act(case, "ada", site.press(case, "verdict", "save_unaffected", outcome="look", outcome_reason="Kanarie3"))
    site.act(case, "eve", site.press(case, "talk", "add", said="Kanarie4"))
    site.act(case, "eve", site.press(case, "talk", "done"))
    site.shut_out(case, "ada", "bo")
    site.act(case, "ada", site.press(case, "check", found="crack"))
    site.act(case, "ada", site.press(case, "close"))
    late = site.case(fault("Kanarie5", who="keeper"))
    started = site.start(site.waiting(fault("Kanarie6")), "ada")[0]
    scene, actor = site.scene("by-hand"), site.actor("ada")
    ways = ((join_case, started.id), (forward, "south"), (mark_wrong, "duplicate"))
    for verb, more in ways:
        waiting = site.waiting(fault("Kanarie7"))
        site.write(lambda session, verb=verb, waiting=waiting, more=more: verb(session, scene, waiting, more, actor))  # type: ignore[misc, operator]
    site.publish(site.scene().template.source.replace("Felanmälan", "Skadeanmälan"))
    site.clock.move(days=30)
    Worker(site.office, None).remind()
    assert site.runs(late)


def test_3_no_answer_is_in_a_mail_a_log_or_anything_that_is_stored_open(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    led_to_the_end(site)
    postbox = Postbox()
    while Worker(site.office, postbox).once():
        pass
    told = [message(mail, "mallverk@acme.example").as_string() + mail.subject + mail.body for mail in postbox.sent]
    assert len(told) > 15
    stored = [
        repr(getattr(row, column.key, None))
        for mapper in tables.Base.registry.mappers
        if issubclass(mapper.class_, tables.OrganisationOwned)
        for row in site.all(mapper.class_)
        for column in mapper.column_attrs
    ]
    assert [text for text in (caplog.text, *told, *stored) if "anarie" in text] == []


def test_4_every_route_of_both_sides_is_in_the_policy_and_nothing_else_is(site: Site) -> None:
    apps = (public_app(site), Staff.of(site).app)
    assert {rule.endpoint for app in apps for rule in app.url_map.iter_rules()} == set(POLICY)


def test_5_what_is_published_journalled_or_counted_is_never_edited(site: Site) -> None:
    with watched() as seen:
        led_to_the_end(site)
    edits = [statement for statement in seen.sent if re.match(rf'(?:UPDATE|DELETE FROM) "?(?:{"|".join(NEVER_EDITED)})"?\b', statement)]
    assert edits == []
    assert any(statement.startswith("UPDATE") for statement in seen.sent)
    assert site.broken_chains() == []


def test_5_a_line_of_the_journal_that_was_edited_shows(site: Site) -> None:
    case = site.case()
    edit = "UPDATE journal SET kind = 'closed' WHERE seq = 2 AND chain = '%s'"
    site.write(lambda session: session.connection().exec_driver_sql(edit % case.id))
    assert site.read(lambda session: journal.verify(session, site.org, case.id)) == 2


def test_6_the_mandatory_notice_is_stored_before_any_decision_and_the_accused_never_gets_in(ekhamra: Site) -> None:
    answers = dict(ekhamra.scene().template.examples[0].answers) | {"enhet": "ekskolan"}
    receipt = ekhamra.report(answers)
    assert {(row.step, row.mailbox) for row in ekhamra.all(tables.Notice, submission=receipt.submission)} == {("huvudman", "huvudman")}
    for case in ekhamra.cases(receipt.submission):
        steps_done = [(run.step, run.status) for run in ekhamra.file(case).case.runs]
        assert steps_done == [("huvudman", "done"), ("stallningstagande", "open")]
        assert {ekhamra.people["karin_berg"], ekhamra.people["johan_nyman"]} <= ekhamra.file(case).subject.excluded
    accused = {"ekskolan@ekhamra.example", "karin.berg@ekhamra.example", "johan.nyman@ekhamra.example"}
    assert accused.isdisjoint(ekhamra.deliver().recipients())


def names_of(folder: Path) -> set[str]:
    """What a folder of plug-ins has, by file."""
    return {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}


NOT_IN_THE_LIBRARY = {
    "info": "a text between the questions; the ready-made templates say what is needed in hints",
    "computed": "for sums and ages; what the ready-made templates count needs none",
    "consent": "for permissions and promises; what the ready-made templates are for needs none",
    "se_school_class": "for classes beside years; what the ready-made templates count and ask about is the year alone",
    "se_personnummer": "for cases that have to be about one person for certain; a ready-made template makes do with a name",
    "address": "for claims and visits; what the ready-made templates are about happens at a unit",
    "signature": "for papers that need one; nothing that the ready-made templates ask does",
    "person": "a name alone; the ready-made templates ask for names as text",
    "constant": "for organisations that tell several forms or places apart; a ready-made template is one form",
    "date_range": "for absences and stays; the ready-made templates ask for one day",
    "grid": "for surveys and risk assessments; the ready-made templates ask each thing for itself, so that it can be counted",
    "scale": "for follow-ups and surveys; what the ready-made templates ask has no degrees",
}


@cache
def library() -> str:
    """Every ready-made template in one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in LIBRARY.glob("*.yaml"))


@pytest.mark.parametrize("name", sorted(names_of(CHECKOUT / "engine" / "fields")))
def test_9_every_field_type_has_a_test_is_used_in_the_library_and_is_documented(name: str) -> None:
    assert name in fields.built_in()
    assert (CHECKOUT / "tests" / "engine" / "fields" / f"test_{name}.py").exists()
    assert f"type: {name}\n" in library() or name in NOT_IN_THE_LIBRARY
    assert f"`{name}`" in (CHECKOUT / "docs" / "template.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(names_of(CHECKOUT / "engine" / "steps")))
def test_9_every_step_kind_has_a_test_is_used_in_the_library_and_is_documented(name: str) -> None:
    assert name in steps.built_in()
    assert (CHECKOUT / "tests" / "engine" / "steps" / f"test_{name}.py").exists()
    assert f"kind: {name}\n" in library()
    assert f"`{name}`" in (CHECKOUT / "docs" / "template.md").read_text(encoding="utf-8")


@cache
def strings(folder: str, *calls: str) -> frozenset[str]:
    """The first text that is given to certain functions somewhere in a folder."""
    found = set()
    for path in (CHECKOUT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in calls:
                texts = [given.value for given in node.args if isinstance(given, ast.Constant) and isinstance(given.value, str)]
                found |= set(texts[:1])
    return frozenset(found)


@pytest.mark.parametrize("folder", ["engine/template", "engine/conditions", "engine/roster", "engine/difference"])
def test_9_every_fault_in_a_template_has_its_sentence(folder: str) -> None:
    codes = strings(folder, "fault", "_fault", "Fault")
    assert codes
    assert sorted(code for code in codes if not engine_texts().has(f"faults.{code}")) == []


SETTINGS = """
already-in email-taken last-keeper list-wrong name-taken no-holidays no-last-day no-such-calendar no-such-delegation no-such-number
no-such-right no-such-schedule no-such-unit one-of-two unit-name-taken until-before-start waits-for-it
"""
"""What the pages of settings say in words of their own."""
REFUSALS = {
    "changed-meanwhile": "changed",
    "step-not-open": "changed",
    "no-such-button": "changed",
    "file-gone": "asked again",
    "too-many-messages": "asked again",
    "no-such-case": "not found",
    "no-such-notice": "not found",
    "no-such-count": "not found",
    "no-such-verdict": "not found",
    "nothing-to-draw": "asked again",
    "no-such-report": "not found",
    "no-such-mailbox": "not found",
    "no-such-person": "not found",
    "no-such-time": "not found",
    "no-such-role": "not found",
    "no-such-record": "not found",
    "not-protected": "not found",
    "cannot-be-added": "changed",
    "too-many": "told to wait",
    "clock-backwards": "told to the author",
    "no-such-step": "asked again",
    "not-compatible": "asked again",
    "another-template": "asked again",
    "same-report": "asked again",
    "no-such-reason": "not found",
    "not-yours": "not found",
    "no-text": "not found",
    "no-such-note": "not found",
    "text-too-long": "asked again",
    "no-name": "asked again",
    "same-name": "asked again",
    "too-many-views": "asked again",
    "no-such-view": "not found",
    "nobody-chosen": "asked again",
    "no-reason": "asked again",
    "not-that-day": "asked again",
    "no-receiver": "told to the author",
    "too-much-counted": "told to the author",
    "draft-changed": "told to the author",
    "draft-behind": "told to the author",
    "draft-of-another": "told to the author",
    "draft-unstorable": "told to the author",
    "no-such-document": "not found",
    "no-register-number": "asked again",
    "document-too-long": "asked again",
    "no-such-draft": "not found",
    "no-such-version": "not found",
    "no-such-template": "not found",
    "no-such-own-report": "not found",
    "no-such-link": "said",
    **dict.fromkeys(SETTINGS.split(), "said"),
}
"""What a person meets when the engine refuses an act."""


def test_9_every_refusal_of_the_engine_is_one_that_the_pages_know() -> None:
    assert strings("engine", "NotPossible") == set(REFUSALS)
    texts = Catalogue(CHECKOUT / "admin" / "texts")
    for language in LANGUAGES:
        assert texts.has("done.changed", language)
        assert texts.has("affected.nobody", language)
        assert [code for code in SETTINGS.split() if not texts.has(f"settings.refused.{code}", language)] == []


def test_9_every_line_of_the_journal_has_its_sentence() -> None:
    kinds = strings("engine/workflow", "Event") | strings("engine/actions", "append", "Entry")
    assert {"step-opened", "case-opened", "passed-on"} <= kinds
    kinds |= {f"report-{state}" for state in (submissions.STARTED, submissions.JOINED, submissions.WRONG)}
    told_elsewhere = {"organisation", *KINDS, "signed-in", "step-skipped"}
    told_elsewhere |= {"published", "version-restored", "draft-saved", "draft-discarded", "template-archived", "template-taken-back"}
    told_elsewhere |= {"mail-tried-again", "record-created", "record-searched", "rows-taken"}
    told_elsewhere |= {"mail-tried-again", "record-created", "record-searched"}
    told_elsewhere |= {"signal-raised", "signal-settled"}
    told_elsewhere |= {"report-interpreted", "own-report-kept", "own-report-retired", "own-report-restored"}
    texts = Catalogue(CHECKOUT / "admin" / "texts")
    for language in LANGUAGES:
        lacking = {kind for kind in kinds - told_elsewhere if not texts.has(f"timeline.{kind}", language)}
        assert lacking == set()


def test_10_no_page_asks_for_anything_from_elsewhere(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    connect, outside = socket.socket.connect, []

    def noted(self: socket.socket, address: Any) -> Any:
        outside.extend([address] if self.family != socket.AF_UNIX and not str(address[0]).startswith("127.") else [])
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    case, someone, staff = site.case(), visitor(site), Staff.of(site).browser("ada")
    pages = [someone.open("").html, *(staff.get(path).html for path in ("", "cases/", f"cases/{case.id}", "reports/"))]
    loaded = [found for page in pages for found in re.findall(r'(?:src|href|action|srcset)="([^"]*)"', page)]
    assert [address for address in loaded if "//" in address and not address.startswith("https://acme.example/")] == []
    assert outside == []


@pytest.mark.parametrize("package", [forms, admin])
def test_10_nothing_that_is_shipped_names_another_server(package: Any) -> None:
    names = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)
    shipped = [path for path in Path(package.__file__).parent.rglob("*") if path.suffix in (".html", ".css", ".js", ".svg")]
    assert [path.name for path in shipped if names.search(path.read_text(encoding="utf-8"))] == []


def test_10_a_mail_goes_to_the_named_server_only() -> None:
    sending = {
        path.name for path in (CHECKOUT / "engine").rglob("*.py") if re.search(r"^import (?:smtplib|socket|http)", path.read_text(), re.M)
    }
    assert sending == {"smtp.py"}
    assert Waiting.__dataclass_fields__["recipients"]

"""Findings in words and for machines."""

import json
import re
from pathlib import Path

import pytest

import engine.proof
from engine.errors import NOWHERE
from engine.proof import as_json, finding_in_words
from engine.proof.findings import REFUTED, Finding, Shown
from engine.proof.readability import BUDGET
from engine.proof.words import example_in_words
from engine.texts import engine_texts
from tests.engine.factories import organisation
from tests.engine.proof.proved import ASKED, said
from tests.engine.written import asking

TEMPLATE = asking(
    """
    what: {type: choice, label: {sv: Vad, en: What}, options: {a: {label: {sv: Ett, en: One}}}}
    rows: {type: group, label: R, repeat: {max: 2}, questions: {name: {type: text, label: Namn}}}
    """,
    "languages: [sv, en]",
)


def test_a_sentence_has_the_labels_of_its_language() -> None:
    found = Finding("conditions", "never-chosen", REFUTED, NOWHERE, {"what": {"sv": "Vad", "en": "What"}})
    assert finding_in_words(found, TEMPLATE).startswith("Det här används aldrig för ”Vad”")
    assert finding_in_words(found, TEMPLATE, "en").startswith("This is never used for “What”")


def test_a_condition_is_said_in_words() -> None:
    made, found = said("never-true", "routing:\n  - {when: {what: a, not: {what: a}}, to: boss}\n  - {to: desk}", ASKED)
    assert finding_in_words(found, made) == "Villkoret för ”Boss” är aldrig sant: svaret på ”What” är A och svaret på ”What” inte är A."


def test_an_example_is_said_by_labels_also_in_rows() -> None:
    shown = Shown({"what": "a", "rows": [{"name": "…"}, {"name": "…"}]}, organisation())
    assert example_in_words(shown, TEMPLATE) == "Vad Ett; Namn …; Namn …"
    assert example_in_words(shown, TEMPLATE, "en") == "What One; Namn …; Namn …"


def test_a_finding_for_machines_has_place_code_sentence_and_the_answers_that_show_it() -> None:
    made, found = said("no-route", "routing: [{when: {what: a}, to: desk}]", ASKED)
    plain = json.loads(json.dumps(as_json(found, made)))
    assert plain.keys() == {"key", "line", "column", "code", "message", "severity", "check", "example"}
    assert (plain["line"], plain["column"], plain["code"], plain["severity"]) == (1, 1, "no-route", "refuted")
    assert plain["example"]["answers"]["what"] == "b"


@pytest.mark.parametrize("code", sorted(code for code in engine_texts().codes("sv") if code.startswith("checks.")))
def test_both_languages_say_the_same_things(code: str) -> None:
    assert engine_texts().has(code, "en")


def test_no_language_says_more() -> None:
    swedish, english = ({code for code in engine_texts().codes(language) if code.startswith("checks.")} for language in ("sv", "en"))
    assert swedish == english


def _text(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))


def test_every_finding_has_a_sentence_and_every_sentence_a_finding() -> None:
    folder = Path(engine.proof.__file__).parent
    written = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', _text(folder)))
    written |= set(re.findall(r'Note\("([a-z-]+)"', _text(folder.parent / "template" / "from_schema")))
    written |= {f"many-{what}" for what in BUDGET}
    codes = {code.removeprefix("checks.").removesuffix(".one") for code in engine_texts().codes() if code.startswith("checks.")}
    assert {code for code in codes if not code.startswith("words.")} == written - {
        "not-proved",
        "step-opened",
        "step-skipped",
        "round-saved",
        "example-failed",
    }

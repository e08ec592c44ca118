"""Mails hold number, unit, day and link, and never a word of the content."""

from datetime import UTC, datetime

import pytest

from engine.mails import About, letter, letter_for
from engine.organisation import Holder
from engine.texts import engine_texts
from engine.workflow import Told
from tests.engine.factories import organisation

ABOUT = About("2026-00012", "North office", "https://forms.example/admin/acme/cases/1")
REASONS = ("new", "step", "assigned", "notice", "review", "copy", "reminder", "overdue")
DUE = datetime(2026, 11, 25, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("why", REASONS)
def test_every_mail_has_number_unit_and_link(why: str, language: str) -> None:
    found = letter(why, ABOUT, DUE, organisation(), language=language)
    assert ABOUT.number in found.subject
    assert ABOUT.unit in found.body
    assert ABOUT.link in found.body.splitlines()


@pytest.mark.parametrize("why", REASONS)
def test_a_mail_without_a_unit_reads_well_too(why: str) -> None:
    body = letter(why, About("1", "", "https://x.example/"), DUE, organisation()).body
    assert "  " not in body
    assert " ." not in body


@pytest.mark.parametrize("why", REASONS)
def test_the_subject_is_one_line_without_the_units_name(why: str) -> None:
    found = letter(why, ABOUT, DUE, organisation())
    assert "\n" not in found.subject
    assert ABOUT.unit not in found.subject


def test_the_deadline_is_told_as_the_organisations_own_day() -> None:
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert "torsdag 26 november" in letter("step", ABOUT, late, organisation()).body
    assert "onsdag 25 november" in letter("step", ABOUT, DUE, organisation()).body


def test_without_a_deadline_none_is_told() -> None:
    assert "november" not in letter("step", ABOUT, None, organisation()).body


def test_a_copy_says_that_there_is_nothing_to_do() -> None:
    assert "du behöver inte göra något" in letter("copy", ABOUT, DUE, organisation()).body


def test_whoever_is_told_gets_the_mail_for_its_reason() -> None:
    told = Told(Holder("desk"), "notice", "word", 1, True, DUE)
    assert letter_for(told, ABOUT, organisation()) == letter("notice", ABOUT, DUE, organisation())


def test_mails_keep_a_calm_tone_in_both_languages() -> None:
    for language in ("sv", "en"):
        for code in engine_texts().codes(language):
            if code.startswith("mails."):
                said = engine_texts().say(code, language, number="1", unit="U", day="d", link="l", mailbox="m", count=2, organisation="o")
                assert "!" not in said
                assert "tyvärr" not in said.lower()


def test_both_languages_have_the_same_mails() -> None:
    swedish, english = ({code for code in engine_texts().codes(language) if code.startswith("mails.")} for language in ("sv", "en"))
    assert swedish == english

"""Doing something in a step: what is wrong is said with what was typed kept, and whoever was slower loses nothing."""

from typing import Any

import pytest

from engine.office import Unavailable
from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.racing import together
from tests.site import FAULTS, Site

FIRST = ("ada", "Spara, ingen berörs")


def opened(staff: Staff, person: str = "ada") -> tuple[tables.Case, Browser, Page]:
    """A new case on someone's screen."""
    case, browser = staff.site.case(), staff.browser(person)
    return case, browser, browser.get(f"cases/{case.id}")


def looking(staff: Staff) -> tuple[tables.Case, Browser, Page]:
    """A case in which the inspector is to talk with someone, on the inspector's screen."""
    case, browser = staff.site.case(), staff.browser("eve")
    staff.site.decide(case, "ada", "look")
    return case, browser, browser.get(f"cases/{case.id}")


def test_a_missing_outcome_is_said_at_the_top_and_at_the_question(staff: Staff) -> None:
    case, browser, page = opened(staff)
    page = browser.press(page, "Spara, ingen berörs", outcome_reason="Därför att.")
    assert page.status == 422
    assert page.text.count("Välj vad du beslutar") == 2
    assert f"Fel: {case.number}, Ställningstagande" in page.text
    assert staff.site.runs(case) == {"verdict": "keeper@north"}


def test_what_was_typed_is_kept_when_something_is_missing(staff: Staff) -> None:
    _, browser, page = opened(staff)
    page = browser.press(page, "Spara, ingen berörs", outcome="drop", outcome_reason="")
    assert "Skriv en motivering till beslutet" in page.text
    sheet, *_ = page.button("Spara, ingen berörs")
    assert ("outcome", "drop") in sheet.fields
    page = browser.press(page, "Spara, ingen berörs", outcome_reason="Redan utrett.")
    assert page.status == 200
    assert "Redan utrett." in page.text


def test_a_colleague_who_was_faster_is_named_and_what_was_typed_stands(staff: Staff) -> None:
    case, browser, page = opened(staff)
    staff.site.clock.move(minutes=2)
    staff.site.decide(case, "bo", "look")
    page = browser.press(page, "Spara, ingen berörs", outcome="drop", outcome_reason="Min långa motivering.")
    assert page.status == 409
    assert "Ändrat av Bo i dag 10.02." in page.text
    assert "Min långa motivering." in page.text
    assert "Avsluta" in page.text
    assert [item.answers["outcome"] for item in staff.site.file(case).rounds] == ["look"]


def test_a_round_that_came_in_between_is_seen_before_the_next_is_saved(staff: Staff) -> None:
    staff.site.change(("members: [eve]", "members: [eve, bo]"))
    case, browser, page = looking(staff)
    staff.site.act(case, "bo", staff.site.press(case, "talk", "add", said="Bos samtal."))
    page = browser.press(page, "Spara", said="Eves samtal.")
    assert page.status == 409
    assert "Ändrat av Bo" in page.text
    assert "Bos samtal." in page.text
    page = browser.press(page, "Spara")
    assert page.status == 200
    assert [item.answers.get("said") for item in staff.site.file(case).rounds][1:] == ["Bos samtal.", "Eves samtal."]


def test_pressing_twice_saves_once(staff: Staff) -> None:
    case, browser, page = opened(staff)
    browser.press(page, "Spara, ingen berörs", outcome="look")
    again = browser.press(page, "Spara, ingen berörs", outcome="look")
    assert again.status == 409
    assert len(staff.site.file(case).rounds) == 1


def test_a_step_with_several_rounds_stays_until_its_doer_is_done(staff: Staff) -> None:
    case, browser, page = looking(staff)
    assert "Markera steget klart" not in page.buttons()
    page = browser.press(page, "Spara", said="Ett samtal.")
    assert "Sparat. Steget väntar tills du markerar det klart." in page.text
    page = browser.press(page, "Markera steget klart")
    assert "talk" not in staff.site.runs(case)
    assert [item.answers["said"] for item in staff.site.file(case).rounds if "said" in item.answers] == ["Ett samtal."]


def test_what_is_half_written_does_not_stop_the_step_from_being_marked_as_done(staff: Staff) -> None:
    case, browser, page = looking(staff)
    page = browser.press(page, "Spara", said="Ett samtal.")
    page = browser.press(page, "Markera steget klart", said="")
    assert page.status == 200
    assert "talk" not in staff.site.runs(case)


def test_a_press_without_a_button_saves_nothing_and_keeps_what_was_typed(staff: Staff) -> None:
    case, browser, page = opened(staff)
    sheet, *_ = page.button("Spara, ingen berörs")
    page = browser.post(sheet.action, {**dict(sheet.fields), "outcome": "drop", "outcome_reason": "Påbörjad."})
    assert page.status == 200
    assert "Påbörjad." in page.html
    assert staff.site.runs(case) == {"verdict": "keeper@north"}


@pytest.mark.parametrize("changed", [{"button": "delete"}, {"rounds": "7"}, {"rounds": ""}, {"rounds": "-1"}, {"rounds": "x" * 50}])
def test_a_press_that_no_page_of_ours_sends_saves_nothing(staff: Staff, changed: dict[str, str]) -> None:
    case, browser, page = opened(staff)
    sheet, name, value = page.button("Spara, ingen berörs")
    browser.post(sheet.action, {**dict(sheet.fields), "outcome": "look", name: value, **changed})
    assert staff.site.runs(case) == {"verdict": "keeper@north"}


def test_fields_that_nobody_asks_for_change_nothing(staff: Staff) -> None:
    case, browser, page = opened(staff)
    more = dict.fromkeys(("org", "unit", "receiver", "closed_at", "number", "person", "status", "revision", "case", "run"), "south")
    sheet, name, value = page.button("Spara, ingen berörs")
    browser.post(sheet.action, {**dict(sheet.fields), "outcome": "look", name: value, **more})
    after = staff.site.again(case)
    assert (after.unit, after.receiver, after.number, after.closed_at) == ("north", "keeper@north", case.number, None)
    assert [set(item.answers) for item in staff.site.file(case).rounds] == [{"outcome"}]


def test_the_same_answer_twice_is_refused_in_words(staff: Staff) -> None:
    _, browser, page = opened(staff)
    sheet, name, value = page.button("Spara, ingen berörs")
    page = browser.post(sheet.action, [*sheet.fields, ("rounds", "0"), (name, value)])
    assert page.status == 400


def test_a_run_that_is_not_there_has_no_page_to_act_on(staff: Staff) -> None:
    case, browser, _ = opened(staff)
    assert browser.post(f"cases/{case.id}/steps/99", {"button": "save"}).status == 404


def test_a_database_that_can_not_store_loses_nothing_that_was_typed(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    _, browser, page = opened(staff)

    def refuse(org: str, verb: Any) -> Any:
        raise Unavailable("full")

    browser.token()
    monkeypatch.setattr(staff.site.office, "write", refuse)
    page = browser.press(page, "Spara, ingen berörs", outcome="drop", outcome_reason="Min långa motivering.")
    assert page.status == 503
    assert "Det gick inte att spara" in page.text
    assert "Min långa motivering." in page.html


PLAN = """forms:
  plan:
    title: Plan
    pages:
      first:
        title: Vad ska göras?
        questions:
          kind: {type: choice, label: Vilken sorts åtgärd?, options: {repair: Laga, other: Annat}}
          which: {type: text, label: Vilken åtgärd?, show_if: {kind: other}}
          when: {type: date, label: När?, shortcuts: false, optional: true}
      acts:
        title: Åtgärder
        repeat: {min: 0, max: 3, item: Åtgärd}
        questions:
          act: {type: text, label: Åtgärd}
      rest:
        title: Resten
        questions:
          more: {type: text, label: Mer, optional: true}
"""
ASKING = FAULTS.replace("forms:\n", PLAN, 1).replace("go: looking", "go: plan").replace("template: faults", "template: asking")
ASKING = ASKING.replace("  looking:\n", "  plan: {kind: form, form: plan, by: receiver}\n  looking:\n")


@pytest.fixture
def planning(site: Site) -> tuple[tables.Case, Browser, Page]:
    """A case whose receiver is to make a plan, with questions that depend on answers and rows that can be added."""
    site.publish(ASKING)
    staff = Staff.of(site)
    (case,) = site.cases(site.report(template="asking").submission)
    site.decide(case, "ada", "look")
    browser = staff.browser("ada")
    return case, browser, browser.get(f"cases/{case.id}")


def test_a_question_that_an_answer_calls_for_is_shown_before_it_is_missed(planning: tuple[tables.Case, Browser, Page]) -> None:
    _, browser, page = planning
    assert "Vilken åtgärd?" not in page.text
    page = browser.press(page, "Spara och markera klar", kind="other")
    assert page.status == 200
    assert "Vilken åtgärd?" in page.text
    assert "Skriv" not in page.text.partition("Vilken åtgärd?")[2][:40]
    page = browser.press(page, "Spara och markera klar")
    assert page.status == 422
    page = browser.press(page, "Spara och markera klar", which="Byta allt")
    assert "Vilken åtgärd? Byta allt" in page.text


def test_follow_up_questions_can_be_asked_for_without_a_script(planning: tuple[tables.Case, Browser, Page]) -> None:
    _, browser, page = planning
    page = browser.press(page, "Visa följdfrågor", kind="other")
    assert "Vilken åtgärd?" in page.text


def test_rows_come_and_go_and_keep_what_was_typed(planning: tuple[tables.Case, Browser, Page]) -> None:
    _, browser, page = planning
    page = browser.press(page, "Lägg till en till Åtgärder", kind="repair")
    page = browser.press(page, "Lägg till en till Åtgärder", **{"acts.0.act": "Byt röret"})
    page = browser.press(page, "Ta bort Åtgärd 2")
    page = browser.press(page, "Spara och markera klar")
    assert page.status == 200
    assert "Åtgärd Åtgärd Byt röret" in page.text


def test_further_pages_that_nobody_has_to_answer_are_folded(planning: tuple[tables.Case, Browser, Page]) -> None:
    _, _, page = planning
    assert "Fler uppgifter (valfritt)" in page.text
    assert '<details class="govuk-details" open' not in page.html


def test_a_day_can_be_written_in_a_step(planning: tuple[tables.Case, Browser, Page]) -> None:
    _, browser, page = planning
    page = browser.press(page, "Spara och markera klar", kind="repair", when="den fjärde")
    assert page.status == 422
    page = browser.press(page, "Spara och markera klar", when="9 september")
    assert "När? onsdag 9 september 2026" in page.text


def test_of_two_who_press_at_the_same_moment_one_is_first(staff: Staff) -> None:
    case, first, page = opened(staff)
    second = staff.browser("bo")
    other = second.get(f"cases/{case.id}")
    first.token(), second.token()
    answers = together(
        lambda: first.press(page, "Spara, ingen berörs", outcome="look", follow=False).status,
        lambda: second.press(other, "Spara, ingen berörs", outcome="drop", outcome_reason="Nej.", follow=False).status,
    )
    assert sorted(answers) == [303, 409]
    assert len(staff.site.file(case).rounds) == 1

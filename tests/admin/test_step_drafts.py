"""Half written steps on the web: kept by a button or a script, shown again to their writer, and never lost to a faster colleague."""

from typing import Any

from engine.store import tables
from tests.admin.staff import BASE, Browser, Page, Staff
from tests.admin.test_steps import looking, opened

KEEP, DROP = "Spara utkast", "Kasta utkastet"


def typed(page: Page, button: str = KEEP) -> dict[str, str]:
    """What stands in the form of a page."""
    return dict(page.button(button)[0].fields)


def autosaved(browser: Browser, page: Page, **more: str) -> Any:
    """The script sends what is typed in the form of a page."""
    sheet, *_ = page.button(KEEP)
    data = {**dict(sheet.fields), **more, "csrf_token": browser.token()}
    headers = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "X-Fragment": "1"}
    return browser.client.post(sheet.ways[KEEP].removeprefix("/admin"), data=data, base_url=BASE, headers=headers)


def test_a_draft_is_kept_by_a_button_and_shown_again_with_its_time(staff: Staff) -> None:
    case, browser, page = opened(staff)
    page = browser.press(page, KEEP, outcome_reason="Jag har börjat")
    assert "Utkastet är sparat. Bara du ser det." in page.text
    staff.site.clock.move(minutes=5)
    page = browser.get(f"cases/{case.id}")
    assert "Utkast från i dag 10.00." in page.text
    assert typed(page)["outcome_reason"] == "Jag har börjat"
    assert "Välj vad du beslutar" not in page.text


def test_nobody_else_sees_a_draft(staff: Staff) -> None:
    case, browser, page = opened(staff)
    browser.press(page, KEEP, outcome_reason="Jag har börjat")
    for person in ("bo", "gus", "hal"):
        assert "Jag har börjat" not in staff.browser(person).get(f"cases/{case.id}").html


def test_a_script_is_answered_in_a_few_words(staff: Staff) -> None:
    case, browser, page = opened(staff)
    answer = autosaved(browser, page, outcome_reason="Jag har börjat")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "Utkast sparat 10.00")
    assert typed(browser.get(f"cases/{case.id}"))["outcome_reason"] == "Jag har börjat"


def test_a_draft_is_thrown_away_by_a_button(staff: Staff) -> None:
    case, browser, page = opened(staff)
    page = browser.press(browser.press(page, KEEP, outcome_reason="Jag har börjat"), DROP)
    assert "Utkastet är borta." in page.text
    assert "Jag har börjat" not in browser.get(f"cases/{case.id}").html


def test_saving_the_step_ends_its_draft(staff: Staff) -> None:
    _, browser, page = opened(staff)
    page = browser.press(page, KEEP, outcome="look", outcome_reason="Jag har börjat")
    page = browser.press(page, "Spara, ingen berörs")
    assert "Sparat." in page.text
    assert staff.site.all(tables.StepDraft) == []
    assert "Jag har börjat" in page.text


def test_a_draft_of_a_step_that_somebody_else_has_done_is_shown_until_it_is_thrown_away(staff: Staff) -> None:
    case, browser, page = opened(staff)
    browser.press(page, KEEP, outcome_reason="Min långa motivering.")
    staff.site.decide(case, "bo", "look")
    page = browser.get(f"cases/{case.id}")
    assert "Steget väntar inte längre. Det här skrev du i ett utkast i dag 10.00" in page.text
    assert "Min långa motivering." in page.text
    assert "Min långa motivering." not in browser.press(page, DROP).html


def test_keeping_a_draft_of_a_step_that_is_done_shows_what_was_typed_and_what_the_other_wrote(staff: Staff) -> None:
    case, browser, page = opened(staff)
    staff.site.decide(case, "bo", "look")
    assert autosaved(browser, page, outcome_reason="Min").status_code == 409
    page = browser.press(page, KEEP, outcome_reason="Min långa motivering.")
    assert page.status == 409
    assert "Ändrat av Bo i dag 10.00." in page.text
    notice = page.text.split("Någon annan har ändrat")[1]
    assert notice.index("Det här har sparats") < notice.index("Därför.") < notice.index("Min långa motivering.")


def test_whoever_comes_back_to_a_draft_sees_what_was_saved_meanwhile_and_goes_on_from_the_own_text(staff: Staff) -> None:
    staff.site.change(("members: [eve]", "members: [eve, fay]"))
    case, browser, page = looking(staff)
    browser.press(page, KEEP, said="Min början")
    staff.site.act(case, "fay", staff.site.press(case, "talk", "add", said="Fays samtal."))
    page = browser.get(f"cases/{case.id}")
    assert "Ändrat av Fay" in page.text
    notice = page.text.split("Det här har sparats")[1]
    assert notice.index("Fay, i dag 10.00") < notice.index("Fays samtal.")
    assert typed(page)["said"] == "Min början"
    page = browser.press(page, "Spara", said="Min början och slut")
    assert [item.answers["said"] for item in staff.site.file(case).rounds[1:]] == ["Fays samtal.", "Min början och slut"]

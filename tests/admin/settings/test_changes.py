"""What has been changed is told in words, with who did it."""

import re

from admin import texts
from admin.settings.changes import KINDS
from tests.admin.staff import Staff
from tests.site import CHECKOUT


def test_every_line_that_a_change_writes_has_its_words() -> None:
    verbs = [*(CHECKOUT / "engine" / "actions").glob("keep*.py"), CHECKOUT / "engine" / "actions" / "invite.py"]
    written = {kind for path in verbs for kind in re.findall(r'"([a-z]+(?:-[a-z]+)+|delegated)"', path.read_text(encoding="utf-8"))}
    said = {kind for kind in KINDS if texts().has(f"settings.changes.{kind}")}
    assert said == set(KINDS)
    refusals = {code.removeprefix("settings.refused.") for code in texts().codes() if code.startswith("settings.refused.")}
    told = {*KINDS, *refusals, *(code.removeprefix("settings.password.") for code in texts().codes())}
    assert written - told == {"changed-meanwhile", "no-such-link", "no-such-own-report"}


def test_the_overview_tells_what_was_changed_last(staff: Staff) -> None:
    browser = staff.browser("gus")
    browser.press(browser.get("settings/functions/keeper"), "Spara", **{"hold-place": "north", "hold-mailbox": "south"})
    browser.press(browser.get("settings/units/north"), "Spara", **{"about-name": "Northern works"})
    text = browser.get("settings/").text
    assert "Enhet ändrad Northern works Gus i dag 10.00" in text
    assert "Funktion flyttad Skötare, Northern works, South box Gus i dag 10.00" in text
    assert text.index("Enhet ändrad") < text.index("Funktion flyttad") < text.index("Organisationens fil inläst")

"""One's own unit beside all of them: for who may not read all only shares, over periods that have been, where nobody can be worked out."""

from datetime import date

import pytest

from engine.store.database import Database
from tests.admin.counted_site import close, count, counted_site
from tests.admin.staff import Page, Staff

SPRING = date(2026, 3, 2)
ROOMS = "reports/faults/rooms"
ENDED = "period=varen-2026"
HEAD = "Andel, alla enheter"
UNITED = (
    "  south: {name: South works, kind: works, parent: region}\n",
    """  south: {name: South works, kind: works, parent: region}
  east: {name: East works, kind: works, parent: region}
""",
)


@pytest.fixture
def staff(database: Database) -> Staff:
    """Three units with reports in a period that has been, and in the present one."""
    staff = Staff.of(counted_site(database, UNITED))
    for unit, bath, kitchen in (("north", 9, 6), ("south", 8, 6), ("east", 6, 9)):
        count(staff.site, bath, room="bath", unit=unit, day=SPRING)
        count(staff.site, kitchen, room="kitchen", unit=unit, day=SPRING)
    for unit in ("north", "south", "east"):
        count(staff.site, 9, room="bath", unit=unit)
    return staff


def look(staff: Staff, person: str, query: str) -> Page:
    """Someone opens the report once the months that are over are closed."""
    close(staff.site)
    page = staff.browser(person).get(f"{ROOMS}?{query}")
    assert page.status == 200
    return page


def test_the_share_of_all_stands_beside_ones_own_and_no_number_of_the_others(staff: Staff) -> None:
    page = look(staff, "hal", ENDED)
    assert HEAD in page.text
    assert "Kök 6 40 % 48 % Badrum 9 60 % 52 % Alla anmälningar 15 100 % 100 %" in page.text
    assert "Den visar bara hur svaren fördelar sig" in page.text
    for name in ("South works", "East works"):
        assert name not in page.text


def test_the_file_says_the_same(staff: Staff) -> None:
    close(staff.site)
    text = staff.browser("hal").get(f"{ROOMS}.csv?{ENDED}").response.get_data(as_text=True)
    assert f";Andel;{HEAD}\r" in text
    assert "\nBadrum;9;60;52\r" in text


@pytest.mark.parametrize("query", ["", "period=2026", "period=2026-01-01--2026-07-31", f"{ENDED}&urgent=yes", f"{ENDED}&room=bath"])
def test_what_changes_or_could_be_put_together_is_not_compared_for_who_may_not_read_all(staff: Staff, query: str) -> None:
    assert HEAD not in look(staff, "hal", query).text


def test_a_small_number_of_the_others_hides_the_comparison_and_that_is_said(staff: Staff) -> None:
    count(staff.site, 2, unit="south", day=SPRING)
    page = look(staff, "hal", ENDED)
    assert HEAD not in page.text
    assert "Andelen i alla enheter visas inte." in page.text


def test_who_may_read_all_compares_a_unit_with_all_in_any_selection(staff: Staff) -> None:
    count(staff.site, 2, unit="south", day=SPRING)
    for query in ("unit=north", f"unit=north&{ENDED}", "unit=north&room=bath"):
        assert HEAD in look(staff, "gus", query).text
    assert HEAD not in look(staff, "gus", ENDED).text


def test_units_never_stand_against_each_other(staff: Staff) -> None:
    assert HEAD not in staff.browser("gus").get("reports/faults/areas?unit=north").text


def test_a_compartment_is_compared_with_nothing_small(staff: Staff) -> None:
    text = staff.site.scene().template.source
    staff.site.publish(text.replace("cases: {start: on_submit}", "cases: {start: on_submit, compartment: true}"))
    assert HEAD not in look(staff, "gus", "unit=north").text

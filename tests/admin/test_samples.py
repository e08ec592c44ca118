"""Drawing samples of closed cases and reviewing them, on the pages of those who are told."""

from typing import Any

import pytest

from engine.store import tables
from tests.admin.staff import Browser, Page, Staff
from tests.site import Site

DAYS = {"from": "2026-09-01", "to": "2026-09-07", "count": "2"}


def closed(site: Site) -> tables.Case:
    """A case that was closed at once."""
    case = site.case()
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    return case


def draw(browser: Browser, **typed: str) -> Page:
    """The form, filled in and sent."""
    page = browser.get("received/samples")
    return browser.press(page, "Dra stickprov", **{**DAYS, **typed})


def reviewed(browser: Browser, page: Page, case: tables.Case, **typed: Any) -> Page:
    """The first review link of a sample's page, followed and filled in."""
    return browser.press(browser.get(page.link("Granska")), "Spara granskningen", **typed)


def test_the_samples_are_found_from_the_queue(staff: Staff) -> None:
    closed(staff.site)
    browser = staff.browser("gus")
    page = browser.get(browser.get("received").link("Stickprov"))
    assert "Inget stickprov är draget än." in page.text


def test_a_drawn_sample_lists_its_cases_and_how_it_was_drawn(staff: Staff) -> None:
    cases = [closed(staff.site) for _ in range(3)]
    page = draw(staff.browser("gus"))
    assert "Stickprovet är draget." in page.text
    assert "0 av 2 granskade (0 %)" in page.text
    assert "2 av 3 ärenden" in page.text
    (sample,) = staff.site.all(tables.Sample)
    assert sample.seed in page.text
    assert len({case.number for case in cases} & set(page.text.split())) == 2


def test_a_review_is_saved_and_counted(staff: Staff) -> None:
    case = closed(staff.site)
    browser = staff.browser("gus")
    page = reviewed(browser, draw(browser), case, verdict="lacking", remark="Samtalet SAKNAS.")
    assert "Granskningen är sparad." in page.text
    assert "Brist Gus" in page.text
    assert "SAKNAS" not in page.html
    assert "1 av 1 granskade (100 %)" in browser.get("received/samples").text
    assert "Granskat i stickprov Brist Samtalet SAKNAS. Gus, i dag 10.00" in browser.get(f"cases/{case.id}").text


def test_the_receiver_is_asked_to_complete_and_may_acknowledge_that(staff: Staff) -> None:
    case = closed(staff.site)
    gus, ada = staff.browser("gus"), staff.browser("ada")
    reviewed(gus, draw(gus), case, verdict="complete", remark="Skriv in samtalet.")
    page = ada.get("")
    assert "Komplettering efter stickprov" in page.text
    assert "Mottagna anmälningar" not in page.text
    page = ada.get(page.link(case.number))
    assert "Skriv in samtalet." in page.text
    assert "Du har kvitterat underrättelsen." in ada.press(page, "Kvittera Komplettering efter stickprov").text


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(staff: Staff) -> None:
    case = closed(staff.site)
    browser = staff.browser("gus")
    page = reviewed(browser, draw(browser), case, verdict="lacking")
    assert page.status == 422
    assert "Skriv vad som brister eller behöver kompletteras" in page.text
    page = browser.press(page, "Spara granskningen", verdict="", remark="Något.")
    assert "Välj vad granskningen visar" in page.text
    assert "Något." in page.html
    assert 'data-most="8000"' in page.html


def test_whoever_comes_second_is_told_that_it_is_done(staff: Staff) -> None:
    case = closed(staff.site)
    browser = staff.browser("gus")
    form = browser.get(draw(browser).link("Granska"))
    for said in ("Granskningen är sparad.", "Någon annan har redan granskat ärendet."):
        assert said in browser.press(form, "Spara granskningen", verdict="clean").text
    assert staff.site.lines(case.id).count("sample-reviewed") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"from": "snart"}, "Skriv dagen så här, 2026-09-01"),
        ({"to": ""}, "Skriv dagen så här, 2026-09-01"),
        ({"count": "51"}, "Skriv ett antal mellan 1 och 50"),
        ({"count": "²"}, "Skriv ett antal mellan 1 och 50"),
        ({"from": "2026-09-05", "to": "2026-09-04"}, "Sista dagen kommer före den första"),
        ({"from": "2026-08-01", "to": "2026-08-02"}, "Inget ärende avslutades de dagarna"),
    ],
)
def test_a_draw_that_can_not_be_done_says_why(staff: Staff, typed: dict[str, str], said: str) -> None:
    closed(staff.site)
    page = draw(staff.browser("gus"), **typed)
    assert page.status == 422
    assert said in page.text
    assert staff.site.all(tables.Sample) == []


def test_whoever_is_shut_out_sees_the_case_in_no_sample(staff: Staff) -> None:
    staff.site.change(("members: [gus]", "members: [gus, fay]"))
    case = closed(staff.site)
    shut = tables.Exclusion(org="acme", subject=case.id, kind="person", key=str(staff.site.people["fay"]), why="declared")
    staff.site.write(lambda session: session.add(shut))
    path = draw(staff.browser("gus")).url
    page = staff.browser("fay").get(path.removeprefix("/acme/"))
    assert case.number not in page.text
    assert "Inget av ärendena går att visa för dig." in page.text
    assert staff.browser("fay").get(f"{path.removeprefix('/acme/')}/{case.id}").status == 404

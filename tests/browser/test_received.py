"""The pages of those who are told of reports, in a real browser: in both colour schemes, narrow, and looked at by axe."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LOOKS, Pages
from tests.browser.test_staff import TOP, Axe, become, first

VIEWS = ("new", "overdue", "flagged", "unfollowed")


def everywhere(page: Page, url: str) -> Iterator[str]:
    """Each page in turn, by its name; a sample and a review are those that the demonstration has drawn."""
    become(page, url, TOP)
    for view in VIEWS:
        page.goto(f"{url}/admin/ekhamra/received?view={view}")
        yield view
    page.goto(f"{url}/admin/ekhamra/received?unit=ekskolan")
    yield "filtered"
    page.goto(f"{url}/admin/ekhamra/received/samples")
    yield "samples"
    first(page)
    yield "sample"
    page.get_by_role("link", name="Granska").first.click()
    yield "review"
    page.get_by_role("button", name="Spara granskningen").click()
    yield "review with faults"


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide_for_those_who_are_told(
    open_page: Pages, axe: Axe, demo_server: str, *, width: int, dark: bool
) -> None:
    page = open_page(width=width, dark=dark)
    assert {name: found for name in everywhere(page, demo_server) if (found := axe(page))} == {}


def test_every_queue_of_the_demonstration_has_something(open_page: Pages, demo_server: str) -> None:
    page = open_page(width=1280)
    become(page, demo_server, TOP)
    empty = []
    for view in VIEWS:
        page.goto(f"{demo_server}/admin/ekhamra/received?view={view}")
        empty += [view] if page.locator(".mv-inbox tbody tr").count() == 0 else []
    assert empty == []

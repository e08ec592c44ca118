"""The receipt shows the code as long as the browser has what it was made of, and can be removed from the browser."""

from tests.forms.leaks import at_check, at_receipt, code
from tests.site import Site


def test_the_receipt_can_be_removed_from_the_browser(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    token = someone.page.value("csrf_token")
    answer = someone.client.post("/acme/leaks/forget", data={"csrf_token": token})
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "draft.acme.leaks" not in someone.cookies()
    assert shown not in someone.open("receipt").html
    assert someone.url == "/acme/leaks/"


def test_what_is_not_sent_yet_is_not_removed_by_that(site: Site) -> None:
    someone = at_check(site)
    someone.client.post("/acme/leaks/forget", data={"csrf_token": someone.page.value("csrf_token")})
    assert "draft.acme.leaks" in someone.cookies()


def test_the_code_is_gone_with_the_draft(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    site.clock.move(hours=25)
    assert shown not in someone.open("receipt").html


def test_the_code_is_in_no_address_title_or_link(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    assert shown not in f"{someone.url} {someone.page.title} {' '.join(someone.page.links.values())}"

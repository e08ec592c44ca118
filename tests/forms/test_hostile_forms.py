"""Whatever is sent to a form is refused in words or passed over. It never becomes an error of ours."""

from typing import Any

import pytest

from engine.store import tables
from tests.forms.leaks import FIRST, SEEN, TOKEN, at_check, at_first, at_seen
from tests.forms.visitor import Visitor
from tests.site import Site

LONG = "x" * 99_000


def sent(someone: Visitor, **fields: Any) -> int:
    """The status of what is sent from the page at hand, with some fields replaced."""
    form = someone.page.forms[0]
    data = {**dict(form.values), **{name.replace("__", "."): value for name, value in fields.items()}}
    return someone.client.post(form.action, data=data).status_code


@pytest.mark.parametrize(
    "button", ["remove:people.0", "add:nothing", "add:people.0", "remove:people", "add:", "x", "remove:people.99", LONG]
)
def test_a_button_that_is_not_on_the_page_does_no_harm(site: Site, button: str) -> None:
    assert sent(at_seen(site), do=button) in (303, 400)


@pytest.mark.parametrize("rows", ["999", "-1", "0", "x", "1e9", "٣", LONG])
def test_a_made_up_number_of_rows_does_no_harm(site: Site, rows: str) -> None:
    someone = at_seen(site)
    assert sent(someone, **{"people-rows": rows, "people.0.called": "Kim"}) == 303
    someone.open("p/seen")
    assert someone.page.status == 200
    assert len([name for name in someone.page.names() if name.endswith(".called")]) <= 3


@pytest.mark.parametrize("version", ["0", "-1", "99", "x", "1.5", LONG])
def test_a_made_up_version_is_the_one_in_use(site: Site, version: str) -> None:
    assert sent(at_first(site), **FIRST, _version=version) == 303
    assert [draft.version for draft in site.all(tables.Draft)] == [1]


@pytest.mark.parametrize("unit", ["nowhere", "region", "__class__", LONG])
def test_a_made_up_unit_is_refused_at_its_question(site: Site, unit: str) -> None:
    someone = at_first(site)
    assert sent(someone, **FIRST | {"place": unit}, _fixed="1", _unit=unit) == 303
    page = someone.open("p/where")
    assert page.errors or page.status == 200
    assert someone.client.get("/acme/leaks/check").headers["Location"].endswith("/p/where" if unit != "region" else "/p/seen")


@pytest.mark.parametrize("asked", ["", "nothing", "people people people", "../../etc", LONG])
def test_a_made_up_list_of_what_was_asked_does_no_harm(site: Site, asked: str) -> None:
    someone = at_seen(site)
    assert sent(someone, **SEEN, _asked=asked) == 303
    assert someone.open("p/seen").status == 200


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x00b"])
def test_what_no_database_can_keep_is_refused(site: Site, text: str) -> None:
    body = f"more={text}".encode("utf-8", "surrogatepass")
    someone = at_seen(site)
    answer = someone.client.post("/acme/leaks/p/seen", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


def test_markup_is_shown_as_it_was_typed(site: Site) -> None:
    someone = at_seen(site)
    page = someone.press("Fortsätt", {"people.0.called": "<script>alert(1)</script>{{ 7 * 7 }}"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}" in page.html


def test_two_answers_to_one_question_are_refused(site: Site) -> None:
    assert sent(at_first(site), mail=["a@b.se", "c@d.se"]) == 400


@pytest.mark.parametrize("token", ["x", "0" * 64, "zz", "../..", "00"])
def test_a_made_up_draft_opens_nothing(site: Site, token: str) -> None:
    someone = at_check(site)
    someone.client.set_cookie(TOKEN, token, path="/acme/leaks/")
    assert someone.client.get("/acme/leaks/check").status_code in (303, 410)


def test_a_draft_of_one_form_does_not_open_another(site: Site) -> None:
    someone = at_seen(site)
    someone.client.set_cookie("draft.acme.faults", someone.cookies()[TOKEN], path="/acme/faults/")
    assert someone.open("/acme/faults/p/where").status == 410


@pytest.mark.parametrize("path", ["p/where", "send", "move", "", "/acme/status", "/acme/continue"])
def test_nothing_is_taken_without_the_token_of_the_page(site: Site, path: str) -> None:
    someone = at_seen(site)
    before = site.count()
    url = path if path.startswith("/") else f"/acme/leaks/{path}"
    assert someone.client.post(url, data=FIRST).status_code == 400
    assert site.count() == before


@pytest.mark.parametrize("path", ["p/nothing", "p/", "p/where/x", "%2e%2e/check", "receipt/x"])
def test_an_address_that_is_none_is_not_found(site: Site, path: str) -> None:
    assert at_seen(site).open(path).status == 404


def test_no_get_changes_anything(site: Site) -> None:
    someone = at_check(site)
    before = site.count(), [draft.sealed for draft in site.all(tables.Draft)]
    for path in (
        "",
        "p/where",
        "p/seen",
        "check",
        "send",
        "receipt",
        "move",
        "/acme/",
        "/",
        "/acme/status",
        "/acme/continue",
        "/acme/contact",
    ):
        someone.open(path)
    assert (site.count(), [draft.sealed for draft in site.all(tables.Draft)]) == before

"""A form inside another site's page: the whole way without a cookie, for the sites that are named and no others."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

import pytest

from engine.office import Unavailable
from engine.store import tables
from forms.csrf import FIELD
from forms.framed import FIELD as DRAFT
from forms.headers import HEADERS
from tests.admin.staff import Staff
from tests.forms.framing import OTHER, SITE, Framed, framed_visitor
from tests.forms.leaks import ADD, FIRST, LEAKS, SEEN, reference
from tests.forms.visitor import Page, visitor
from tests.site import Site

POLICY = "Content-Security-Policy"
ANCHOR = re.compile(r"<a [^>]*>")


@pytest.fixture
def framed(site: Site) -> Framed:
    """Someone on the organisation's own site."""
    return framed_visitor(site)


def walked(someone: Framed) -> Iterator[str]:
    """The whole way, with what its pages are called."""
    yield someone.press("Börja anmälan").title
    yield someone.press("Fortsätt", FIRST).title
    yield someone.press("Fortsätt", SEEN).title
    yield someone.press("Skicka anmälan").title


def at_check(someone: Framed) -> Framed:
    """The same visitor, with everything filled in."""
    assert len(list(islice(walked(someone), 3))) == 3
    return someone


def carried(page: Page) -> dict[str, str]:
    """What the forms of a page bring along."""
    return {name: str(page.value(name)) for name in (FIELD, DRAFT)}


def test_the_whole_way_can_be_walked_without_a_cookie(framed: Framed, site: Site) -> None:
    titles = [
        "Var läcker det? – Acme",
        "Vem såg det? – Acme",
        "Kontrollera innan du skickar – Acme",
        "Tack, anmälan är mottagen – Acme",
    ]
    assert list(walked(framed)) == titles
    assert len(site.all(tables.Submission)) == 1
    assert all(answer.status_code == 200 for answer in framed.answers)
    assert not any("Set-Cookie" in answer.headers for answer in framed.answers)


def test_no_address_holds_what_opens_the_draft(framed: Framed) -> None:
    list(walked(framed))
    pages = [Page(200, answer.get_data(as_text=True)) for answer in framed.answers]
    tokens = {page.value(DRAFT) for page in pages}
    assert any(token and len(token) == 64 for token in tokens)
    addresses = " ".join(
        [*(answer.request.full_path for answer in framed.answers), *(link for page in pages for link in page.links.values())]
    )
    assert [token for token in tokens if token and token in addresses] == []


def test_one_can_go_back_and_change_an_answer(framed: Framed) -> None:
    page = at_check(framed).press("Ändra Vad läcker?")
    assert page.value("what") == "water"
    assert framed.press("Fortsätt", FIRST | {"what": "oil"}).text.count("Olja") == 1
    assert framed.press("Tillbaka").value("people.0.called") == "Kim"


def test_a_row_can_be_added_and_the_questions_of_an_answer_come(framed: Framed) -> None:
    framed.press("Börja anmälan")
    assert "Hur luktar det?" in framed.press("Fortsätt", FIRST | {"what": "gas"}).text
    framed.press("Fortsätt", FIRST)
    assert framed.press(ADD, {"people.0.called": "Kim"}).value("people-rows") == "2"
    fragment = framed.press("Fortsätt", {"people.0.near": "yes"}, headers={"X-Fragment": "1"})
    assert "Hur nära?" in fragment.text


def test_sending_twice_gives_one_receipt(framed: Framed, site: Site) -> None:
    before = at_check(framed).page
    framed.press("Skicka anmälan")
    first, framed.page = reference(framed), before
    framed.press("Skicka anmälan")
    assert reference(framed) == first
    assert len(site.all(tables.Submission)) == 1


def test_the_language_is_chosen_without_a_cookie_and_the_answers_stay(framed: Framed) -> None:
    at_check(framed)
    assert "Check before you send" in framed.press("In English").text
    assert framed.press("Change Vad läcker?").value("what") == "water"
    assert "Continue" in framed.page.text


def test_the_unit_of_the_address_is_chosen(framed: Framed) -> None:
    framed.open("?unit=north")
    assert "North works" in framed.press("Börja anmälan").text


def test_what_was_typed_stays_on_the_page_when_it_can_not_be_stored(framed: Framed, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    framed.press("Börja anmälan")

    def broken(*args: object) -> None:
        raise Unavailable("gone")

    monkeypatch.setattr(site.office, "write", broken)
    page = framed.press("Fortsätt", FIRST)
    assert (page.status, page.value("what")) == (503, "water")
    monkeypatch.undo()
    assert framed.press("Fortsätt").title == "Vem såg det? – Acme"


def test_a_page_may_stand_in_the_named_sites_and_in_no_other(framed: Framed) -> None:
    list(walked(framed))
    framed.open("p/nowhere")
    framed.send("p/where", {"a": "\0"})
    for answer in framed.answers:
        assert answer.headers[POLICY] == HEADERS[POLICY].replace("frame-ancestors 'none'", f"frame-ancestors {SITE} {OTHER}")
        assert "X-Frame-Options" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_no_other_page_may_stand_in_any_site(framed: Framed, site: Site) -> None:
    public, staff = visitor(site, "leaks"), Staff.of(site).browser("ada")
    answers = [
        public.client.get(path)
        for path in ("/acme/", "/acme/leaks/", "/acme/leaks/p/where", "/acme/status", "/nothing", "/embed/none/leaks/")
    ]
    answers += [staff.get(path).response for path in ("", "cases/", "submissions/x")]
    for answer in answers:
        assert answer.headers[POLICY].endswith("frame-ancestors 'none'")
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_where_no_site_is_named_no_page_may_stand_anywhere(site: Site) -> None:
    site.publish(LEAKS)
    answer = visitor(site, "leaks").client.get("/embed/acme/leaks/")
    assert (answer.status_code, answer.headers[POLICY]) == (200, HEADERS[POLICY])


def test_a_token_holds_for_its_own_draft_alone(framed: Framed, site: Site) -> None:
    mine, theirs = carried(framed.page), carried(framed_visitor(site).page)
    assert framed.send("", mine) == 200
    assert framed.send("", mine | {DRAFT: theirs[DRAFT]}) == 400
    assert framed.send("", {FIELD: mine[FIELD]}) == 400
    assert framed.send("", {DRAFT: mine[DRAFT]}) == 400
    assert framed.send("", mine | {DRAFT: "x"}) == 400


def test_a_token_of_an_ordinary_page_does_not_hold(framed: Framed, site: Site) -> None:
    someone = visitor(site, "leaks")
    page = someone.open("")
    browser = someone.cookies()["browser"]
    assert someone.client.post("/embed/acme/leaks/", data={FIELD: page.value(FIELD)}).status_code == 400
    assert someone.client.post("/embed/acme/leaks/", data={FIELD: page.value(FIELD), DRAFT: browser}).status_code == 400


@pytest.mark.parametrize("headers", [{"Origin": SITE}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
def test_the_page_around_it_can_send_nothing(framed: Framed, headers: dict[str, str]) -> None:
    assert framed.send("", carried(framed.page), **headers) == 400


def test_a_token_holds_for_a_day(framed: Framed, site: Site) -> None:
    mine = carried(framed.page)
    site.clock.now += timedelta(hours=25)
    assert framed.send("", mine) == 400


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example/",
        "/acme/leaks/",
        "/embed/acme/other/",
        "",
        "/embed/acme/leaks",
        "/embed/acme/leaks/\n",
        "/embed/acme/leaks/p/å",
    ],
)
def test_a_way_on_leads_to_the_same_form_alone(framed: Framed, to: str) -> None:
    assert framed.send("go", {**carried(framed.page), "to": to}) == 404


@pytest.mark.parametrize(
    "to", ["p/%00", "p/%0a", "p/%ff", "p/%C3%A5", "..", "p/where?language=xx", "?a=%00", "go", "send", "p/" + "a" * 9000]
)
def test_a_way_on_that_leads_nowhere_is_a_page_in_words(framed: Framed, to: str) -> None:
    assert framed.send("go", {**carried(framed.page), "to": f"/embed/acme/leaks/{to}"}) < 500


def test_what_a_browser_keeps_for_the_form_itself_is_not_looked_at(framed: Framed, site: Site) -> None:
    someone = visitor(site, "leaks")
    someone.open("p/where")
    someone.press("Fortsätt", FIRST)
    assert "Du har börjat på en anmälan" in someone.open("").text
    page = someone.open("/embed/acme/leaks/")
    assert "Börja anmälan" in [said for form in page.forms for said, _, _ in form.buttons]
    assert someone.open("/embed/acme/leaks/check").title == framed.page.title


def test_every_link_leads_to_a_page_that_may_stand_there_or_to_a_new_window(framed: Framed) -> None:
    list(walked(framed))
    framed.open("p/nowhere")
    anchors = [anchor for answer in framed.answers for anchor in ANCHOR.findall(answer.get_data(as_text=True))]
    leading = [anchor for anchor in anchors if 'href="#' not in anchor and 'href="/embed/' not in anchor]
    assert leading
    assert [anchor for anchor in leading if 'target="_blank"' not in anchor] == []

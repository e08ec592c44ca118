"""A draft goes on on another device by a code that holds once and for half an hour."""

from tests.forms.leaks import FIRST, TOKEN, at_receipt, at_seen, leaks
from tests.forms.visitor import Visitor, visitor
from tests.site import Site


def code_of(someone: Visitor) -> str:
    """A code, as the page shows it."""
    someone.open("move")
    return someone.press("Visa en kod").html.split('class="mv-ref">')[1].split("<")[0]


def typed(someone: Visitor, code: str) -> Visitor:
    """The code written on another device."""
    someone.open("/acme/continue")
    someone.press("Fortsätt", {"code": code})
    return someone


def test_the_code_brings_the_answers_to_another_device(site: Site) -> None:
    code = code_of(at_seen(site))
    other = typed(visitor(site, "leaks"), code)
    assert other.url == "/acme/leaks/p/seen"
    assert other.open("p/where").value("what") == FIRST["what"]


def test_the_code_stands_in_groups_with_its_end(site: Site) -> None:
    someone = at_seen(site)
    code = code_of(someone)
    assert [len(part) for part in code.split("-")] == [4, 4, 4]
    assert "Koden gäller till kl. 10.30, en gång." in someone.page.text
    assert "http://localhost/acme/continue" in someone.page.text


def test_the_code_may_be_written_carelessly(site: Site) -> None:
    code = code_of(at_seen(site))
    assert typed(visitor(site, "leaks"), f" {code.lower().replace('-', ' ')}").url == "/acme/leaks/p/seen"


def test_the_code_holds_once(site: Site) -> None:
    code = code_of(at_seen(site))
    typed(visitor(site, "leaks"), code)
    assert "Koden gäller inte." in typed(visitor(site, "leaks"), code).page.text


def test_the_code_holds_for_half_an_hour(site: Site) -> None:
    code = code_of(at_seen(site))
    site.clock.move(minutes=31)
    assert "Koden gäller inte." in typed(visitor(site, "leaks"), code).page.text


def test_both_devices_go_on_with_the_same_draft(site: Site) -> None:
    first = at_seen(site)
    other = typed(visitor(site, "leaks"), code_of(first))
    assert other.cookies()[TOKEN] == first.cookies()[TOKEN]


def test_a_sent_report_can_not_be_moved(site: Site) -> None:
    someone = at_seen(site)
    code = code_of(someone)
    someone.open("p/seen")
    someone.press("Fortsätt", {"people.0.called": "Kim"})
    someone.press("Skicka anmälan")
    assert "Koden gäller inte." in typed(visitor(site, "leaks"), code).page.text


def test_there_is_nothing_to_move_before_the_first_answer_and_after_sending(site: Site) -> None:
    someone = leaks(site)
    someone.open("move")
    assert someone.url == "/acme/leaks/"
    sent = at_receipt(site)
    sent.open("move")
    assert sent.url == "/acme/leaks/receipt?again=1"


def test_who_guesses_has_to_wait(site: Site) -> None:
    code = code_of(at_seen(site))
    guesser = visitor(site, "leaks")
    for guess in range(20):
        typed(guesser, f"0000-0000-{guess:04}")
    assert "Vänta tio minuter" in typed(guesser, code).page.text


def test_an_empty_field_asks_for_the_code(site: Site) -> None:
    assert typed(leaks(site), "").page.errors == ["Skriv koden som du fick där du började"]
